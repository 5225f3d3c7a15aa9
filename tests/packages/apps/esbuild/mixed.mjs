// Imports a package that another package loads with `require`. There must be only one copy of it.
import * as imported from "mingpian";
import { required } from "./required.cjs";

globalThis.outcome = imported.Quanshi === required.Quanshi && Object.keys(imported).length > 0;
