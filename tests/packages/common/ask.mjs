// Provides the scenario for apps that import the package.
import { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi } from "mingpian";
import { QuanshiSigner } from "mingpian/server";
import { scenario } from "./scenario.mjs";

const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi, QuanshiSigner };

/** Runs the scenario with the local services at an origin, and returns the outcome. An error is returned as data. */
export const ask = (origin) =>
  scenario(library, origin).catch((error) => ({ error: String(error), cause: String(error.cause) }));
