import type {
  DmtzGetUserInfo,
  DmtzUser,
  MysoftAuth,
  MysoftGetUserInfo,
  MysoftUserInfo,
  ShownRequest,
} from "mingpian";
import type { Page } from "../batch";
import type { Identifiers } from "../identifiers";
import { typescriptDoor } from "./typescript";

export type DoorName = "typescript" | "rust";

export interface Settings {
  readonly baseUrl: string;
  readonly timeoutMs?: number;
  readonly attemptTimeoutMs?: number;
  readonly maxAttempts?: number;
  readonly includeSecrets: boolean;
}

/** What a lookup is watched with: how it is stopped, and who hears of the requests it sends. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onRequest: (request: ShownRequest) => void;
}

/** The same for a list, which tells how far it is. */
export interface ListWatch extends Watch {
  readonly onProgress: (done: number) => void;
  readonly onPage: (page: Page) => void;
}

/** What tells Quanshi who asks: a token, or the address of the app's own server, which signs. */
export type QuanshiWay =
  | { readonly token: string; readonly in: "header" | "body" }
  | { readonly signer: string };

/** One way from the page to the services. A lookup that fails rejects with a `Failure`. */
export interface Door {
  dmtz(input: DmtzGetUserInfo, settings: Settings, watch: Watch): Promise<DmtzUser>;
  mysoft(input: MysoftGetUserInfo, auth: MysoftAuth, settings: Settings, watch: Watch): Promise<MysoftUserInfo>;
  /** Any number of identifiers. What fails is told on its pages; it rejects with what stops the rest. */
  quanshi(input: Identifiers, way: QuanshiWay, settings: Settings, watch: ListWatch): Promise<void>;
}

/** The Rust door is a second WebAssembly module: it is loaded when somebody wants to go through it. */
export async function openDoor(name: DoorName): Promise<Door> {
  return name === "rust" ? (await import("./rust")).openRustDoor() : typescriptDoor;
}
