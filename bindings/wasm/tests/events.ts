// Replays scripts of events and compares each step, in Node and in a browser.
import { load, type Failure, type Lookup, type Step } from "mingpian/core";
import { same } from "./support/check.js";
import {
  comparable,
  fromHex,
  openDocument,
  operationOf,
  response,
  withoutMessage,
  type AnyOperation,
  type Document,
  type HeaderPairs,
} from "./support/lookups.js";

/** A file of scripts. */
export interface EventFile {
  readonly name: string;
  readonly scripts: readonly Script[];
}

interface Script {
  readonly seed: number;
  readonly provider: string;
  readonly operation: string;
  readonly document: Document;
  readonly progress: Progress;
  readonly steps: readonly ScriptStep[];
}

/** The number of identifiers that were answered, and the number of those that were fed. */
type Progress = readonly [done: number, total: number];

interface ScriptStep {
  readonly do: Action;
  readonly gives?: object;
  readonly progress?: Progress;
  readonly clockOffsetMs?: number;
}

type Action =
  | { readonly poll: { readonly nowMs: number; readonly randomHex: string; readonly takesAnswer: boolean } }
  | { readonly feed: { readonly list: number; readonly identifiers: readonly string[]; readonly ends: boolean } }
  | { readonly response: ScriptResponse }
  | { readonly failure: { readonly id: number; readonly kind: Failure } }
  | { readonly signature: { readonly id: number; readonly headers: HeaderPairs | null } }
  | { readonly renewal: { readonly id: number; readonly token: string | null } }
  | { readonly cancel: object };

interface ScriptResponse {
  readonly id: number;
  readonly nowMs: number;
  readonly status: number;
  readonly headers: HeaderPairs;
  readonly body?: string;
  readonly bodyHex?: string;
}

/** Returns the first step of each script that fails, with the reason. */
export async function replayFile({ scripts }: EventFile): Promise<string[]> {
  await load();
  const failures: string[] = [];
  for (const script of scripts) {
    let at = -1;
    try {
      const operation = operationOf(script.provider, script.operation);
      const lookup = openDocument(operation, script.document);
      const { clockOffsetMs = 0 } = (script.document.options ?? {}) as { readonly clockOffsetMs?: number };
      let state = { progress: script.progress, clockOffsetMs };
      same(stateOf(lookup), state, "the first state");
      for (const { do: action, gives, ...changes } of script.steps) {
        at += 1;
        const what = JSON.stringify(action).slice(0, 200);
        same(comparable({ gives: act(operation, lookup, action) }), comparable({ gives }), what);
        state = { ...state, ...changes };
        same(stateOf(lookup), state, `the state after ${what}`);
      }
      lookup.close();
    } catch (error) {
      failures.push(`seed ${script.seed}, step ${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures;
}

const stateOf = ({ done, total, clockOffsetMs }: Lookup<unknown>): { readonly progress: Progress; readonly clockOffsetMs: number } => ({
  progress: [done, total],
  clockOffsetMs,
});

/** Performs an action of a script, and returns the result in the format of the scripts. */
function act(operation: AnyOperation, lookup: Lookup<unknown>, action: Action): object | undefined {
  if ("poll" in action) {
    const { nowMs, randomHex, takesAnswer } = action.poll;
    const step = lookup.poll(nowMs, fromHex(randomHex), takesAnswer);
    return { [step.kind]: members(operation, lookup, step) };
  }
  if ("response" in action) {
    const { id, nowMs, status, headers, body, bodyHex } = action.response;
    const bytes = bodyHex === undefined ? body! : fromHex(bodyHex);
    return { accepted: lookup.handleResponse(id, nowMs, response(bytes, status, headers)) };
  }
  if ("feed" in action) {
    lookup.feed(action.feed.list, action.feed.identifiers, action.feed.ends);
  } else if ("failure" in action) {
    lookup.handleFailure(action.failure.id, action.failure.kind);
  } else if ("signature" in action) {
    const { id, headers } = action.signature;
    lookup.handleSignature(id, headers && Object.fromEntries(headers));
  } else if ("renewal" in action) {
    lookup.handleRenewal(action.renewal.id, action.renewal.token);
  } else {
    lookup.cancel();
  }
  return undefined;
}

/** Returns the members of a step in the format of the scripts. */
function members(operation: AnyOperation, lookup: Lookup<unknown>, step: Step<unknown>): object {
  switch (step.kind) {
    case "send": {
      const { method, url, headers, body } = step.request;
      const request = { method, url, headers, body };
      const differs = ([name, value]: [string, unknown]): boolean =>
        JSON.stringify(value) !== JSON.stringify(request[name as keyof typeof request]);
      const redacted = Object.entries(lookup.redactedRequest(step.id) ?? {}).filter(differs);
      return { id: step.id, attempt: step.attempt, request, redacted: Object.fromEntries(redacted) };
    }
    case "sign":
      return { id: step.id, ...step.params };
    case "renew":
    case "abort":
      return { id: step.id };
    case "feed":
      return { list: step.list, room: step.room };
    case "answer": {
      const answer = step.answer as object;
      return { id: step.id, ...(operation.lists.length > 0 ? answer : { record: answer }) };
    }
    case "failed":
      return { id: step.id, asked: step.request, error: withoutMessage(step.error) };
    case "wait":
      return { ms: step.ms === Infinity ? null : step.ms };
    case "done":
      return { id: step.id, error: step.error && withoutMessage(step.error) };
  }
}
