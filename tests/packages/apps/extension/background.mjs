// Runs the scenario in the background of an extension, which is a service worker in Chromium and a page in Firefox, and
// posts the outcome.
import { ask } from "./common/ask.mjs";

ask(ORIGIN).then((outcome) =>
  fetch(REPORT, { method: "POST", body: JSON.stringify({ outcome, where: globalThis.constructor.name }) }),
);
