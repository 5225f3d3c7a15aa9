import type { Provider } from "mingpian";
import { about } from "../about";
import type { Door, Settings, Watch } from "../doors/door";
import { h } from "../dom";
import { advanced } from "./advanced";
import type { Result } from "../result";

/** A lookup that a form describes. */
export interface Lookup {
  /** The number of identifiers, if they are counted. */
  readonly total?: number;
  readonly run: (door: Door, settings: Settings, watch: Watch, onProgress: (done: number) => void) => Promise<Result>;
}

export interface ServiceForm {
  readonly provider: Provider;
  readonly element: HTMLFormElement;
  readonly submit: HTMLButtonElement;
  readonly cancel: HTMLButtonElement;
  /** The element that shows the progress. */
  readonly below: HTMLElement;
  readonly settings: () => Settings;
  readonly lookup: () => Lookup;
  /** Prepares the form for the first lookup. */
  readonly begin: () => Promise<void>;
  /** Prepares the form for the next lookup. */
  readonly renew: () => Promise<void>;
}

interface Parts {
  readonly fields: readonly Node[];
  readonly lookup: () => Lookup;
  readonly begin?: () => Promise<void>;
  readonly renew?: () => Promise<void>;
}

export function serviceForm(provider: Provider, { fields, lookup, begin, renew }: Parts): ServiceForm {
  const more = advanced(provider);
  const submit = h(
    "button",
    { type: "submit", class: "primary", "data-testid": `${provider}-submit` },
    (w) => w.lookUp,
  );
  const cancel = h("button", { type: "button", hidden: true, "data-testid": `${provider}-cancel` }, (w) => w.cancel);
  const below = h("div", { class: "below" });
  const element = h(
    "form",
    { id: `${provider}-form`, class: "form", novalidate: true, "data-testid": `${provider}-form` },
    h("p", { class: "note" }, about(provider).note),
    ...fields,
    more.element,
    h("div", { class: "at-hand" }, below, h("div", { class: "actions" }, submit, cancel)),
  );
  return {
    provider,
    element,
    submit,
    cancel,
    below,
    settings: more.settings,
    lookup,
    begin: async () => begin?.(),
    renew: async () => {
      more.renew();
      await renew?.();
    },
  };
}
