// The scenario where nothing may be compiled: the host gives the module.
import { load } from "mingpian";
import { ask } from "./common/ask.mjs";

globalThis.outcome = load({ module: globalThis.MODULE }).then(() => ask(globalThis.ORIGIN));
