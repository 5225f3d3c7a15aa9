//! Generates Kotlin from the core's tables: services, records, options, errors, and the list of providers.

mod doc;
mod errors;
mod fakes;
mod options;
mod records;
mod service;

use mingpian::Sensitivity;
use mingpian::providers::Provider;
use mingpian::record::{Field, FieldType, Schema};

use super::text::{camel, capital, line, quoted_lines};
use crate::kotlin::coordinates;
use doc::kdoc;

/// The folder of the sources.
const FOLDER: &str = "bindings/kotlin/mingpian/src/generated/kotlin";
/// The beginning of each file.
const NOTE: &str = "Generated from the core's tables by `cargo xtask generate`; do not edit.";

/// Returns every file with its path.
pub(super) fn files(providers: &[Provider]) -> Vec<(String, String)> {
    let mut files = vec![
        ("ErrorCode".to_owned(), errors::codes()),
        ("FakeTable".to_owned(), fakes::services(providers)),
        ("LookupException".to_owned(), errors::exceptions()),
        ("LookupOptions".to_owned(), options::options()),
        ("Profile".to_owned(), records::profile_class()),
        ("Provider".to_owned(), registry(providers)),
        ("TransportKind".to_owned(), errors::kinds()),
    ];
    for provider in providers {
        let prefix = capital(provider.name);
        files.push((prefix.clone(), service::service(provider)));
        files.push((format!("{prefix}Records"), records::records(provider)));
        files.push((format!("{prefix}Person"), fakes::people(provider)));
    }
    let folder = format!("{FOLDER}/{}", coordinates::folder());
    let head = format!("// {NOTE}\n\npackage {}\n", coordinates::GROUP);
    let with_path = |(name, text): (String, String)| (format!("{folder}/{name}.kt"), head.clone() + &text);
    files.into_iter().map(with_path).collect()
}

/// Returns the list of providers.
fn registry(providers: &[Provider]) -> String {
    let mut out = "\n".to_owned();
    kdoc(&mut out, "", &["The account services."], &[]);
    line(&mut out, "public enum class Provider(");
    kdoc(&mut out, "    ", &["The name of the service, which is the same in every language."], &[]);
    line(&mut out, "    public val id: String,\n) {");
    for provider in providers {
        kdoc(&mut out, "    ", &[provider.title], &[]);
        line(&mut out, format!("    {}(\"{}\"),\n", provider.name.to_uppercase(), provider.name));
    }
    out.pop();
    line(&mut out, "    ;\n\n    internal companion object {");
    kdoc(&mut out, "        ", &["Returns the provider with this name."], &[]);
    line(&mut out, "        fun of(id: String): Provider = entries.first { it.id == id }\n    }\n}");
    out
}

/// Returns the name of a provider's type.
fn type_name(prefix: &str, schema: &Schema) -> String {
    format!("{prefix}{}", schema.name)
}

/// Returns the Kotlin type of a field, without the question mark of an optional one.
fn ty(field: &Field, prefix: &str) -> String {
    match field.ty {
        FieldType::Text | FieldType::AnyJson => "String".to_owned(),
        FieldType::Bool => "Boolean".to_owned(),
        FieldType::Int | FieldType::IntOrBool => "Long".to_owned(),
        FieldType::Texts => "List<String>".to_owned(),
        FieldType::Choice(choice) => format!("{prefix}{}", choice.name),
        FieldType::Embedded(schema) => format!("Embedded<{prefix}{}>", schema.name),
        FieldType::Object(schema) => type_name(prefix, schema),
        FieldType::List(schema) => format!("List<{prefix}{}>", schema.name),
    }
}

/// Returns the declaration of a field of a question as a parameter.
fn parameter(field: &Field) -> String {
    let (name, ty) = (camel(field.name), ty(field, ""));
    match field.ty {
        FieldType::Texts => format!("{name}: {ty} = emptyList()"),
        _ if field.required => format!("{name}: {ty}"),
        _ => format!("{name}: {ty}? = null"),
    }
}

fn is_secret(field: &Field) -> bool {
    field.sensitivity == Sensitivity::Secret
}

/// Converts `GetUserInfo` to `getUserInfo`.
fn lower(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_lowercase() + rest
}
