// ANCHOR: page
import { type Authorize, Quanshi } from "mingpian";

const authorize: Authorize = async (params, signal) => {
  const headers = { "content-type": "application/json" };
  const response = await fetch("/authorize", { method: "POST", headers, body: JSON.stringify(params), signal });
  if (response.status >= 500) throw new Error(`the signing server answered ${response.status}`);
  return response.ok ? response.json() : undefined;
};

export const quanshi = new Quanshi({ auth: { authorize } });
// ANCHOR_END: page
