import { h, type Phrase } from "./dom";

interface Tab {
  readonly name: string;
  readonly title: readonly (Phrase | string)[];
  readonly panel: HTMLElement;
}

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowRight: (index, last) => (index === last ? 0 : index + 1),
  ArrowLeft: (index, last) => (index === 0 ? last : index - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Shows tabs that follow the ARIA pattern: arrow keys move the focus and select, and Tab moves into the panel. The hash
 * of the URL stores the selection.
 */
export function tabs(label: Phrase, entries: readonly Tab[]): HTMLElement {
  const buttons = entries.map(({ name, title }) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": `panel-${name}`,
        "data-testid": `tab-${name}`,
      },
      ...title.map((part) => h("span", {}, part)),
    ),
  );
  // The panel's ID differs from the hash, or the browser would scroll to it.
  const panels = entries.map(({ name, panel }) =>
    h("div", { role: "tabpanel", id: `panel-${name}`, class: "panel", "aria-labelledby": `tab-${name}` }, panel),
  );
  const choose = (chosen: number): void => {
    for (const [index, button] of buttons.entries()) {
      button.setAttribute("aria-selected", String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
    }
    for (const [index, panel] of panels.entries()) panel.hidden = index !== chosen;
  };
  const named = (): number =>
    Math.max(
      0,
      entries.findIndex(({ name }) => `#${name}` === location.hash),
    );
  const go = (chosen: number): void => {
    choose(chosen);
    history.replaceState(null, "", `#${entries[chosen]?.name ?? ""}`);
  };

  for (const [index, button] of buttons.entries()) {
    button.addEventListener("click", () => go(index));
    button.addEventListener("keydown", (event) => {
      const next = STEPS[event.key]?.(index, buttons.length - 1);
      if (next === undefined) return;
      event.preventDefault();
      go(next);
      buttons[next]?.focus();
    });
  }
  window.addEventListener("hashchange", () => choose(named()));
  choose(named());
  return h("div", { class: "tabs" }, h("div", { role: "tablist", "aria-label": label }, ...buttons), ...panels);
}
