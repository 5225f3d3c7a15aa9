import { Quanshi } from "mingpian";

const auth = { token: "00112233445566778899aabbccddeeff" };
const quanshi = new Quanshi({ baseUrl: "http://127.0.0.1:8787/quanshi", auth });
const { found } = await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] });
document.body.textContent = found.get("person1@example.com")?.profile.displayName ?? "not found";
