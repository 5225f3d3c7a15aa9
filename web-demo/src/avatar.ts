import type { Profile } from "mingpian";
import { h } from "./dom";

const TONES = 6;

/** Shows the picture of a profile or, if it is missing or fails to load, the first character of the name on a disc. */
export function avatar({ displayName: name = "", avatarUrl: url }: Profile): HTMLElement {
  const frame = h("span", { class: "avatar" });
  const disc = h("span", { class: "disc", "data-tone": toneOf(name), "aria-hidden": true }, firstCharacter(name));
  if (url === undefined) {
    frame.append(disc);
    return frame;
  }
  const picture = h("img", {
    alt: (w) => w.avatarOf(name),
    // This is set before the URL, so that no request has a referrer.
    referrerpolicy: "no-referrer",
    loading: "lazy",
    decoding: "async",
  });
  picture.addEventListener("error", () => frame.replaceChildren(disc), { once: true });
  picture.src = url;
  frame.append(picture);
  return frame;
}

function firstCharacter(name: string): string {
  return ([...name.trim()][0] ?? "名").toLocaleUpperCase();
}

/** Returns a color, which is always the same for the same name. */
function toneOf(name: string): number {
  return [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7) % TONES;
}
