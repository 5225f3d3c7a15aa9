// What TypeScript has to accept and to refuse, in an ES module.
import { isLookupError, LookupError, Quanshi, RateLimitedError } from "mingpian";
import type { Answers, DmtzUser, LoadOptions, Page, Profile, QuanshiAccount, QuanshiGetUsersByEmailsMobiles, SigningParams } from "mingpian";
import { dmtzGetUserInfo, load, Lookup, mysoftGetUserInfo, open, quanshiGetUsersByEmailsMobiles, type Step } from "mingpian/core";
import module from "mingpian/mingpian.wasm";
import { QuanshiSigner } from "mingpian/server";
import { load as loadSlim, Mysoft } from "mingpian/slim";
import { fakeFetch, type Fault } from "mingpian/testing";

// Services.
const quanshi = new Quanshi({ auth: { token: "demo", in: "body" }, fetch, maxAttempts: 2 });
// @ts-expect-error credentials are needed
new Quanshi({});
// @ts-expect-error one kind of credentials has no secret
new Quanshi({ auth: { appId: "demo" } });
new Mysoft({ baseUrl: "https://cloud.example.com", auth: { accessToken: "demo" } });

// Answers.
const signal = AbortSignal.timeout(5);
const answers: Answers<QuanshiAccount> = await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] }, { signal });
answers.found.get("person1@example.com")?.profile.displayName satisfies string | undefined;
answers.toJSON().found["person1@example.com"]?.userId satisfies number | undefined;
// @ts-expect-error a question is needed
quanshi.getUsersByEmailsMobiles();
// @ts-expect-error a question has lists
quanshi.getUsersByEmailsMobiles({ emails: "person1@example.com" });
// @ts-expect-error lists hold texts
quanshi.getUsersByEmailsMobiles({ emails: [5] });
// @ts-expect-error records cannot be written to
(user: DmtzUser) => { user.id = ""; };
// @ts-expect-error a name may be absent
(profile: Profile): string => profile.displayName;

// Pages.
async function* later(): AsyncGenerator<string> {
  yield "10000000001";
}
const onProgress = (done: number, total: number): number => done / total;
const pages: AsyncGenerator<Page<QuanshiGetUsersByEmailsMobiles, QuanshiAccount>> =
  quanshi.pages({ emails: new Set(["person1@example.com"]), mobiles: later() }, { onProgress });
for await (const page of pages) {
  page.failed?.request.emails satisfies readonly string[] | undefined;
  page.toJSON().failed?.error.retryable satisfies boolean | undefined;
}

// Errors.
try {
  await quanshi.getUsersByEmailsMobiles({ loginNames: [] });
} catch (error) {
  if (isLookupError(error)) error.code satisfies string;
  if (isLookupError(error) && error.code === "INVALID_INPUT") error.field satisfies string;
  if (error instanceof LookupError && error.code === "TRANSPORT") error.kind satisfies string;
  if (error instanceof RateLimitedError) error.code satisfies "RATE_LIMITED";
  // @ts-expect-error not every error has a field
  if (isLookupError(error)) error.field satisfies string;
  // @ts-expect-error not any
  error.code;
}
LookupError.fromJSON({ code: "CANCELLED", retryable: false, message: "demo" }).toJSON().code satisfies string;

// The module.
const options: LoadOptions = { module };
await load(options);
await loadSlim({ instantiate: async (imports) => ({ exports: imports }) });
// @ts-expect-error one of the two
await load({});
// @ts-expect-error not both
await load({ module, instantiate: () => ({}) });

// Lookups without HTTP.
const asked = { question: { mobiles: ["10000000001"] }, auth: { token: "demo" }, options: { maxInFlight: 1 } };
const lookup: Lookup<Answers<QuanshiAccount>> = open(quanshiGetUsersByEmailsMobiles, asked);
const step: Step<Answers<QuanshiAccount>> = lookup.poll(Date.now(), new Uint8Array(16));
if (step.kind === "send") step.request.headers.map(([name, value]) => name + value);
if (step.kind === "wait") step.ms.toFixed();
if (step.kind === "answer") step.answer.found.size.toFixed();
open(dmtzGetUserInfo, { question: { code: "demo" } });
// @ts-expect-error credentials are needed
open(mysoftGetUserInfo, { question: {} });
// @ts-expect-error lookups are opened by a function
new Lookup();

// Signing.
const signer = new QuanshiSigner({ appId: "demo-app", secretKey: "demo-secret-key" });
const authorize = (params: SigningParams): Promise<Record<string, string>> => signer.authorize(params);
export const delegated = new Quanshi({ auth: { authorize } });

// Fakes.
const fault: Fault = { code: "RATE_LIMITED", retryAfterMs: 0, times: 1 };
const fake = fakeFetch({ people: [{ provider: "quanshi", email: "person1@example.com" }], faults: [fault] });
new Quanshi({ auth: { token: "demo" }, fetch: fake });
fake.asked[0]?.identifiers satisfies readonly string[] | undefined;
// @ts-expect-error there is no such service
fakeFetch({ people: [{ provider: "demo" }] });
