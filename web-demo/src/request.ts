import type { RedactedRequest } from "mingpian";
import { h, put, type Child } from "./dom";

const SHORT_BODY = 400;
const REDACTED = /(\[redacted\]|%5Bredacted%5D)/iu;

export interface RequestLog {
  readonly element: HTMLElement;
  readonly add: (request: RedactedRequest) => void;
  readonly count: () => number;
}

/** Lists the requests of one lookup, with an entry for each attempt. Their secrets have been redacted. */
export function requestLog(): RequestLog {
  const heading = h("h3", {});
  const list = h("ol", { class: "requests" });
  const element = h("section", { class: "sheet sent", "data-testid": "requests" }, heading, list);
  let count = 0;
  const head = (): void => put(heading, ((n) => (w) => (n === 0 ? w.nothingSent : w.sentRequests(n)))(count));
  head();
  return {
    element,
    count: () => count,
    add: (request) => {
      count += 1;
      list.append(entry(request, count));
      head();
    },
  };
}

function entry(request: RedactedRequest, number: number): HTMLElement {
  const { pathname } = new URL(request.url, location.href);
  const details = h(
    "details",
    { open: number === 1, "data-testid": "request" },
    h(
      "summary",
      {},
      h("span", { class: "number" }, (w) => w.attempt(number)),
      h("code", {}, `${request.method} ${pathname}`),
    ),
  );
  // Lists of identifiers may take hundreds of requests, so the details of a request are created when it is opened.
  const writeOut = (): void => {
    if (details.childElementCount === 1) details.append(wire(request));
  };
  details.addEventListener("toggle", writeOut);
  if (details.open) writeOut();
  return h("li", {}, details);
}

function wire({ method, url, headers, body }: RedactedRequest): HTMLElement {
  return h(
    "div",
    { class: "wire" },
    h("p", { class: "address" }, h("span", { class: "method" }, method), " ", ...redactions(url)),
    h(
      "dl",
      { "aria-label": (w) => w.headers },
      ...headers.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, ...redactions(value))]),
    ),
    body.length <= SHORT_BODY
      ? bodyText(body)
      : h(
          "details",
          { class: "long" },
          h("summary", {}, (w) => w.wholeBody(body.length)),
          bodyText(body),
        ),
  );
}

function bodyText(body: string): HTMLElement {
  return h("pre", { tabindex: 0, role: "region", "aria-label": (w) => w.body }, ...redactions(body));
}

function redactions(text: string): Child[] {
  return text
    .split(REDACTED)
    .filter((piece) => piece !== "")
    .map((piece) => (REDACTED.test(piece) ? h("span", { class: "redacted" }, "redacted") : piece));
}
