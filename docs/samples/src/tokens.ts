import { Quanshi } from "mingpian";

/** The tokens that were used, in order. */
export const used: string[] = [];
/** Stands for what an app gets a token from. */
const fetchToken = async (): Promise<string> => {
  used.push("renewed");
  return "00112233445566778899aabbccddeeff";
};

// ANCHOR: renew
export const quanshi = new Quanshi({
  baseUrl: "http://127.0.0.1:8787/quanshi",
  auth: { token: "an-old-token", renew: () => fetchToken() },
});
// ANCHOR_END: renew
