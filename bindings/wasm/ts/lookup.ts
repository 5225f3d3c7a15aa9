import type { ReadAnswer } from "./answers.js";
import { write } from "./document.js";
import type { Failure } from "./errors.js";
import type { Provider } from "./generated/names.js";
import type { Lookup as Bound } from "./module/glue.js";
import { expect, expectTime, internal } from "./refuse.js";
import { Host, type RedactedRequest, type Step } from "./steps.js";
import type { Instance } from "./wasm.js";

/** An operation of a provider, with the types of its question, credentials, and answer. */
export interface Operation<Q, A, T> {
  readonly provider: Provider;
  readonly name: string;
  /** The lists of the question. Steps refer to them by position. */
  readonly lists: readonly (keyof Q & string)[];
  /** The maximum number of identifiers from each list in one request. */
  readonly maxPerList: number;
  /** Whether the same request may be sent twice. */
  readonly isIdempotent: boolean;
  /** @internal */
  readonly read: ReadAnswer<T>;
  /** Carries the types. It is never present at run time. */
  readonly types?: (question: Q, auth: A) => T;
}

/** A response. The body is copied. */
export interface HttpResponse {
  /** The HTTP status: 100 to 599, or 0 for a redirect that a browser does not reveal. */
  readonly status: number;
  /** `Headers`, or a map with names in lower case. The lookup reads `retry-after`, `date`, and `age`. */
  readonly headers: { get(name: string): string | null | undefined };
  /** The whole body, decompressed. */
  readonly body: Uint8Array;
}

let abandoned: FinalizationRegistry<() => void> | undefined;

/**
 * A lookup without HTTP. It builds requests, schedules them, interprets the responses, and retries where that is safe.
 * Time and randomness are arguments, so the same inputs produce the same requests. It can be polled at any moment.
 * Every method throws an `InternalError` if the module failed or the lookup is closed, and an `InvalidInputError` if an
 * argument has the wrong type.
 */
export class Lookup<T> {
  /** The provider that is asked. */
  readonly provider: Provider;
  /** The name of the operation. */
  readonly operation: string;
  readonly #instance: Instance;
  readonly #host: Host<T>;
  readonly #offsetMs: number;
  #bound: Bound | undefined;

  /** @internal */
  constructor(instance: Instance, operation: Operation<never, never, T>, document: string) {
    const bound = instance.enter(({ Lookup }) => new Lookup(operation.provider, operation.name, document));
    this.provider = operation.provider;
    this.operation = operation.name;
    this.#instance = instance;
    this.#host = new Host(operation.read);
    this.#bound = bound;
    this.#offsetMs = bound.clockOffsetMs;
  }

  /**
   * Returns the next step.
   *
   * @param now Milliseconds since 1970.
   * @param random 16 bytes of a cryptographically secure source. Pass new bytes with every call.
   * @param takesAnswer Whether the step may be an answer. Answers that are not taken count as requests in flight.
   * Defaults to `true`.
   */
  poll(now: number, random: Uint8Array, takesAnswer = true): Step<T> {
    expectTime("now", now);
    expect(typeof random === "object", "random", "a Uint8Array of 16 bytes", random);
    this.#enter((bound) => bound.poll(now, random, takesAnswer, this.#host));
    return this.#host.take();
  }

  /** Adds identifiers to the list at a position. `ends` marks the end of the list. */
  feed(list: number, identifiers: readonly string[], ends: boolean): void {
    const json = write(identifiers);
    this.#enter((bound) => bound.feed(list, json, ends));
  }

  /**
   * Reports a response. Returns whether it was accepted. If so, an answer follows. Late and repeated reports are
   * ignored.
   */
  handleResponse(id: number, now: number, response: HttpResponse): boolean {
    expectTime("now", now);
    const { status, headers, body }: Partial<HttpResponse> = response ?? {};
    expect(typeof headers?.get === "function", "headers", "Headers, or a map", headers);
    expect(ArrayBuffer.isView(body) && "length" in body, "body", "a Uint8Array", body);
    const [retryAfter, date, age] = ["retry-after", "date", "age"].map((name) => {
      const value = headers.get(name);
      // A value that is not a string would corrupt the module's memory.
      expect(typeof (value ?? "") === "string", "headers", `text for ${name}`, value);
      return value;
    });
    return this.#enter((bound) => bound.handleResponse(id, now, status, retryAfter, date, age, body));
  }

  /** Reports that a request failed, or that the app's own server could not be reached to sign it. */
  handleFailure(id: number, kind: Failure): void {
    expect(typeof kind === "string", "kind", "a kind of failure", kind);
    this.#enter((bound) => bound.handleFailure(id, kind));
  }

  /** Reports the headers that the app's own server created, or `null` or `undefined` if it refused to sign. */
  handleSignature(id: number, headers: Readonly<Record<string, string>> | null | undefined): void {
    // The caller's own code may throw, so it must not run during a call into the module.
    const texts = Object.entries(headers ?? {}).filter(([, value]) => typeof value === "string");
    this.#enter((bound) => {
      for (const [name, value] of texts) bound.addSignatureHeader(name, value);
      bound.handleSignature(id, headers !== null && headers !== undefined);
    });
  }

  /** Reports a new token, or `null` or `undefined` if there is none. Returns whether the token is used from now on. */
  handleRenewal(id: number, token: string | null | undefined): boolean {
    expect(typeof (token ?? "") === "string", "renew", "a function that returns a token", token);
    return this.#enter((bound) => bound.handleRenewal(id, token ?? undefined));
  }

  /** Ends the lookup with `CANCELLED`. */
  cancel(): void { this.#enter((bound) => bound.cancel()); }

  /** The number of identifiers whose answers were returned. */
  get done(): number { return this.#enter((bound) => bound.done); }

  /** The number of identifiers that were added so far. */
  get total(): number { return this.#enter((bound) => bound.total); }

  /**
   * How far the service's clock is ahead, as far as it is known, in milliseconds. Later lookups can use it as an
   * option.
   */
  get clockOffsetMs(): number { return this.#enter((bound) => bound.clockOffsetMs); }

  /** The maximum length of a response's body, in bytes. */
  get maxBodyBytes(): number { return this.#enter((bound) => bound.maxBodyBytes); }

  /** Returns a request in flight without its secrets. */
  redactedRequest(id: number): RedactedRequest | undefined {
    this.#enter((bound) => bound.redactedRequest(id, this.#host));
    return this.#host.take();
  }

  /** Frees the module's memory when the lookup is garbage-collected without having been closed. @internal */
  watch(): this {
    // Some runtimes do not have a registry.
    if (typeof FinalizationRegistry === "undefined") return this;
    const [instance, bound] = [this.#instance, this.#bound!];
    abandoned ??= new FinalizationRegistry((free) => free());
    abandoned.register(this, () => void (instance.hasFailed || bound.free()), this);
    return this;
  }

  /** Frees the module's memory. The lookup must not be used afterwards. Returns the clock offset if it was learned. */
  close(): number | undefined {
    const bound = this.#bound;
    this.#bound = undefined;
    abandoned?.unregister(this);
    // The memory of an instance that failed is freed with the instance.
    if (!bound || this.#instance.hasFailed) return undefined;
    const offsetMs = bound.clockOffsetMs;
    bound.free();
    this.#instance.replaceIfLarge();
    return offsetMs === this.#offsetMs ? undefined : offsetMs;
  }

  #enter<R>(work: (bound: Bound) => R): R {
    const bound = this.#bound;
    if (!bound) throw internal("the lookup is closed");
    return this.#instance.enter(() => work(bound));
  }
}
