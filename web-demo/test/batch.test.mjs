import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/load.mjs";

const [{ gather }, { Failure }] = await load("batch.ts", "doors/failure.ts");

const asked = ["a", "b", "c", "1", "x", "y"];
const account = (id) => ({ userId: 1, profile: { provider: "quanshi", id } });
const accounts = (ids) => new Map(ids.map((id) => [id, account(id)]));
const users = ({ found = [], notFound = [], unreadable = [], unasked = [], requestId }) => ({
  users: { found: accounts(found), notFound, unreadable, unasked: accounts(unasked), requestId },
});
const facts = (code, more = {}) => ({ code, retryable: false, message: code, ...more });
const failed = (identifiers, ...what) => ({ failed: { facts: facts(...what), identifiers } });

/** Merges these pages. With `end`, the lookup ends with that error. */
const outcome = (pages, end) =>
  gather(asked, async (onPage) => {
    for (const page of pages) {
      await Promise.resolve();
      onPage(page);
    }
    if (end !== undefined) throw new Failure(facts(end));
  });

test("answers are joined in the order of the list, whatever the order of arrival", async () => {
  const { found, notFound, unreadable, unasked, failed, stopped, requestIds } = await outcome([
    users({ found: ["y", "1"], notFound: ["x"], unasked: ["stranger"], requestId: "second" }),
    users({ found: ["b", "a"], unreadable: [{ identifier: "c", field: "userId" }], requestId: "first" }),
  ]);
  assert.deepEqual([...found.keys()], ["a", "b", "1", "y"]);
  assert.deepEqual(notFound, ["x"]);
  assert.deepEqual(unreadable, [{ identifier: "c", field: "userId" }]);
  assert.deepEqual([...unasked.keys()], ["stranger"]);
  assert.deepEqual([failed, stopped], [[], []]);
  assert.deepEqual(requestIds, ["second", "first"]);
});

test("unreadable accounts that were not asked for come last", async () => {
  const { unreadable } = await outcome([
    users({ unreadable: ["stranger", "y", "a"].map((identifier) => ({ identifier, field: "" })), notFound: ["b", "c"] }),
    users({ notFound: ["1", "x"] }),
  ]);
  assert.deepEqual(
    unreadable.map(({ identifier }) => identifier),
    ["a", "y", "stranger"],
  );
});

test("a request that fails costs only its own identifiers", async () => {
  const { found, failed: parts, stopped } = await outcome([
    failed(["a", "b"], "HTTP_STATUS", { status: 500 }),
    users({ found: ["c", "1", "x", "y"] }),
  ]);
  assert.equal(found.size, 4);
  assert.deepEqual(parts, [{ facts: facts("HTTP_STATUS", { status: 500 }), identifiers: ["a", "b"] }]);
  assert.deepEqual(stopped, []);
});

test("failures for the same reason become one part", async () => {
  const { failed: parts } = await outcome([
    failed(["a"], "HTTP_STATUS", { status: 500, requestId: "1" }),
    failed(["b"], "HTTP_STATUS", { status: 502, requestId: "2" }),
    failed(["c"], "HTTP_STATUS", { status: 500, requestId: "3" }),
    users({ notFound: ["1", "x", "y"] }),
  ]);
  assert.deepEqual(
    parts.map(({ facts, identifiers }) => [facts.status, facts.requestId, identifiers]),
    [
      [500, "1", ["a", "c"]],
      [502, "2", ["b"]],
    ],
  );
});

test("identifiers that refused credentials have stopped are listed", async () => {
  const { found, failed: parts, stopped } = await outcome(
    [users({ found: ["a"] }), failed(["b"], "UNAUTHENTICATED")],
    "UNAUTHENTICATED",
  );
  assert.deepEqual([...found.keys()], ["a"]);
  assert.deepEqual(parts, [{ facts: facts("UNAUTHENTICATED"), identifiers: ["b"] }]);
  assert.deepEqual(stopped, ["c", "1", "x", "y"]);
});

test("a cancellation keeps the answers and lists the other identifiers", async () => {
  const { found, failed: parts, stopped } = await outcome(
    [users({ found: ["c"] }), failed(["a"], "CANCELLED")],
    "CANCELLED",
  );
  assert.deepEqual([...found.keys()], ["c"]);
  assert.deepEqual(parts, []);
  assert.deepEqual(stopped, ["a", "b", "1", "x", "y"]);
});

test("a failure of every request is thrown", async () => {
  const all = [failed(["a", "b", "c"], "REJECTED"), failed(["1", "x", "y"], "REJECTED")];
  await assert.rejects(outcome(all), { facts: facts("REJECTED") });
});

test("an input that is not allowed is thrown", async () => {
  await assert.rejects(outcome([], "INVALID_INPUT"), { facts: facts("INVALID_INPUT") });
});
