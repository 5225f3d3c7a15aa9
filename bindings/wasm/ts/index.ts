/**
 * Asks three Chinese account services who a user is.
 *
 * @module
 */
export type { QuanshiFailed, QuanshiPage } from "./batch.js";
export type { MysoftAuth } from "./core.js";
export { Dmtz } from "./dmtz.js";
export type { Authorize, CallOptions, ServiceOptions } from "./drive.js";
export * from "./errors.js";
export { Mysoft, type MysoftOptions } from "./mysoft.js";
export {
  Quanshi,
  QUANSHI_MAX_PER_LIST,
  type Identifiers,
  type QuanshiAuth,
  type QuanshiCallOptions,
  type QuanshiIdentifiers,
  type QuanshiOptions,
} from "./quanshi.js";
export type { QuanshiSecret } from "./server.js";
export type * from "./types.js";
