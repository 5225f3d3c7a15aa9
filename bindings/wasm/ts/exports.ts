// What `mingpian` and `mingpian/core` both export.
export type { Answers, Page, Unreadable } from "./answers.js";
export { isLookupError, LookupError, type LookupErrorJson, type TransportKind } from "./errors.js";
export * from "./generated/errors.js";
export type { ErrorCode, Profile, Provider } from "./generated/names.js";
export type { CoreOptions } from "./generated/options.js";
export * from "./generated/types.js";
export type { Embedded } from "./read.js";
export type { RedactedRequest, SigningParams } from "./steps.js";
