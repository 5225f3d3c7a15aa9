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

/** Lets a part of the page have words of its own: returns what makes texts of them that follow the page's language. */
export function ownWords<T>(own: Readonly<Record<Language, T>>): (say: (own: T) => string) => () => string {
  return (say) => () => say(own[current]);
}

/** Changes the language of texts that are made from now on. `retranslate` changes the others. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  document.title = words().title;
}

export function preferredLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}
