import { lookupError, type LookupError, type LookupErrorJson, type TransportKind } from "./errors.js";
import { hide } from "./hide.js";
import type { Glue, Instance } from "./instance.js";
import type * as calls from "./glue/calls.js";

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
  /** Name and value of each header, in any order; `Retry-After`, `Date` and `Age` matter. */
  readonly headers: Iterable<readonly [string, string]>;
  /** The body's bytes, decompressed. */
  readonly body: Uint8Array;
}

/** How sending failed: a {@link TransportKind}, or a body that is longer than the cap and was not read on. */
export type Failure = TransportKind | "too-large";

/** What a server that has the secret is to sign a request with. */
export interface SigningParams {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** 32 lower-case hexadecimal digits, used once. */
  readonly nonce: string;
}

/** What a machine wants next. */
export type Step =
  /** Send this, and hand back its answer or failure. */
  | { readonly kind: "send"; readonly request: HttpRequest }
  /** Have the request of this id signed, and hand back the headers. It is sent by a later step, under the same id. */
  | { readonly kind: "authorize"; readonly id: number; readonly params: SigningParams }
  /** Poll again after `ms` milliseconds, or as soon as an answer was handed back. */
  | { readonly kind: "wait"; readonly ms: number }
  /** Nothing more comes. */
  | { readonly kind: "finished" };

/** The part of the modules' functions that all machines have. */
type Shared = Pick<
  typeof calls,
  | "cancel"
  | "clockOffset"
  | "close"
  | "handleAuthorization"
  | "handleFailure"
  | "handleResponse"
  | "poll"
  | "text"
>;
type Machines = Glue & Shared;

const FAILURES: readonly Failure[] = ["offline", "refused", "timeout", "interrupted", "too-large"];
const FINISHED: Step = { kind: "finished" };
const REQUEST = 0;
const SHOWN = 1;
const ERROR = 2;
const PARAMS = 3;

// A machine that nobody drives to its end would stay in the module's memory for good.
const abandoned = /* @__PURE__ */ new FinalizationRegistry<() => void>((close) => close());

/**
 * A lookup without its HTTP: it says what to send and when, judges what came back, and tries again where that is safe.
 * Time and randomness are arguments, so the same inputs give the same requests. It can be polled at any moment.
 */
export abstract class Machine {
  readonly #instance: Instance<Machines>;
  readonly #number: number;
  #handle: number | undefined;
  #clockOffsetMs = 0;
  #cause: unknown;

  /** @internal */
  protected constructor(instance: Instance<Machines>, open: (glue: Machines) => number) {
    this.#instance = instance;
    const number = (this.#number = instance.load());
    const handle = (this.#handle = instance.enter(number, open));
    abandoned.register(
      this,
      () => {
        try {
          instance.enter(number, (glue) => glue.close(handle));
        } catch {
          // The instance is gone, and the machine with it.
        }
      },
      this,
    );
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
    const step = this.enter((glue, handle) => glue.poll(handle, now, random));
    if (step === undefined) return FINISHED;
    if (step >= 0) return { kind: "wait", ms: step };
    if (step === -1) {
      this.finish();
      return FINISHED;
    }
    // Of an attempt before.
    this.#cause = undefined;
    const id = Math.floor(-step / 2);
    if (step % 2) {
      const [time, nonce] = split(this.#text(PARAMS)!, " ");
      return { kind: "authorize", id, params: { time: Number(time), nonce } };
    }
    return { kind: "send", request: hide({ id, ...parse(this.#text(REQUEST)!) }) };
  }

  /** The request of that id without its secrets, while it is under way. */
  shown(id: number): ShownRequest | undefined {
    const text = this.#text(SHOWN, id);
    return text ? parse(text) : undefined;
  }

  /**
   * Hands back an answer. One to an attempt that was given up is ignored. The body must not change until it was read.
   *
   * @param id The request's.
   * @param now The wall clock, in milliseconds since 1970.
   * @throws InternalError
   */
  handleResponse(id: number, now: number, { status, headers, body }: HttpResponse): void {
    const all = [...headers];
    const value = (name: string): string => all.find(([other]) => other.toLowerCase() === name)?.[1] ?? "";
    const values = ["retry-after", "date", "age"].map(value).join("\n");
    if (this.enter((glue, handle) => glue.handleResponse(handle, id, now, status, values, body))) this.answered(id, body);
  }

  /**
   * Says that the request of that id has no answer, or that nobody could be asked to sign it. Ignored if the attempt
   * was given up.
   *
   * @param cause What led to it, for the error that may come of it.
   * @throws InternalError
   */
  handleFailure(id: number, failure: Failure, cause?: unknown): void {
    this.#cause ??= cause;
    this.enter((glue, handle) => glue.handleFailure(handle, id, FAILURES.indexOf(failure)));
  }

  /**
   * Hands back the headers that whoever signs has made for the request of that id; nothing if they would not.
   *
   * @throws InternalError
   */
  handleAuthorization(id: number, headers: Readonly<Record<string, string>> | undefined | null): void {
    // A line break becomes what no header may hold either, and the core refuses.
    const lines = Object.entries(headers ?? {}).flat().map((text) => `${text}`.replaceAll("\n", "\0")).join("\n");
    this.enter((glue, handle) => glue.handleAuthorization(handle, id, lines));
  }

  /** Ends it, unless it is finished. The error's `cause` is `reason`. */
  cancel(reason?: unknown): void {
    this.#cause = reason;
    this.enter((glue, handle) => glue.cancel(handle));
  }

  /** How far the service's clock is ahead, as far as it is known, in milliseconds: an option of lookups that follow. */
  get clockOffsetMs(): number {
    return this.enter((glue, handle) => glue.clockOffset(handle)) ?? this.#clockOffsetMs;
  }

  /** Nothing, once it is finished. @internal */
  protected enter<R>(work: (glue: Machines, handle: number) => R): R | undefined {
    const handle = this.#handle;
    return handle === undefined ? undefined : this.#instance.enter(this.#number, (glue) => work(glue, handle));
  }

  /** A good answer came. @internal */
  protected abstract answered(id: number, body: Uint8Array): void;

  /** Nothing more comes of it. @internal */
  protected finish(): void {
    this.#clockOffsetMs = this.clockOffsetMs;
    this.enter((glue, handle) => glue.close(handle));
    this.#handle = undefined;
    abandoned.unregister(this);
  }

  /** Why there is no result, or no more of it. @internal */
  protected error(): LookupError | undefined {
    return this.failure(this.#text(ERROR));
  }

  /** The error that a text of the core's tells of. @internal */
  protected failure(text: string | undefined, cause: unknown = this.#cause): LookupError | undefined {
    if (!text) return undefined;
    return lookupError(JSON.parse(text) as LookupErrorJson, cause === undefined ? undefined : { cause });
  }

  #text(what: number, id = 0): string | undefined {
    return this.enter((glue, handle) => glue.text(handle, what, id));
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
