import { failedPage, merge, type Answers, type Page } from "./answers.js";
import { write } from "./document.js";
import { Drive, type Transport } from "./drive.js";
import type { CoreOptions } from "./generated/options.js";
import { Lookup, type Operation } from "./lookup.js";
import type { Authorize, CallOptions, ListOptions, Lists, ServiceOptions } from "./options.js";
import { instance, loaded } from "./wasm.js";

interface Auth {
  readonly authorize?: Authorize;
}

/** What the classes of all services have in common. */
export class Service {
  readonly #options: CoreOptions;
  readonly #auth: object | undefined;
  readonly #transport: Transport;
  /** What the lookups before have learned. */
  #clockOffsetMs: number | undefined;

  constructor(options: ServiceOptions & { readonly auth?: object } = {}) {
    const { auth, fetch, ...others } = options;
    this.#options = others;
    const { authorize, ...credentials } = { ...auth } as Auth;
    const isDelegated = typeof authorize === "function";
    this.#auth = auth && (isDelegated ? { ...credentials, delegated: true } : { ...auth });
    this.#transport = { fetch, authorize: isDelegated ? authorize : undefined };
  }

  /** Asks for one record. */
  async one<Q, T>(operation: Operation<Q, never, T>, question: Q, options: CallOptions = {}): Promise<T> {
    return (await this.#whole(operation, question, options))[0]!;
  }

  /** Asks for records by identifier, with as many requests as it takes. */
  async all<Q, R>(operation: Operation<Q, never, Answers<R>>, question: Q, options: ListOptions = {}): Promise<Answers<R>> {
    return merge(await this.#whole(operation, question, options));
  }

  /** Asks for records by identifier, page by page. */
  async *pages<Q, R>(
    operation: Operation<Q, never, Answers<R>>,
    lists: Lists<Q>,
    options: ListOptions = {},
  ): AsyncGenerator<Page<Q, R>, void, undefined> {
    const lookup = await this.#open(operation, { pages: true }, options);
    const drive = new Drive(lookup, this.#transport, options, operation.lists.map((name) => lists?.[name]));
    try {
      for (let taken; (taken = await drive.next()); ) {
        if (taken.kind === "answer") yield { ...taken.answer, failed: undefined };
        else yield failedPage({ request: taken.request as Q, error: taken.error });
      }
    } finally {
      this.#close(drive, lookup);
    }
  }

  async #whole<Q, T>(operation: Operation<Q, never, T>, question: Q, options: ListOptions): Promise<T[]> {
    const lookup = await this.#open(operation, { question }, options);
    const drive = new Drive(lookup, this.#transport, options);
    try {
      const answers: T[] = [];
      // A request that fails ends a whole lookup.
      for (let taken; (taken = await drive.next()); ) if (taken.kind === "answer") answers.push(taken.answer);
      return answers;
    } finally {
      this.#close(drive, lookup);
    }
  }

  async #open<T>(operation: Operation<never, never, T>, asked: object, call: ListOptions): Promise<Lookup<T>> {
    const { signal: _, onRequest: __, onProgress: ___, ...others } = call;
    const options: Record<string, unknown> = { ...this.#options };
    if (this.#clockOffsetMs !== undefined) options["clockOffsetMs"] = this.#clockOffsetMs;
    // A member that is undefined is absent, and takes precedence over nothing.
    for (const [name, value] of Object.entries(others)) if (value !== undefined) options[name] = value;
    // It is written before anything is awaited: the caller may change the lists afterwards.
    const document = write({ ...asked, auth: this.#auth, options }, "question");
    return new Lookup(instance() ?? (await loaded()), operation, document);
  }

  #close(drive: Drive<unknown>, lookup: Lookup<unknown>): void {
    drive.close();
    this.#clockOffsetMs = lookup.close() ?? this.#clockOffsetMs;
  }
}
