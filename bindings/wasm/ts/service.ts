import { merge, serializable, type Answers, type Page } from "./answers.js";
import { write } from "./document.js";
import { Drive } from "./drive.js";
import type { Flights } from "./flights.js";
import { Lookup, type Operation } from "./lookup.js";
import type { Authorize, CallOptions, Identifiers, ListOptions, Lists, Renewable, ServiceOptions } from "./options.js";
import { expect } from "./refuse.js";
import { Renewal } from "./renewal.js";
import { overFetch, overTransport } from "./transport.js";
import { instance, loaded, type Instance } from "./wasm.js";

/** The base class of all services. */
export class Service {
  readonly #given: ServiceOptions & { readonly auth?: object };
  readonly #auth: object | undefined;
  readonly #authorize: Authorize | undefined;
  readonly #renew: unknown;
  readonly #renewal: Renewal | undefined;
  readonly #flights: Flights = new Map();
  /** The values that earlier lookups have measured. */
  #learned: { readonly clockOffsetMs?: number } = {};

  constructor(options: ServiceOptions & { readonly auth?: object } = {}) {
    // A copy is needed because the caller may change the options afterwards.
    this.#given = isObject(options) ? { ...options } : options;
    const auth = this.#given?.auth;
    const { renew, ...credentials }: { authorize?: Authorize } & Renewable = { ...auth };
    const { authorize, ...others } = credentials;
    const isDelegated = typeof authorize === "function";
    this.#authorize = isDelegated ? authorize : undefined;
    this.#renew = renew;
    this.#renewal = typeof renew === "function" ? new Renewal(renew) : undefined;
    this.#auth = isDelegated ? { ...others, delegated: true } : isObject(auth) ? credentials : auth;
  }

  /** Looks up one record. */
  async one<Q, T>(operation: Operation<Q, never, T>, question: Q, options?: CallOptions): Promise<T> {
    return (await this.#whole(operation, question, options))[0]!;
  }

  /** Looks up records by identifier, with as many requests as necessary. */
  async all<Q, R>(operation: Operation<Q, never, Answers<R>>, question: Q, options?: ListOptions): Promise<Answers<R>> {
    return merge(await this.#whole(operation, question, options));
  }

  /** Looks up records by identifier, page by page. */
  async *pages<Q, R>(
    operation: Operation<Q, never, Answers<R>>,
    lists: Lists<Q>,
    options?: ListOptions,
  ): AsyncGenerator<Page<Q, R>, void, undefined> {
    const sources = operation.lists.map((name) => lists?.[name]);
    // The core refuses a value that is not an object and a member that is not a list.
    const isNone = lists !== undefined && !isObject(lists);
    const unknown = Object.keys(lists ?? {}).find((name) => !(operation.lists as readonly string[]).includes(name));
    const asked = isNone ? { question: lists } : unknown === undefined ? { pages: true } : { question: { [unknown]: null } };
    const drive = this.#prepare(operation, asked, options, sources)(instance() ?? (await loaded()));
    try {
      for (let taken; (taken = await drive.next()); ) {
        const page =
          taken.kind === "answer"
            ? { ...taken.answer, failed: undefined }
            : { ...merge<R>([]), failed: { request: taken.request as Q, error: taken.error } };
        yield serializable(page) as Page<Q, R>;
      }
    } finally {
      drive.close();
    }
  }

  async #whole<Q, T>(operation: Operation<Q, never, T>, question: Q, options: ListOptions | undefined): Promise<T[]> {
    const drive = this.#prepare(operation, { question }, options)(instance() ?? (await loaded()));
    const answers: T[] = [];
    // A request that fails ends a whole lookup and therefore the loop.
    for (let taken; (taken = await drive.next()); ) if (taken.kind === "answer") answers.push(taken.answer);
    return answers;
  }

  /**
   * Checks the options that the core does not receive, and writes the document before anything is awaited, because the
   * caller may change the lists afterwards. Returns a function that starts the lookup in an instance.
   */
  #prepare<T>(
    operation: Operation<never, never, T>,
    asked: object,
    call: ListOptions = {},
    lists?: readonly (Identifiers | undefined)[],
  ): (instance: Instance) => Drive<T> {
    expect(isObject(this.#given) && isObject(call), "options", "an object", isObject(call) ? this.#given : call);
    const { fetch, transport, auth: _, ...given } = this.#given;
    const { signal, onRequest, onAttempt, onProgress, ...others } = call;
    expect(transport === undefined || fetch === undefined, "transport", "either `fetch` or `transport`", transport);
    const send =
      transport === undefined
        ? overFetch(expectFunction("fetch", fetch === undefined ? globalThis.fetch : fetch))
        : overTransport(expectFunction("transport", transport));
    expect(signal === undefined || typeof signal?.addEventListener === "function", "signal", "an AbortSignal", signal);
    expect(onRequest === undefined || typeof onRequest === "function", "onRequest", "a function", onRequest);
    expect(onAttempt === undefined || typeof onAttempt === "function", "onAttempt", "a function", onAttempt);
    expect(onProgress === undefined || typeof onProgress === "function", "onProgress", "a function", onProgress);
    this.#checkAuth();
    const options: Record<string, unknown> = { ...given, ...this.#learned };
    // A member that is undefined is absent.
    for (const [name, value] of Object.entries(others)) if (value !== undefined) options[name] = value;
    // In a page, a path is relative to the origin of the page.
    const { baseUrl } = options;
    const isPath = typeof baseUrl === "string" && /^\/(?!\/)/.test(baseUrl);
    if (isPath && globalThis.location) options["baseUrl"] = location.origin + baseUrl;
    const renewal = this.#renewal;
    const document = write({ ...asked, auth: this.#auth, options, renews: renewal && true, token: renewal?.token });
    const flights = operation.isIdempotent ? undefined : this.#flights;
    const learn = (clockOffsetMs: number): void => void (this.#learned = { clockOffsetMs });
    const network = { send, authorize: this.#authorize, renewal, flights, learn };
    return (instance) => new Drive(new Lookup(instance, operation, document), network, call, lists);
  }

  /** Refuses credentials that the core would not receive, and callbacks that are not functions. */
  #checkAuth(): void {
    const auth: Record<string, unknown> = { ...this.#auth };
    const names = Object.keys(auth);
    expect(names.length === 0 || names.some((name) => auth[name] !== undefined), names[0]!, "a value", undefined);
    expect(this.#renew === undefined || this.#renewal !== undefined, "renew", "a function that obtains a token", this.#renew);
    const canSign = this.#authorize !== undefined || !("delegated" in auth);
    expect(canSign, "authorize", "a function that asks a server to sign", undefined);
  }
}

/** Returns `value` if it is a function, and throws an error otherwise. */
function expectFunction<F>(field: string, value: F): F {
  expect(typeof value === "function", field, "a function", value);
  return value;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
