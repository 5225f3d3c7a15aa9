import type { Profile } from "mingpian";
import { h } from "./dom";

const TONES = 6;

/** The picture a service gave, or the name's first character on a disc where there is none or it does not load. */
export function avatar({ displayName: name = "", avatarUrl: url }: Profile): HTMLElement {
  const frame = h("span", { class: "avatar" });
  const disc = h("span", { class: "disc", "data-tone": toneOf(name), "aria-hidden": true }, firstCharacter(name));
  if (url === undefined) {
    frame.append(disc);
    return frame;
  }
  const picture = h("img", {
    alt: (w) => w.avatarOf(name),
    // Set before the address, so that no request goes out with a referrer.
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

/** The same name always lies on the same color. */
function toneOf(name: string): number {
  return [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7) % TONES;
}
