import { InternalError } from "./errors.js";

const FAILED = "the WebAssembly instance failed";

/** What wasm-bindgen writes beside a module. */
export interface Glue {
  initSync(options: { readonly module: WebAssembly.Module }): unknown;
  __wbg_reset_state(): void;
}

/** The instance of a module: made when it is needed first, and again after it trapped. */
export class Instance<G extends Glue> {
  readonly #glue: G;
  readonly #base64: string;
  #generation = 0;
  #started = false;
  #ready = false;

  constructor(glue: G, base64: string) {
    this.#glue = glue;
    this.#base64 = base64;
  }

  /** Makes sure that there is one; its number, which {@link enter} asks for. */
  load(): number {
    if (!this.#ready) {
      try {
        this.#start();
      } catch (cause) {
        throw fault("WebAssembly cannot start; a content security policy has to allow 'wasm-unsafe-eval'", { cause });
      }
    }
    return this.#generation;
  }

  /**
   * Runs `work` in the instance of that number. An instance that traps is replaced, and all that was under way in it
   * is lost: what is left in its memory cannot be trusted.
   */
  enter<T>(number: number, work: (glue: G) => T): T {
    if (number !== this.#generation) throw fault(FAILED);
    try {
      return work(this.#glue);
    } catch (cause) {
      // About an argument; nothing ran.
      if (cause instanceof TypeError) throw cause;
      this.#generation += 1;
      this.#ready = false;
      try {
        this.#start();
      } catch {
        // The next lookup tries again and tells.
      }
      throw fault(FAILED, { cause });
    }
  }

  #start(): void {
    // The glue keeps its instance, and the views of its memory, to itself: a second initSync would do nothing.
    if (this.#started) this.#glue.__wbg_reset_state();
    else this.#glue.initSync({ module: new WebAssembly.Module(bytes(this.#base64)) });
    this.#started = this.#ready = true;
  }
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function fault(message: string, options?: { readonly cause: unknown }): InternalError {
  return new InternalError({ code: "INTERNAL", retryable: false, message }, options);
}
