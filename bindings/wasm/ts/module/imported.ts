// Replaces source.ts where compiling from bytes is forbidden.
import module from "./mingpian.wasm?module";

/** Returns the module. */
export const source = (): Uint8Array | WebAssembly.Module => module;
