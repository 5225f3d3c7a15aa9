// The scenario in the background of an extension: a service worker in Chromium, a page in Firefox. It reports by itself.
import { ask } from "./common/ask.mjs";

ask(ORIGIN).then((outcome) =>
  fetch(REPORT, { method: "POST", body: JSON.stringify({ outcome, where: globalThis.constructor.name }) }),
);
