// Tests that both servers that sign share.
import assert from "node:assert/strict";
import { isLookupError, Quanshi } from "mingpian";
import { askServer } from "../../../signing-server/page.js";

export const ENV = { QUANSHI_APP_ID: "demo-app", QUANSHI_SECRET_KEY: "demo-secret-key", APP_SESSION: "a-session-of-this-test" };

/** Looks someone up through a server that signs, and checks which requests it refuses. */
export async function checkSigning(url, origin) {
  const lookUp = async (session) => {
    const quanshi = new Quanshi({ baseUrl: `${origin}/quanshi`, auth: { authorize: askServer(url, () => session) }, baseDelayMs: 1 });
    const emails = ["person1@example.com"];
    return quanshi.getUsersByEmailsMobiles({ emails }).then(
      ({ found }) => found.size,
      (error) => (isLookupError(error) ? error.code : String(error)),
    );
  };
  assert.equal(await lookUp(ENV.APP_SESSION), 1);
  assert.equal(await lookUp("another"), "UNAUTHENTICATED");

  const post = (body, more = {}) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${ENV.APP_SESSION}`, ...more };
    return fetch(url, { method: "POST", headers, body });
  };
  const params = JSON.stringify({ time: Date.now(), nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("hex") });
  const first = await post(params);
  assert.equal(first.status, 200);
  assert.deepEqual(Object.keys(await first.json()).sort(), ["AppId", "CheckSum"]);
  const again = await post(params);
  assert.deepEqual([again.status, (await again.json()).field], [400, "nonce"]);
  assert.equal((await post("no JSON")).status, 400);
  assert.equal((await post(params, { "content-type": "text/plain" })).status, 415);
  assert.equal((await post(" ".repeat(2_000))).status, 413);
  assert.equal((await post(params, { authorization: "" })).status, 401);
}
