import { h, put, setAttribute, type Child } from "./dom";

/** Shows every field of a record that has a value. */
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

/** Returns the rows in the order of the record. Secrets come last with both doors. */
function members(record: object, depth: number): HTMLElement[] {
  const { secrets, ...open }: { readonly secrets?: object } = record;
  return [
    ...Object.entries(open).flatMap(([name, value]: [string, unknown]) => rows(name, value, depth)),
    ...(secrets === undefined ? [] : secretRows(secrets, depth)),
  ];
}

function rows(name: string, value: unknown, depth: number): HTMLElement[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [row(name, depth, shown(value))];
  if (Array.isArray(value)) {
    if (value.length === 0) return [row(name, depth, nothing("emptyList"))];
    return [row(name, depth), ...value.flatMap((entry: unknown, index) => rows(`[${index}]`, entry, depth + 1))];
  }
  return [row(name, depth), ...members(value, depth + 1)];
}

function row(name: string, depth: number, value?: Child, title?: Child): HTMLElement {
  return h(
    "tr",
    { "data-depth": Math.min(depth, 4), "data-field": name },
    h("th", { scope: "row" }, ...(title === undefined ? breakable(name) : [title])),
    h("td", {}, value),
  );
}

/** Returns a name with optional line breaks between its words. */
function breakable(name: string): Child[] {
  return name.split(/(?=\p{Lu})/u).flatMap((word) => [h("wbr"), word]);
}

function shown(value: unknown): Child {
  return value === "" ? nothing("emptyText") : String(value);
}

function nothing(which: "emptyList" | "emptyText"): HTMLElement {
  return h("span", { class: "nothing" }, (w) => w[which]);
}

/** Returns the rows of secrets. Their values are in the page only while they are revealed. */
function secretRows(group: object, depth: number): HTMLElement[] {
  const secrets = memberNames(group).flatMap((name) => {
    const value: unknown = Reflect.get(group, name);
    return typeof value === "string" ? [{ name, value, place: h("span") }] : [];
  });
  const button = h("button", { type: "button", class: "quiet", "data-testid": "reveal-secrets" });
  const reveal = (revealed: boolean): void => {
    for (const { value, place } of secrets) {
      put(place, revealed ? shown(value) : h("span", { class: "redacted" }, (w) => w.covered));
    }
    put(button, (w) => (revealed ? w.cover : w.reveal));
    setAttribute(button, "aria-pressed", String(revealed));
  };
  reveal(false);
  button.addEventListener("click", () => reveal(button.getAttribute("aria-pressed") === "false"));
  return [
    row("secrets", depth, button, (w) => w.secretGroup),
    ...secrets.map(({ name, place }) => row(name, depth + 1, place)),
  ];
}

/** Returns the names of members and getters. The package's secrets are getters, which `Object.keys` does not list. */
function memberNames(group: object): string[] {
  const inherited = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(group) as object);
  const getters = Object.entries(inherited).filter(([, { get }]) => get !== undefined);
  return [...Object.keys(group), ...getters.map(([name]) => name)];
}
