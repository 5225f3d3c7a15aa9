import { about } from "./about";
import type { DoorName } from "./doors/door";
import { toFailure } from "./doors/failure";
import { openDoor } from "./doors/open";
import { h, put, type Phrase } from "./dom";
import { errorResult } from "./errors";
import type { ServiceForm } from "./forms/form";
import { progress } from "./progress";
import { requestLog, type RequestLog } from "./request";
import type { Result } from "./result";

/** Shows a service: its form, and next to it the result of the last lookup. */
export function service(form: ServiceForm, door: () => DoorName): HTMLElement {
  const outcome = h("section", { class: "outcome", "data-testid": `${form.provider}-outcome` }, blankCard(false));
  let running = false;

  const lookUp = async (): Promise<void> => {
    running = true;
    const through = door();
    const lookup = form.lookup();
    const total = lookup.total ?? 1;
    const control = new AbortController();
    const log = requestLog();
    const bar = progress(`${form.provider}-progress`);
    const progressed = (done: number): void => {
      if (total > 1) bar.set(done, total);
      else bar.busy((w) => w.askingService(about(form.provider).name(w)));
    };
    progressed(0);
    const stop = (): void => control.abort();
    form.cancel.addEventListener("click", stop);
    form.cancel.hidden = false;
    form.submit.setAttribute("aria-disabled", "true");
    put(form.below, bar.element);
    put(outcome, blankCard(true));
    outcome.dataset["state"] = "busy";

    let result: Result;
    let state = "done";
    let ms: number | undefined;
    try {
      const opened = await openDoor(through);
      const watch = { signal: control.signal, onRequest: log.add };
      const begun = performance.now();
      try {
        result = await lookup.run(opened, form.settings(), watch, progressed);
      } finally {
        ms = performance.now() - begun;
      }
    } catch (thrown) {
      result = errorResult(toFailure(thrown).facts);
      state = "failed";
    }

    form.cancel.removeEventListener("click", stop);
    form.cancel.hidden = true;
    put(form.below);
    show(outcome, result, through, ms, log);
    if (log.count() > 0) await form.renew();
    outcome.dataset["state"] = state;
    form.submit.removeAttribute("aria-disabled");
    running = false;
  };

  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!running) void lookUp();
  });
  return h("div", { class: "service" }, form.element, outcome);
}

function show(outcome: HTMLElement, result: Result, door: DoorName, ms: number | undefined, log: RequestLog): void {
  const heading = h("h2", { tabindex: -1, "data-testid": "result-heading" }, result.heading);
  const facts = h(
    "p",
    { class: "facts", "data-testid": "result-facts", "data-door": door, "data-ms": ms?.toFixed(1) },
    h("span", {}, (w) => w.via(door === "rust" ? w.rustDoor : w.typescriptDoor)),
    ms === undefined ? undefined : h("span", {}, (w) => w.took(ms)),
    log.count() === 0 ? undefined : h("span", {}, (w) => w.requests(log.count())),
  );
  put(outcome, h("header", {}, heading, facts), ...result.content, log.element);
  heading.focus();
}

function blankCard(waiting: boolean): HTMLElement {
  const text: Phrase = (w) => (waiting ? w.asking : w.emptyResult);
  return h("div", { class: waiting ? "card blank waiting" : "card blank", "aria-hidden": waiting }, h("p", {}, text));
}
