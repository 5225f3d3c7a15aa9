import type { Failure, HttpRequest, HttpResponse } from "./machine.js";

/** Sends a request and reads its answer, up to `cap` bytes of body. It never rejects. */
export async function exchange(
  send: typeof fetch,
  { method, url, headers, body }: HttpRequest,
  cap: number,
  signal: AbortSignal,
): Promise<HttpResponse | Failure> {
  let response: Response;
  try {
    response = await send(url, {
      method,
      headers: Object.fromEntries(headers),
      body,
      signal,
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
    });
  } catch (error) {
    return unsent(error);
  }
  try {
    const bytes = await read(response, cap);
    return bytes ? { status: response.status, headers: response.headers, body: bytes } : "too-large";
  } catch {
    return "interrupted";
  }
}

/** The body, or nothing where it is longer than `cap`: then the rest is not read. */
async function read({ headers, body }: Response, cap: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  let length = 0;
  let excess = Number(headers.get("content-length")) > cap;
  while (reader && !excess) {
    const { value } = await reader.read();
    if (!value) break;
    chunks.push(value);
    length += value.length;
    excess = length > cap;
  }
  if (excess) {
    reader?.cancel().catch(() => {});
    return undefined;
  }
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
 * Why `fetch` gave no answer. Browsers do not tell, so the request may have arrived; Node's fetch has a cause, and some
 * say that no connection was made.
 */
function unsent(error: unknown): Failure {
  const { code, syscall } = ((error as Error | undefined)?.cause ?? {}) as { code?: unknown; syscall?: unknown };
  // The same codes can come from a connection that was there and broke.
  if (syscall === "read" || syscall === "write") return "interrupted";
  if (code === "ECONNREFUSED") return "refused";
  return /^(ENOTFOUND|EAI_AGAIN|E(NET|HOST)UNREACH)$/.test(String(code)) ? "offline" : "interrupted";
}
