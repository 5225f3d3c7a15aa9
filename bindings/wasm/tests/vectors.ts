// Runs the vectors, which every language runs, through `mingpian/core`; in Node and in a browser.
import {
  dmtzCall,
  isLookupError,
  mysoftCall,
  quanshiCall,
  type Call,
  type CoreOptions,
  type DmtzGetUserInfo,
  type LookupErrorJson,
  type MysoftAuth,
  type MysoftGetUserInfo,
  type QuanshiAuth,
  type QuanshiGetUsersByEmailsMobiles,
} from "mingpian/core";
import { checkSum, sign, type QuanshiSecret } from "mingpian/server";
import { holds, plain, same } from "./support/check.js";

/** A file of vectors: which operation, which half of it, and the file's content. */
export type VectorFile =
  | { readonly service: "checksum"; readonly content: Cases<CheckSumCase> }
  | { readonly service: Service; readonly half: "requests"; readonly content: Cases<RequestCase> & Given }
  | { readonly service: Service; readonly half: "responses"; readonly content: Cases<ResponseCase> & Given };

type Service = "dmtz" | "mysoft" | "quanshi";

interface Cases<T> {
  readonly cases: readonly T[];
}

/** What a case has, or its file for all cases. */
interface Given {
  readonly baseUrl?: string;
  readonly auth?: object;
}

interface CheckSumCase {
  readonly name: string;
  readonly secretKey: string;
  readonly nonce: string;
  readonly curTime: number;
  readonly checkSum: string;
}

interface RequestCase extends Given {
  readonly name: string;
  readonly input: object;
  readonly nowMs: number;
  readonly randomHex: string;
  readonly expect: { readonly request: object } | { readonly error: Partial<LookupErrorJson> };
}

interface ResponseCase extends Given {
  readonly name: string;
  readonly input: object;
  readonly includeSecrets?: boolean;
  readonly nowMs?: number;
  readonly response: {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly body?: string;
    readonly bodyBase64?: string;
    readonly bodyRepeat?: { readonly prefix: string; readonly unit: string; readonly times: number; readonly suffix: string };
  };
  readonly expect:
    | { readonly value: object; readonly secrets?: Readonly<Record<string, string>> }
    | { readonly error: Omit<LookupErrorJson, "message"> };
}

const NOW = 1_800_000_000_000;

/** The names of the cases that fail, and why. */
export function runFile(file: VectorFile): string[] {
  const failures: string[] = [];
  const each = <T extends { readonly name: string }>(cases: readonly T[], run: (case_: T) => void): void => {
    for (const case_ of cases) {
      try {
        run(case_);
      } catch (error) {
        failures.push(`${case_.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  if (file.service === "checksum") each(file.content.cases, runCheckSum);
  else if (file.half === "requests") each(file.content.cases, (case_) => runRequest(file.service, file.content, case_));
  else each(file.content.cases, (case_) => runResponse(file.service, file.content, case_));
  return failures;
}

function runCheckSum({ secretKey, nonce, curTime, checkSum: expected }: CheckSumCase): void {
  same(checkSum(secretKey, nonce, curTime), expected);
}

function runRequest(service: Service, all: Given, case_: RequestCase): void {
  const { expect, nowMs, randomHex } = case_;
  const given = { ...all, ...case_ };
  // No call holds a secret: whoever has it signs.
  const secret = given.auth && "secretKey" in given.auth ? (given.auth as QuanshiSecret) : undefined;
  const call = make(service, secret ? { ...given, auth: { delegated: true } } : given, case_.input, {});
  const random = Uint8Array.from(randomHex.match(/../g)!, (byte) => parseInt(byte, 16));
  let step = call.poll(nowMs, random);
  let refused: LookupErrorJson | undefined;
  if (step.kind === "authorize") {
    try {
      call.handleAuthorization(step.id, sign(secret!, step.params));
    } catch (error) {
      if (!isLookupError(error)) throw error;
      refused = error.toJSON();
      call.cancel();
    }
    step = call.poll(nowMs, random);
  }
  if ("request" in expect) {
    holds(step.kind === "send", `a request, not ${step.kind}: ${outcome(call)}`);
    const { method, url, headers, body } = step.request;
    same({ method, url, headers, body }, expect.request, "request");
    const shown = call.shown(step.request.id);
    same([shown?.method, shown?.headers.map(([name]) => name)], [method, headers.map(([name]) => name)], "shown");
    call.cancel();
    return;
  }
  same(step, { kind: "finished" });
  const { message, ...error } = refused ?? refusal(call);
  holds(message, "a message");
  same({ ...error, ...expect.error }, error, "error");
  same(error.retryable, false, "retryable");
}

function runResponse(service: Service, all: Given, case_: ResponseCase): void {
  const { expect, response, nowMs = NOW, includeSecrets = false } = case_;
  const options = { includeSecrets, retry: { maxAttempts: 1 } };
  const call = make(service, { ...all, ...case_ }, case_.input, options);
  const random = new Uint8Array(16);
  const step = call.poll(nowMs, random);
  holds(step.kind === "send", "a request");
  const { status, headers } = response;
  call.handleResponse(step.request.id, nowMs, { status, headers, body: bodyOf(response) });
  same(call.poll(nowMs, random), { kind: "finished" });
  if ("error" in expect) {
    const { message, ...error } = refusal(call);
    holds(message, "a message");
    same(error, expect.error, "error");
    return;
  }
  const value = call.take();
  same(value, expect.value);
  same(secretsOf(value), expect.secrets ?? {}, "secrets");
}

function make(service: Service, { baseUrl, auth }: Given, input: object, options: CoreOptions): Call<unknown> {
  const all = { ...options, baseUrl };
  switch (service) {
    case "dmtz":
      return dmtzCall(input as DmtzGetUserInfo, all);
    case "mysoft":
      // Some cases have no base URL, which the types forbid and the core refuses.
      return mysoftCall(input as MysoftGetUserInfo, { ...all, baseUrl: baseUrl as string, auth: auth as MysoftAuth });
    case "quanshi":
      return quanshiCall(input as QuanshiGetUsersByEmailsMobiles, { ...all, auth: auth as QuanshiAuth });
  }
}

function refusal(call: Call<unknown>): LookupErrorJson {
  try {
    const value = call.take();
    throw new Error(`no error, but ${JSON.stringify(plain(value)).slice(0, 500)}`);
  } catch (error) {
    if (!isLookupError(error)) throw error;
    return error.toJSON();
  }
}

function outcome(call: Call<unknown>): string {
  try {
    return JSON.stringify(plain(call.take()));
  } catch (error) {
    return String(error) + JSON.stringify(error);
  }
}

function bodyOf({ body, bodyBase64, bodyRepeat }: ResponseCase["response"]): Uint8Array {
  if (bodyBase64 !== undefined) return Uint8Array.from(atob(bodyBase64), (unit) => unit.charCodeAt(0));
  const { prefix, unit, times, suffix } = bodyRepeat ?? { prefix: body!, unit: "", times: 0, suffix: "" };
  return new TextEncoder().encode(prefix + unit.repeat(times) + suffix);
}

/** The members of all groups of secrets by their paths. */
function secretsOf(value: unknown, path = ""): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  if (typeof value !== "object" || value === null) return found;
  for (const [name, member] of Object.entries(value)) {
    if (name !== "secrets") Object.assign(found, secretsOf(member, `${path}${name}.`));
    else if (member !== undefined) {
      same(JSON.stringify(member), '"[redacted]"', "a group of secrets");
      for (const own of Object.getOwnPropertyNames(member)) {
        const secret = (member as Record<string, unknown>)[own];
        if (secret !== undefined) found[`${path}secrets.${own}`] = secret;
      }
    }
  }
  return found;
}
