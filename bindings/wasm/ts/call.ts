import { lookupError, type LookupError, type LookupErrorJson, type TransportKind } from "./errors.js";
import { hide } from "./hide.js";
import { current, enter, load } from "./instance.js";
import * as core from "./mingpian.js";
import type { Provider } from "./profile.js";

/**
 * A request to send as it is: `POST`, these headers, this body. Its members can be read, but it prints and
 * serializes as `[redacted]`, because it carries credentials.
 */
export interface HttpRequest {
  /** Names the attempt; the answer is handed back with it. */
  readonly id: number;
  /** Always `POST` so far. */
  readonly method: string;
  /** The whole URL, query included. */
  readonly url: string;
  /** Name and value of each header, in the order to send them. */
  readonly headers: readonly (readonly [string, string])[];
  /** JSON text. */
  readonly body: string;
}

/** A request to show: secrets are replaced by `[redacted]`. Whom it asks for, it still says: personal data. */
export interface ShownRequest {
  /** Always `POST` so far. */
  readonly method: string;
  /** The URL. */
  readonly url: string;
  /** Name and value of each header, in the order sent. */
  readonly headers: readonly (readonly [string, string])[];
  /** JSON text. */
  readonly body: string;
}

/** What came back. */
export interface HttpResponse {
  /** 100 to 599; 0 for a redirect that a browser hides. */
  readonly status: number;
  /** Name and value of each header, in any order; `Retry-After` matters. */
  readonly headers: Iterable<readonly [string, string]>;
  /** The body's bytes, decompressed. */
  readonly body: Uint8Array;
}

/** How sending failed: a {@link TransportKind}, or a body that is longer than the cap and was not read on. */
export type Failure = TransportKind | "too-large";

/** What a call wants next. */
export type Step =
  /** Send this, and hand back its answer or failure. An attempt that is still in flight is given up. */
  | { readonly kind: "send"; readonly request: HttpRequest }
  /** Poll again after `ms` milliseconds, or as soon as an answer was handed back. */
  | { readonly kind: "wait"; readonly ms: number }
  /** {@link Call.take} has the result. */
  | { readonly kind: "finished" };

/** Reads the result from the body's text and its index. */
type Decode<T> = (s: string, t: Uint32Array) => T;

const FAILURES: readonly Failure[] = ["offline", "refused", "timeout", "interrupted", "too-large"];
const FINISHED: Step = { kind: "finished" };
const REQUEST = 0;
const SHOWN = 1;
const ERROR = 2;

// A call that nobody drives to its end would stay in the module's memory for good.
const abandoned = /* @__PURE__ */ new FinalizationRegistry<() => void>((close) => close());

/**
 * One lookup without its HTTP: it says what to send and when, judges what came back, and tries again where that is
 * safe. Time and randomness are arguments, so the same inputs give the same requests. It can be polled at any moment.
 */
export class Call<T> {
  readonly #instance: number;
  readonly #decode: Decode<T>;
  #handle: number | undefined;
  #sent: number | undefined;
  #body: Uint8Array | undefined;
  #outcome: { readonly value: T } | { readonly error: LookupError } | undefined;
  #reason: unknown;

  private constructor(provider: Provider, job: string, decode: Decode<T>) {
    this.#decode = decode;
    const instance = (this.#instance = load());
    const handle = (this.#handle = enter(instance, () => core[provider](job)));
    abandoned.register(this, () => current(instance) && core.close(handle), this);
  }

  /** @internal */
  static of<T>(provider: Provider, job: string, decode: Decode<T>): Call<T> {
    return new Call(provider, job, decode);
  }

  /**
   * What to do next.
   *
   * @param now The wall clock, in milliseconds since 1970.
   * @param random 16 bytes from a cryptographic source, fresh for every poll.
   * @throws InternalError
   * @throws RangeError if `random` is not 16 bytes long.
   */
  poll(now: number, random: Uint8Array): Step {
    // With fewer, nonces would come again.
    if (random.length !== 16) throw new RangeError("random is not 16 bytes long");
    const step = this.#enter((handle) => core.poll(handle, now, random));
    if (step === undefined) return FINISHED;
    if (step >= 0) return { kind: "wait", ms: step };
    if (step === -1) return this.#finish();
    const id = -1 - step;
    const text = this.#enter((handle) => core.text(handle, REQUEST))!;
    this.#sent = id;
    this.#body = undefined;
    return { kind: "send", request: hide({ id, ...parse(text) }) };
  }

  /** The request that {@link poll} asked for last, without its secrets; nothing before the first and after the end. */
  shown(): ShownRequest | undefined {
    const text = this.#sent === undefined ? undefined : this.#enter((handle) => core.text(handle, SHOWN));
    return text === undefined ? undefined : parse(text);
  }

  /**
   * Hands back an answer. One to an attempt that was given up is ignored. The body must not change until the call is
   * finished.
   *
   * @param id The request's.
   * @param now The wall clock, in milliseconds since 1970.
   * @throws InternalError
   */
  handleResponse(id: number, now: number, { status, headers, body }: HttpResponse): void {
    const retryAfter = Array.from(headers).find(([name]) => /^retry-after$/i.test(name))?.[1] ?? "";
    if (id === this.#sent) this.#body ??= body;
    this.#enter((handle) => core.handleResponse(handle, id, now, status, retryAfter, body));
  }

  /**
   * Says that the request of that id has no answer. Ignored if the attempt was given up.
   *
   * @throws InternalError
   */
  handleFailure(id: number, failure: Failure): void {
    this.#enter((handle) => core.handleFailure(handle, id, FAILURES.indexOf(failure)));
  }

  /**
   * Ends the call, unless it is finished: {@link take} then throws a `CancelledError` whose `cause` is `reason`.
   *
   * @throws InternalError
   */
  cancel(reason?: unknown): void {
    this.#reason = reason;
    this.#enter((handle) => core.cancel(handle));
    this.#finish();
  }

  /**
   * The result, once {@link poll} said that the call is finished.
   *
   * @throws LookupError Why there is none.
   */
  take(): T {
    if (this.#outcome === undefined) throw new Error("take() before poll() said that the call is finished");
    if ("error" in this.#outcome) throw this.#outcome.error;
    return this.#outcome.value;
  }

  #enter<R>(work: (handle: number) => R): R | undefined {
    const handle = this.#handle;
    return handle === undefined ? undefined : enter(this.#instance, () => work(handle));
  }

  #finish(): Step {
    const result = this.#enter((handle) => {
      const error = core.text(handle, ERROR);
      const index = core.index(handle);
      core.close(handle);
      return { error, index };
    });
    if (result === undefined) return FINISHED;
    this.#handle = undefined;
    abandoned.unregister(this);
    if (!result.error) {
      // The index counts a byte order mark, so the text has to keep it.
      const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.#body);
      this.#outcome = { value: this.#decode(text, result.index) };
    } else {
      const json = JSON.parse(result.error) as LookupErrorJson;
      const options = json.code === "CANCELLED" ? { cause: this.#reason } : undefined;
      this.#outcome = { error: lookupError(json, options) };
    }
    this.#body = undefined;
    return FINISHED;
  }
}

/** Takes apart `METHOD url\nname: value\n…\n\nbody`. */
function parse(text: string): ShownRequest {
  const [head, body] = split(text, "\n\n");
  const [line = "", ...headers] = head.split("\n");
  const [method, url] = split(line, " ");
  return { method, url, headers: headers.map((header) => split(header, ": ")), body };
}

function split(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return [text.slice(0, at), text.slice(at + by.length)];
}
