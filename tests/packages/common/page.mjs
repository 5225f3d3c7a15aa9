// What every page does: the scenario, with the local services that its address names.
import { ask } from "./ask.mjs";

const parameters = new URL(globalThis.location.href).searchParams;
const askLater = () => ask(parameters.get("origin"));

/** What comes of the scenario, for the test that drives the page. With `later` in the address, what finds out. */
globalThis.outcome = parameters.has("later") ? askLater : askLater();
