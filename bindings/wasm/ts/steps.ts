import type { RawAnswer, ReadAnswer, Unreadable } from "./answers.js";
import { lookupError, type LookupError, type LookupErrorJson } from "./errors.js";
import { redact } from "./hide.js";

/** A request without its secrets, to show. It still says who is asked about: personal data. */
export interface RedactedRequest {
  /** `POST`. */
  readonly method: string;
  /** The URL with its query. */
  readonly url: string;
  /** The name and the value of each header, in the order to send them. */
  readonly headers: readonly (readonly [string, string])[];
  /** JSON text. */
  readonly body: string;
}

/**
 * A request to send as it is. Its members can be read, but it prints and serializes as `[redacted]`, because it carries
 * credentials.
 */
export type HttpRequest = RedactedRequest;

// Its members are getters over private members: making a property of each for every request takes a microsecond more.
class Sendable implements HttpRequest {
  readonly #method: string;
  readonly #url: string;
  readonly #headers: readonly (readonly [string, string])[];
  readonly #body: string;

  constructor(method: string, url: string, headers: readonly (readonly [string, string])[], body: string) {
    this.#method = method;
    this.#url = url;
    this.#headers = headers;
    this.#body = body;
  }
  get method(): string {
    return this.#method;
  }
  get url(): string {
    return this.#url;
  }
  get headers(): readonly (readonly [string, string])[] {
    return this.#headers;
  }
  get body(): string {
    return this.#body;
  }
}
redact(Sendable.prototype);

/** What the app's own server signs. */
export interface SigningParams {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** 32 lower-case hexadecimal digits, used once. */
  readonly nonce: string;
}

/** What a lookup wants next. */
export type Step<T> =
  /** Send this request, and report what comes of it under this ID. */
  | { readonly kind: "send"; readonly id: number; readonly request: HttpRequest }
  /** Ask the app's own server to sign, and report the headers. The request that follows has the same ID. */
  | { readonly kind: "sign"; readonly id: number; readonly params: SigningParams }
  /** Stop what was started under this ID. There is nothing to report. */
  | { readonly kind: "abort"; readonly id: number }
  /** Add up to `room` identifiers to the list at this position, or end the list. It may be done later. */
  | { readonly kind: "feed"; readonly list: number; readonly room: number }
  /** Take this answer. */
  | { readonly kind: "answer"; readonly id: number | undefined; readonly answer: T }
  /** Take note that these identifiers have no answer. `request` is a question. */
  | { readonly kind: "failed"; readonly id: number | undefined; readonly request: object; readonly error: LookupError }
  /** Poll again after `ms` milliseconds, or as soon as something was reported. */
  | { readonly kind: "wait"; readonly ms: number }
  /** The lookup is over, without an error or with one. */
  | { readonly kind: "done"; readonly id: number | undefined; readonly error: LookupError | undefined };

const NONE: readonly never[] = [];

/** Receives errors from the module. The module must not see an error from here, and nothing here calls into it. */
export class Told {
  #error: LookupErrorJson | undefined;
  #thrown: { readonly error: unknown } | undefined;

  error(code: LookupErrorJson["code"], retryable: boolean, message: string): void {
    this.#error = { code, retryable, message };
  }
  errorText(member: string, text: string): void {
    this.#error = { ...this.#error!, [member]: text };
  }
  errorNumber(member: string, number: number): void {
    this.#error = { ...this.#error!, [member]: number };
  }
  refuse(): void {
    this.throw(this.takeError());
  }

  /** Has the next check throw. */
  protected throw(error: unknown): void {
    this.#thrown = { error };
  }

  /** Throws if the call was refused, or if what was told could not be read. */
  protected check(): void {
    const thrown = this.#thrown;
    this.#thrown = undefined;
    if (thrown) throw thrown.error;
  }

  /** Returns the error that was told. */
  protected takeError(): LookupError | undefined {
    const error = this.#error;
    this.#error = undefined;
    return error && lookupError(error);
  }
}

/** Receives steps from the module. */
export class Steps<T> extends Told {
  readonly #read: ReadAnswer<T>;
  #step: Step<T> | undefined;
  #request: RedactedRequest | undefined;
  #headers: [string, string][] = [];

  constructor(read: ReadAnswer<T>) {
    super();
    this.#read = read;
  }

  /** Returns the step that was told last. */
  take(): Step<T> {
    this.check();
    return this.#step!;
  }

  /** Returns the redacted request that was told, if there is one. */
  takeRequest(): RedactedRequest | undefined {
    const request = this.#request;
    this.#request = undefined;
    return request;
  }

  send(id: number, method: string, url: string, body: string): void {
    this.#headers = [];
    this.#step = { kind: "send", id, request: new Sendable(method, url, this.#headers, body) };
  }
  redacted(method: string, url: string, body: string): void {
    this.#headers = [];
    this.#request = { method, url, headers: this.#headers, body };
  }
  header(name: string, value: string): void {
    this.#headers.push([name, value]);
  }
  sign(id: number, time: number, nonce: string): void {
    this.#step = { kind: "sign", id, params: { time, nonce } };
  }
  abort(id: number): void {
    this.#step = { kind: "abort", id };
  }
  feed(list: number, room: number): void {
    this.#step = { kind: "feed", list, room };
  }
  answer(
    id: number | undefined,
    text: string,
    index: Uint32Array,
    notFound: string,
    unreadable: string,
    requestId: string | undefined,
  ): void {
    try {
      const answer: RawAnswer = {
        text,
        index,
        notFound: notFound ? (JSON.parse(notFound) as string[]) : NONE,
        unreadable: unreadable ? (JSON.parse(unreadable) as Unreadable[]) : NONE,
        requestId,
      };
      this.#step = { kind: "answer", id, answer: this.#read(answer) };
    } catch (error) {
      this.throw(error);
    }
  }
  failed(id: number | undefined, request: string): void {
    this.#step = { kind: "failed", id, request: JSON.parse(request) as object, error: this.takeError()! };
  }
  wait(ms: number): void {
    this.#step = { kind: "wait", ms };
  }
  done(id: number | undefined): void {
    this.#step = { kind: "done", id, error: this.takeError() };
  }
}
