// What is timed. Ours comes first, then its peers.
import { stubFetch } from "./fetch.js";
import * as ours from "./ours.js";
import { accounts, lookUp, lookUpSync, parse, sign, summary } from "./peers/by-hand.js";
import { parseAccounts as valibot } from "./peers/valibot.js";
import { parseAccounts as zod } from "./peers/zod.js";

const SECRET = { appId: "demo-app", secretKey: "demo-secret-key" };
const TOKEN = { token: "demo-token" };
const SCRIPTS = { "600-ascii": "ASCII", "600-chinese": "Chinese" };

/** Yields what is timed in Node and in browsers. `load` reads a data set by name. */
export async function* both(load) {
  await ours.ready;
  for (const [name, script] of Object.entries(SCRIPTS)) {
    const data = await load(name);
    yield { what: `600 accounts, bytes to Map, ${script}`, contenders: reading(data) };
    yield { what: `whole lookup of 600, ${script}`, contenders: whole(data, SECRET) };
  }
  yield { what: "check_sum, with hex", contenders: signing() };
}

/** Yields what is timed in Node alone: a browser's clock is too coarse. */
export async function* inNode(load) {
  await ours.ready;
  const data = await load("1-ascii");
  yield {
    what: "lookup of one, in the core",
    contenders: [
      { name: "ours", prepare: () => data.identifiers(), run: (question) => ours.lookUpInCore(question, data.body) },
      {
        name: "by hand with zod",
        prepare: () => data.identifiers(),
        run: (question) => summary(lookUpSync(TOKEN, question, data.body, zod).found),
      },
    ],
  };
  const [first, byHand] = whole(data, TOKEN);
  yield { what: "lookup of one, with a stub fetch", contenders: [first, byHand] };
}

/** From the bytes of a body to a `Map` of accounts with profiles. The lookup was opened before. */
function reading(data) {
  const { body } = data;
  const byHand = (name, validate) => ({ name, prepare: () => body, run: (bytes) => summary(accounts(validate(parse(bytes)))) });
  return [
    { name: "ours", prepare: () => ours.open(data.identifiers()), run: (opened) => ours.answer(opened, body) },
    { name: "JSON.parse alone", prepare: () => body, run: (bytes) => void parse(bytes) },
    byHand("by hand with zod", zod),
    byHand("by hand with valibot", valibot),
  ];
}

/** From the question to the answer, but for the network. */
function whole(data, auth) {
  const fetch = stubFetch(data.body);
  const service = ours.service(auth, fetch);
  const prepare = () => data.identifiers();
  const byHand = (name, validate) => ({
    name,
    prepare,
    run: async (question) => summary((await lookUp(fetch, auth, question, validate)).found),
  });
  return [
    { name: "ours", prepare, run: (question) => ours.lookUp(service, question) },
    byHand("by hand with zod", zod),
    byHand("by hand with valibot", valibot),
  ];
}

/** Signing, with a fresh nonce for each run. */
function signing() {
  let number = 0;
  const prepare = () => (number++).toString(16).padStart(32, "0");
  const time = 1_800_000_000_000;
  return [
    { name: "ours", prepare, run: (nonce) => ours.checkSum(SECRET.secretKey, nonce, time).length },
    { name: "js-sha1", prepare, run: (nonce) => sign(SECRET.secretKey, nonce, time).length },
  ];
}
