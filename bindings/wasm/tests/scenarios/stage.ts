// Provides the local services for scenarios, with separate counts for each scenario.
import {
  Dmtz,
  Mysoft,
  Quanshi,
  type Page,
  type QuanshiAccount,
  type QuanshiGetUsersByEmailsMobiles,
  type ServiceOptions,
} from "mingpian";
import { same } from "../support/check.js";

/** Scenarios by their names. */
export type Scenarios = Readonly<Record<string, (place: Place) => Promise<void>>>;

/** A page of accounts. */
export type AccountPage = Page<QuanshiGetUsersByEmailsMobiles, QuanshiAccount>;

/** The environment of a scenario. */
export interface Place {
  /** The origin of the local services. */
  readonly origin: string;
  /** Whether the scenario runs in a browser. */
  readonly browser: boolean;
  /** A key that separates the counts of this run from others. */
  readonly run: string;
}

/** A scenario with separate counts. */
export class Stage {
  static #count = 0;
  readonly #key: string;

  constructor(readonly place: Place) {
    this.#key = `${place.run}-${place.browser ? "browser" : "node"}-${++Stage.#count}`;
  }

  base(service: string, faults: readonly string[] = []): string {
    return `${this.place.origin}/fault/${[...faults, `key:${this.#key}`].join(",")}/${service}`;
  }

  quanshi(faults: readonly string[] = [], more: ServiceOptions = {}): Quanshi {
    return new Quanshi({ baseUrl: this.base("quanshi", faults), auth: QUANSHI, ...FAST, ...more });
  }

  mysoft(faults: readonly string[] = [], more: ServiceOptions = {}): Mysoft {
    return new Mysoft({ ...FAST, ...more, baseUrl: this.base("mysoft", faults), auth: MYSOFT });
  }

  dmtz(faults: readonly string[] = [], more: ServiceOptions = {}): Dmtz {
    return new Dmtz({ baseUrl: this.base("dmtz", faults), ...FAST, ...more });
  }

  async stats(): Promise<Stats> {
    const response = await fetch(`${this.place.origin}/sandbox/stats?key=${this.#key}`);
    return (await response.json()) as Stats;
  }

  async sent(service: "dmtz" | "mysoft" | "quanshi", count: number): Promise<void> {
    same((await this.stats())[service], count, `requests to ${service}`);
  }

  /** Returns a new WeChat code. Services remember codes by key. */
  async code(): Promise<string> {
    const response = await fetch(`${this.place.origin}/sandbox/codes`, { method: "POST" });
    return ((await response.json()) as { code: string }).code;
  }
}

interface Stats {
  readonly dmtz: number;
  readonly mysoft: number;
  readonly quanshi: number;
  readonly abandoned: number;
  readonly elsewhere: number;
}

export const QUANSHI = { appId: "demo-app", secretKey: "demo-secret-key" };
export const TOKEN = "00112233445566778899aabbccddeeff";
export const MYSOFT = { accessToken: "demo token+/=&?" };
export const FAST = { baseDelayMs: 5, maxDelayMs: 20 };
export const ONE = { emails: ["person1@example.com"] };
export const MIB = 1024 * 1024;

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

export const emails = (from: number, count: number): string[] => numbers(count).map((n) => `person${from + n - 1}@example.com`);

export async function all(pages: AsyncIterable<AccountPage>): Promise<AccountPage[]> {
  const taken: AccountPage[] = [];
  for await (const page of pages) taken.push(page);
  return taken;
}

/** Returns a `fetch` that counts its calls. */
export function counted(): { readonly fetch: typeof fetch; readonly calls: () => number } {
  let calls = 0;
  return {
    fetch: (...request) => {
      calls += 1;
      return fetch(...request);
    },
    calls: () => calls,
  };
}
