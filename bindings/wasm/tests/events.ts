// Does to machines what scripts of events say, and compares each step; in Node and in a browser.
import {
  dmtzCall,
  isLookupError,
  mysoftCall,
  quanshiCall,
  type Call,
  type DmtzGetUserInfo,
  type Failure,
  type LookupError,
  type Machine,
  type MysoftAuth,
  type MysoftGetUserInfo,
  type QuanshiAuth,
  type QuanshiGetUsersByEmailsMobiles,
  type Step,
} from "mingpian/core";
import { quanshiBatch, type Batch, type BatchOptions, type List, type QuanshiPage } from "mingpian/batch";
import { plain, same } from "./support/check.js";

/** The names of the files. */
export const KINDS = [
  "dmtz-call",
  "mysoft-call",
  "quanshi-call",
  "quanshi-batch-delegated",
  "quanshi-batch-token",
] as const;
type Kind = (typeof KINDS)[number];

/** A file of scripts: machines of one kind. */
export interface EventFile {
  readonly kind: Kind;
  readonly scripts: readonly Script[];
}

interface Script {
  readonly seed: number;
  readonly job: Job;
  readonly state: State;
  readonly steps: readonly ScriptStep[];
}

interface Job {
  readonly baseUrl: string;
  readonly settings: { readonly maxAttempts: number; readonly maxInFlight?: number; readonly clockOffsetMs?: number };
  readonly auth?: object;
  readonly input?: object;
}

interface ScriptStep {
  readonly do: Action;
  readonly gives?: object;
  readonly state?: Partial<State>;
}

type Action =
  | { readonly poll: { readonly nowMs: number; readonly randomHex: string } }
  | { readonly push: Partial<Record<List, readonly string[]>> }
  | { readonly end: { readonly list: List } }
  | { readonly response: Response }
  | { readonly failure: { readonly id: number; readonly kind: Failure } }
  | { readonly authorization: { readonly id: number; readonly headers: Headers | null } }
  | { readonly cancel: object }
  | { readonly takePage: object }
  | { readonly takeResult: object };

type Headers = readonly (readonly [string, string])[];

interface Response {
  readonly id: number;
  readonly nowMs: number;
  readonly status: number;
  readonly headers: Headers;
  readonly body?: string;
  readonly bodyHex?: string;
}

/** How a machine stands. */
interface State {
  readonly clockOffsetMs: number;
  readonly progress?: readonly [number, number];
  readonly wants?: readonly number[];
  readonly awaits?: readonly number[];
  readonly stopped?: object;
}

/** A machine, with what its kind alone can do. */
interface Subject {
  readonly machine: Machine;
  /** Does what not all machines can have done, and tells what they say. */
  act(action: Action): object | undefined;
  /** How it stands, with what it awaits of these ids. */
  state(ids: readonly number[]): State;
}

/** The steps that fail, and why: of each script the first. */
export function replayFile({ kind, scripts }: EventFile): string[] {
  const failures: string[] = [];
  for (const script of scripts) {
    let at = -1;
    try {
      const subject = kind.endsWith("-call") ? callOf(callTo(kind, script.job)) : batchOf(script.job);
      const ids = new Set<number>();
      let { state } = script;
      same(subject.state([]), state, "the first state");
      for (const step of script.steps) {
        at += 1;
        const gives = act(subject, step.do, ids);
        same({ gives }, { gives: step.gives }, JSON.stringify(step.do).slice(0, 200));
        state = { ...state, ...step.state };
        same(subject.state([...ids]), state, `state after ${JSON.stringify(step.do).slice(0, 200)}`);
      }
    } catch (error) {
      failures.push(`seed ${script.seed}, step ${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures;
}

function act(subject: Subject, action: Action, ids: Set<number>): object | undefined {
  const { machine } = subject;
  if ("poll" in action) {
    const { nowMs, randomHex } = action.poll;
    return given(machine, machine.poll(nowMs, bytes(randomHex)), ids);
  }
  if ("response" in action) {
    const { id, nowMs, status, headers, body, bodyHex } = action.response;
    const all = bodyHex === undefined ? new TextEncoder().encode(body) : bytes(bodyHex);
    machine.handleResponse(id, nowMs, { status, headers, body: all });
  } else if ("failure" in action) {
    machine.handleFailure(action.failure.id, action.failure.kind);
  } else if ("authorization" in action) {
    const { id, headers } = action.authorization;
    machine.handleAuthorization(id, headers && Object.fromEntries(headers));
  } else {
    return subject.act(action);
  }
  return undefined;
}

/** A step as scripts write it. */
function given(machine: Machine, step: Step, ids: Set<number>): object {
  switch (step.kind) {
    case "send": {
      const { id, method, url, headers, body } = step.request;
      ids.add(id);
      const request = { method, url, headers, body };
      const shown = Object.entries(machine.shown(id) ?? {}).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(request[name as keyof typeof request]),
      );
      return { send: { id, request, shown: Object.fromEntries(shown) } };
    }
    case "authorize": {
      ids.add(step.id);
      return { authorize: { id: step.id, ...step.params } };
    }
    case "wait":
      return { wait: { ms: step.ms === Infinity ? null : step.ms } };
    case "finished":
      return { finished: {} };
  }
}

/** The call that a job asks for. */
function callTo(kind: Kind, { baseUrl, settings, auth, input }: Job): Call<unknown> {
  const { maxAttempts, clockOffsetMs } = settings;
  const options = { baseUrl, retry: { maxAttempts }, clockOffsetMs };
  switch (kind) {
    case "dmtz-call":
      return dmtzCall(input as DmtzGetUserInfo, options);
    case "mysoft-call":
      return mysoftCall(input as MysoftGetUserInfo, { ...options, auth: auth as MysoftAuth });
    case "quanshi-call":
      return quanshiCall(input as QuanshiGetUsersByEmailsMobiles, { ...options, auth: auth as QuanshiAuth });
    default:
      throw new Error(`${kind} is no call`);
  }
}

function callOf(call: Call<unknown>): Subject {
  return {
    machine: call,
    act(action) {
      // It has ended then, whatever its next poll.
      if ("cancel" in action) call.cancel();
      else if (!("takeResult" in action)) throw new Error(`a call cannot ${Object.keys(action).join()}`);
      try {
        return { value: plain(call.take()) };
      } catch (error) {
        if (!isLookupError(error)) throw error;
        return { error: withoutMessage(error) };
      }
    },
    state: () => ({ clockOffsetMs: call.clockOffsetMs }),
  };
}

const LISTS: readonly List[] = ["emails", "mobiles", "loginNames"];

function batchOf({ baseUrl, settings, auth }: Job): Subject {
  const { maxAttempts, ...others } = settings;
  const options: BatchOptions = { baseUrl, retry: { maxAttempts }, ...others };
  const batch: Batch = quanshiBatch({ ...options, auth: auth as QuanshiAuth });
  return {
    machine: batch,
    act(action) {
      if ("takePage" in action) return { page: pageOf(batch.takePage()) };
      if ("push" in action) batch.push(action.push);
      else if ("end" in action) batch.end(action.end.list);
      else if ("cancel" in action) batch.cancel();
      else throw new Error(`a batch cannot ${Object.keys(action).join()}`);
      return undefined;
    },
    state(ids) {
      const { clockOffsetMs, progress, stopped } = batch;
      return {
        clockOffsetMs,
        progress: [progress.done, progress.total],
        wants: LISTS.map((list) => batch.wants(list)),
        awaits: ids.filter((id) => batch.awaits(id)),
        ...(stopped && { stopped: withoutMessage(stopped) }),
      };
    },
  };
}

/** A page as scripts write it. */
function pageOf(page: QuanshiPage | undefined): unknown {
  if (!page?.failed) return page ? plain(page) : null;
  const { request, error } = page.failed;
  return { failed: { request, error: withoutMessage(error) } };
}

function withoutMessage(error: LookupError): object {
  const { message: _, ...members } = error.toJSON();
  return members;
}

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
