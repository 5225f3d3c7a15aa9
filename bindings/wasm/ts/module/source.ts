import { text } from "./text.js";

// The characters for the numbers 0 to 86. Each of the last two is followed by a second character.
// xtask/src/wasm/text.rs explains the encoding.
const ALPHABET = "HIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{| !#%&()*+,-./0123456789:;=>?@ABCDEFG}~";

/** Returns the module's bytes. */
export function source(): Uint8Array | WebAssembly.Module {
  const numbers: number[] = [];
  for (let number = 0; number < ALPHABET.length; number++) numbers[ALPHABET.charCodeAt(number)] = number;
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let number = numbers[text.charCodeAt(at)]!;
    if (number > 86) number = (number - 86) * 87 + numbers[text.charCodeAt(++at)]!;
    // The last numbers represent the bytes from 67 to 96.
    bytes[length++] = number < 67 ? number : number < 226 ? number + 30 : number - 159;
  }
  return bytes.subarray(0, length);
}
