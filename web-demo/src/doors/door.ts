import type {
  DmtzGetUserInfo,
  DmtzUser,
  MysoftAuth,
  MysoftGetUserInfo,
  MysoftUserInfo,
  RedactedRequest,
} from "mingpian";
import type { Page } from "../batch";
import type { Identifiers } from "../identifiers";

export type DoorName = "typescript" | "rust";

/** The options of a lookup that the page lets people set. */
export interface Settings {
  readonly baseUrl: string;
  readonly timeoutMs?: number;
  readonly attemptTimeoutMs?: number;
  readonly maxAttempts?: number;
  readonly includeSecrets: boolean;
}

/** Stops a lookup, and gets the requests that it sends. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onRequest: (request: RedactedRequest) => void;
}

/** The same for lists, whose progress and pages it gets, too. */
export interface ListWatch extends Watch {
  readonly onProgress: (done: number) => void;
  readonly onPage: (page: Page) => void;
}

/** How Quanshi learns who asks: by a token, or by the signature of the app's own server, which has this URL. */
export type QuanshiWay =
  | { readonly token: string; readonly in: "header" | "body" }
  | { readonly signer: string };

/** A way from the page to the services. A lookup that fails rejects with a `Failure`. */
export interface Door {
  dmtz(question: DmtzGetUserInfo, settings: Settings, watch: Watch): Promise<DmtzUser>;
  mysoft(question: MysoftGetUserInfo, auth: MysoftAuth, settings: Settings, watch: Watch): Promise<MysoftUserInfo>;
  /**
   * Asks about any number of identifiers. A request that fails becomes a page; the promise rejects with what stopped the
   * others.
   */
  quanshi(lists: Identifiers, way: QuanshiWay, settings: Settings, watch: ListWatch): Promise<void>;
}
