// Runs the scenario with the module in a separate file.
import { Dmtz, InvalidInputError, isLookupError, load, Mysoft, Quanshi } from "mingpian/slim";
import { scenario } from "./common/scenario.mjs";

const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi };
const instantiate = (imports) => WebAssembly.instantiateStreaming(fetch("/mingpian.wasm"), imports);
const origin = new URL(globalThis.location.href).searchParams.get("origin");

globalThis.outcome = load({ instantiate })
  .then(() => scenario(library, origin))
  .catch((error) => ({ error: String(error), cause: String(error.cause) }));
