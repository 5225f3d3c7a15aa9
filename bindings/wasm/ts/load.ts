import { expect, invalid } from "./refuse.js";
import { loaded, startWith, type Instantiate } from "./wasm.js";

/** The options of a host that compiles or reads the module itself. The module is the file `mingpian/mingpian.wasm`. */
export type LoadOptions =
  | {
      /** The compiled module, a `WebAssembly.Module`. */
      readonly module: object;
      readonly instantiate?: undefined;
    }
  | {
      /**
       * Creates a new instance of the module with each call. Returns the `WebAssembly.Instance`, or an object whose
       * member `instance` is one, like the result of `WebAssembly.instantiate` for bytes.
       */
      readonly instantiate: (imports: Record<string, Record<string, (...args: never[]) => unknown>>) => object | PromiseLike<object>;
      readonly module?: undefined;
    };

/**
 * Compiles and starts the module once. Lookups call this function themselves, except those of `mingpian/core`. After an
 * `InternalError`, another call starts it again.
 *
 * @param options How the module is started from now on, including after an instance has failed or has grown. A running
 * instance is not replaced, so pass options before the first lookup. Defaults to the options of the previous call, or
 * to the module in the package.
 * @throws InternalError if WebAssembly is not allowed, or `instantiate` failed.
 * @throws InvalidInputError for `module` or `instantiate` if it does not belong to this version of the package.
 */
export async function load(options?: LoadOptions): Promise<void> {
  if (options !== undefined) startWith(startOf(options));
  await loaded();
}

function startOf(options: LoadOptions): Instantiate {
  expect(typeof options === "object" && options !== null, "options", "an object", options);
  const { module, instantiate, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid(unknown, "expected `module` or `instantiate`");
  if (module !== undefined && instantiate !== undefined) throw invalid("instantiate", "expected either `module` or `instantiate`");
  if (instantiate !== undefined) {
    expect(typeof instantiate === "function", "instantiate", "a function", instantiate);
    return checked("instantiate", instantiate as Instantiate);
  }
  // The module may come from another realm.
  const isModule = Object.prototype.toString.call(module) === "[object WebAssembly.Module]";
  expect(isModule, "module", "a WebAssembly.Module", module);
  return checked("module", (imports) => WebAssembly.instantiate(module as WebAssembly.Module, imports as WebAssembly.Imports));
}

/** The exports of the instances that were started. */
const started: WeakSet<object> = new WeakSet();

/**
 * Wraps a function that instantiates the module. Refuses instances of other modules, and instances that were used
 * before.
 */
function checked(field: "module" | "instantiate", instantiate: Instantiate): Instantiate {
  return async (imports) => {
    let result: unknown;
    try {
      result = await instantiate(imports);
    } catch (cause) {
      // The names of the imports contain the version of the module.
      const { name } = Object(cause) as Error;
      const isForeign = name === "LinkError" || (name === "TypeError" && field === "module");
      throw isForeign ? invalid(field, "expected mingpian.wasm of this version of the package", cause) : cause;
    }
    const { instance = result } = Object(result) as { instance?: unknown };
    const { exports } = Object(instance) as { exports?: { __wbindgen_start?: unknown } };
    if (typeof exports?.__wbindgen_start !== "function") throw invalid(field, "expected an instance of mingpian.wasm");
    if (started.has(exports)) throw invalid(field, "expected a new instance with each call");
    started.add(exports);
    return instance;
  };
}
