// ANCHOR: slim
import { load, Quanshi } from "mingpian/slim";

await load({ instantiate: (imports) => WebAssembly.instantiateStreaming(fetch("/mingpian.wasm"), imports) });
export const quanshi = new Quanshi({
  baseUrl: "http://127.0.0.1:8787/quanshi",
  auth: { token: "00112233445566778899aabbccddeeff" },
});
// ANCHOR_END: slim
