import type {
  DmtzGetUserInfo,
  DmtzUser,
  MysoftAuth,
  MysoftGetUserInfo,
  MysoftUserInfo,
  QuanshiAuth,
  QuanshiUsers,
  ShownRequest,
} from "mingpian";
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

/** One way from the page to the services. A lookup that fails rejects with a `Failure`. */
export interface Door {
  dmtz(input: DmtzGetUserInfo, settings: Settings, watch: Watch): Promise<DmtzUser>;
  mysoft(input: MysoftGetUserInfo, auth: MysoftAuth, settings: Settings, watch: Watch): Promise<MysoftUserInfo>;
  quanshi(input: Identifiers, auth: QuanshiAuth, settings: Settings, watch: Watch): Promise<QuanshiUsers>;
}

/** The Rust door is a second WebAssembly module: it is loaded when somebody wants to go through it. */
export async function openDoor(name: DoorName): Promise<Door> {
  return name === "rust" ? (await import("./rust")).openRustDoor() : typescriptDoor;
}
