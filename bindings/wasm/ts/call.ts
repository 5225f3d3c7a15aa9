import type { LookupError } from "./errors.js";
import { Instance } from "./instance.js";
import { Machine } from "./machine.js";
import base64 from "./modules/calls.base64.js";
import * as glue from "./glue/calls.js";
import type { Provider } from "./profile.js";

/** Reads the result from the body's text and its index. */
export type Decode<T> = (s: string, t: Uint32Array) => T;

const calls: Instance<typeof glue> = /* @__PURE__ */ new Instance(glue, base64);

/** One lookup without its HTTP. An attempt that is still in flight when the next is to be sent is given up. */
export class Call<T> extends Machine {
  readonly #decode: Decode<T>;
  #body: Uint8Array | undefined;
  #outcome: { readonly value: T } | { readonly error: LookupError } | undefined;

  private constructor(provider: Provider, job: string, decode: Decode<T>) {
    super(calls, () => glue[provider](job));
    this.#decode = decode;
  }

  /** @internal */
  static of<T>(provider: Provider, job: string, decode: Decode<T>): Call<T> {
    return new Call(provider, job, decode);
  }

  /**
   * Ends the call, unless it is finished: {@link take} then throws a `CancelledError` whose `cause` is `reason`.
   *
   * @throws InternalError
   */
  override cancel(reason?: unknown): void {
    super.cancel(reason);
    this.finish();
  }

  /**
   * The result, once {@link poll} said that the call is finished.
   *
   * @throws LookupError Why there is none.
   */
  take(): T {
    const outcome = this.#outcome;
    if (!outcome) throw new Error("the call is not finished");
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  }

  /** @internal */
  protected override answered(_id: number, body: Uint8Array): void {
    // Of an answer that comes twice, the first was read.
    this.#body ??= body;
  }

  /** @internal */
  protected override finish(): void {
    const error = this.error();
    const index = this.enter((_, handle) => glue.index(handle));
    super.finish();
    if (error) this.#outcome = { error };
    else if (index) this.#outcome = { value: this.#decode(decodeText(this.#body!), index) };
    this.#body = undefined;
  }
}

/** The text of a body, whose index counts a byte order mark. */
export const decodeText = (body: Uint8Array): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
