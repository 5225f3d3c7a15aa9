import type { DmtzUser, MysoftUserInfo, Provider, QuanshiUsers, ShownRequest } from "mingpian";
import type { Door, Settings, Watch } from "./door";
import { Failure, toFailure, type FailureFacts } from "./failure";

/** What wasm-bindgen makes of `web-demo/gloo`. */
interface GlooModule {
  default(): Promise<unknown>;
  lookup(
    provider: Provider,
    job: string,
    onRequest: (request: ShownRequest) => void,
    signal: AbortSignal,
  ): Promise<unknown>;
}

// A glob, not a plain import: the page then builds without the Rust door too, and says so when asked for it.
const built = import.meta.glob<GlooModule>("../../gloo/build/mingpian_gloo.js");

let opened: Promise<Door> | undefined;

/** Loads the Rust door's module at the first use. A failed load may be tried again. */
export function openRustDoor(): Promise<Door> {
  opened ??= load().catch((thrown: unknown) => {
    opened = undefined;
    throw toFailure(thrown);
  });
  return opened;
}

async function load(): Promise<Door> {
  const importModule = Object.values(built)[0];
  if (importModule === undefined) throw new Error("this page was built without the Rust door");
  const gloo = await importModule();
  await gloo.default();
  return {
    dmtz: async (input, settings, watch) => user<DmtzUser>(await ask(gloo, "dmtz", job(settings, input), watch)),
    mysoft: async (input, auth, settings, watch) =>
      user<MysoftUserInfo>(await ask(gloo, "mysoft", job(settings, input, auth), watch)),
    quanshi: async (input, auth, settings, watch) =>
      users(await ask(gloo, "quanshi", job(settings, input, auth), watch)),
  };
}

function job({ baseUrl, ...settings }: Settings, input: object, auth?: object): string {
  return JSON.stringify({ baseUrl, settings, auth, input });
}

async function ask(gloo: GlooModule, provider: Provider, jobText: string, watch: Watch): Promise<unknown> {
  try {
    return await gloo.lookup(provider, jobText, watch.onRequest, watch.signal);
  } catch (thrown) {
    throw isFacts(thrown) ? new Failure(thrown, { cause: thrown }) : toFailure(thrown);
  }
}

function isFacts(value: unknown): value is FailureFacts {
  return hasMember(value, "code", "string") && hasMember(value, "message", "string");
}

// What comes from Rust is of the core's making. These two look only whether it is the answer that was asked for.
function user<T extends DmtzUser | MysoftUserInfo>(answer: unknown): T {
  if (!hasMember(answer, "profile", "object")) throw unexpected();
  return answer as T;
}

function users(answer: unknown): QuanshiUsers {
  if (!hasMember(answer, "found", "object") || !(Reflect.get(answer, "found") instanceof Map)) throw unexpected();
  return answer as QuanshiUsers;
}

function hasMember(value: unknown, name: string, type: "string" | "object"): value is object {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === type;
}

function unexpected(): Failure {
  return toFailure(new Error("the Rust door answered in another form than agreed"));
}
