import { Quanshi } from "mingpian";

// ANCHOR: lookup
const quanshi = new Quanshi({
  baseUrl: "http://127.0.0.1:8787/quanshi",
  auth: { token: "00112233445566778899aabbccddeeff" },
});
const { found, notFound, unreadable, unasked } = await quanshi.getUsersByEmailsMobiles({
  emails: ["person1@example.com", "nobody@example.com"],
  mobiles: ["10000000002"],
});
for (const [identifier, account] of found) console.log(identifier, account.profile.displayName);
console.log("not found:", notFound);
console.log("unreadable:", unreadable, "unasked:", unasked);
// ANCHOR_END: lookup
