import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const [{ askAll }, { Failure }] = await load("batch.ts", "doors/failure.ts");

const parts = Array.from({ length: 10 }, (_, n) => ({ emails: [`a${n}`, `b${n}`], mobiles: [], loginNames: [] }));
const account = (id) => ({ userId: 1, profile: { provider: "quanshi", id } });
const answer = ({ emails: [known, unknown] }) => ({
  found: new Map([[known, account(known)]]),
  notFound: [unknown],
  unreadable: [],
  unasked: new Map(),
  requestId: known,
});
const fail = (code) => {
  throw new Failure({ code, retryable: false, message: code });
};
const ask = (over) => async (part) => {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return (over[part.emails[0]] ?? answer)(part);
};
const forever = new AbortController().signal;

test("answers come together in the order of the list, whatever the order of arrival", async () => {
  const progress = [];
  const outcome = await askAll(
    parts,
    async (part) => {
      await new Promise((resolve) => setTimeout(resolve, part.emails[0] === "a0" ? 20 : 1));
      return answer(part);
    },
    forever,
    (done) => progress.push(done),
  );
  assert.deepEqual(
    [...outcome.found.keys()],
    parts.map(({ emails }) => emails[0]),
  );
  assert.deepEqual(
    outcome.notFound,
    parts.map(({ emails }) => emails[1]),
  );
  assert.deepEqual(outcome.requestIds, [...outcome.found.keys()]);
  assert.deepEqual(
    progress,
    parts.map((_, n) => 2 * (n + 1)),
  );
});

test("at most four parts are in flight", async () => {
  let now = 0;
  let most = 0;
  await askAll(
    parts,
    async (part) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 1));
      now -= 1;
      return answer(part);
    },
    forever,
    () => {},
  );
  assert.equal(most, 4);
});

test("a part that fails costs itself", async () => {
  const outcome = await askAll(parts, ask({ a3: () => fail("HTTP_STATUS") }), forever, () => {});
  assert.equal(outcome.found.size, 9);
  assert.deepEqual(
    outcome.failed.map(({ facts, identifiers }) => [facts.code, identifiers]),
    [["HTTP_STATUS", ["a3", "b3"]]],
  );
  assert.deepEqual(outcome.stopped, []);
});

test("refused credentials stop the rest", async () => {
  const outcome = await askAll(parts, ask({ a0: () => fail("UNAUTHENTICATED") }), forever, () => {});
  assert.equal(outcome.failed.length, 1);
  assert.ok(outcome.stopped.length >= 8);
  assert.equal(outcome.found.size * 2 + outcome.stopped.length + 2, 20);
});

test("a cancellation leaves what is there and says what is not", async () => {
  const control = new AbortController();
  const cancelling = () => {
    control.abort();
    return fail("CANCELLED");
  };
  const outcome = await askAll(parts, ask({ a5: cancelling }), control.signal, () => {});
  assert.equal(outcome.failed.length, 0);
  assert.ok(outcome.stopped.includes("b5") && outcome.stopped.includes("a9"));
  assert.equal(outcome.found.size * 2 + outcome.stopped.length, 20);
});

test("the failure of an only part is the whole list's", async () => {
  await assert.rejects(
    askAll(parts.slice(0, 1), ask({ a0: () => fail("REJECTED") }), forever, () => {}),
    ({ facts }) => facts.code === "REJECTED",
  );
});
