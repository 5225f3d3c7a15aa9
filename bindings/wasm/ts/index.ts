/**
 * Asks three Chinese account services who a user is.
 *
 * @module
 */
export * from "./exports.js";
export * from "./generated/services.js";
export type {
  Attempt,
  Authorize,
  CallOptions,
  Identifiers,
  ListOptions,
  Lists,
  Renewable,
  RenewToken,
  ServiceOptions,
} from "./options.js";
export type { HttpResponse } from "./lookup.js";
export type { HttpRequest } from "./steps.js";
export type { Transport, TransportRequest } from "./transport.js";
