import type { Call, Failure, HttpResponse, ShownRequest } from "./call.js";
import { exchange } from "./http.js";
import type { CoreOptions } from "./options.js";

/** What holds for every lookup of a service. */
export interface ServiceOptions extends Omit<CoreOptions, "includeSecrets"> {
  /** Sends the requests; the global `fetch` unless told. */
  readonly fetch?: typeof fetch | undefined;
}

/** What holds for one lookup, before what holds for the service. */
export interface CallOptions extends Omit<CoreOptions, "baseUrl" | "maxBodyBytes"> {
  /** Ends the lookup, and its connection, with a `CancelledError`. */
  readonly signal?: AbortSignal | undefined;
  /** Called with every attempt before it is sent, to show it. What it throws ends the lookup. */
  readonly onRequest?: ((request: ShownRequest) => void) | undefined;
}

const DEFAULT_MAX_BODY_BYTES = 8_388_608;
// Longer ones would not wait at all (HTML, timers).
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Makes the call and drives it to its end. */
export async function lookup<T>(
  make: (options: CoreOptions) => Call<T>,
  service: ServiceOptions,
  options: CallOptions = {},
): Promise<T> {
  const call = make({
    ...service,
    timeoutMs: options.timeoutMs ?? service.timeoutMs,
    attemptTimeoutMs: options.attemptTimeoutMs ?? service.attemptTimeoutMs,
    retry: {
      maxAttempts: options.retry?.maxAttempts ?? service.retry?.maxAttempts,
      baseDelayMs: options.retry?.baseDelayMs ?? service.retry?.baseDelayMs,
      maxDelayMs: options.retry?.maxDelayMs ?? service.retry?.maxDelayMs,
    },
    includeSecrets: options.includeSecrets,
  });
  return drive(call, service, options);
}

async function drive<T>(call: Call<T>, service: ServiceOptions, { signal, onRequest }: CallOptions): Promise<T> {
  // Called as a function of nobody, as browsers demand of their own.
  const send = service.fetch ?? fetch;
  const cap = service.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
  let attempt: AbortController | undefined;
  let answer: { readonly id: number; readonly is: HttpResponse | Failure } | undefined;
  let wake = (): void => {};
  const aborted = (): void => wake();
  signal?.addEventListener("abort", aborted);
  try {
    for (;;) {
      if (signal?.aborted) call.cancel(signal.reason);
      const step = call.poll(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
      if (step.kind === "finished") return call.take();
      if (step.kind === "send") {
        const { request } = step;
        attempt?.abort();
        try {
          onRequest?.(call.shown()!);
        } catch (error) {
          call.cancel();
          throw error;
        }
        const current = (attempt = new AbortController());
        void exchange(send, request, cap, current.signal).then((is) => {
          if (current !== attempt) return;
          answer = { id: request.id, is };
          wake();
        });
        continue;
      }
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, Math.min(step.ms, LONGEST_TIMER_MS));
      });
      clearTimeout(timer);
      if (answer && !signal?.aborted) {
        const { id, is } = answer;
        answer = undefined;
        if (typeof is === "string") call.handleFailure(id, is);
        else call.handleResponse(id, Date.now(), is);
      }
    }
  } finally {
    attempt?.abort();
    signal?.removeEventListener("abort", aborted);
  }
}
