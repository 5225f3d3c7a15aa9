import { onAbort } from "./aborts.js";
import { because } from "./errors.js";
import { Flight, type Flights } from "./flights.js";
import { isLookupError, type LookupError } from "./generated/errors.js";
import type { Failed } from "./http.js";
import type { Lookup } from "./lookup.js";
import type { Attempt, Authorize, Identifiers, ListOptions } from "./options.js";
import { internal } from "./refuse.js";
import type { Renewal } from "./renewal.js";
import type { SigningParams, Step } from "./steps.js";
import type { Send } from "./transport.js";

/** The connection of lookups to the network. */
export interface Network {
  readonly send: Send;
  readonly authorize: Authorize | undefined;
  /** Renews the token, if the app supports this. */
  readonly renewal: Renewal | undefined;
  /** Shares requests that must not be sent twice. */
  readonly flights?: Flights | undefined;
  /** Records how far the service's clock is ahead, in milliseconds. */
  learn(clockOffsetMs: number): void;
}

/** An operation that is in flight under an ID. */
interface Task {
  readonly controller: AbortController;
  /** The number of the attempt and the time at which it was sent. */
  readonly attempt?: { readonly number: number; readonly startedAt: number } | undefined;
}

/** An answer, or the identifiers of a request that failed. */
export type Taken<T> = Extract<Step<T>, { readonly kind: "answer" | "failed" }>;

// Requesting many random bytes at a time saves 9 µs per lookup.
const random = { pool: new Uint8Array(4096), used: 4096 };

function random16(): Uint8Array {
  if (random.used === random.pool.length) {
    if (typeof globalThis.crypto?.getRandomValues !== "function") throw internal("this runtime has no crypto.getRandomValues");
    crypto.getRandomValues(random.pool);
    random.used = 0;
  }
  return random.pool.subarray(random.used, (random.used += 16));
}

// A longer timer would fire immediately (HTML, timers).
const LONGEST_TIMER_MS = 2 ** 31 - 1;
// The causes of attempts that were retried are never needed.
const MAX_CAUSES = 64;

/** Drives a lookup: performs its steps and returns its answers. */
export class Drive<T> {
  readonly #tasks: Map<number, Task> = new Map();
  /** The platform's errors, by the ID of the request that failed. */
  readonly #causes: Map<number, unknown> = new Map();
  /** The lists that are being read, by their positions. */
  readonly #iterators: (Iterator<unknown> | AsyncIterator<unknown> | undefined)[] = [];
  readonly #ignoreSignal: (() => void) | undefined;
  #taker: { resolve(taken: Taken<T> | undefined): void; reject(error: unknown): void } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Flight | undefined;
  /** The reason with which the app's `renew` rejected. */
  #notRenewed: unknown;
  #isPumping = false;
  #mustPoll = false;
  #told = { done: 0, total: 0 };
  #end: { readonly error: unknown } | undefined;

  constructor(
    private readonly lookup: Lookup<T>,
    private readonly network: Network,
    private readonly options: ListOptions,
    private readonly lists: readonly (Identifiers | undefined)[] = [],
  ) {
    const { signal } = options;
    this.#ignoreSignal = signal && onAbort(signal, () => this.#cancel());
    if (signal?.aborted) lookup.cancel();
  }

  /** Returns the next answer, or `undefined` after the last. Rejects with the error that ended the lookup. */
  next(): Promise<Taken<T> | undefined> {
    return new Promise((resolve, reject) => {
      this.#taker = { resolve, reject };
      if (this.#end) this.close();
      else this.#pump();
    });
  }

  /** Ends the lookup and aborts its requests. */
  close(error?: unknown): void {
    if (!this.#end) {
      this.#end = { error };
      clearTimeout(this.#timer);
      this.#ignoreSignal?.();
      for (const { controller } of this.#tasks.values()) controller.abort();
      this.#flight?.leave();
      for (const iterator of this.#iterators) void leave(iterator);
      const clockOffsetMs = this.lookup.close();
      if (clockOffsetMs !== undefined) this.network.learn(clockOffsetMs);
    }
    if (this.#end.error === undefined) this.#taker?.resolve(undefined);
    else this.#taker?.reject(this.#end.error);
    this.#taker = undefined;
  }

  #cancel(): void {
    try {
      this.lookup.cancel();
    } catch (error) {
      return this.close(error);
    }
    this.#pump();
  }

  /** Polls until the lookup waits. If a callback throws, the lookup ends. */
  #pump(): void {
    this.#mustPoll = true;
    if (this.#isPumping) return;
    this.#isPumping = true;
    clearTimeout(this.#timer);
    try {
      while (this.#mustPoll && !this.#end) {
        const step = this.lookup.poll(Date.now(), random16(), this.#taker !== undefined);
        this.#mustPoll = step.kind !== "wait";
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
        return this.#send(step);
      case "sign":
        return this.#sign(step.id, step.params);
      case "renew":
        return this.#renew(step.id);
      case "abort":
        return this.#abort(step.id);
      case "feed":
        return void this.#feed(step.list, step.room).catch((error: unknown) => this.close(error));
      case "answer":
        return this.#hand(step);
      case "failed":
        return this.#hand({ ...step, error: this.#explain(step.error, step.id) });
      case "wait":
        this.#tell();
        // The callback may have aborted the lookup.
        if (step.ms === Infinity || this.#mustPoll) return;
        this.#timer = setTimeout(() => this.#pump(), Math.min(step.ms, LONGEST_TIMER_MS));
        return;
      case "done":
        this.#tell();
        this.close(step.error && this.#explain(step.error, step.id));
    }
  }

  #send({ id, attempt, request }: Extract<Step<T>, { readonly kind: "send" }>): void {
    const { onRequest, signal } = this.options;
    if (onRequest) onRequest(this.lookup.redactedRequest(id)!);
    // The callback may have aborted the lookup.
    if (signal?.aborted) return;
    const { flights } = this.network;
    const { provider, maxBodyBytes } = this.lookup;
    const send = (signal: AbortSignal) => this.network.send(provider, request, maxBodyBytes, signal);
    if (flights) this.#flight ??= Flight.join(flights, request);
    const started = { number: attempt, startedAt: Date.now() };
    this.#start(id, started, async (signal) => {
      const result = await (this.#flight ? this.#flight.send(send) : send(signal));
      return () => {
        if ("kind" in result) {
          this.#fail(id, result);
          this.#report(started, { failure: result.kind });
        } else {
          const isAccepted = this.lookup.handleResponse(id, Date.now(), result);
          this.#report(started, { status: result.status, isAccepted, bytes: result.body.length });
        }
      };
    });
  }

  /** Tells the app that an attempt has ended. */
  #report(started: Task["attempt"], ended: Partial<Attempt>): void {
    const { onAttempt } = this.options;
    if (!onAttempt || !started) return;
    const { provider, operation } = this.lookup;
    // The clock may have been set back.
    const durationMs = Math.max(0, Date.now() - started.startedAt);
    const { number } = started;
    const nothing = { status: undefined, failure: undefined, isAborted: false, isAccepted: false, bytes: 0 };
    onAttempt({ provider, operation, number, durationMs, ...nothing, ...ended });
  }

  #abort(id: number): void {
    const task = this.#tasks.get(id);
    this.#tasks.delete(id);
    task?.controller.abort();
    this.#report(task?.attempt, { isAborted: true });
  }

  #renew(id: number): void {
    const { renewal } = this.network;
    const refused = renewal!.token;
    this.#start(id, undefined, async () => {
      try {
        const token = await renewal!.after(refused);
        return () => {
          let isUsed = false;
          try {
            isUsed = this.lookup.handleRenewal(id, token);
          } finally {
            if (!isUsed) renewal!.forget(token, refused);
          }
        };
      } catch (cause) {
        this.#notRenewed = cause;
        return () => this.lookup.handleFailure(id, "interrupted");
      }
    });
  }

  #sign(id: number, params: SigningParams): void {
    this.#start(id, undefined, async (signal) => {
      try {
        const headers = await this.network.authorize!(params, signal);
        return () => this.lookup.handleSignature(id, headers);
      } catch (cause) {
        if (isLookupError(cause)) throw cause;
        return () => this.#fail(id, { kind: "interrupted", cause });
      }
    });
  }

  /**
   * Starts an operation that returns a function to report its result. If the operation rejects, the lookup rejects,
   * too.
   */
  #start(id: number, attempt: Task["attempt"], work: (signal: AbortSignal) => Promise<() => unknown>): void {
    const task = { controller: new AbortController(), attempt };
    this.#tasks.set(id, task);
    const settle = (report: () => unknown): void => {
      if (this.#tasks.get(id) !== task || this.#end) return;
      this.#tasks.delete(id);
      try {
        report();
        this.#pump();
      } catch (error) {
        this.close(error);
      }
    };
    work(task.controller.signal).then(settle, (error: unknown) => settle(() => this.close(error)));
  }

  #fail(id: number, { kind, cause }: Failed): void {
    if (cause !== undefined) this.#causes.set(id, cause);
    for (const oldest of this.#causes.keys()) if (this.#causes.size > MAX_CAUSES) this.#causes.delete(oldest);
    this.lookup.handleFailure(id, kind);
  }

  /** Adds the platform's error or the reason for the abort to an error. */
  #explain(error: LookupError, id: number | undefined): LookupError {
    if (error.code === "CANCELLED") return because(error, this.options.signal?.reason);
    return because(error, this.#causes.get(id!) ?? (error.code === "UNAUTHENTICATED" ? this.#notRenewed : undefined));
  }

  #hand(taken: Taken<T>): void {
    this.#causes.delete(taken.id!);
    this.#tell();
    this.#taker?.resolve(taken);
    this.#taker = undefined;
  }

  #tell(): void {
    const { onProgress } = this.options;
    if (!onProgress) return;
    const { done, total } = this.lookup;
    if (done === this.#told.done && total === this.#told.total) return;
    this.#told = { done, total };
    onProgress(done, total);
  }

  /** Adds identifiers to a list. Identifiers that are already available are added without a pause. */
  async #feed(list: number, room: number): Promise<void> {
    const source: unknown = this.lists[list];
    const iterator = (this.#iterators[list] ??= iterate(source));
    const chunk: unknown[] = [];
    // The core reports an error if it is not a list.
    let ends = iterator === undefined;
    while (!ends && !this.#end && chunk.length < room) {
      const next = iterator!.next();
      const result = next instanceof Promise ? await next : next;
      if (result.done) ends = true;
      else chunk.push(result.value);
    }
    if (ends) this.#iterators[list] = undefined;
    if (this.#end) return;
    this.lookup.feed(list, (iterator ? chunk : source) as string[], ends);
    this.#pump();
  }
}

/** Starts to read identifiers. A string is not a list, although it is iterable. */
function iterate(source: unknown = []): Iterator<unknown> | AsyncIterator<unknown> | undefined {
  if (typeof source !== "object" || source === null) return undefined;
  const { [Symbol.iterator]: each, [Symbol.asyncIterator]: eachLater } = source as Iterable<unknown> & AsyncIterable<unknown>;
  const start: unknown = eachLater ?? each;
  const iterator = typeof start === "function" ? (start.call(source) as Partial<Iterator<unknown>> | undefined) : undefined;
  return typeof iterator?.next === "function" ? (iterator as Iterator<unknown>) : undefined;
}

/** Closes an iterator that was not read to its end. The lookup is over, so errors are ignored. */
async function leave(iterator: Iterator<unknown> | AsyncIterator<unknown> | undefined): Promise<void> {
  try {
    await iterator?.return?.();
  } catch {}
}
