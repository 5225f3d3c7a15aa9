import type { Person } from "./about";
import { card } from "./card";
import type { Phrase } from "./dom";
import { rawFields } from "./raw";

/** The result of a lookup on the page. */
export interface Result {
  readonly heading: Phrase;
  readonly content: readonly Node[];
}

export function oneUser(user: Person): Result {
  return { heading: (w) => w.foundOne, content: [card(user.profile), rawFields(user)] };
}
