// Runs the scenario in a runtime in which the package may compile its module.
import { ask } from "./common/ask.mjs";

globalThis.outcome = ask(globalThis.ORIGIN);
