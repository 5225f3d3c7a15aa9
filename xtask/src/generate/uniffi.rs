//! The records that UniFFI carries: each provider's request, as its table has it.

use mingpian::providers::Provider;
use mingpian::record::{Cell, Page, Row};

use super::text::{capital, line};

/// `max_width` in rustfmt.toml, and the line's end.
const MAX_WIDTH: usize = 111;

/// The one file of all providers.
pub(super) fn file(providers: &[Provider]) -> String {
    let mut out = String::from(
        "//! What is asked for, as records that print nothing of it.\n\
         //!\n\
         //! Generated from the tables in src/providers by `cargo xtask generate`; do not edit.\n\n\
         use std::fmt;\n\n",
    );
    let names: Vec<_> = providers.iter().map(|provider| provider.name).collect();
    line(&mut out, format!("use mingpian::providers::{{{}}};", names.join(", ")));
    for provider in providers {
        request(&mut out, provider);
    }
    out
}

fn request(out: &mut String, provider: &Provider) {
    let page = provider.request;
    let name = capital(provider.name) + page.name;
    line(
        out,
        format!(
            "\n/// {}\n#[derive(Clone, PartialEq, Eq, Default, uniffi::Record)]\n#[uniffi::export(Debug)]\n\
             pub struct {name} {{",
            page.doc.trim()
        ),
    );
    for row in page.rows {
        line(out, format!("    /// {}", row.doc));
        if !row.required {
            line(out, "    #[uniffi(default)]");
        }
        line(out, format!("    pub {}: {},", row.field, ty(row)));
    }
    let from = format!("{}::{}", provider.name, page.name);
    line(
        out,
        format!(
            "}}\n\nimpl From<{name}> for {from} {{\n    fn from(request: {name}) -> Self {{\n{}    }}\n}}\n\n\
             impl fmt::Debug for {name} {{\n    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{\n        \
             f.debug_struct(\"{name}\").finish_non_exhaustive()\n    }}\n}}",
            all_fields(page)
        ),
    );
}

/// Each field from the record's, as rustfmt would have it.
fn all_fields(page: &Page) -> String {
    let fields: Vec<_> = page.rows.iter().map(|row| format!("{0}: request.{0}", row.field)).collect();
    let short = format!("        Self {{ {} }}\n", fields.join(", "));
    if short.len() <= MAX_WIDTH {
        return short;
    }
    let long: String = fields.iter().map(|field| format!("            {field},\n")).collect();
    format!("        Self {{\n{long}        }}\n")
}

fn ty(row: &Row) -> String {
    let ty = match row.cell {
        Cell::Text | Cell::Any => "String",
        Cell::Flag => "bool",
        Cell::Int | Cell::Verdict => "i64",
        Cell::Texts => return "Vec<String>".to_owned(),
        Cell::Embedded(_) | Cell::One(_) | Cell::List(_) | Cell::Map(_) => {
            unreachable!("a request holds no records")
        }
    };
    if row.required { ty.to_owned() } else { format!("Option<{ty}>") }
}
