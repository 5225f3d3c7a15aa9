import type { Call } from "./call.js";
import { isLookupError } from "./errors.js";
import { exchange } from "./http.js";
import type { HttpRequest, Machine, ShownRequest, SigningParams } from "./machine.js";
import type { CoreOptions } from "./options.js";

/** What holds for every lookup of a service. */
export interface ServiceOptions extends Omit<CoreOptions, "includeSecrets"> {
  /** Sends the requests; the global `fetch` unless told. */
  readonly fetch?: typeof fetch | undefined;
}

/** What holds for one lookup, before what holds for the service. */
export interface CallOptions extends Omit<CoreOptions, "baseUrl" | "maxBodyBytes"> {
  /** Ends the lookup, and its connections, with a `CancelledError`. */
  readonly signal?: AbortSignal | undefined;
  /** Called with every attempt before it is sent, to show it. What it throws ends the lookup. */
  readonly onRequest?: ((request: ShownRequest) => void) | undefined;
}

/**
 * Asks a server that has the secret to sign a request: `QuanshiSigner` of `mingpian/server` answers there. The headers
 * that it gives, or nothing where it would not: then the lookup is rejected with an `UnauthenticatedError`. Where this
 * is rejected, nobody could be asked: it is tried again as an exchange is that failed, unless it is rejected with a
 * `LookupError`, which ends the lookup. `signal` is aborted when the attempt is given up.
 */
export type Authorize = (
  params: SigningParams,
  signal: AbortSignal,
) => Promise<Readonly<Record<string, string>> | undefined | null>;

/** A service object's own: its options, and what its lookups have learned. */
export type Service = Omit<ServiceOptions, "clockOffsetMs"> & {
  readonly authorize?: Authorize | undefined;
  clockOffsetMs?: number | undefined;
};

const DEFAULT_MAX_BODY_BYTES = 8_388_608;
// Longer ones would not wait at all (HTML, timers).
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The options of one lookup: its own, before the service's. */
export function settle<O extends CallOptions>(service: Service, options: O): O & CoreOptions {
  const all = { ...over(service, options), retry: over(service.retry, options.retry) };
  return all as O & CoreOptions;
}

function over(base: object | undefined, given: object | undefined): object {
  const all: Record<string, unknown> = { ...base };
  for (const name in given) all[name] = given[name as never] ?? all[name];
  return all;
}

/** Makes the call and drives it to its end. */
export async function lookup<T>(
  make: (options: CoreOptions) => Call<T>,
  service: Service,
  options: CallOptions = {},
): Promise<T> {
  const call = make(settle(service, options));
  await new Drive(call, service, options).run();
  return call.take();
}

/** What a machine of many requests has done on the way. */
export interface Hooks {
  /** Which attempts go on when the next begins; none unless told. */
  readonly awaits?: (id: number) => boolean;
  /** Called when there is nothing to do for a while, or any more. What it throws ends the run. */
  readonly turned?: () => void;
}

/** Does what a machine says: sends, has signed, waits, and hands back what comes of it. */
export class Drive {
  readonly #machine: Machine;
  readonly #service: Service;
  readonly #options: CallOptions;
  readonly #hooks: Hooks;
  readonly #attempts: Map<number, AbortController> = new Map();
  #answers: (() => void)[] = [];
  /** Goes on at once, because something may have happened. */
  wake: () => void = () => {};

  constructor(machine: Machine, service: Service, options: CallOptions, hooks: Hooks = {}) {
    this.#machine = machine;
    this.#service = service;
    this.#options = options;
    this.#hooks = hooks;
  }

  /** Until the machine is finished. What a callback of the caller's throws ends it. */
  async run(): Promise<void> {
    const machine = this.#machine;
    const { signal } = this.#options;
    const known = machine.clockOffsetMs;
    const aborted = (): void => this.wake();
    signal?.addEventListener("abort", aborted);
    try {
      for (;;) {
        if (signal?.aborted) machine.cancel(signal.reason);
        for (const answer of this.#answers.splice(0)) answer();
        const step = machine.poll(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
        if (step.kind === "send") this.#send(step.request);
        else if (step.kind === "authorize") this.#authorize(step.id, step.params);
        else {
          this.#hooks.turned?.();
          if (step.kind === "finished") break;
          // A callback may have aborted it.
          if (!signal?.aborted) await this.#wait(step.ms);
        }
      }
      // Others may have learned it meanwhile.
      const learned = machine.clockOffsetMs;
      if (learned !== known) this.#service.clockOffsetMs = learned;
    } finally {
      for (const attempt of this.#attempts.values()) attempt.abort();
      signal?.removeEventListener("abort", aborted);
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms < Infinity ? setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS)) : undefined;
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #send(request: HttpRequest): void {
    const { id } = request;
    const machine = this.#machine;
    this.#options.onRequest?.(machine.shown(id)!);
    const { fetch: send = fetch, maxBodyBytes: cap = DEFAULT_MAX_BODY_BYTES } = this.#service;
    this.#start(id, async (signal) => {
      const is = await exchange(send, request, cap, signal);
      return () => (typeof is === "string" ? machine.handleFailure(id, is) : machine.handleResponse(id, Date.now(), is));
    });
  }

  #authorize(id: number, params: SigningParams): void {
    const machine = this.#machine;
    this.#start(id, async (signal) => {
      try {
        const headers = await this.#service.authorize!(params, signal);
        return () => machine.handleAuthorization(id, headers);
      } catch (cause) {
        return () => {
          if (isLookupError(cause)) throw cause;
          machine.handleFailure(id, "interrupted", cause);
        };
      }
    });
  }

  /** Begins what ends with something to tell the machine, and ends what it no longer waits for. */
  #start(id: number, work: (signal: AbortSignal) => Promise<() => void>): void {
    for (const [other, attempt] of this.#attempts) {
      if (this.#hooks.awaits?.(other)) continue;
      attempt.abort();
      this.#attempts.delete(other);
    }
    const attempt = new AbortController();
    this.#attempts.set(id, attempt);
    void work(attempt.signal).then((answer) => {
      if (this.#attempts.get(id) !== attempt) return;
      this.#attempts.delete(id);
      this.#answers.push(answer);
      this.wake();
    });
  }
}
