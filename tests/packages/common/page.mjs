// What every page does: the scenario, with the local services that its address names.
import { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi } from "mingpian";
import { QuanshiSigner } from "mingpian/server";
import { scenario } from "./scenario.mjs";

const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi, QuanshiSigner };
const parameters = new URL(globalThis.location.href).searchParams;

const ask = () =>
  scenario(library, parameters.get("origin")).catch((error) => ({ error: String(error), cause: String(error.cause) }));

/** What came of the scenario, for the test that drives the page; with `later` in the address, what finds out. */
globalThis.outcome = parameters.has("later") ? ask : ask();
