import { Quanshi } from "mingpian";

// ANCHOR: attempts
const quanshi = new Quanshi({
  baseUrl: "http://127.0.0.1:8787/fault/rate-limit:1,times:1,key:attempts/quanshi",
  auth: { token: "00112233445566778899aabbccddeeff" },
});
await quanshi.getUsersByEmailsMobiles(
  { emails: ["person1@example.com"] },
  { onAttempt: ({ number, status, failure }) => console.log(`attempt ${number}: ${status ?? failure}`) },
);
// ANCHOR_END: attempts
