// What every program of a runtime does: the scenario, with the local services that the environment names.
import { ask } from "./ask.mjs";

console.log(JSON.stringify(await ask(process.env.ORIGIN)));
