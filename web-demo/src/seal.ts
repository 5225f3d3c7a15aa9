import { svg } from "./dom";

// The characters are outlines and not text, so that a system without a Chinese font shows the same seal.
const MING =
  "M53.9 7.4 37.4 2.7C31 19.1 17.4 38.6 4.3 49.3L5.1 50.3C14.7 45.5 24.1 38.4 32.2 30.3C34.9 34.4 37.4 39.4 38 44.1C48.1 52 58.6 33.9 34.9 27.7C37.5 25 39.9 22.2 42.2 19.4H68.4C56.1 41.2 31.3 60 2.9 70.7L3.5 72C13.3 70 22.4 67.2 30.8 63.8V97.2H33C39.2 97.2 42.9 94.4 42.9 93.6V88.2H76V95.9H78.1C82.3 95.9 88.3 93.3 88.4 92.5V62.1C90.6 61.6 92 60.7 92.7 59.8L80.7 50.6L74.9 57H45C61.2 48 73.9 36.1 82.7 22.2C85.5 22 86.7 21.7 87.5 20.6L76.1 9.6L68.4 16.5H44.4C46.4 13.9 48.2 11.3 49.8 8.7C52.6 9 53.4 8.5 53.9 7.4ZM42.9 59.9H76V85.4H42.9Z";
const PIAN =
  "M52.4 3.1V31.5H31.2V9.9C33.8 9.6 34.6 8.6 34.8 7.2L19.6 5.7V41.6C19.6 61.8 16.9 81.7 2.8 95.9L3.6 96.8C21.2 87.6 28.1 72.1 30.3 55.2H58.5V96.7H60.5C64.5 96.7 70.5 94.6 70.7 93.9V57.2C72.8 56.8 74.1 55.9 74.8 55.1L63.1 46.1L57.5 52.3H30.6C31 48.8 31.2 45.2 31.2 41.6V34.3H93.8C95.3 34.3 96.4 33.8 96.7 32.7C92.3 28.6 84.8 22.5 84.8 22.5L78.2 31.5H64.7V7.2C67.5 6.7 68.2 5.8 68.4 4.4Z";

/** Draws 名片 as a hand-stamped seal, whose edges are not quite straight. */
export function seal(): SVGSVGElement {
  return svg(
    "svg",
    { class: "seal", viewBox: "0 0 120 200", width: 48, height: 80, role: "img", "aria-label": "名片" },
    svg(
      "filter",
      { id: "stamped", x: "-5%", y: "-5%", width: "110%", height: "110%" },
      svg("feTurbulence", { type: "fractalNoise", baseFrequency: "0.06", numOctaves: 2, seed: 7, result: "noise" }),
      svg("feDisplacementMap", { in: "SourceGraphic", in2: "noise", scale: 4 }),
    ),
    svg(
      "g",
      { filter: "url(#stamped)" },
      svg("rect", { class: "ink", x: 3, y: 3, width: 114, height: 194, rx: 9 }),
      svg("rect", { class: "line", x: 10, y: 10, width: 100, height: 180, rx: 4 }),
      svg("path", { class: "cut", transform: "translate(18 14) scale(.86)", d: MING }),
      svg("path", { class: "cut", transform: "translate(18 102) scale(.86)", d: PIAN }),
    ),
  );
}
