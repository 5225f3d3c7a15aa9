// Runs the scenario in a web worker that receives the compiled module from its page.
import { Dmtz, InvalidInputError, isLookupError, load, Mysoft, Quanshi } from "mingpian/slim";
import { scenario } from "./common/scenario.mjs";

const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi };

addEventListener("message", async ({ data: { module, origin }, ports: [port] }) => {
  try {
    await load({ module });
    port.postMessage(await scenario(library, origin));
  } catch (error) {
    port.postMessage({ error: String(error), cause: String(error.cause) });
  }
});
