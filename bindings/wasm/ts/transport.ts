import type { Failure } from "./errors.js";
import { isLookupError } from "./generated/errors.js";
import type { Provider } from "./generated/names.js";
import { exchange, misuse, type Failed } from "./http.js";
import type { HttpResponse } from "./lookup.js";
import type { HttpRequest } from "./steps.js";

/** A request as a {@link Transport} gets it. It carries credentials. */
export interface TransportRequest extends HttpRequest {
  /** The longest body of a response that is read, in bytes. */
  readonly maxBodyBytes: number;
  /** Is aborted when the lookup gives the request up. Close its connection then. */
  readonly signal: AbortSignal;
}

/**
 * Sends requests with an HTTP client other than `fetch`. It sends what it gets and nothing else: it follows no redirect, adds
 * no cookie and no referrer, and repeats nothing.
 *
 * It rejects if there is no response. If the error has a `kind`, that is how the request failed: `"offline"` and `"refused"`
 * only if the request certainly never left, `"timeout"`, `"too_large"` if the body exceeded `maxBodyBytes`, and
 * `"interrupted"`, which is also what any other error counts as. A `LookupError` ends the lookup.
 *
 * ```ts
 * const transport: Transport = ({ method, url, headers, body, signal }) =>
 *   new Promise((resolve, reject) => {
 *     const task = wx.request({
 *       url, method, data: body, header: Object.fromEntries(headers),
 *       dataType: "other", responseType: "arraybuffer", redirect: "manual",
 *       success: ({ statusCode, header, data }) =>
 *         resolve({ status: statusCode, headers: lowerCase(header), body: new Uint8Array(data) }),
 *       fail: reject,
 *     });
 *     signal.addEventListener("abort", () => task.abort());
 *   });
 * ```
 */
export type Transport = (request: TransportRequest) => Promise<HttpResponse>;

/** Sends a request, and says what became of it. */
export type Send = (
  provider: Provider,
  request: HttpRequest,
  maxBodyBytes: number,
  signal: AbortSignal,
) => Promise<HttpResponse | Failed>;

/** Returns what sends requests with `fetch`. */
export const overFetch = (send: typeof fetch): Send => (provider, request, maxBodyBytes, signal) =>
  exchange(send, provider, request, maxBodyBytes, signal);

const KINDS: readonly unknown[] = ["offline", "refused", "timeout", "interrupted", "too_large"];

/** Returns what sends requests with an app's own transport. */
export const overTransport = (transport: Transport): Send => async (provider, request, maxBodyBytes, signal) => {
  const { method, url, headers, body } = request;
  let response: HttpResponse;
  try {
    response = await transport({ method, url, headers, body, maxBodyBytes, signal });
  } catch (cause) {
    if (isLookupError(cause)) throw cause;
    const { kind } = Object(cause) as { readonly kind?: unknown };
    return { kind: KINDS.includes(kind) ? (kind as Failure) : "interrupted", cause };
  }
  const { status, headers: received, body: bytes } = Object(response) as Partial<HttpResponse>;
  const isResponse = typeof status === "number" && typeof received?.get === "function" && bytes instanceof Uint8Array;
  if (!isResponse) throw misuse(provider, "the transport gave something else where a response was expected");
  return response;
};
