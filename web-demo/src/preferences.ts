import { preferredLanguage, type Language } from "./i18n";
import type { DoorName } from "./doors/door";

export type Theme = "light" | "dark";

interface Preferences {
  language: Language;
  door: DoorName;
  /** Defaults to the system's theme. */
  theme: Theme | undefined;
}

const isLanguage = (value: string | null): value is Language => value === "en" || value === "zh";
const isDoor = (value: string | null): value is DoorName => value === "typescript" || value === "rust";
const isTheme = (value: string | null): value is Theme => value === "light" || value === "dark";

/** Returns the preferences in the URL's query, or those of an earlier visit. The query itself is not remembered. */
export function initialPreferences(): Preferences {
  const query = new URLSearchParams(location.search);
  const pick = <T extends string>(asked: string, kept: string, is: (value: string | null) => value is T) =>
    [query.get(asked), recall(kept)].find(is);
  return {
    language: pick("lang", "language", isLanguage) ?? preferredLanguage(),
    door: pick("door", "door", isDoor) ?? "typescript",
    theme: pick("theme", "theme", isTheme),
  };
}

/** Stores a choice. If the browser refuses storage, the choice lasts as long as the page. */
export function remember(name: "language" | "door" | "theme", value: string): void {
  try {
    localStorage.setItem(`mingpian.${name}`, value);
  } catch {
    return;
  }
}

function recall(name: string): string | null {
  try {
    return localStorage.getItem(`mingpian.${name}`);
  } catch {
    return null;
  }
}
