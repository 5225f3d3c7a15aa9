/**
 * Provides fakes of the services for the tests of an app, without a network and without vendor-specific JSON.
 *
 * @module
 */
import { failure, respond, success } from "./fake/answer.js";
import { check, fail, isLate, type Fault } from "./fake/fault.js";
import { write, type Written } from "./fake/person.js";
import type { FakeService } from "./fake/table.js";
import { REJECTED, SERVICES } from "./generated/fakes.js";
import type { Provider } from "./generated/names.js";
import type { Person } from "./generated/people.js";
import { expect, invalid } from "./refuse.js";

export type { Fault } from "./fake/fault.js";
export type { Given, Members } from "./fake/person.js";
export type * from "./generated/people.js";

/** The people that the fake knows, and the faults that it simulates. */
export interface FakeOptions {
  /** The invented people. Other people are not found. */
  readonly people?: readonly Person[] | undefined;
  /** The faults. If several faults match a request, the first one is used. */
  readonly faults?: readonly Fault[] | undefined;
}

/** A request that the fake received. */
export interface Asked {
  /** The provider that was asked. */
  readonly provider: Provider;
  /** The identifiers in the request: emails, mobile numbers, login names, user IDs, or codes. */
  readonly identifiers: readonly string[];
}

/** A `fetch` that answers like the services. */
export type FakeFetch = typeof fetch & {
  /** The requests that were received so far, including repeated attempts. */
  readonly asked: readonly Asked[];
  /** Waits until this many requests were received, and returns all requests received so far. */
  untilAsked(count: number): Promise<readonly Asked[]>;
  /** Adds a fault, so that requests fail from now on. It takes precedence over existing faults. */
  fail(fault: Fault): void;
};

/** A person of the fake services. */
interface Known {
  readonly service: FakeService;
  readonly identifiers: readonly string[];
  readonly written: Written;
}

/**
 * Returns a `fetch` for a service object. It answers like the three services for invented people, and simulates faults.
 *
 * For an unknown person, Quanshi reports that the person was not found, and the other services reject the request. A
 * WeChat code is valid for one request. If a request to Mysoft does not name a user, the answer is the first of
 * Mysoft's people. Credentials are not checked: to test a refusal, add a fault with `UNAUTHENTICATED`.
 *
 * @example
 * ```ts
 * import { Quanshi } from "mingpian";
 * import { fakeFetch } from "mingpian/testing";
 *
 * const fetch = fakeFetch({
 *   people: [{ provider: "quanshi", email: "ann@example.com", displayName: "Ann" }],
 *   faults: [{ code: "RATE_LIMITED", identifier: "bob@example.com" }],
 * });
 * const quanshi = new Quanshi({ auth: { token: "any" }, fetch });
 * const { found } = await quanshi.getUsersByEmailsMobiles({ emails: ["ann@example.com"] });
 * console.log(found.get("ann@example.com")?.profile.displayName, fetch.asked.length);
 * ```
 * @throws InvalidInputError if a person or a fault is not valid. The error names the member, such as `people[0].email`.
 */
export function fakeFetch({ people = [], faults = [] }: FakeOptions = {}): FakeFetch {
  const known = people.map(know);
  const failing = faults.map((fault, n) => prepared(fault, `faults[${n}]`));
  const asked: Asked[] = [];
  const spent = new Set<string>();
  const waiting: (() => void)[] = [];

  async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = typeof input === "object" && "url" in input ? input : undefined;
    const { pathname } = new URL(request?.url ?? String(input));
    const service = SERVICES.find(({ path }) => pathname.endsWith(path));
    if (!service) return respond(404, "");
    const text = init?.body ?? (await request?.text()) ?? "{}";
    const identifiers = read(service, JSON.parse(String(text)) as object);
    const requestId = `request-${asked.push({ provider: service.provider, identifiers })}`;
    for (const wake of waiting.splice(0)) wake();
    const signal = init?.signal ?? request?.signal;
    signal?.throwIfAborted();
    const fault = failing.find((fault) => fits(fault, service, identifiers));
    if (!fault) return respond(200, look(service, identifiers, requestId));
    fault.left -= 1;
    // The service processes the request, and then its answer is lost.
    if (isLate(fault)) look(service, identifiers, requestId);
    return fail(fault, service, requestId, signal);
  }

  /** Returns the body of the response to a request. A single-use code is used up. */
  function look(service: FakeService, identifiers: readonly string[], requestId: string): string {
    const theirs = known.filter((person) => person.service === service);
    const named = (identifier: string) => theirs.find(({ identifiers }) => identifiers.includes(identifier));
    if (service.isByIdentifier) {
      const found = identifiers.flatMap((identifier) => {
        const person = named(identifier);
        return person ? [[identifier, person.written] as const] : [];
      });
      return success(service, Object.fromEntries(found), requestId);
    }
    const person = identifiers.length === 0 ? theirs[0] : named(identifiers[0]!);
    if (!person) return failure(service, REJECTED, "there is no such person", requestId);
    const used = identifiers.map((identifier) => `${service.provider} ${identifier}`);
    if (service.isOnce && used.some((key) => spent.has(key))) {
      return failure(service, REJECTED, "the code was used before", requestId);
    }
    for (const key of used) spent.add(key);
    return success(service, person.written, requestId);
  }

  return Object.assign(send, {
    asked,
    async untilAsked(count: number) {
      while (asked.length < count) await new Promise<void>((wake) => void waiting.push(wake));
      return asked;
    },
    fail: (fault: Fault) => void failing.unshift(prepared(fault, "fault")),
  });
}

function know(person: Person, index: number): Known {
  const path = `people[${index}]`;
  expect(typeof person === "object" && person !== null, path, "an object", person);
  const service = SERVICES.find(({ provider }) => provider === person.provider);
  if (!service) throw invalid(`${path}.provider`, "expected the name of a provider");
  const written = write(person, service.fields, path, index + 1);
  const own = service.identifiers.map(([, key]) => key !== undefined && written[key]);
  const identifiers = person.identifiers ?? own.filter((value) => typeof value === "string");
  const isList = Array.isArray(identifiers) && identifiers.every((each) => typeof each === "string");
  expect(isList, `${path}.identifiers`, "a list of strings", identifiers);
  // A person who can be requested without an identifier does not need one.
  const isNeeded = service.isByIdentifier || service.identifiers.some(([, own]) => own === undefined);
  if (isNeeded && identifiers.length === 0) throw invalid(`${path}.identifiers`, "expected at least one identifier");
  return { service, identifiers, written };
}

const prepared = (fault: Fault, path: string): Fault & { left: number } => {
  check(fault, path);
  return { ...fault, left: fault.times ?? Infinity };
};

const fits = ({ left, provider, identifier }: Fault & { left: number }, service: FakeService, asked: readonly string[]): boolean =>
  left > 0 &&
  (provider === undefined || provider === service.provider) &&
  (identifier === undefined || asked.includes(identifier));

/** Returns the identifiers in a question. */
function read(service: FakeService, question: object): string[] {
  const values = service.identifiers.map(([asked]) => (question as Record<string, unknown>)[asked]);
  return values.flat().filter((value) => typeof value === "string");
}
