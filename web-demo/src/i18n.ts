import { en } from "./words/en";
import { zh } from "./words/zh";

export type Language = "en" | "zh";

/** English is the reference: every other dictionary has to say the same things. */
export type Words = typeof en;

const dictionaries: Readonly<Record<Language, Words>> = { en, zh };
let current: Language = "en";

export function language(): Language {
  return current;
}

export function words(): Words {
  return dictionaries[current];
}

/** Changes the language of what is said from now on; `retranslate` says the rest again. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  document.title = words().title;
}

export function preferredLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}
