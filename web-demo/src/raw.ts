import { h, put, setAttribute, type Child } from "./dom";

/** A table of everything a record says. Members without a value are not listed. */
export function rawFields(record: object, open = true): HTMLElement {
  return h(
    "details",
    { class: "sheet raw", open, "data-testid": "raw" },
    h(
      "summary",
      {},
      h("h3", {}, (w) => w.rawFields),
    ),
    rawTable(record),
  );
}

export function rawTable(record: object): HTMLElement {
  return h(
    "div",
    { class: "scrolls", tabindex: 0, role: "region", "aria-label": (w) => w.rawFields },
    h(
      "table",
      {},
      h("caption", {}, (w) => w.rawCaption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, (w) => w.field),
          h("th", { scope: "col" }, (w) => w.value),
        ),
      ),
      h("tbody", {}, ...members(record, 0)),
    ),
  );
}

function members(record: object, depth: number): HTMLElement[] {
  return Object.entries(record).flatMap(([name, value]: [string, unknown]) => rows(name, value, depth));
}

function rows(name: string, value: unknown, depth: number): HTMLElement[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [row(name, depth, shown(value))];
  if (name === "secrets") return secretRows(value, depth);
  if (Array.isArray(value)) {
    if (value.length === 0) return [row(name, depth, nothing("emptyList"))];
    return [row(name, depth), ...value.flatMap((entry: unknown, index) => rows(`[${index}]`, entry, depth + 1))];
  }
  return [row(name, depth), ...members(value, depth + 1)];
}

function row(name: string, depth: number, value?: Child): HTMLElement {
  return h(
    "tr",
    { "data-depth": Math.min(depth, 4), "data-field": name },
    h("th", { scope: "row" }, name),
    h("td", {}, value),
  );
}

function shown(value: unknown): Child {
  return value === "" ? nothing("emptyText") : String(value);
}

function nothing(which: "emptyList" | "emptyText"): HTMLElement {
  return h("span", { class: "nothing" }, (w) => w[which]);
}

/** The names of the secrets; their values stand in the page only while they are revealed. */
function secretRows(group: object, depth: number): HTMLElement[] {
  // The package keeps the members of this group from being listed.
  const secrets = Reflect.ownKeys(group)
    .filter((name) => typeof name === "string")
    .map((name): [string, unknown] => [name, Reflect.get(group, name)])
    .filter(([, value]) => value !== undefined);
  const cells = secrets.map(() => h("td", { "data-testid": "secret-value" }));
  const button = h("button", { type: "button", class: "quiet", "data-testid": "reveal-secrets" });
  const reveal = (revealed: boolean): void => {
    for (const [index, [, value]] of secrets.entries()) {
      const cell = cells[index];
      if (cell !== undefined) put(cell, revealed ? shown(value) : h("span", { class: "redacted" }, (w) => w.covered));
    }
    put(button, (w) => (revealed ? w.cover : w.reveal));
    setAttribute(button, "aria-pressed", String(revealed));
  };
  reveal(false);
  button.addEventListener("click", () => reveal(button.getAttribute("aria-pressed") === "false"));
  return [
    h(
      "tr",
      { "data-depth": Math.min(depth, 4), "data-field": "secrets" },
      h("th", { scope: "row" }, (w) => w.secretGroup),
      h("td", {}, button),
    ),
    ...secrets.map(([name], index) =>
      h(
        "tr",
        { "data-depth": Math.min(depth + 1, 4), "data-field": name },
        h("th", { scope: "row" }, name),
        cells[index],
      ),
    ),
  ];
}
