// The scenario where the package may compile its module.
import { ask } from "./common/ask.mjs";

globalThis.outcome = ask(globalThis.ORIGIN);
