import { Quanshi } from "mingpian";
const baseUrl = `${new URL(location.href).searchParams.get("origin")}/quanshi`;
const quanshi = new Quanshi({ baseUrl, auth: { token: "00112233445566778899aabbccddeeff" } });
const { found } = await quanshi.getUsersByEmailsMobiles({ emails: ["person1@example.com"] });
globalThis.outcome = found.get("person1@example.com").profile.displayName;
