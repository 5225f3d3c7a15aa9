import { InternalError } from "./errors.js";
import { __wbg_reset_state, initSync } from "./mingpian.js";
import base64 from "./wasm.js";

let generation = 0;
let started = false;
let ready = false;

/** Makes sure that there is an instance; its number, which {@link enter} asks for. */
export function load(): number {
  if (!ready) {
    try {
      start();
    } catch (cause) {
      throw fault("WebAssembly cannot start; a content security policy has to allow 'wasm-unsafe-eval'", { cause });
    }
  }
  return generation;
}

/** Whether that instance is still there. */
export const current = (instance: number): boolean => instance === generation;

/**
 * Runs `work` in the instance of that number. An instance that traps is replaced, and every lookup in it is lost: what
 * is left in its memory cannot be trusted.
 */
export function enter<T>(instance: number, work: () => T): T {
  if (!current(instance)) throw fault("the WebAssembly instance failed in another lookup");
  try {
    return work();
  } catch (cause) {
    // About an argument; nothing ran.
    if (cause instanceof TypeError) throw cause;
    generation += 1;
    ready = false;
    try {
      start();
    } catch {
      // The next lookup tries again and tells.
    }
    throw fault("the WebAssembly instance failed", { cause });
  }
}

function start(): void {
  // The glue keeps its instance, and the views of its memory, to itself: a second initSync would do nothing.
  if (started) __wbg_reset_state();
  else initSync({ module: new WebAssembly.Module(bytes()) });
  started = ready = true;
}

function bytes(): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function fault(message: string, options?: { readonly cause: unknown }): InternalError {
  return new InternalError({ code: "INTERNAL", retryable: false, message }, options);
}
