// Measures the package on a page, and posts each line to the server of the page.
import { both } from "./cases.js";
import { DataSet } from "./data.js";
import { race } from "./rounds.js";

const read = async (file) => new Uint8Array(await (await fetch(`/data/${file}`)).arrayBuffer());
const load = async (name) => new DataSet(await read(`${name}.question.json`), await read(`${name}.body.json`));
const post = (path, text) => fetch(path, { method: "POST", body: text });

try {
  for await (const one of both(load)) for (const line of await race(one)) await post("/line", JSON.stringify(line));
  await post("/done", "");
} catch (error) {
  await post("/failed", `${error}\n${error.stack}`);
}
