/**
 * Asks three Chinese account services who a user is.
 *
 * @module
 */
export * from "./exports.js";
export * from "./generated/services.js";
export type { Authorize, CallOptions, Identifiers, ListOptions, Lists, ServiceOptions } from "./options.js";
