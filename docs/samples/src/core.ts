// ANCHOR: core
import { load, open, quanshiGetUsersByEmailsMobiles } from "mingpian/core";

await load();
const lookup = open(quanshiGetUsersByEmailsMobiles, {
  question: { emails: ["person1@example.com"] },
  auth: { token: "00112233445566778899aabbccddeeff" },
});
const step = lookup.poll(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
if (step.kind === "send") console.log(step.request.method, step.request.url);
lookup.close();
// ANCHOR_END: core
