// Runs the scenario in a page, with the local services that its URL names.
import { ask } from "./ask.mjs";

const parameters = new URL(globalThis.location.href).searchParams;
const askLater = () => ask(parameters.get("origin"));

/**
 * The outcome of the scenario, for the test that drives the page. With `later` in the URL, it is a function that runs
 * the scenario.
 */
globalThis.outcome = parameters.has("later") ? askLater : askLater();
