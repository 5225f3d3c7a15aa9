// Runs the scenario in a runtime, with the local services that the environment names.
import { ask } from "./ask.mjs";

console.log(JSON.stringify(await ask(process.env.ORIGIN)));
