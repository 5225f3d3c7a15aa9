// Imports what another package requires. There has to be one copy of it.
import * as imported from "mingpian";
import { required } from "./required.cjs";

globalThis.outcome = imported.Quanshi === required.Quanshi && Object.keys(imported).length > 0;
