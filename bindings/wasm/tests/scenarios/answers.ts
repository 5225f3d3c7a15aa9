// Scenarios about the answers of services.
import { Dmtz, Quanshi } from "mingpian";
import { fails, holds, same } from "../support/check.js";
import { numbers, ONE, QUANSHI, type Scenarios, Stage, TOKEN } from "./stage.js";

export const answers: Scenarios = {
  async "quanshi finds accounts, with a checksum"(place) {
    const stage = new Stage(place);
    const users = await stage.quanshi().getUsersByEmailsMobiles({
      emails: ["person1@example.com", "nobody@example.com"],
      mobiles: ["10000000002"],
      loginNames: ["person3", "nobody"],
    });
    same([...users.found.keys()], ["person1@example.com", "10000000002", "person3"]);
    same(users.notFound, ["nobody@example.com", "nobody"]);
    same(users.unreadable, []);
    same([...users.unasked.keys()], []);
    holds(users.requestId, "a request id");
    const account = users.found.get("person1@example.com");
    holds(account && Number.isInteger(account.userId), "a user id");
    same(account.profile.id, String(account.userId));
    same(account.profile.provider, "quanshi");
    await stage.sent("quanshi", 1);
  },

  async "quanshi accepts the id as AppKey, and a token in a header or in the body"(place) {
    const stage = new Stage(place);
    const baseUrl = stage.base("quanshi");
    const auths = [
      { ...QUANSHI, idHeader: "AppKey" },
      { token: TOKEN },
      { token: TOKEN, in: "header" },
      { token: TOKEN, in: "body" },
    ] as const;
    for (const auth of auths) {
      const { found } = await new Quanshi({ baseUrl, auth }).getUsersByEmailsMobiles(ONE);
      same(found.size, 1, JSON.stringify(Object.keys(auth)));
    }
  },

  async "mysoft returns a user; the token is encoded"(place) {
    const stage = new Stage(place);
    const user = await stage.mysoft().getUserInfo({ tenantCode: "mysoft_demo", platform: 1, language: "zh-CN" });
    holds(user.id && user.profile.displayName, "a user");
    same(user.secrets, undefined);
    await stage.sent("mysoft", 1);
  },

  async "dmtz returns a user for a code, once"(place) {
    const stage = new Stage(place);
    const code = await stage.code();
    const user = await new Dmtz({ baseUrl: `${place.origin}/dmtz` }).getUserInfo({ code });
    holds(user.id && user.profile.id === user.id, "a user");
    const again = new Dmtz({ baseUrl: `${place.origin}/dmtz` }).getUserInfo({ code });
    await fails(again, { code: "REJECTED", provider: "dmtz", retryable: false });
  },

  async "secrets are returned only on request, and are hidden"(place) {
    const stage = new Stage(place);
    const plainUser = await stage.mysoft().getUserInfo({});
    same([plainUser.secrets, plainUser.im?.secrets], [undefined, undefined]);
    const user = await stage.mysoft().getUserInfo({}, { includeSecrets: true });
    holds(user.secrets && user.im?.secrets, "groups of secrets");
    holds(typeof user.im.secrets.imUserPassword === "string", "an IM password");
    same(JSON.stringify(user.im.secrets), '"[redacted]"');
    same(`${String(user.im.secrets)}`, "[redacted]");
    holds(!JSON.stringify(user).includes(user.im.secrets.imUserPassword), "the user as JSON without it");
    same(Object.keys(user.im.secrets), []);
  },

  async "200 identifiers in each list are accepted"(place) {
    const stage = new Stage(place);
    const input = {
      emails: numbers(200).map((n) => `person${n}@example.com`),
      mobiles: numbers(200).map((n) => String(10_000_000_000 + 200 + n)),
      loginNames: numbers(200).map((n) => `person${400 + n}`),
    };
    const { found, notFound } = await stage.quanshi().getUsersByEmailsMobiles(input);
    same([found.size, notFound], [600, []]);
    const people = new Set([...found.values()].map((account) => account.userId));
    same(people.size, 600, "people");
  },

  async "accounts that were not requested can be read"(place) {
    const { found, unasked } = await new Stage(place).quanshi(["unasked"]).getUsersByEmailsMobiles(ONE);
    same([found.size, unasked.size], [1, 1]);
    holds(!found.has([...unasked.keys()][0]!), "another key");
  },

  async "a byte order mark shifts no positions"(place) {
    const { found } = await new Stage(place).quanshi(["bom"]).getUsersByEmailsMobiles(ONE);
    same(found.get("person1@example.com")?.email, "person1@example.com");
  },

  async "__proto__ and similar names are ordinary identifiers"(place) {
    const loginNames = ["__proto__", "constructor", "toString", "person1"];
    const { found, notFound } = await new Stage(place).quanshi().getUsersByEmailsMobiles({ loginNames });
    same([...found.keys()], ["person1"]);
    same(notFound, ["__proto__", "constructor", "toString"]);
    const body = '{"status":0,"result":{"__proto__":{"userId":7,"displayName":"安然"}}}';
    const service = new Quanshi({ auth: QUANSHI, fetch: () => Promise.resolve(new Response(body)) });
    const users = await service.getUsersByEmailsMobiles({ loginNames: ["__proto__", "constructor"] });
    same(users.found.get("__proto__")?.displayName, "安然");
    same(users.notFound, ["constructor"]);
    same(({} as Record<string, unknown>)["displayName"], undefined);
  },

  async "50 lookups in parallel"(place) {
    const stage = new Stage(place);
    const quanshi = stage.quanshi();
    const all = numbers(50).map(async (n) => {
      const { found } = await quanshi.getUsersByEmailsMobiles({ emails: [`person${n}@example.com`] });
      return found.get(`person${n}@example.com`)?.email;
    });
    same(
      await Promise.all(all),
      numbers(50).map((n) => `person${n}@example.com`),
    );
    await stage.sent("quanshi", 50);
  },

  async "services print no credentials"(place) {
    const stage = new Stage(place);
    for (const service of [stage.quanshi(), stage.mysoft(), stage.dmtz()]) {
      console.log(service);
      console.dir(service);
      same(JSON.stringify(service), "{}");
      same(Object.keys(service), []);
      holds(!/demo/.test(String(service)), "as text");
    }
  },
};
