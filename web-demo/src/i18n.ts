import { en, type Words } from "./words/en";
import { zh } from "./words/zh";

export type { Words };

export type Language = "en" | "zh";

const dictionaries: Readonly<Record<Language, Words>> = { en, zh };
let current: Language = "en";

export function language(): Language {
  return current;
}

export function words(): Words {
  return dictionaries[current];
}

/** Defines the words of a part of the page. Returns a function that creates texts that follow the page's language. */
export function ownWords<T>(own: Readonly<Record<Language, T>>): (say: (own: T) => string) => () => string {
  return (say) => () => say(own[current]);
}

/** Sets the language of texts that are created from now on. `retranslate` changes existing texts. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  document.title = words().title;
}

export function preferredLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}
