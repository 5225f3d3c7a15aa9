// The scenario for apps that import the package.
import { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi } from "mingpian";
import { QuanshiSigner } from "mingpian/server";
import { scenario } from "./scenario.mjs";

const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi, QuanshiSigner };

/** Returns what comes of the scenario, with the local services at an origin. An error becomes data. */
export const ask = (origin) =>
  scenario(library, origin).catch((error) => ({ error: String(error), cause: String(error.cause) }));
