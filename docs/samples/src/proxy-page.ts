import { Quanshi } from "mingpian";

// ANCHOR: proxied
export const quanshi = new Quanshi({
  baseUrl: "/quanshi",
  auth: { token: "00112233445566778899aabbccddeeff" },
});
// ANCHOR_END: proxied
