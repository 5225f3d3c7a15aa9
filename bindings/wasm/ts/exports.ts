// The exports that `mingpian` and `mingpian/core` share.
export type { Answers, AnswersJson, Page, PageJson, Unreadable } from "./answers.js";
export type { LookupErrorJson, TransportKind } from "./errors.js";
export * from "./generated/errors.js";
export type { ErrorCode, Profile, Provider } from "./generated/names.js";
export type { CoreOptions } from "./generated/options.js";
export * from "./generated/types.js";
export { load, type LoadOptions } from "./load.js";
export type { Embedded } from "./read.js";
export type { RedactedRequest, SigningParams } from "./steps.js";
