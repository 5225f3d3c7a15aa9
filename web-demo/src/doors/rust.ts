import type { DmtzUser, MysoftUserInfo, ShownRequest } from "mingpian";
import type { Page } from "../batch";
import type { Door, Settings } from "./door";
import { Failure, toFailure, type FailureFacts } from "./failure";

/** What wasm-bindgen makes of `web-demo/gloo`. */
interface GlooModule {
  default(): Promise<unknown>;
  lookup(
    provider: "dmtz" | "mysoft",
    job: string,
    onRequest: (request: ShownRequest) => void,
    signal: AbortSignal,
  ): Promise<unknown>;
  lookUpMany(
    job: string,
    input: string,
    signer: string | undefined,
    onRequest: (request: ShownRequest) => void,
    onProgress: (done: number) => void,
    onPage: (page: unknown) => void,
    signal: AbortSignal,
  ): Promise<void>;
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
    dmtz: async (input, settings, { onRequest, signal }) =>
      user<DmtzUser>(await failing(gloo.lookup("dmtz", job(settings, input), onRequest, signal))),
    mysoft: async (input, auth, settings, { onRequest, signal }) =>
      user<MysoftUserInfo>(await failing(gloo.lookup("mysoft", job(settings, input, auth), onRequest, signal))),
    quanshi: (input, way, settings, { onRequest, onProgress, onPage, signal }) => {
      const signer = "signer" in way ? way.signer : undefined;
      const auth = signer === undefined ? way : { delegated: true };
      const handOver = (answer: unknown): void => onPage(page(answer));
      return failing(
        gloo.lookUpMany(
          job(settings, undefined, auth),
          JSON.stringify(input),
          signer,
          onRequest,
          onProgress,
          handOver,
          signal,
        ),
      );
    },
  };
}

function job({ baseUrl, ...settings }: Settings, input: object | undefined, auth?: object): string {
  return JSON.stringify({ baseUrl, settings, auth, input });
}

async function failing<T>(lookup: Promise<T>): Promise<T> {
  try {
    return await lookup;
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

function page(answer: unknown): Page {
  const isPage = hasMember(answer, "users", "object") || hasMember(answer, "failed", "object");
  if (!isPage) throw unexpected();
  return answer as Page;
}

function hasMember(value: unknown, name: string, type: "string" | "object"): value is object {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === type;
}

function unexpected(): Failure {
  return toFailure(new Error("the Rust door answered in another form than agreed"));
}
