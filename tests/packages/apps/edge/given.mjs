// Runs the scenario in a runtime that forbids compiling, with a module from the host.
import { load } from "mingpian";
import { ask } from "./common/ask.mjs";

globalThis.outcome = load({ module: globalThis.MODULE }).then(() => ask(globalThis.ORIGIN));
