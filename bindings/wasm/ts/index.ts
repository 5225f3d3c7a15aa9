/**
 * Asks three Chinese account services who a user is.
 *
 * @module
 */
export type { MysoftAuth, QuanshiAuth } from "./core.js";
export { Dmtz } from "./dmtz.js";
export type { CallOptions, ServiceOptions } from "./drive.js";
export * from "./errors.js";
export { Mysoft, type MysoftOptions } from "./mysoft.js";
export { Quanshi, QUANSHI_MAX_PER_LIST, type QuanshiOptions } from "./quanshi.js";
export type * from "./types.js";
