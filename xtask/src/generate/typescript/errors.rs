//! Generates a class for each error.

use mingpian::ErrorCode;

use super::super::errors::about;
use super::super::text::{capital, line};
use super::doc::doc;

/// Gives the classes their names.
const NAMING: &str = "\
for (const [code, { prototype }] of Object.entries(CLASSES)) {
  // Minifiers rename classes, so the name is created from the code: RATE_LIMITED becomes RateLimitedError.
  const words = code.toLowerCase().replace(/(^|_)./g, (start) => start.slice(-1).toUpperCase());
  Object.defineProperty(prototype, \"name\", { value: `${words}Error` });
}
";

/// The declarations that all errors share.
const LOOKUP_ERROR: &str = "\
/** Returns whether `value` is a {@link LookupError}. It may come from another copy of this package or from another \
    realm. */
export const isLookupError = (value: unknown): value is LookupError => isBranded(value);

/** The class that all errors extend, for `instanceof`. */
export interface LookupErrorClass extends Function {
  readonly prototype: LookupError;
  /**
   * Makes an error of its data, of the class that belongs to its code. `postMessage` and `structuredClone` keep nothing
   * of an error but its message, so what crosses is `error.toJSON()`.
   *
   * @throws InvalidInputError if `json` has no code of this package.
   */
  fromJSON(json: LookupErrorJson): LookupError;
}
const fromJSON = (json: LookupErrorJson): LookupError => {
  if (Object.keys(CLASSES).includes(Object(json).code as string)) return new CLASSES[json.code](json);
  const message = \"code: expected the code of a LookupError\";
  throw new InvalidInputError({ code: \"INVALID_INPUT\", retryable: false, field: \"code\", message });
};
export const LookupError: LookupErrorClass = /* @__PURE__ */ Object.assign(BaseError as unknown as LookupErrorClass, { fromJSON });
";

/// Returns the classes, their union, and the function that creates an error from its data.
pub(super) fn file() -> String {
    let mut out = String::from(
        "import { BaseError, isBranded, type LookupErrorJson, type TransportKind } from \"../errors.js\";\n",
    );
    let mut members = String::new();
    let mut names = Vec::new();
    for (code, _, remedy) in ErrorCode::GLOSSARY {
        let class = class(code);
        line(&mut out, "");
        doc(&mut out, "", &[&about(code, remedy, "retryable", "retryAfterMs")], &[]);
        line(&mut out, format!("export class {class} extends BaseError {{"));
        line(&mut out, format!("  declare readonly name: \"{class}\";"));
        line(&mut out, format!("  declare readonly code: \"{}\";", code.as_str()));
        if let Some(member) = member(code) {
            line(&mut out, format!("  declare readonly {member};"));
        }
        line(&mut out, "}");
        line(&mut members, format!("  {}: {class},", code.as_str()));
        names.push(class);
    }
    line(&mut out, format!("\nconst CLASSES = {{\n{members}}};"));
    line(&mut out, NAMING);
    let about = "The reason why a lookup failed. Every member except `cause` is safe to log, because it contains no \
                 URL, body, identifier, or secret. `cause` is the platform's own error. It is not checked, and never \
                 serialized.";
    doc(&mut out, "", &[about], &[]);
    line(&mut out, format!("export type LookupError =\n  | {};\n", names.join("\n  | ")));
    out.push_str(LOOKUP_ERROR);
    out
}

/// Converts `RATE_LIMITED` to `RateLimitedError`.
fn class(code: ErrorCode) -> String {
    let words = code.as_str().split('_').map(|word| capital(&word.to_lowercase()));
    words.chain(["Error".to_owned()]).collect()
}

/// Returns a member that an error always has.
fn member(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::InvalidInput | ErrorCode::MalformedResponse => Some("field: string"),
        ErrorCode::HttpStatus => Some("status: number"),
        ErrorCode::Transport => Some("kind: TransportKind"),
        _ => None,
    }
}
