// Scenarios about lists of any length, as one answer or as pages.
import { Quanshi } from "mingpian";
import { fails, holds, same, sleep } from "../support/check.js";
import { type AccountPage, all, counted, emails, numbers, ONE, type Scenarios, Stage } from "./stage.js";

export const lists: Scenarios = {
  async "lists of any length become requests of 200 each, answered as one"(place) {
    const stage = new Stage(place);
    const input = {
      emails: [...emails(1, 450), "nobody@example.com", ...emails(1, 3)],
      mobiles: numbers(250).map((n) => String(10_000_000_500 + n)),
      loginNames: ["nobody", "person900"],
    };
    const told: [number, number][] = [];
    const onProgress = (done: number, total: number): void => void told.push([done, total]);
    const { found, notFound, unreadable, unasked } = await stage.quanshi().getUsersByEmailsMobiles(input, { onProgress });
    same(found.size, 450 + 250 + 1);
    same([[...notFound].sort(), unreadable, [...unasked]], [["nobody", "nobody@example.com"], [], []]);
    await stage.sent("quanshi", 3);
    same(told.at(-1), [706, 706], "the last of the progress");
    for (const [at, [done, total]] of told.entries()) {
      const [before, all] = told[at - 1] ?? [0, 0];
      holds(done >= before && total >= all && done <= total, `${JSON.stringify(told)} only grows`);
    }
    const few: [number, number][] = [];
    await stage.quanshi().getUsersByEmailsMobiles(ONE, { onProgress: (done, total) => void few.push([done, total]) });
    same(few, [[0, 1], [1, 1]]);
  },

  async "an answer of several requests has the order of the requests"(place) {
    const input = {
      emails: [...emails(1, 450), "nobody@example.com"],
      mobiles: numbers(250).map((n) => String(10_000_000_500 + n)),
      loginNames: ["nobody", "person900"],
    };
    const { found, notFound } = await new Stage(place).quanshi().getUsersByEmailsMobiles(input);
    const requests = [0, 200, 400].map((at) => Object.values(input).flatMap((list) => list.slice(at, at + 200)));
    const asked = requests.flat();
    same([...found.keys()], asked.filter((identifier) => !identifier.startsWith("nobody")), "what was found");
    same(notFound, ["nobody", "nobody@example.com"], "what was not found");
  },

  async "pages are returned as they arrive, and no more identifiers are read than they need"(place) {
    const stage = new Stage(place);
    let taken = 0;
    let hasEnded = false;
    function* source(): Generator<string> {
      try {
        for (const email of emails(1, 2_000)) {
          taken += 1;
          yield email;
        }
      } finally {
        hasEnded = true;
      }
    }
    let inFlight = 0;
    let most = 0;
    const counting: typeof fetch = async (...request) => {
      most = Math.max(most, (inFlight += 1));
      try {
        return await fetch(...request);
      } finally {
        inFlight -= 1;
      }
    };
    let first: number | undefined;
    const found = new Set<string>();
    for await (const page of stage.quanshi([], { fetch: counting }).pages({ emails: source() }, { maxInFlight: 2 })) {
      first ??= taken;
      same([page.failed, page.found.size], [undefined, 200]);
      for (const email of page.found.keys()) found.add(email);
    }
    holds(first! <= 800, `${first} taken for the first page`);
    same([found.size, taken, hasEnded, most], [2_000, 2_000, true, 2]);
    await stage.sent("quanshi", 10);
  },

  async "an asynchronous source is read as it comes"(place) {
    async function* source(): AsyncGenerator<string> {
      for (const email of emails(1, 260)) {
        if (email.startsWith("person13")) await sleep(1);
        yield email;
      }
    }
    const pages = await all(new Stage(place).quanshi().pages({ emails: source(), mobiles: ["10000000900"] }));
    same(pages.map((page) => page.found.size).sort(), [201, 60]);
  },

  async "an error of the source, or of onProgress, is thrown, and nothing more is sent"(place) {
    const stage = new Stage(place);
    const mine = new Error("mine");
    function* source(): Generator<string> {
      yield* emails(1, 300);
      throw mine;
    }
    const of = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error === mine);
    same(await of(all(stage.quanshi(["hang"]).pages({ emails: source() }))), true);
    const onProgress = (): void => {
      throw mine;
    };
    same(await of(all(stage.quanshi().pages({ emails: emails(1, 300) }, { onProgress }))), true);
    const more = stage.quanshi(["hang"]);
    same(await of(more.getUsersByEmailsMobiles({ emails: emails(1, 300) }, { onProgress })), true);
  },

  async "a failed part affects only its own identifiers"(place) {
    const stage = new Stage(place);
    const options = { maxAttempts: 1 };
    const pages = await all(stage.quanshi(["html", "times:1"]).pages({ emails: emails(1, 600) }, options));
    const [failed, ...others] = pages.flatMap((page) => page.failed ?? []);
    same(others, []);
    same([failed?.error.code, failed?.request.emails?.length, failed?.request.mobiles], ["HTTP_STATUS", 200, []]);
    const found = pages.flatMap((page) => [...page.found.keys()]);
    same(found.length, 400);
    same(new Set([...found, ...failed!.request.emails!]).size, 600, "everybody once");
    const again = stage.quanshi(["html", "times:4"]).getUsersByEmailsMobiles({ emails: emails(1, 600) }, options);
    await fails(again, { code: "HTTP_STATUS", status: 500 });
  },

  async "refused credentials stop the rest"(place) {
    const stage = new Stage(place);
    const { fetch, calls } = counted();
    const quanshi = new Quanshi({ baseUrl: stage.base("quanshi"), auth: { token: "wrong" }, fetch });
    const pages: AccountPage[] = [];
    const promise = (async () => {
      for await (const page of quanshi.pages({ emails: emails(1, 5_000) }, { maxInFlight: 2 })) pages.push(page);
    })();
    await fails(promise, { code: "UNAUTHENTICATED" });
    holds(calls() <= 2, `${calls()} requests`);
    holds(pages.every((page) => page.failed?.error.code === "UNAUTHENTICATED"), "every page says why");
    await fails(quanshi.getUsersByEmailsMobiles({ emails: emails(1, 500) }), { code: "UNAUTHENTICATED" });
  },

  async "an invalid identifier stops the requests that were not sent"(place) {
    const stage = new Stage(place);
    const list = emails(1, 400);
    list[300] = "";
    const pages: AccountPage[] = [];
    const promise = (async () => {
      for await (const page of stage.quanshi().pages({ emails: list })) pages.push(page);
    })();
    await fails(promise, { code: "INVALID_INPUT", field: "emails[300]" });
    const counts = pages.map((page) => [page.found.size, page.failed?.request.emails?.length ?? 0]);
    same(counts.flat().reduce((sum, count) => sum + count, 0), 300, "what came before it");
    const promised = stage.quanshi().getUsersByEmailsMobiles({ emails: list });
    await fails(promised, { code: "INVALID_INPUT", field: "emails[300]" });
  },

  async "leaving the loop, and aborting, end the requests in flight"(place) {
    const hanging = (): { readonly fetch: typeof fetch; readonly open: () => number } => {
      let calls = 0;
      let open = 0;
      return {
        open: () => open,
        fetch: (url, init) => {
          if (++calls === 1) return fetch(url, init);
          open += 1;
          return new Promise((_, reject) => {
            init!.signal!.addEventListener("abort", () => {
              open -= 1;
              reject(init!.signal!.reason as Error);
            });
          });
        },
      };
    };
    const left = hanging();
    for await (const page of new Stage(place).quanshi([], { fetch: left.fetch }).pages({ emails: emails(1, 900) })) {
      same(page.found.size, 200);
      holds(left.open() > 0, "others are under way");
      break;
    }
    same(left.open(), 0);
    const aborted = hanging();
    const abort = new AbortController();
    const pages: AccountPage[] = [];
    const promise = (async () => {
      const quanshi = new Stage(place).quanshi([], { fetch: aborted.fetch });
      for await (const page of quanshi.pages({ emails: emails(1, 900) }, { signal: abort.signal })) {
        pages.push(page);
        abort.abort("enough");
      }
    })();
    same((await fails(promise, { code: "CANCELLED" })).cause, "enough");
    same(aborted.open(), 0);
    const counts = pages.map((page) => page.found.size + (page.failed?.request.emails?.length ?? 0));
    holds(counts.reduce((sum, count) => sum + count, 0) <= 900, "none twice");
    same(pages.slice(1).map((page) => page.failed?.error.cause), pages.slice(1).map(() => "enough"));
  },

  async "a callback may abort"(place) {
    for (const on of ["onProgress", "onRequest"] as const) {
      const stage = new Stage(place);
      const abort = new AbortController();
      const options = { signal: abort.signal, [on]: () => abort.abort("mine") };
      const error = await fails(all(stage.quanshi(["hang"]).pages({ emails: emails(1, 900) }, options)), { code: "CANCELLED" });
      same(error.cause, "mine");
      await fails(stage.quanshi(["hang"]).getUsersByEmailsMobiles({ emails: emails(1, 900) }, options), { code: "CANCELLED" });
    }
  },

  async "a service that dies and comes back in the middle: everything is found once"(place) {
    const stage = new Stage(place);
    let calls = 0;
    const dying: typeof fetch = (...request) => {
      calls += 1;
      return calls > 3 && calls < 12 ? Promise.reject(new TypeError("fetch failed")) : fetch(...request);
    };
    const pages = await all(
      stage.quanshi([], { fetch: dying }).pages({ emails: emails(1, 4_000) }, { maxAttempts: 9 }),
    );
    same(pages.filter((page) => page.failed).length, 0);
    const found = pages.flatMap((page) => [...page.found.keys()]);
    same([found.length, new Set(found).size], [4_000, 4_000]);
  },
};
