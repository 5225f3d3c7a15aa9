import { about } from "./about";
import type { FailureFacts } from "./doors/failure";
import { h, type Child, type Phrase } from "./dom";
import type { Words } from "./i18n";
import type { Result } from "./result";

/** Shows an error: what went wrong, what to do, and all known facts. */
export function errorResult(facts: FailureFacts): Result {
  return { heading: errorTitle(facts), content: [errorSlip(facts)] };
}

export function errorTitle({ code, notSigned }: FailureFacts): Phrase {
  if (notSigned === undefined) return (w) => w.errorTitle[code];
  return (w) => (code === "UNAUTHENTICATED" ? w.errorTitle.signingRefused : w.errorTitle.signingFailed);
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

/** Returns the sentence for an error. If a code has several causes, the facts determine which one it is. */
function advice({ code, status, kind, notSigned }: FailureFacts): Phrase {
  return ({ errorAdvice: all }) => {
    if (notSigned !== undefined) return code === "UNAUTHENTICATED" ? all.signingRefused : all.signingFailed;
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

/** Returns whether a single-use code may have been spent, because the request may have arrived at the service. */
function maybeSpent({ provider, code, kind }: FailureFacts): boolean {
  if (provider === undefined || about(provider).isSingleUse !== true) return false;
  if (code === "TRANSPORT") return kind === "timeout" || kind === "interrupted";
  return (
    code === "HTTP_STATUS" || code === "CANCELLED" || code === "MALFORMED_RESPONSE" || code === "RESPONSE_TOO_LARGE"
  );
}

function factLines(facts: FailureFacts): Node[] {
  const { field, kind, notSigned, retryAfterMs } = facts;
  return [
    ...line("code", h("code", {}, facts.code)),
    // The other facts are about the service, to which no request was sent if it was not signed.
    ...(notSigned === undefined ? answerLines(facts) : []),
    ...line("signerStatus", notSigned?.status),
    ...line("signerText", notSigned?.reason),
    ...line("field", field === "" ? (w) => w.wholeAnswer : field && h("code", {}, field)),
    ...line("kind", kind && ((w) => w.kind[kind])),
    ...line("retryable", (w) => (facts.retryable ? w.yes : w.no)),
    ...line("retryAfterMs", retryAfterMs === undefined ? undefined : (w) => w.wait(retryAfterMs)),
  ];
}

function answerLines({ message, provider, status, providerCode, providerText, requestId }: FailureFacts): Node[] {
  return [
    ...line("message", message),
    ...line("provider", provider && ((w) => `${about(provider).name(w)} (${provider})`)),
    ...line("status", status),
    ...line("providerCode", providerCode),
    ...line("providerText", providerText),
    ...line("requestId", requestId),
  ];
}

function line(fact: keyof Words["errorFact"], value: Child | number): Node[] {
  if (value === undefined || value === "") return [];
  return [
    h("dt", {}, (w) => w.errorFact[fact]),
    h("dd", { "data-fact": fact }, typeof value === "number" ? String(value) : value),
  ];
}
