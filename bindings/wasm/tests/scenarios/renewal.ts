// Scenarios about renewed tokens and reports on attempts.
import { type Attempt, Mysoft, Quanshi, type RenewToken } from "mingpian";
import { fails, holds, same } from "../support/check.js";
import { all, emails, FAST, MYSOFT, ONE, type Scenarios, Stage, TOKEN } from "./stage.js";

const old = "ffffffffffffffffffffffffffffffff";

function quanshi(stage: Stage, renew: RenewToken | undefined, faults: readonly string[] = []): Quanshi {
  return new Quanshi({ baseUrl: stage.base("quanshi", faults), auth: { token: old, renew }, ...FAST });
}

export const renewal: Scenarios = {
  async "a refused token is renewed once, and later lookups begin with the new one"(place) {
    const stage = new Stage(place);
    let renewals = 0;
    const renewing = quanshi(stage, async () => {
      renewals += 1;
      return TOKEN;
    });
    same((await renewing.getUsersByEmailsMobiles(ONE)).found.size, 1);
    await stage.sent("quanshi", 2);
    same((await all(renewing.pages({ emails: emails(1, 900) }))).map((page) => page.found.size).sort(), [100, 200, 200, 200, 200]);
    await stage.sent("quanshi", 7);
    same(renewals, 1);

    const employees = new Mysoft({ baseUrl: stage.base("mysoft"), auth: { accessToken: "old", renew: async () => MYSOFT.accessToken } });
    holds((await employees.getUserInfo()).id, "an employee");
    await stage.sent("mysoft", 2);
  },

  async "lookups and pages that need a token at the same time share a renewal"(place) {
    const stage = new Stage(place);
    let renewals = 0;
    const renewing = quanshi(stage, async () => {
      renewals += 1;
      await new Promise((resolve) => setTimeout(resolve, 30));
      return TOKEN;
    });
    const lookups = [1, 2, 3].map((n) => renewing.getUsersByEmailsMobiles({ emails: emails(n, 1) }));
    const pages = all(renewing.pages({ emails: emails(1, 900) }, { maxInFlight: 5 }));
    same((await Promise.all(lookups)).map(({ found }) => found.size), [1, 1, 1]);
    same((await pages).filter((page) => page.failed).length, 0);
    same(renewals, 1);
  },

  async "without a new token, the refusal is the error"(place) {
    const stage = new Stage(place);
    const refused = { code: "UNAUTHENTICATED", status: 401, provider: "quanshi" } as const;
    await fails(quanshi(stage, async () => undefined).getUsersByEmailsMobiles(ONE), refused);
    await fails(quanshi(stage, async () => null).getUsersByEmailsMobiles(ONE), refused);
    await stage.sent("quanshi", 2);
    const away = new Error("away");
    const error = await fails(quanshi(stage, () => Promise.reject(away)).getUsersByEmailsMobiles(ONE), refused);
    same(error.cause === away, true, "the cause");
    const throwing = (): never => {
      throw away;
    };
    same((await fails(quanshi(stage, throwing).getUsersByEmailsMobiles(ONE), refused)).cause === away, true, "the cause");
    await fails(quanshi(stage, async () => old).getUsersByEmailsMobiles(ONE), refused);
    await stage.sent("quanshi", 6);
  },

  async "a renewal that returns no token is the caller's mistake, and is not remembered"(place) {
    const stage = new Stage(place);
    const tokens: unknown[] = ["", 7, "line\nbreak", TOKEN];
    const renewing = quanshi(stage, async () => tokens.shift() as string);
    for (const field of ["token", "renew", "token"]) await fails(renewing.getUsersByEmailsMobiles(ONE), { code: "INVALID_INPUT", field });
    same((await renewing.getUsersByEmailsMobiles(ONE)).found.size, 1);
    const strange = { token: TOKEN, renew: "soon" } as unknown as { token: string };
    const mistaken = new Quanshi({ baseUrl: stage.base("quanshi"), auth: strange });
    await fails(mistaken.getUsersByEmailsMobiles(ONE), { code: "INVALID_INPUT", field: "renew" });
    const secret = { appId: "demo-app", secretKey: "demo-secret-key", renew: async () => TOKEN };
    const signing = new Quanshi({ baseUrl: stage.base("quanshi"), auth: secret });
    await fails(signing.getUsersByEmailsMobiles(ONE), { code: "INVALID_INPUT", field: "renew" });
    await stage.sent("quanshi", 5);
  },

  async "every attempt is reported, without a secret or a person"(place) {
    const stage = new Stage(place);
    const attempts: Attempt[] = [];
    const onAttempt = (attempt: Attempt): void => void attempts.push(attempt);
    await quanshi(stage, async () => TOKEN, ["rate-limit:0", "times:1"]).getUsersByEmailsMobiles(ONE, { onAttempt });
    same(attempts.map(({ number, status, isAccepted }) => [number, status, isAccepted]), [
      [1, 429, false],
      [2, 401, false],
      [3, 200, true],
    ]);
    for (const { provider, operation, failure, durationMs, bytes } of attempts) {
      same([provider, operation, failure], ["quanshi", "getUsersByEmailsMobiles", undefined]);
      holds(durationMs >= 0 && durationMs < 60_000 && bytes > 0, `${durationMs} ms, ${bytes} bytes`);
    }
    const told = JSON.stringify(attempts);
    for (const hidden of [old, TOKEN, "person1", "example"]) holds(!told.includes(hidden), `${hidden} is not told`);

    attempts.length = 0;
    const hanging = stage.quanshi(["hang"]).getUsersByEmailsMobiles(ONE, { onAttempt, attemptTimeoutMs: 40, maxAttempts: 2 });
    await fails(hanging, { code: "TRANSPORT", kind: "timeout" });
    same(attempts.map(({ number, failure, isAborted }) => [number, failure, isAborted]), [
      [1, undefined, true],
      [2, undefined, true],
    ]);
    attempts.length = 0;
    const large = stage.quanshi(["huge:100000"], { maxBodyBytes: 1_000 }).getUsersByEmailsMobiles(ONE, { onAttempt });
    await fails(large, { code: "RESPONSE_TOO_LARGE" });
    same(attempts.map(({ failure, isAccepted }) => [failure, isAccepted]), [["too_large", false]]);

    const broken = new Error("broken");
    const breaking = (): void => {
      throw broken;
    };
    const lookup = stage.quanshi().getUsersByEmailsMobiles(ONE, { onAttempt: breaking });
    same(await lookup.catch((thrown: unknown) => thrown === broken), true);
    const mistaken = stage.quanshi().getUsersByEmailsMobiles(ONE, { onAttempt: 7 as unknown as () => void });
    await fails(mistaken, { code: "INVALID_INPUT", field: "onAttempt" });
  },
};
