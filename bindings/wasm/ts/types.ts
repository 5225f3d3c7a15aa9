// What `mingpian` and `mingpian/core` both export.
export type { Answers, Failed, Page, Unreadable } from "./answers.js";
export type { CoreOptions } from "./generated/options.js";
export type { Provider } from "./generated/providers.js";
export * from "./generated/types.js";
export type { Profile } from "./profile.js";
export type { Embedded } from "./read.js";
export type { RedactedRequest, SigningParams } from "./steps.js";
