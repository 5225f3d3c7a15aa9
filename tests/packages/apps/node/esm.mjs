import { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi } from "mingpian";
import { QuanshiSigner } from "mingpian/server";
import { scenario } from "./common/scenario.mjs";

const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi, QuanshiSigner };
console.log(JSON.stringify(await scenario(library, process.env.ORIGIN)));
