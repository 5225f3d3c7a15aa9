// Runs the vectors through `mingpian/core`, in Node and in a browser. Every language runs the same vectors.
import { isLookupError, load, type Lookup, type LookupErrorJson } from "mingpian/core";
import { checkSum, sign } from "mingpian/server";
import { holds, same } from "./support/check.js";
import {
  comparable,
  expectStep,
  fromHex,
  NOW,
  openDocument,
  operationOf,
  RANDOM,
  refusal,
  response,
  withoutMessage,
  type AnyOperation,
  type Document,
  type HeaderPairs,
} from "./support/lookups.js";

/** A file of vectors: the kind of its cases, and its content. */
export type VectorFile =
  | { readonly half: "checksum"; readonly content: Cases<CheckSumCase> }
  | { readonly half: "inputs"; readonly content: Cases<InputCase> }
  | { readonly half: "requests"; readonly provider: string; readonly content: Cases<RequestCase> & Given }
  | { readonly half: "responses"; readonly provider: string; readonly content: Cases<ResponseCase> & Given };

interface Cases<T> {
  readonly cases: readonly T[];
}

/** The members that a case has, or that its file has for all cases. */
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

interface InputCase {
  readonly name: string;
  readonly provider: string;
  readonly operation: string;
  readonly document: Document;
  readonly expect: { readonly opens: true } | { readonly error: Partial<LookupErrorJson> };
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
    readonly headers: HeaderPairs;
    readonly body?: string;
    readonly bodyBase64?: string;
    readonly bodyRepeat?: { readonly prefix: string; readonly unit: string; readonly times: number; readonly suffix: string };
  };
  readonly expect:
    | { readonly value: object; readonly secrets?: Readonly<Record<string, string>> }
    | { readonly error: Omit<LookupErrorJson, "message"> };
}

/** Returns the names of the cases that fail, with the reasons. */
export async function runFile(file: VectorFile): Promise<string[]> {
  await load();
  const failures: string[] = [];
  const each = async <T extends { readonly name: string }>(
    cases: readonly T[],
    run: (case_: T) => void | Promise<void>,
  ): Promise<void> => {
    for (const case_ of cases) {
      try {
        await run(case_);
      } catch (error) {
        failures.push(`${case_.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  switch (file.half) {
    case "checksum":
      await each(file.content.cases, runCheckSum);
      break;
    case "inputs":
      await each(file.content.cases, runInput);
      break;
    case "requests":
      await each(file.content.cases, (case_) => runRequest(operationOf(file.provider), { ...file.content, ...case_ }));
      break;
    case "responses":
      await each(file.content.cases, (case_) => runResponse(operationOf(file.provider), { ...file.content, ...case_ }));
  }
  return failures;
}

async function runCheckSum({ secretKey, nonce, curTime, checkSum: expected }: CheckSumCase): Promise<void> {
  same(await checkSum(secretKey, nonce, curTime), expected);
}

function runInput({ provider, operation, document, expect }: InputCase): void {
  const lookup = openDocument(operationOf(provider, operation), document);
  if ("error" in expect) {
    const error = refusal(lookup);
    same({ ...error.toJSON(), ...expect.error }, error.toJSON(), "error");
  } else {
    const { kind } = lookup.poll(NOW, RANDOM);
    holds(["send", "sign", "feed"].includes(kind), `a lookup that opens, not ${kind}`);
  }
  lookup.close();
}

async function runRequest(operation: AnyOperation, case_: RequestCase): Promise<void> {
  const { auth } = case_;
  const lookup = asked(operation, case_, {});
  checkRequest(lookup, case_);
  lookup.close();
  if (!auth || !("secretKey" in auth)) return;
  // A lookup that does not know the secret sends the same request.
  const delegated = asked(operation, { ...case_, auth: { delegated: true } }, {});
  const step = delegated.poll(case_.nowMs, fromHex(case_.randomHex));
  if (step.kind === "sign") {
    try {
      delegated.handleSignature(step.id, await sign(auth as Parameters<typeof sign>[0], step.params));
    } catch (error) {
      if (!isLookupError(error)) throw error;
      holds("error" in case_.expect, `a signature, not ${error.message}`);
      same({ ...error.toJSON(), ...case_.expect.error }, error.toJSON(), "the signer's error");
      delegated.close();
      return;
    }
  }
  checkRequest(delegated, case_);
  delegated.close();
}

/** Compares the request of a lookup, or its error, and checks that the request can be shown. */
function checkRequest(lookup: Lookup<unknown>, { nowMs, randomHex, expect }: RequestCase): void {
  const random = fromHex(randomHex);
  if ("error" in expect) {
    const step = expectStep(lookup, "done", nowMs, random);
    holds(step.error, "an error");
    same({ ...withoutMessage(step.error), ...expect.error }, withoutMessage(step.error), "error");
    same(step.error.retryable, false, "retryable");
    return;
  }
  const { id, request } = expectStep(lookup, "send", nowMs, random);
  const { method, url, headers, body } = request;
  same({ method, url, headers, body }, expect.request, "request");
  const shown = lookup.redactedRequest(id);
  same([shown?.method, shown?.headers.map(([name]) => name)], [method, headers.map(([name]) => name)], "shown");
}

function runResponse(operation: AnyOperation, case_: ResponseCase): void {
  const { expect, nowMs = NOW, includeSecrets = false } = case_;
  const lookup = asked(operation, case_, { includeSecrets, maxAttempts: 1 });
  const { id } = expectStep(lookup, "send", nowMs);
  const { status, headers } = case_.response;
  const isAccepted = lookup.handleResponse(id, nowMs, response(bodyOf(case_.response), status, headers));
  same(isAccepted, "value" in expect, "accepted");
  if ("error" in expect) {
    same(withoutMessage(refusal(lookup, nowMs)), expect.error, "error");
  } else {
    const { answer } = expectStep(lookup, "answer", nowMs);
    same(comparable(answer), comparable(expect.value));
    same(secretsOf(answer), expect.secrets ?? {}, "secrets");
    same(expectStep(lookup, "done", nowMs).error, undefined, "error");
  }
  lookup.close();
}

/** Opens the lookup of a case. */
function asked(operation: AnyOperation, { baseUrl, auth, input }: Given & { readonly input: object }, options: object): Lookup<unknown> {
  return openDocument(operation, { question: input, auth, options: { ...options, baseUrl } });
}

function bodyOf({ body, bodyBase64, bodyRepeat }: ResponseCase["response"]): string | Uint8Array {
  if (bodyBase64 !== undefined) return Uint8Array.from(atob(bodyBase64), (unit) => unit.charCodeAt(0));
  if (bodyRepeat) return bodyRepeat.prefix + bodyRepeat.unit.repeat(bodyRepeat.times) + bodyRepeat.suffix;
  return body!;
}

/** Returns the members of all groups of secrets by their paths. */
function secretsOf(value: unknown, path = ""): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  if (typeof value !== "object" || value === null) return found;
  for (const name of Object.getOwnPropertyNames(value)) {
    const member = (value as Record<string, unknown>)[name];
    if (name !== "secrets") Object.assign(found, secretsOf(member, `${path}${name}.`));
    else {
      holds(!Object.keys(value).includes(name), "no key of the record");
      same(JSON.stringify(member), '"[redacted]"', "a group of secrets");
      for (const own of namesOf(member as object)) {
        const secret = (member as Record<string, unknown>)[own];
        // The members that print the group are functions.
        if (secret !== undefined && typeof secret !== "function") found[`${path}secrets.${own}`] = secret;
      }
    }
  }
  return found;
}

/** Returns the names of all members, including those that are inherited or not enumerable. */
function namesOf(value: unknown): string[] {
  if (value === null || value === Object.prototype) return [];
  return [...Object.getOwnPropertyNames(value), ...namesOf(Object.getPrototypeOf(value))];
}
