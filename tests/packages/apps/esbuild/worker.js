// The scenario in a web worker, or in the service worker that imports this file.
import { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi } from "mingpian";
import { QuanshiSigner } from "mingpian/server";
import { scenario } from "./common/scenario.mjs";

const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi, QuanshiSigner };

addEventListener("message", async ({ data, ports }) => {
  const outcome = await scenario(library, data.origin).catch((error) => ({ error: String(error), cause: String(error.cause) }));
  ports[0].postMessage(outcome);
});
