import type { Failure } from "./errors.js";
import { isLookupError } from "./generated/errors.js";
import type { Provider } from "./generated/names.js";
import { hidden } from "./hide.js";
import { exchange, misuse, type Failed } from "./http.js";
import type { HttpResponse } from "./lookup.js";
import type { HttpRequest } from "./steps.js";

/** A request for a {@link Transport}. It contains credentials. */
export interface TransportRequest extends HttpRequest {
  /** The maximum length of a response's body, in bytes. */
  readonly maxBodyBytes: number;
  /** Aborted when the lookup abandons the request. Close the connection then. */
  readonly signal: AbortSignal;
}

/**
 * Sends requests with an HTTP client other than `fetch`. It must send the request without changes. It must not follow
 * redirects, add cookies or a referrer, or retry.
 *
 * It must reject if there is no response. The `kind` of the error specifies how the request failed: `"offline"`,
 * `"refused"`, `"timeout"`, `"interrupted"`, or `"too_large"` if the body exceeded `maxBodyBytes`. Use `"offline"` and
 * `"refused"` only if it is certain that the request was never sent. A `LookupError` ends the lookup. An error without
 * a `kind` counts as `"interrupted"`.
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

/** Sends a request and returns the response or the failure. */
export type Send = (
  provider: Provider,
  request: HttpRequest,
  maxBodyBytes: number,
  signal: AbortSignal,
) => Promise<HttpResponse | Failed>;

/** Returns a function that sends requests with `fetch`. */
export const overFetch = (send: typeof fetch): Send => (provider, request, maxBodyBytes, signal) =>
  exchange(send, provider, request, maxBodyBytes, signal);

// A request contains credentials, and a transport may log it.
const HiddenRequest = /* @__PURE__ */ hidden<TransportRequest>(["method", "url", "headers", "body", "maxBodyBytes", "signal"]);

const KINDS: readonly unknown[] = ["offline", "refused", "timeout", "interrupted", "too_large"];

/** Returns a function that sends requests with an app's own transport. */
export const overTransport = (transport: Transport): Send => async (provider, request, maxBodyBytes, signal) => {
  const { method, url, headers, body } = request;
  let response: HttpResponse;
  try {
    response = await transport(new HiddenRequest({ method, url, headers, body, maxBodyBytes, signal }));
  } catch (cause) {
    if (isLookupError(cause)) throw cause;
    const { kind } = Object(cause) as { readonly kind?: unknown };
    return { kind: KINDS.includes(kind) ? (kind as Failure) : "interrupted", cause };
  }
  const { status, headers: received, body: bytes } = Object(response) as Partial<HttpResponse>;
  const isResponse = typeof status === "number" && typeof received?.get === "function" && bytes instanceof Uint8Array;
  if (!isResponse) throw misuse(provider, "the transport did not return a response");
  return response;
};
