import type { FailureFacts } from "./doors/failure";
import { h, type Child, type Phrase } from "./dom";
import type { Words } from "./i18n";
import type { Result } from "./result";

/** An error as what it is: whose it is, what to do, and everything that is known of it. */
export function errorResult(facts: FailureFacts): Result {
  return { heading: (w) => w.errorTitle[facts.code], content: [errorSlip(facts)] };
}

export function errorSlip(facts: FailureFacts): HTMLElement {
  return h(
    "article",
    { class: "slip", "data-testid": "error", "data-code": facts.code },
    h("p", { class: "advice" }, advice(facts)),
    maybeSpent(facts) ? h("p", { class: "advice" }, (w) => w.codeMaybeSpent) : undefined,
    h("dl", {}, ...factLines(facts)),
  );
}

/** The sentence for an error. Where one code has several causes, the facts tell them apart. */
function advice({ code, status, kind }: FailureFacts): Phrase {
  return ({ errorAdvice: all }) => {
    switch (code) {
      case "HTTP_STATUS":
        if (status === undefined || status >= 500) return all.httpServerError;
        return status < 400 ? all.httpRedirect : all.httpClientError;
      case "TRANSPORT":
        return all[kind ?? "interrupted"];
      default:
        return all[code];
    }
  };
}

/** A single-use code may be gone when the request may have arrived and its fate is unknown. */
function maybeSpent({ provider, code, kind }: FailureFacts): boolean {
  if (provider !== "dmtz") return false;
  if (code === "TRANSPORT") return kind === "timeout" || kind === "interrupted";
  return (
    code === "HTTP_STATUS" || code === "CANCELLED" || code === "MALFORMED_RESPONSE" || code === "RESPONSE_TOO_LARGE"
  );
}

function factLines(facts: FailureFacts): Node[] {
  const { provider, field, kind, retryAfterMs } = facts;
  return [
    ...line("code", h("code", {}, facts.code)),
    ...line("message", facts.message),
    ...line("provider", provider && ((w) => `${w.serviceName[provider]} (${provider})`)),
    ...line("status", facts.status),
    ...line("providerCode", facts.providerCode),
    ...line("providerText", facts.providerText),
    ...line("requestId", facts.requestId),
    ...line("field", field === "" ? (w) => w.wholeAnswer : field && h("code", {}, field)),
    ...line("kind", kind && ((w) => w.kind[kind])),
    ...line("retryable", (w) => (facts.retryable ? w.yes : w.no)),
    ...line("retryAfterMs", retryAfterMs === undefined ? undefined : (w) => w.wait(retryAfterMs)),
  ];
}

function line(fact: keyof Words["errorFact"], value: Child | number): Node[] {
  if (value === undefined || value === "") return [];
  return [
    h("dt", {}, (w) => w.errorFact[fact]),
    h("dd", { "data-fact": fact }, typeof value === "number" ? String(value) : value),
  ];
}
