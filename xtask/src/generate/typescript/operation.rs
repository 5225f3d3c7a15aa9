//! Generates the credentials and the operations of a provider.

use mingpian::RetrySafety;
use mingpian::providers::{OperationDocs, Provider};
use mingpian::record::{CredentialsSchema, Field, FieldType, Variant};

use super::super::text::{camel, capital, line};
use super::doc::doc;
use super::{ty, type_name};

/// Returns the credentials and the operations.
pub(super) fn operations(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = String::new();
    if let Some(schema) = credentials(provider) {
        auth(&mut out, &prefix, schema);
    }
    for operation in provider.operations {
        constant(&mut out, provider, operation);
    }
    out
}

/// Returns the names of the operations' constants.
pub(super) fn names(provider: &Provider) -> Vec<String> {
    provider.operations.iter().map(|operation| name(provider, operation)).collect()
}

/// Returns the names of the credentials' types.
pub(super) fn auth_names(provider: &Provider) -> Vec<String> {
    let prefix = capital(provider.name);
    let Some(schema) = credentials(provider) else { return Vec::new() };
    let variants = schema.variants.iter().map(|variant| format!("{prefix}{}", variant.name));
    [format!("{prefix}Credentials")].into_iter().chain(variants).collect()
}

/// Returns the credentials, which all operations of a provider share.
pub(super) fn credentials(provider: &Provider) -> Option<&'static CredentialsSchema> {
    provider.operations.iter().find_map(|operation| operation.credentials)
}

/// Returns the name of an operation's constant.
pub(super) fn name(provider: &Provider, operation: &OperationDocs) -> String {
    format!("{}{}", provider.name, capital(operation.metadata.name))
}

/// Returns the type of an operation's answer.
pub(super) fn answer(prefix: &str, operation: &OperationDocs) -> String {
    let record = type_name(prefix, operation.record);
    if operation.is_by_identifier { format!("Answers<{record}>") } else { record }
}

fn auth(out: &mut String, prefix: &str, schema: &CredentialsSchema) {
    let ways: Vec<_> = schema.variants.iter().map(|variant| format!("{prefix}{}", variant.name)).collect();
    line(out, "");
    doc(out, "", &[schema.doc], &[]);
    line(out, format!("export type {prefix}Credentials = {};", ways.join(" | ")));
    for variant in schema.variants {
        let note = if variant.is_server_only { " Do not put them into a page." } else { "" };
        line(out, "");
        doc(out, "", &[&format!("{}{note}", variant.doc)], &[]);
        line(out, format!("export interface {prefix}{} {{", variant.name));
        members(out, variant);
        line(out, "}");
    }
}

fn members(out: &mut String, variant: &Variant) {
    if variant.fields.is_empty() {
        let (first, rest) = variant.name.split_at(1);
        doc(out, "  ", &["Selects these credentials."], &[]);
        line(out, format!("  readonly {}{rest}: true;", first.to_lowercase()));
    }
    for field in variant.fields {
        let (note, is_optional) = choice(field);
        doc(out, "  ", &[&format!("{}{note}", field.doc)], &[]);
        let (key, ty) = (field.keys.first().copied().unwrap_or_default(), ty(&field.ty, ""));
        match is_optional {
            true => line(out, format!("  readonly {key}?: {ty} | undefined;")),
            false => line(out, format!("  readonly {key}: {ty};")),
        }
    }
}

/// Returns the meaning of a field's words, and whether the field may be left out.
fn choice(field: &Field) -> (String, bool) {
    let FieldType::Choice(choice) = field.ty else { return (String::new(), !field.required) };
    let mut note = String::new();
    for word in choice.words {
        note.push_str(&format!(" `{}`: {}", word.word, word.doc));
    }
    for word in choice.words.iter().filter(|word| word.is_default) {
        note.push_str(&format!(" Defaults to `{}`.", word.word));
    }
    (note, true)
}

fn constant(out: &mut String, provider: &Provider, operation: &OperationDocs) {
    let prefix = capital(provider.name);
    let OperationDocs { metadata, question, record, .. } = operation;
    let auth =
        if operation.credentials.is_some() { format!("{prefix}Credentials") } else { "undefined".to_owned() };
    let (question, answer) = (type_name(&prefix, question), answer(&prefix, operation));
    let lists: Vec<_> = metadata.lists.iter().map(|list| format!("\"{}\"", camel(list.name))).collect();
    let make = if operation.is_by_identifier { "byIdentifier" } else { "oneRecord" };
    line(out, "");
    doc(out, "", &[&format!("{} Sends a POST request to `{}`.", operation.doc, metadata.path)], &[]);
    line(
        out,
        format!("export const {}: Operation<{question}, {auth}, {answer}> = {{", name(provider, operation)),
    );
    line(out, format!("  provider: \"{}\",\n  name: \"{}\",", provider.name, metadata.name));
    line(out, format!("  lists: [{}],", lists.join(", ")));
    line(out, format!("  maxPerList: {},", metadata.max_per_list));
    line(out, format!("  isIdempotent: {},", metadata.retry_safety == RetrySafety::Idempotent));
    line(out, format!("  read: /* @__PURE__ */ {make}(read{}),\n}};", type_name(&prefix, record)));
}
