import { because, CancelledError, isLookupError, type LookupError } from "./errors.js";
import { exchange } from "./http.js";
import type { Lookup } from "./lookup.js";
import type { Authorize, Identifiers, ListOptions } from "./options.js";
import { random16 } from "./random.js";
import type { HttpRequest, SigningParams, Step } from "./steps.js";

/** How a lookup reaches the network. */
export interface Transport {
  readonly fetch: typeof fetch | undefined;
  readonly authorize: Authorize | undefined;
}

/** An answer, or identifiers without one. */
export type Taken<T> = Extract<Step<T>, { readonly kind: "answer" | "failed" }>;

type Iterators = Iterator<unknown> | AsyncIterator<unknown>;

// A longer timer would not wait at all (HTML, timers).
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** How many causes of failures are kept. Those of attempts that were followed by others are never asked for. */
const MAX_CAUSES = 64;

/** Drives a lookup: does what its steps say, and hands out what comes of it. */
export class Drive<T> {
  readonly #lookup: Lookup<T>;
  readonly #transport: Transport;
  readonly #options: ListOptions;
  readonly #maxBodyBytes: number;
  readonly #lists: readonly (Identifiers | undefined)[];
  readonly #iterators: Map<number, Iterators> = new Map();
  /** What is in flight, by its ID. */
  readonly #tasks: Map<number, AbortController> = new Map();
  /** The platform's errors, by the ID of the request that failed. */
  readonly #causes: Map<number, unknown> = new Map();
  readonly #abort = (): void => {
    this.#lookup.cancel();
    this.#pump();
  };
  #taker: { resolve(taken: Taken<T> | undefined): void; reject(error: unknown): void } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPumping = false;
  #mustPoll = false;
  #progress = "";
  #end: { readonly error: unknown } | undefined;

  constructor(
    lookup: Lookup<T>,
    transport: Transport,
    options: ListOptions,
    lists: readonly (Identifiers | undefined)[] = [],
  ) {
    this.#lookup = lookup;
    this.#transport = transport;
    this.#options = options;
    this.#maxBodyBytes = lookup.maxBodyBytes;
    this.#lists = lists;
    const { signal } = options;
    signal?.addEventListener("abort", this.#abort);
    if (signal?.aborted) lookup.cancel();
  }

  /** Returns the next answer, or nothing after the last. Rejects with what ended the lookup. */
  next(): Promise<Taken<T> | undefined> {
    return new Promise((resolve, reject) => {
      this.#taker = { resolve, reject };
      if (this.#end) this.#settle();
      else this.#pump();
    });
  }

  /** Ends the lookup and what is in flight. */
  close(error?: unknown): void {
    if (!this.#end) {
      this.#end = { error };
      clearTimeout(this.#timer);
      this.#options.signal?.removeEventListener("abort", this.#abort);
      for (const task of this.#tasks.values()) task.abort();
      for (const iterator of this.#iterators.values()) void leave(iterator);
    }
    this.#settle();
  }

  #settle(): void {
    const { error } = this.#end!;
    if (error === undefined) this.#taker?.resolve(undefined);
    else this.#taker?.reject(error);
    this.#taker = undefined;
  }

  /** Polls until the lookup waits. */
  #pump(): void {
    this.#mustPoll = true;
    if (this.#isPumping || this.#end) return;
    this.#isPumping = true;
    clearTimeout(this.#timer);
    try {
      while (this.#mustPoll && !this.#end) {
        this.#mustPoll = false;
        const step = this.#lookup.poll(Date.now(), random16(), this.#taker !== undefined);
        if (step.kind !== "wait") this.#mustPoll = true;
        this.#do(step);
      }
    } catch (error) {
      this.close(error);
    } finally {
      this.#isPumping = false;
    }
  }

  #do(step: Step<T>): void {
    switch (step.kind) {
      case "send":
        return this.#send(step.id, step.request);
      case "sign":
        return this.#sign(step.id, step.params);
      case "abort":
        this.#tasks.get(step.id)?.abort();
        this.#tasks.delete(step.id);
        return;
      case "feed":
        void this.#feed(step.list, step.room).catch((error: unknown) => this.close(error));
        return;
      case "answer":
        return this.#hand(step);
      case "failed":
        return this.#hand({ ...step, error: this.#explain(step.error, step.id) });
      case "wait":
        this.#tell();
        if (step.ms < Infinity && !this.#mustPoll) {
          this.#timer = setTimeout(() => this.#pump(), Math.min(step.ms, LONGEST_TIMER_MS));
        }
        return;
      case "done":
        this.#tell();
        this.close(step.error && this.#explain(step.error, step.id));
    }
  }

  #send(id: number, request: HttpRequest): void {
    const { onRequest, signal } = this.#options;
    onRequest?.(this.#lookup.redactedRequest(id)!);
    // The callback may have aborted it.
    if (signal?.aborted) return;
    const { fetch: send = fetch } = this.#transport;
    this.#start(id, async (signal) => {
      const result = await exchange(send, request, this.#maxBodyBytes, signal);
      return () => {
        if ("status" in result) this.#lookup.handleResponse(id, Date.now(), result);
        else this.#fail(id, result.kind, result.cause);
      };
    });
  }

  #sign(id: number, params: SigningParams): void {
    this.#start(id, async (signal) => {
      try {
        const headers = await this.#transport.authorize!(params, signal);
        return () => this.#lookup.handleSignature(id, headers);
      } catch (cause) {
        return () => (isLookupError(cause) ? this.close(cause) : this.#fail(id, "interrupted", cause));
      }
    });
  }

  /** Starts what ends with something to report. */
  #start(id: number, work: (signal: AbortSignal) => Promise<() => void>): void {
    const task = new AbortController();
    this.#tasks.set(id, task);
    void work(task.signal)
      .then((report) => {
        if (task.signal.aborted) return;
        this.#tasks.delete(id);
        report();
        this.#pump();
      })
      .catch((error: unknown) => this.close(error));
  }

  #fail(id: number, kind: Parameters<Lookup<T>["handleFailure"]>[1], cause: unknown): void {
    if (cause !== undefined) this.#causes.set(id, cause);
    for (const oldest of this.#causes.keys()) if (this.#causes.size > MAX_CAUSES) this.#causes.delete(oldest);
    this.#lookup.handleFailure(id, kind);
  }

  /** Adds the platform's error, or the reason of the abort. */
  #explain(error: LookupError, id: number | undefined): LookupError {
    const cause = error instanceof CancelledError ? this.#options.signal?.reason : this.#causes.get(id!);
    return cause === undefined ? error : because(error, cause);
  }

  #hand(taken: Taken<T>): void {
    this.#causes.delete(taken.id!);
    this.#tell();
    this.#taker?.resolve(taken);
    this.#taker = undefined;
  }

  #tell(): void {
    const { onProgress } = this.#options;
    if (!onProgress) return;
    const { done, total } = this.#lookup;
    const progress = `${done} of ${total}`;
    if (progress === this.#progress) return;
    this.#progress = progress;
    onProgress(done, total);
  }

  /** Adds identifiers to a list. Those that are there already are added without a pause. */
  async #feed(list: number, room: number): Promise<void> {
    let iterator = this.#iterators.get(list);
    if (!iterator) {
      iterator = iterate(this.#lists[list]);
      // It is no list, and the core says so.
      if (!iterator) return this.#add(list, this.#lists[list] as never, true);
      this.#iterators.set(list, iterator);
    }
    const chunk: unknown[] = [];
    let ends = false;
    while (!ends && chunk.length < room) {
      const next = iterator.next();
      const result = next instanceof Promise ? await next : next;
      if (result.done) ends = true;
      else chunk.push(result.value);
    }
    if (ends) this.#iterators.delete(list);
    if (!this.#end) this.#add(list, chunk as string[], ends);
  }

  #add(list: number, identifiers: readonly string[], ends: boolean): void {
    this.#lookup.feed(list, identifiers, ends);
    this.#pump();
  }
}

/** Starts to read identifiers. A text is no list, though its characters could be read. */
function iterate(identifiers: unknown): Iterators | undefined {
  const source = (identifiers ?? []) as Identifiers;
  if (typeof source !== "object") return undefined;
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
  return Symbol.iterator in source ? source[Symbol.iterator]() : undefined;
}

async function leave(iterator: Iterators): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // The lookup is over, and its result does not depend on it.
  }
}
