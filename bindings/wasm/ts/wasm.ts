import { isLookupError } from "./generated/errors.js";
import { glue, type Glue } from "./module/glue.js";
import { source } from "./module/source.js";
import { internal, invalid } from "./refuse.js";

/** The members of a `WebAssembly.Memory` that are read. The type may be missing from an app's type library. */
type Memory = { readonly buffer: { readonly byteLength: number } };

const LARGE_BYTES = 64 * 1024 * 1024;

/** Instantiates the module with the imports of one instance. Returns the instance, or an object that contains it. */
export type Instantiate = (imports: object) => unknown;

let current: Instance | undefined;
let loading: Promise<Instance> | undefined;
let instantiate: Instantiate = (imports) =>
  WebAssembly.instantiate(source() as WebAssembly.Module, imports as WebAssembly.Imports);

/** An instance of the module with its own glue. If it fails, another instance replaces it, and its lookups are lost. */
export class Instance {
  #isLeaving = false;
  hasFailed = false;

  constructor(
    private readonly glue: Glue,
    private readonly memory: Memory,
  ) {}

  /** Runs a function that calls into the instance. After a trap, the memory of the instance cannot be trusted. */
  enter<R>(work: (glue: Glue) => R): R {
    if (this.hasFailed) throw internal("the WebAssembly instance failed");
    try {
      return work(this.glue);
    } catch (cause) {
      // The error concerns an argument, and no code of the module ran.
      if (cause instanceof TypeError) throw invalid("arguments", "expected those that the method declares", cause);
      this.hasFailed = true;
      if (current === this) current = loading = undefined;
      throw internal("the WebAssembly instance failed", cause);
    }
  }

  /** Replaces an instance that has grown. Memory never shrinks, so it is freed with the last lookup of the instance. */
  replaceIfLarge(): void {
    if (current !== this || this.#isLeaving || this.memory.buffer.byteLength <= LARGE_BYTES) return;
    this.#isLeaving = true;
    // Lookups start in this instance until the other one has started, or if it cannot start.
    start().then(
      (next) => void (loading = Promise.resolve(next)),
      () => void (this.#isLeaving = false),
    );
  }
}

/** Changes how further instances are started. */
export const startWith = (other: Instantiate): void => void (instantiate = other);

/** Returns the instance, if it is loaded. */
export const instance = (): Instance | undefined => current;

/** Loads the module if necessary, and returns the instance. */
export const loaded = (): Promise<Instance> =>
  (loading ??= start().catch((cause: unknown) => {
    loading = undefined;
    if (isLookupError(cause)) throw cause;
    throw internal(`WebAssembly cannot start${why(Object(cause) as Error)}`, cause);
  }));

function why({ name, message }: Error): string {
  if (name === "CompileError") return "; the content security policy must allow 'wasm-unsafe-eval'";
  // The runtime lacks a feature, such as in `TextDecoder is not defined`.
  return name === "ReferenceError" ? `: ${message}` : "";
}

async function start(): Promise<Instance> {
  const bound = glue();
  const result = (await instantiate(bound.imports())) as object;
  // The result for bytes contains an instance and its module. The result for a module is an instance.
  const started = ("instance" in result ? result.instance : result) as WebAssembly.Instance;
  bound.start(started);
  return (current = new Instance(bound, started.exports["memory"] as Memory));
}
