import { because, type Failure, type TransportKind } from "./errors.js";
import { isLookupError, TransportError } from "./generated/errors.js";
import type { Provider } from "./generated/names.js";
import type { HttpResponse } from "./lookup.js";
import type { HttpRequest } from "./steps.js";

/** The reason why there is no response, and the platform's error. */
export interface Failed {
  readonly kind: Failure;
  readonly cause?: unknown;
}

/**
 * Sends a request and reads up to `maxBytes` of the response's body. Rejects only if sending again would not help,
 * which is the case if `fetch` violates its contract or rejects with a `LookupError`.
 */
export async function exchange(
  send: typeof fetch,
  provider: Provider,
  { method, url, headers, body }: HttpRequest,
  maxBytes: number,
  signal: AbortSignal,
): Promise<HttpResponse | Failed> {
  let promise: Promise<Response>;
  try {
    promise = send(url, { method, headers: Object.fromEntries(headers), body, signal, ...(options ??= safe()) });
  } catch (cause) {
    throw misuse(provider, "fetch threw an error instead of returning a promise", cause);
  }
  let response: Response;
  try {
    response = await promise;
  } catch (cause) {
    if (isLookupError(cause)) throw cause;
    return { kind: unsent(cause), cause };
  }
  if (!isResponse(response)) throw misuse(provider, "fetch did not return a Response");
  try {
    const bytes = await read(response, maxBytes);
    return bytes ? { status: response.status, headers: response.headers, body: bytes } : { kind: "too_large" };
  } catch (cause) {
    return { kind: "interrupted", cause };
  }
}

/** Returns the error for an HTTP client that violates its contract. */
export function misuse(provider: Provider, fault: string, cause?: unknown): TransportError {
  const message = `${provider} could not be reached: ${fault}`;
  return because(new TransportError({ code: "TRANSPORT", kind: "interrupted", retryable: false, provider, message }), cause);
}

/**
 * Returns whether a value has the members of a response that are read. It may come from another realm or from another
 * implementation.
 */
function isResponse(value: Response | null | undefined): boolean {
  const { status, headers, body }: Partial<Response> = value ?? {};
  const isReadable = body === null || typeof body?.getReader === "function";
  return typeof status === "number" && typeof headers?.get === "function" && isReadable;
}

let options: RequestInit | undefined;

/**
 * Returns options with which redirects are not followed and nothing is stored. Workers before 2024 do not support
 * `cache` and throw an error if it is set.
 */
function safe(): RequestInit {
  const knowsCache = typeof Request === "function" && "cache" in Request.prototype;
  return { redirect: "manual", credentials: "omit", referrerPolicy: "no-referrer", ...(knowsCache && { cache: "no-store" }) };
}

/** Returns the body, or `undefined` if it is longer than `maxBytes`. In that case, the rest is not read. */
async function read({ headers, body }: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isTooLarge = Number(headers.get("content-length")) > maxBytes;
  while (reader && !isTooLarge) {
    const { value } = await reader.read();
    if (!value) break;
    chunks.push(value);
    length += value.length;
    isTooLarge = length > maxBytes;
  }
  if (isTooLarge) return void reader?.cancel().catch(() => {});
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * Returns the reason why `fetch` failed. Browsers do not reveal the reason, so the service may have received the
 * request. The errors of Node's fetch have a cause, and with some causes, no connection was established.
 */
function unsent(error: unknown): TransportKind {
  const { code, syscall } = ((error as Error | undefined)?.cause ?? {}) as { code?: unknown; syscall?: unknown };
  // A connection that was interrupted later can have the same codes.
  if (syscall === "read" || syscall === "write") return "interrupted";
  if (code === "ECONNREFUSED") return "refused";
  return /^(ENOTFOUND|EAI_AGAIN|E(NET|HOST)UNREACH)$/.test(String(code)) ? "offline" : "interrupted";
}
