//! Reads `#[record(...)]` and doc comments.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, Meta, Result};

/// Calls `read` for each argument of each `#[record(...)]`.
pub(crate) fn each(
    attributes: &[Attribute],
    mut read: impl FnMut(ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("record"))
        .try_for_each(|attribute| attribute.parse_nested_meta(&mut read))
}

/// Returns the error for an unknown argument.
pub(crate) fn unknown(meta: &ParseNestedMeta<'_>, expected: &str) -> Error {
    let name = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
    meta.error(format!("unknown attribute `{name}`: expected {expected}"))
}

/// Returns the text of a doc comment as one line.
pub(crate) fn doc(attributes: &[Attribute], span: Span) -> Result<String> {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
        {
            let Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) = &pair.value else {
                return Err(Error::new_spanned(pair, "expected a string literal as the doc comment"));
            };
            lines.push(line.value().trim().to_owned());
        }
    }
    if lines.is_empty() {
        return Err(Error::new(span, "expected a doc comment, because other languages print it"));
    }
    Ok(lines.join(" "))
}

/// Collects errors, so that all errors in a struct are reported at once.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn take<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(crate) fn finish(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
