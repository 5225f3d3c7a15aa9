import { LookupError } from "../generated/errors.js";
import { REJECTED, SERVICES } from "../generated/fakes.js";
import type { ErrorCode, Provider } from "../generated/names.js";
import type { TransportKind } from "../errors.js";
import { expect, invalid } from "../refuse.js";
import { failure, respond } from "./answer.js";
import type { FakeService } from "./table.js";

/** A fault to simulate: the error with which a lookup rejects, and the requests that fail. */
export interface Fault {
  /**
   * The error. `INVALID_INPUT`, `CANCELLED`, and `INTERNAL` do not come from a service, but a test may want to see what
   * the app does with them.
   */
  readonly code: ErrorCode;
  /** Only requests to this provider fail. Defaults to all providers. */
  readonly provider?: Provider | undefined;
  /**
   * Only requests with this identifier fail: an email, a mobile number, a login name, a user ID, or a code. Defaults to
   * all requests.
   */
  readonly identifier?: string | undefined;
  /** The number of requests that fail. Each attempt counts as a request. Defaults to all requests. */
  readonly times?: number | undefined;
  /** The provider's own code, for the errors that come from its response. Defaults to -1. */
  readonly providerCode?: number | undefined;
  /** The provider's own text, for the errors that come from its response. */
  readonly providerText?: string | undefined;
  /**
   * For `RATE_LIMITED` and `HTTP_STATUS`: how long the service asks clients to wait, in milliseconds. It is rounded up
   * to whole seconds.
   */
  readonly retryAfterMs?: number | undefined;
  /**
   * For `HTTP_STATUS`: the status, from 300 to 599 except 401, 403, and 429, which result in other errors. Defaults to
   * 500.
   */
  readonly status?: number | undefined;
  /** For `TRANSPORT`: how the transport fails. With `timeout`, the service never answers. Defaults to `interrupted`. */
  readonly kind?: TransportKind | undefined;
  /** For `INVALID_INPUT`: the field that is not allowed. */
  readonly field?: string | undefined;
}

const REPLY = ["providerCode", "providerText"] as const;
/** The members that belong to an error. */
const MEMBERS: Readonly<Record<ErrorCode, readonly (keyof Fault)[]>> = {
  INVALID_INPUT: ["field"],
  UNAUTHENTICATED: REPLY,
  RATE_LIMITED: [...REPLY, "retryAfterMs"],
  REJECTED: REPLY,
  HTTP_STATUS: [...REPLY, "retryAfterMs", "status"],
  MALFORMED_RESPONSE: [],
  RESPONSE_TOO_LARGE: [],
  TRANSPORT: ["kind"],
  CANCELLED: [],
  INTERNAL: [],
};
const KINDS: readonly unknown[] = ["offline", "refused", "timeout", "interrupted"] satisfies TransportKind[];

/** Throws an error if a fault is not valid. */
export function check(fault: Fault, path: string): void {
  expect(typeof fault === "object" && fault !== null, path, "an object", fault);
  const { code, provider, times, retryAfterMs, status, kind } = fault;
  if (!Object.hasOwn(MEMBERS, code)) throw invalid(`${path}.code`, "expected the code of an error");
  for (const [name, value] of Object.entries(fault)) {
    const isKnown = ["code", "provider", "identifier", "times", ...MEMBERS[code]].includes(name);
    if (value !== undefined && !isKnown) throw invalid(`${path}.${name}`, `expected none for ${code}`);
  }
  const isProvider = provider === undefined || SERVICES.some((service) => service.provider === provider);
  if (!isProvider) throw invalid(`${path}.provider`, "expected the name of a provider");
  const isCount = times === undefined || (Number.isSafeInteger(times) && times > 0);
  if (!isCount) throw invalid(`${path}.times`, "expected 1 or more");
  const isTime = retryAfterMs === undefined || retryAfterMs >= 0;
  if (!isTime) throw invalid(`${path}.retryAfterMs`, "expected 0 or more");
  const isStatus = status === undefined || (status >= 300 && status <= 599 && ![401, 403, 429].includes(status));
  if (!isStatus) throw invalid(`${path}.status`, "expected 300 to 599 except 401, 403, and 429");
  if (kind !== undefined && !KINDS.includes(kind)) throw invalid(`${path}.kind`, `expected one of ${KINDS.join(", ")}`);
}

/** Returns whether a service processes the request before its answer is lost or broken. */
export const isLate = ({ code, kind }: Fault): boolean =>
  code === "MALFORMED_RESPONSE" ||
  code === "RESPONSE_TOO_LARGE" ||
  (code === "TRANSPORT" && kind !== "offline" && kind !== "refused");

/** Simulates a fault. */
export async function fail(
  fault: Fault,
  service: FakeService,
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const { code, providerCode = REJECTED, providerText = "invented for a test", retryAfterMs, status = 500, kind } = fault;
  const reply = failure(service, providerCode, providerText, requestId);
  const headers: Record<string, string> = {};
  if (retryAfterMs !== undefined) headers["retry-after"] = String(Math.ceil(retryAfterMs / 1000));
  switch (code) {
    case "REJECTED": {
      const { success, unauthenticated } = service.layers.at(-1)!;
      const isRejection = providerCode !== success && !unauthenticated.includes(providerCode);
      if (!isRejection) throw invalid("providerCode", `expected a code with which ${service.provider} rejects requests`);
      return respond(200, reply);
    }
    case "UNAUTHENTICATED":
      return respond(401, reply);
    case "RATE_LIMITED":
      return respond(429, reply, headers);
    case "HTTP_STATUS":
      return respond(status, reply, headers);
    case "MALFORMED_RESPONSE":
      return respond(200, "<!doctype html>");
    case "RESPONSE_TOO_LARGE":
      return respond(200, "{}", { "content-length": String(Number.MAX_SAFE_INTEGER) });
    case "TRANSPORT":
      return lose(kind, signal);
    default: {
      const field = code === "INVALID_INPUT" ? { field: fault.field ?? "" } : {};
      throw LookupError.fromJSON({ code, retryable: false, message: "invented for a test", ...field });
    }
  }
}

/** The codes of the causes that Node's fetch reports. */
const CAUSES = { offline: "ENOTFOUND", refused: "ECONNREFUSED", interrupted: "ECONNRESET" } as const;

function lose(kind: TransportKind = "interrupted", signal: AbortSignal | undefined): Promise<Response> {
  if (kind === "timeout") {
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)));
  }
  return Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(CAUSES[kind]), { code: CAUSES[kind] }) }));
}
