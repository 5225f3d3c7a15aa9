import { InternalError } from "./errors.js";
import { glue, type Glue } from "./module/glue.js";
import { source } from "./module/source.js";

/** An instance of the module with its own glue. One that failed is replaced, and what was under way in it is lost. */
export class Instance {
  readonly glue: Glue;
  #hasFailed = false;

  constructor(glue: Glue) {
    this.glue = glue;
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /**
   * Runs `work`, which calls into the instance.
   *
   * @throws InternalError if the instance trapped, now or before: what is left in its memory cannot be trusted.
   */
  enter<R>(work: (glue: Glue) => R): R {
    if (this.#hasFailed) throw internal(FAILED);
    try {
      return work(this.glue);
    } catch (cause) {
      // It is about an argument. Nothing ran.
      if (cause instanceof TypeError) throw cause;
      this.#hasFailed = true;
      if (current === this) current = loading = undefined;
      throw internal(FAILED, cause);
    }
  }
}

const FAILED = "the WebAssembly instance failed";
let current: Instance | undefined;
let loading: Promise<Instance> | undefined;

/**
 * Compiles and starts the module, once. After a failure, the next call starts it again.
 *
 * @throws InternalError if WebAssembly is not allowed.
 */
export async function load(): Promise<void> {
  await (loading ??= start());
}

/** Returns the instance, or `undefined` if it has to be loaded. */
export const instance = (): Instance | undefined => current;

/** Returns the instance. */
export const loaded = async (): Promise<Instance> => current ?? (loading ??= start());

async function start(): Promise<Instance> {
  try {
    const bound = glue();
    const result = await WebAssembly.instantiate(source() as WebAssembly.Module, bound.imports());
    // Of bytes, the result is the instance and its module; of a module, it is the instance.
    bound.start("instance" in result ? (result as unknown as WebAssembly.WebAssemblyInstantiatedSource).instance : result);
    return (current = new Instance(bound));
  } catch (cause) {
    loading = undefined;
    throw internal("WebAssembly cannot start; a content security policy has to allow 'wasm-unsafe-eval'", cause);
  }
}

const internal = (message: string, cause?: unknown): InternalError =>
  new InternalError({ code: "INTERNAL", retryable: false, message }, cause === undefined ? undefined : { cause });
