import { h, put, type Phrase } from "./dom";

export interface Progress {
  readonly element: HTMLElement;
  /** Shows how many identifiers are done. */
  readonly set: (done: number, total: number) => void;
  /** Shows that a lookup is running, without a percentage. */
  readonly busy: (what: Phrase) => void;
}

export function progress(id: string): Progress {
  const bar = h("progress", { id, "data-testid": id });
  const label = h("label", { for: id });
  const element = h("div", { class: "progress", "aria-live": "polite" }, label, bar);
  return {
    element,
    set: (done, total) => {
      bar.max = total;
      bar.value = done;
      put(label, (w) => w.progress(done, total));
    },
    busy: (what) => {
      bar.removeAttribute("value");
      put(label, what);
    },
  };
}
