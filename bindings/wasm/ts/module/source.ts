import hex from "./hex.js";

/** Returns the module's bytes. Hexadecimal text compresses better than base64, which hides what repeats. */
export function source(): Uint8Array | WebAssembly.Module {
  const digit = (at: number): number => {
    const code = hex.charCodeAt(at);
    return code < 58 ? code - 48 : code - 87;
  };
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = digit(2 * at) * 16 + digit(2 * at + 1);
  return bytes;
}
