//! A class for each error.

use mingpian::ErrorCode;

use super::super::text::{capital, line};
use super::doc::doc;

/// Gives the classes their names.
const NAMING: &str = "\
for (const [code, { prototype }] of Object.entries(CLASSES)) {
  // Minifiers rename classes, so the name is made of the code: RATE_LIMITED, RateLimitedError.
  const words = code.toLowerCase().replace(/(^|_)./g, (start) => start.slice(-1).toUpperCase());
  Object.defineProperty(prototype, \"name\", { value: `${words}Error` });
}

";

/// Returns the classes, and what makes an error of its data.
pub(super) fn file() -> String {
    let mut out = String::from(
        "import { LookupError, type LookupErrorJson, type TransportKind } from \"../errors.js\";\n",
    );
    let mut classes = String::new();
    for (code, fault, remedy) in ErrorCode::GLOSSARY {
        let class = class(code);
        line(&mut out, "");
        doc(&mut out, "", &[&format!("Where the fault lies: {fault} What to do: {remedy}")], &[]);
        line(&mut out, format!("export class {class} extends LookupError {{"));
        line(&mut out, format!("  declare readonly name: \"{class}\";"));
        line(&mut out, format!("  declare readonly code: \"{}\";", code.as_str()));
        if let Some(member) = member(code) {
            line(&mut out, format!("  declare readonly {member};"));
        }
        line(&mut out, "}");
        line(&mut classes, format!("  {}: {class},", code.as_str()));
    }
    line(&mut out, format!("\nconst CLASSES = {{\n{classes}}};"));
    out.push_str(NAMING);
    doc(&mut out, "", &["Makes an error of the class that belongs to its code. @internal"], &[]);
    line(
        &mut out,
        "export const lookupError = (json: LookupErrorJson): LookupError => new CLASSES[json.code](json);",
    );
    out
}

/// Converts `RATE_LIMITED` to `RateLimitedError`.
fn class(code: ErrorCode) -> String {
    let words = code.as_str().split('_').map(|word| capital(&word.to_lowercase()));
    words.chain(["Error".to_owned()]).collect()
}

/// Returns the member that an error always has.
fn member(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::InvalidInput | ErrorCode::MalformedResponse => Some("field: string"),
        ErrorCode::HttpStatus => Some("status: number"),
        ErrorCode::Transport => Some("kind: TransportKind"),
        _ => None,
    }
}
