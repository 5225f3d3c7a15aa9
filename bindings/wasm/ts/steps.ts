import type { ReadAnswer, Unreadable } from "./answers.js";
import type { LookupErrorJson } from "./errors.js";
import { LookupError } from "./generated/errors.js";
import { hidden } from "./hide.js";

/** A request without its secrets, which an app can show. It still contains identifiers, which are personal data. */
export interface RedactedRequest {
  /** `POST`. */
  readonly method: string;
  /** The URL with its query. */
  readonly url: string;
  /** The name and the value of each header, in the order to send them. */
  readonly headers: readonly (readonly [string, string])[];
  /** The body as JSON text. */
  readonly body: string;
}

/**
 * A request to send without changes. Its members can be read, but it prints as `[redacted]`, because it contains
 * credentials.
 */
export type HttpRequest = RedactedRequest;
const HiddenRequest = /* @__PURE__ */ hidden<HttpRequest>(["method", "url", "headers", "body"]);

/** The parameters that the app's own server signs. */
export interface SigningParams {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** A random value that is used only once: 32 lower-case hexadecimal digits. */
  readonly nonce: string;
}

/** The next step of a lookup. */
export type Step<T> =
  /** Send this request, and report the result under this ID. `attempt` counts its attempts from 1. */
  | { readonly kind: "send"; readonly id: number; readonly attempt: number; readonly request: HttpRequest }
  /** Ask the app's own server for a signature, and report the headers. The request that follows has the same ID. */
  | { readonly kind: "sign"; readonly id: number; readonly params: SigningParams }
  /** Obtain a new token, because the service refused the current one, and report it under this ID. */
  | { readonly kind: "renew"; readonly id: number }
  /** Stop the operation that was started under this ID. Its result need not be reported. */
  | { readonly kind: "abort"; readonly id: number }
  /** Add up to `room` identifiers to the list at this position, or end the list. A host may do this later. */
  | { readonly kind: "feed"; readonly list: number; readonly room: number }
  /** Take this answer. */
  | { readonly kind: "answer"; readonly id: number | undefined; readonly answer: T }
  /** The request for these identifiers failed. `request` is a question that contains them. */
  | { readonly kind: "failed"; readonly id: number | undefined; readonly request: object; readonly error: LookupError }
  /** Poll again after `ms` milliseconds, or as soon as a result has been reported. */
  | { readonly kind: "wait"; readonly ms: number }
  /** The lookup is over. If it failed, `error` is the reason. */
  | { readonly kind: "done"; readonly id: number | undefined; readonly error: LookupError | undefined };

/** The headers that sign a request, and the duration for which its nonce has to be remembered. */
export interface Signature {
  readonly keepMs: number;
  readonly headers: readonly [string, string][];
}

/** Receives the calls of the module. Its methods must neither throw nor call into the module. */
export class Host<T> {
  #told: Step<T> | RedactedRequest | Signature | undefined;
  #headers: [string, string][] = [];
  #error: LookupErrorJson | undefined;
  #thrown: { readonly error: unknown } | undefined;

  constructor(private readonly read: ReadAnswer<T>) {}

  /**
   * Returns the object that the module has passed since the last call, if any. Throws an error if the module refused
   * the call, or if the answer cannot be read.
   */
  take<Told extends Step<T> | RedactedRequest | Signature | undefined>(): Told {
    const [told, thrown] = [this.#told, this.#thrown];
    this.#told = this.#thrown = undefined;
    if (thrown) throw thrown.error;
    return told as Told;
  }

  send(id: number, attempt: number, method: string, url: string, body: string): void {
    this.#told = { kind: "send", id, attempt, request: new HiddenRequest({ method, url, headers: (this.#headers = []), body }) };
  }
  redacted(method: string, url: string, body: string): void {
    this.#told = { method, url, headers: (this.#headers = []), body };
  }
  header(name: string, value: string): void { this.#headers.push([name, value]); }
  sign(id: number, time: number, nonce: string): void { this.#told = { kind: "sign", id, params: { time, nonce } }; }
  renew(id: number): void { this.#told = { kind: "renew", id }; }
  abort(id: number): void { this.#told = { kind: "abort", id }; }
  feed(list: number, room: number): void { this.#told = { kind: "feed", list, room }; }
  answer(id: number | undefined, body: string, index: Uint32Array, missing: string, broken: string, requestId?: string): void {
    try {
      const notFound = missing ? (JSON.parse(missing) as string[]) : [];
      const unreadable = broken ? (JSON.parse(broken) as Unreadable[]) : [];
      this.#told = { kind: "answer", id, answer: this.read(body, index, { notFound, unreadable, requestId }) };
    } catch (error) {
      this.#thrown = { error };
    }
  }
  failed(id: number | undefined, request: string): void {
    this.#told = { kind: "failed", id, request: JSON.parse(request) as object, error: this.#takeError()! };
  }
  wait(ms: number): void { this.#told = { kind: "wait", ms }; }
  done(id: number | undefined): void { this.#told = { kind: "done", id, error: this.#takeError() }; }
  signed(keepMs: number): void { this.#told = { keepMs, headers: (this.#headers = []) }; }
  refuse(): void { this.#thrown = { error: this.#takeError() }; }
  error(code: LookupErrorJson["code"], retryable: boolean, message: string): void { this.#error = { code, retryable, message }; }
  errorMember(name: string, value: string | number): void { this.#error = { ...this.#error!, [name]: value }; }

  #takeError(): LookupError | undefined {
    const error = this.#error;
    this.#error = undefined;
    return error && LookupError.fromJSON(error);
  }
}
