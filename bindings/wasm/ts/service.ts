import { merge, serializable, type Answers, type Page } from "./answers.js";
import { write } from "./document.js";
import { Drive, type Taken, type Transport } from "./drive.js";
import { Flights } from "./flights.js";
import { Lookup, type Operation } from "./lookup.js";
import type { Authorize, CallOptions, Identifiers, ListOptions, Lists, ServiceOptions } from "./options.js";
import { instance, loaded } from "./wasm.js";

/** What the classes of all services have in common. */
export class Service {
  readonly #options: object;
  readonly #auth: object | undefined;
  readonly #transport: Transport;
  readonly #flights = new Flights();
  /** What the lookups before have learned. */
  #learned: { readonly clockOffsetMs?: number } = {};

  constructor(options: ServiceOptions & { readonly auth?: object } = {}) {
    const { auth, fetch, ...others } = options;
    const { authorize, ...credentials }: { authorize?: Authorize } = { ...auth };
    const isDelegated = typeof authorize === "function";
    this.#options = others;
    this.#auth = isDelegated ? { ...credentials, delegated: true } : auth && { ...auth };
    this.#transport = { fetch, authorize: isDelegated ? authorize : undefined };
  }

  /** Asks for one record. */
  async one<Q, T>(operation: Operation<Q, never, T>, question: Q, options?: CallOptions): Promise<T> {
    return (await this.#whole(operation, question, options))[0]!;
  }

  /** Asks for records by identifier, with as many requests as it takes. */
  async all<Q, R>(operation: Operation<Q, never, Answers<R>>, question: Q, options?: ListOptions): Promise<Answers<R>> {
    // The caller may change the lists afterwards. Those that are none are refused.
    const lists = operation.lists.map((name) => {
      const list: unknown = question?.[name];
      return Array.isArray(list) ? (list.slice() as string[]) : [];
    });
    return merge(await this.#whole(operation, question, options), lists);
  }

  /** Asks for records by identifier, page by page. */
  async *pages<Q, R>(
    operation: Operation<Q, never, Answers<R>>,
    lists: Lists<Q>,
    options?: ListOptions,
  ): AsyncGenerator<Page<Q, R>, void, undefined> {
    const sources = operation.lists.map((name) => lists?.[name]);
    // The core refuses a member that is no list.
    const unknown = Object.keys(lists ?? {}).find((name) => !(operation.lists as readonly string[]).includes(name));
    const asked = unknown === undefined ? { pages: true } : { question: { [unknown]: null } };
    for await (const taken of this.#answers(operation, asked, options, sources)) {
      const page =
        taken.kind === "answer"
          ? { ...taken.answer, failed: undefined }
          : { ...merge<R>([]), failed: { request: taken.request as Q, error: taken.error } };
      yield serializable(page) as Page<Q, R>;
    }
  }

  async #whole<Q, T>(operation: Operation<Q, never, T>, question: Q, options: ListOptions | undefined): Promise<T[]> {
    const answers: T[] = [];
    // A request that fails ends a whole lookup.
    for await (const taken of this.#answers(operation, { question }, options)) {
      if (taken.kind === "answer") answers.push(taken.answer);
    }
    return answers;
  }

  async *#answers<T>(
    operation: Operation<never, never, T>,
    asked: object,
    call: ListOptions = {},
    lists?: readonly (Identifiers | undefined)[],
  ): AsyncGenerator<Taken<T>, void, undefined> {
    const { signal: _, onRequest: __, onProgress: ___, ...others } = call;
    const options: Record<string, unknown> = { ...this.#options, ...this.#learned };
    // A member that is undefined is absent.
    for (const [name, value] of Object.entries(others)) if (value !== undefined) options[name] = value;
    // It is written before anything is awaited: the caller may change the lists afterwards.
    const document = write({ ...asked, auth: this.#auth, options });
    const lookup = new Lookup(instance() ?? (await loaded()), operation, document);
    const flights = operation.isIdempotent ? undefined : this.#flights;
    const drive = new Drive(lookup, { ...this.#transport, flights }, call, lists);
    try {
      for (let taken; (taken = await drive.next()); ) yield taken;
    } finally {
      drive.close();
      const clockOffsetMs = lookup.close();
      if (clockOffsetMs !== undefined) this.#learned = { clockOffsetMs };
    }
  }
}
