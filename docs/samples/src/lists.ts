// Stands for what an app does with the people.
let saved = 0;
const save = (_email: string, _profile: object): void => void (saved += 1);

// ANCHOR: pages
import { Quanshi } from "mingpian";

function* staff(): Generator<string> {
  for (let n = 1; n <= 1_000; n++) yield `person${n}@example.com`;
}

const quanshi = new Quanshi({
  baseUrl: "http://127.0.0.1:8787/quanshi",
  auth: { token: "00112233445566778899aabbccddeeff" },
});
const onProgress = (done: number, total: number): void => console.log(`${done} of ${total}`);
for await (const page of quanshi.pages({ emails: staff() }, { onProgress })) {
  for (const [email, account] of page.found) save(email, account.profile);
  if (page.failed) console.error(page.failed.error.message, page.failed.request.emails?.length);
}
// ANCHOR_END: pages

console.log("saved", saved);
