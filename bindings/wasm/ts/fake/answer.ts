import type { Written } from "./person.js";
import type { FakeService, Layer } from "./table.js";

/** Returns the body of a successful response, which contains a record or records by identifier. */
export const success = (service: FakeService, content: Written, requestId: string): string =>
  envelope(service, ({ code, success, inner }) => ({ [code]: success, [inner]: content }), requestId);

/** Returns the body of a failure. The outer layers of the envelope still have their success codes. */
export const failure = (service: FakeService, providerCode: number, providerText: string, requestId: string): string =>
  envelope(service, ({ code, text }) => ({ [code]: providerCode, ...(text && { [text]: providerText }) }), requestId);

function envelope({ layers }: FakeService, innermost: (layer: Layer) => Written, requestId: string): string {
  const [last, ...others] = [...layers].reverse() as [Layer, ...Layer[]];
  const body: Written = innermost(last);
  if (last.requestId) body[last.requestId] = requestId;
  return JSON.stringify(others.reduce((inside, layer) => ({ [layer.code]: layer.success, [layer.inner]: inside }), body));
}

/**
 * Returns a response. If the test environment has no `Response`, it returns an object with the members that this
 * package reads.
 */
export function respond(status: number, text: string, more: Record<string, string> = {}): Response {
  const headers = { "content-type": "application/json", ...more };
  // Responses with these statuses have no body.
  const body = [204, 205, 304].includes(status) ? null : text;
  if (typeof Response === "function") return new Response(body, { status, headers });
  const chunks = body === null ? [] : [new TextEncoder().encode(body)];
  const reader = { read: async () => ({ value: chunks.shift() }), cancel: async () => {} };
  return { status, headers: new Map(Object.entries(headers)), body: { getReader: () => reader } } as unknown as Response;
}
