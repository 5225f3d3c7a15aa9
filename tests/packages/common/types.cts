// What TypeScript has to accept and to refuse, in a module that calls `require`.
import { isLookupError, LookupError, Quanshi, type QuanshiAccount } from "mingpian";
import core = require("mingpian/core");
import server = require("mingpian/server");
import slim = require("mingpian/slim");
import testing = require("mingpian/testing");

const signer = new server.QuanshiSigner({ appId: "demo-app", secretKey: "demo-secret-key" });
const quanshi = new Quanshi({ auth: { authorize: (params) => signer.authorize(params) } });
export const ask = async (): Promise<QuanshiAccount | undefined> => {
  await core.load();
  const { found } = await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] });
  return found.get("person1@example.com");
};
export const codeOf = (error: unknown): string | undefined => {
  if (isLookupError(error) && error.code === "TRANSPORT") error.kind satisfies string;
  return error instanceof LookupError ? error.code : undefined;
};
export const small: slim.Quanshi = new slim.Quanshi({ auth: { token: "demo" } });
// @ts-expect-error a question is needed
quanshi.getUsersByEmailsMobiles();
export const fake = new Quanshi({ auth: { token: "demo" }, fetch: testing.fakeFetch() });
