// The measurements. In each, our code comes first, followed by its peers.
import { bareFetch, realFetch } from "./fetch.js";
import * as ours from "./ours.js";
import { accounts, lookUp, lookUpSync, parse, sign, summary } from "./peers/by-hand.js";
import * as valibot from "./peers/valibot.js";
import * as zod from "./peers/zod.js";

const SECRET_KEY = "demo-secret-key";
const TOKEN = { token: "demo-token" };
const SCRIPTS = { "600-ascii": "ASCII", "600-chinese": "Chinese" };

/** Yields the measurements for Node and browsers. `load` reads a data set by name. */
export async function* both(load) {
  await ours.ready;
  for (const [name, script] of Object.entries(SCRIPTS)) {
    const data = await load(name);
    yield { what: `600 accounts, bytes to Map, ${script}`, contenders: reading(data) };
    yield { what: `whole lookup of 600, ${script}`, contenders: whole(data, realFetch(data.body)) };
  }
  yield { what: "check_sum, with hex", contenders: signing() };
}

/** Yields the measurements for Node only, because the clock of a browser is too coarse for them. */
export async function* inNode(load) {
  await ours.ready;
  const data = await load("1-ascii");
  yield {
    what: "lookup of one, in the core",
    contenders: [
      { name: "ours", prepare: () => data.identifiers(), run: (question) => ours.lookUpInCore(TOKEN, question, data.body) },
      {
        name: "by hand with zod",
        prepare: () => data.identifiers(),
        run: (question) => summary(lookUpSync(TOKEN, question, data.body, zod).found),
      },
    ],
  };
  const [first, byHand] = whole(data, bareFetch(data.body));
  yield { what: "lookup of one, with a stub fetch", contenders: [first, byHand] };
}

/**
 * Measures reading the bytes of a body into a `Map` of accounts with profiles. The lookup is opened before. The peers
 * do not use the identifiers, but also have them in memory.
 */
function reading(data) {
  const { body } = data;
  const prepare = () => data.identifiers();
  const byHand = (name, schema) => ({
    name,
    prepare,
    run: () => summary(accounts(schema.parseAccounts(parse(body)))),
  });
  return [
    { name: "ours", prepare: () => ours.open(TOKEN, data.identifiers()), run: (opened) => ours.answer(opened, body) },
    { name: "JSON.parse alone", prepare, run: () => void parse(body) },
    byHand("by hand with zod", zod),
    byHand("by hand with valibot", valibot),
  ];
}

/** Measures a lookup from the question to the result for each identifier, without the network. */
function whole(data, fetch) {
  const service = ours.service(TOKEN, fetch);
  const prepare = () => data.identifiers();
  const byHand = (name, schema) => ({
    name,
    prepare,
    run: async (question) => summary((await lookUp(fetch, TOKEN, question, schema)).found),
  });
  return [
    { name: "ours", prepare, run: (question) => ours.lookUp(service, question) },
    byHand("by hand with zod", zod),
    byHand("by hand with valibot", valibot),
  ];
}

/** Measures signing, with a fresh nonce for each run. */
function signing() {
  let number = 0;
  const prepare = () => (number++).toString(16).padStart(32, "0");
  const time = 1_800_000_000_000;
  return [
    { name: "ours", prepare, run: async (nonce) => (await ours.checkSum(SECRET_KEY, nonce, time)).length },
    { name: "js-sha1", prepare, run: (nonce) => sign(SECRET_KEY, nonce, time).length },
  ];
}
