import { equal } from "node:assert/strict";

// ANCHOR: fake
import { isLookupError, Quanshi } from "mingpian";
import { fakeFetch } from "mingpian/testing";

const fetch = fakeFetch({
  people: [{ provider: "quanshi", email: "ann@example.com", displayName: "Ann" }],
  faults: [{ code: "RATE_LIMITED", identifier: "bob@example.com" }],
});
const quanshi = new Quanshi({ auth: { token: "any" }, fetch, maxAttempts: 1 });

const { found } = await quanshi.getUsersByEmailsMobiles({ emails: ["ann@example.com"] });
equal(found.get("ann@example.com")?.profile.displayName, "Ann");

const error: unknown = await quanshi.getUsersByEmailsMobiles({ emails: ["bob@example.com"] }).catch((error) => error);
equal(isLookupError(error) && error.code, "RATE_LIMITED");
equal(fetch.asked.length, 2);
// ANCHOR_END: fake
