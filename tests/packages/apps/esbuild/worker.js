// Runs the scenario in a web worker, or in the service worker that imports this file.
import { ask } from "./common/ask.mjs";

addEventListener("message", async ({ data, ports }) => {
  const outcome = await ask(data.origin);
  ports[0].postMessage(outcome);
});
