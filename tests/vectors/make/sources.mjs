// The sources of the cases that do not come from a vendor: standards, and rules of our own.

export const RFC_JSON = "RFC 8259";
export const RFC_HTTP = "RFC 9110";
export const RFC_URL = "RFC 3986 §2.3";
export const LENIENCY = "rule: leniency";
export const ENVELOPE = "rule: envelope";
export const SECRETS = "rule: secrets";
export const SCRUB = "rule: provider text";
export const PROFILE = "rule: profile";
export const STATUS = "rule: HTTP status";
export const CAP = "rule: body cap";
export const DEPTH = "rule: 127 levels";
export const REQUEST = "rule: exact request bytes";
export const INPUT = "rule: input checks";
export const BASE_URL = "rule: base URL";
export const HEADER = "rule: header values (RFC 9110 §5.5, stricter)";
export const OUTCOME = "rule: what became of each identifier";
export const ONCE = "rule: repeated identifiers";
export const STRICT = "rule: callers' values have exactly their types";
