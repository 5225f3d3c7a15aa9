import type { DoorName } from "./doors/door";
import { h, put, retranslate, setAttribute, svg } from "./dom";
import { language, setLanguage } from "./i18n";
import { remember, type Theme } from "./preferences";
import { seal } from "./seal";

const MOON = "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z";
const SUN =
  "M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM12 1v3M12 20v3M1 12h3M20 12h3M4.2 4.2l2.1 2.1M17.7 17.7l2.1 2.1M4.2 19.8l2.1-2.1M17.7 6.3l2.1-2.1";
const THEME_COLORS: Readonly<Record<Theme, string>> = { light: "#efe8da", dark: "#14110e" };

interface Header {
  readonly element: HTMLElement;
  readonly door: () => DoorName;
}

export function header(firstDoor: DoorName, firstTheme: Theme | undefined): Header {
  const doorSwitch = doorControl(firstDoor);
  const element = h(
    "header",
    { class: "masthead" },
    seal(),
    h(
      "div",
      { class: "title" },
      h("h1", {}, "Mingpian"),
      h("p", {}, (w) => w.tagline),
    ),
    h(
      "div",
      { class: "controls" },
      doorSwitch.element,
      h("div", { class: "pair" }, languageControl(), themeControl(firstTheme)),
    ),
  );
  return { element, door: doorSwitch.door };
}

function doorControl(first: DoorName): Header {
  let door = first;
  const button = h(
    "button",
    {
      type: "button",
      role: "switch",
      id: "door",
      class: "door",
      "aria-label": (w) => `${w.switchDoor}: ${w.typescriptDoor} ⇄ ${w.rustDoor} (gloo)`,
      "aria-describedby": "door-hint",
      "data-testid": "door",
    },
    h("span", { class: "side" }, (w) => w.typescriptDoor),
    h("span", { class: "track", "aria-hidden": true }, h("span", { class: "knob" })),
    h("span", { class: "side" }, (w) => w.rustDoor),
  );
  const describe = (): void => button.setAttribute("aria-checked", String(door === "rust"));
  describe();
  button.addEventListener("click", () => {
    door = door === "rust" ? "typescript" : "rust";
    remember("door", door);
    describe();
  });
  const element = h(
    "div",
    { class: "door-control" },
    button,
    h("p", { id: "door-hint", class: "hint" }, (w) => w.doorHint),
  );
  return { element, door: () => door };
}

function languageControl(): HTMLElement {
  const button = h(
    "button",
    { type: "button", class: "quiet", "aria-label": (w) => w.switchLanguageLabel, "data-testid": "language" },
    (w) => w.switchLanguage,
  );
  button.addEventListener("click", () => {
    setLanguage(language() === "en" ? "zh" : "en");
    remember("language", language());
    retranslate(document.body);
  });
  return button;
}

function themeControl(first: Theme | undefined): HTMLElement {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = first;
  const theme = (): Theme => chosen ?? (system.matches ? "dark" : "light");
  const button = h("button", { type: "button", class: "quiet icon", "data-testid": "theme" });
  const show = (): void => {
    const dark = theme() === "dark";
    if (chosen !== undefined) document.documentElement.dataset["theme"] = chosen;
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", THEME_COLORS[theme()]);
    put(button, svg("svg", { viewBox: "0 0 24 24", "aria-hidden": true }, svg("path", { d: dark ? SUN : MOON })));
    setAttribute(button, "aria-label", (w) => (dark ? w.toLight : w.toDark));
  };
  button.addEventListener("click", () => {
    chosen = theme() === "dark" ? "light" : "dark";
    remember("theme", chosen);
    show();
  });
  system.addEventListener("change", show);
  show();
  return button;
}
