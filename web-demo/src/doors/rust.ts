import type { LookupErrorJson, Provider, RedactedRequest } from "mingpian";
import type { Person } from "../about";
import type { Page } from "../batch";
import type { Door, One, Settings, Watch } from "./door";
import { Failure, toFailure, type NotSigned } from "./failure";

/** The module that wasm-bindgen generates from `web-demo/gloo`. */
interface GlooModule {
  default(): Promise<unknown>;
  lookUp(provider: Provider, document: string, lists: readonly (readonly string[])[], watch: GlooWatch): Promise<void>;
}

interface GlooWatch {
  readonly signal: AbortSignal;
  readonly signer?: string | undefined;
  onRequest(request: RedactedRequest): void;
  onAnswer(answer: unknown): void;
  onFailure(failure: GlooFailure, identifiers: readonly string[]): void;
  onProgress(done: number, total: number): void;
}

/** An error, the reply of the app's own server if it did not sign, and the browser's own error. */
interface GlooFailure {
  readonly error: LookupErrorJson;
  readonly notSigned?: NotSigned;
  readonly cause?: unknown;
}

// A glob, unlike an import, lets the page be built without the Rust door, and the page says so if it is missing.
const built = import.meta.glob<GlooModule>("../../gloo/build/mingpian_gloo.js");

let opened: Promise<Door> | undefined;

/** Loads the Rust door's module when it is first used. After a failure, the next call tries again. */
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

  const lookUp = (provider: Provider, document: object, lists: readonly (readonly string[])[], watch: GlooWatch) =>
    gloo.lookUp(provider, JSON.stringify(document), lists, watch).catch((thrown: unknown) => {
      throw isGlooFailure(thrown) ? failureOf(thrown) : toFailure(thrown);
    });

  const one = async <P extends Person>({ provider, question, auth }: One<P>, options: Settings, watch: Watch) => {
    const users: P[] = [];
    const none = (): void => {};
    const onAnswer = (answer: unknown): void => {
      if (!hasMember(answer, "profile", "object")) throw unexpected();
      users.push(answer as P);
    };
    const { signal, onRequest } = watch;
    await lookUp(
      provider,
      { question, auth, options },
      [],
      { signal, onRequest, onAnswer, onFailure: none, onProgress: none },
    );
    const [user] = users;
    if (user === undefined) throw unexpected();
    return user;
  };

  return {
    one,
    many: ({ provider, lists, way }, settings, { signal, onRequest, onProgress, onPage }) => {
      const signer = "signer" in way ? String(way.signer) : undefined;
      const auth = signer === undefined ? way : { delegated: true };
      return lookUp(provider, { auth, options: settings, pages: true }, lists, {
        signal,
        signer,
        onRequest,
        onProgress,
        onAnswer: (answer) => onPage(page(answer)),
        onFailure: (failure, identifiers) => onPage({ failed: { facts: failureOf(failure).facts, identifiers } }),
      });
    },
  };
}

function failureOf({ error, notSigned, cause }: GlooFailure): Failure {
  return new Failure(notSigned === undefined ? error : { ...error, notSigned }, { cause });
}

function page(answer: unknown): Page {
  if (!hasMember(answer, "found", "object")) throw unexpected();
  return { users: answer } as Page;
}

function isGlooFailure(value: unknown): value is GlooFailure {
  return hasMember(value, "error", "object");
}

function hasMember(value: unknown, name: string, type: "string" | "object"): value is object {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === type;
}

function unexpected(): Failure {
  return toFailure(new Error("the Rust door did not answer as expected"));
}
