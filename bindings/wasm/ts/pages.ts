import { LISTS, quanshiBatch, type Batch, type List, type QuanshiPage } from "./batch.js";
import type { QuanshiAuth } from "./core.js";
import { Drive, settle, type Service } from "./drive.js";
import type { QuanshiAccount, QuanshiGetUsersByEmailsMobiles } from "./generated/quanshi.js";
import type { Identifiers, QuanshiCallOptions, QuanshiIdentifiers } from "./quanshi.js";
import type { QuanshiUnreadable, QuanshiUsers } from "./users.js";

/** Pages as they arrive. */
export async function* pages(
  service: Service,
  auth: QuanshiAuth,
  input: QuanshiIdentifiers,
  options: QuanshiCallOptions,
): AsyncGenerator<QuanshiPage, void, undefined> {
  const run = new Run(service, auth, input, options);
  try {
    for (let page; (page = await run.next()); ) yield page;
  } finally {
    await run.end();
  }
}

/** All pages as if they were one answer. The first failure is thrown. */
export async function joined(
  service: Service,
  auth: QuanshiAuth,
  input: QuanshiGetUsersByEmailsMobiles,
  options: QuanshiCallOptions,
): Promise<QuanshiUsers> {
  // Copied, because the caller may change the lists before the answer is there. What is no list, the core refuses.
  const copy = (list: readonly string[] | undefined): readonly string[] => (Array.isArray(list) ? [...list] : (list ?? []));
  const asked = LISTS.map((list) => [list, copy(input[list])] as const);
  const answered = new Map<string, QuanshiAccount>();
  const flawed = new Map<string, QuanshiUnreadable>();
  const unasked = new Map<string, QuanshiAccount>();
  for await (const page of pages(service, auth, Object.fromEntries(asked), options)) {
    if (page.failed) throw page.failed.error;
    for (const [identifier, account] of page.found) answered.set(identifier, account);
    for (const unreadable of page.unreadable) flawed.set(unreadable.identifier, unreadable);
    for (const [key, account] of page.unasked) unasked.set(key, account);
  }
  const found = new Map<string, QuanshiAccount>();
  const notFound: string[] = [];
  const unreadable: QuanshiUnreadable[] = [];
  for (const identifier of asked.flatMap(([, list]) => list)) {
    const account = answered.get(identifier);
    const flaw = flawed.get(identifier);
    if (account) found.set(identifier, account);
    else if (flaw) unreadable.push(flaw);
    else notFound.push(identifier);
    flawed.delete(identifier);
  }
  // What is left are keys that nobody asked for.
  unreadable.push(...flawed.values());
  return { found, notFound, unreadable, unasked, requestId: undefined };
}

/** A batch that is fed, driven and emptied at the same time. */
class Run {
  readonly #batch: Batch;
  readonly #drive: Drive;
  readonly #options: QuanshiCallOptions;
  readonly #ended: Promise<void>;
  #hasEnded = false;
  /** What a callback or a list of the caller's has thrown. */
  #thrown: { readonly error: unknown } | undefined;
  #progress = { done: 0, total: 0 };
  #waiting: (() => void)[] = [];

  constructor(service: Service, auth: QuanshiAuth, input: QuanshiIdentifiers, options: QuanshiCallOptions) {
    this.#options = options;
    const batch = (this.#batch = quanshiBatch({ ...settle(service, options), auth }));
    const hooks = { awaits: (id: number) => batch.awaits(id), turned: () => this.#turned() };
    this.#drive = new Drive(batch, service, options, hooks);
    for (const list of LISTS) this.#feed(list, input[list]).catch((error: unknown) => this.#fail(error));
    this.#ended = this.#drive
      .run()
      .catch((error: unknown) => this.#fail(error))
      .then(() => {
        this.#hasEnded = true;
        this.#change();
      });
  }

  /** The next page; nothing after the last, if nothing has stopped the batch. */
  async next(): Promise<QuanshiPage | undefined> {
    for (;;) {
      if (this.#thrown) throw this.#thrown.error;
      const page = this.#batch.takePage();
      if (page) {
        // Where it stood, another request has room.
        this.#drive.wake();
        return page;
      }
      if (this.#hasEnded) break;
      await this.#changed();
    }
    if (this.#batch.stopped) throw this.#batch.stopped;
    return undefined;
  }

  /** Ends what is under way. */
  async end(): Promise<void> {
    if (!this.#hasEnded) this.#batch.cancel();
    this.#drive.wake();
    await this.#ended;
  }

  async #feed(list: List, identifiers: Identifiers | undefined): Promise<void> {
    const batch = this.#batch;
    const source = iterator(identifiers);
    if (source === undefined) {
      // Nothing, or no list: the core says so.
      batch.push({ [list]: identifiers });
    } else {
      for (let isDone = false; !isDone; ) {
        const wants = batch.wants(list);
        if (wants === 0) {
          if (this.#hasEnded || batch.stopped) {
            await source.return?.();
            return;
          }
          await this.#changed();
          continue;
        }
        const chunk: string[] = [];
        while (!isDone && chunk.length < wants) {
          const next = source.next();
          // Lists that are there are fed without a pause.
          const result = next instanceof Promise ? await next : next;
          if (result.done) isDone = true;
          else chunk.push(result.value);
        }
        batch.push({ [list]: chunk });
        if (!isDone) this.#drive.wake();
      }
    }
    batch.end(list);
    this.#drive.wake();
  }

  /** The batch was polled and wants nothing just now. */
  #turned(): void {
    const { done, total } = this.#batch.progress;
    if (done !== this.#progress.done || total !== this.#progress.total) {
      this.#progress = { done, total };
      this.#options.onProgress?.(done, total);
    }
    this.#change();
  }

  #fail(error: unknown): void {
    this.#thrown ??= { error };
    try {
      this.#batch.cancel();
    } catch {
      // Its instance is gone: that is the error.
    }
    this.#drive.wake();
    this.#change();
  }

  #change(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function iterator(identifiers: Identifiers | undefined): Iterator<string> | AsyncIterator<string> | undefined {
  // A text would be taken for its characters.
  if (typeof identifiers !== "object" || identifiers === null) return undefined;
  if (Symbol.asyncIterator in identifiers) return identifiers[Symbol.asyncIterator]();
  return Symbol.iterator in identifiers ? identifiers[Symbol.iterator]() : undefined;
}
