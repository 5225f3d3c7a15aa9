//! Generates TypeScript from the core's tables: questions, records, credentials, operations, services, and options.

mod doc;
mod errors;
mod fakes;
mod operation;
mod records;
mod service;

use mingpian::providers::{OperationDocs, Provider};
use mingpian::record::{FieldType, Record as _, Schema};
use mingpian::{ErrorCode, Options};

use super::text::{camel, capital, line};
use doc::doc;

const FOLDER: &str = "bindings/wasm/ts/generated";
const HEAD: &str = "// Generated from the core's tables by `cargo xtask generate`; do not edit.\n\n";

/// Returns every file with its path.
pub(super) fn files(providers: &[Provider]) -> Vec<(String, String)> {
    let mut files = vec![
        ("options".to_owned(), options()),
        ("names".to_owned(), names(providers)),
        ("errors".to_owned(), errors::file()),
        ("fakes".to_owned(), fakes::services(providers)),
        ("people".to_owned(), fakes::people(providers)),
        ("types".to_owned(), exports(providers, "type ", "", types)),
        ("operations".to_owned(), exports(providers, "", "", operation::names)),
        ("services".to_owned(), exports(providers, "", ".service", service::names)),
    ];
    for provider in providers {
        files.push((provider.name.to_owned(), records::file(provider) + &operation::operations(provider)));
        files.push((format!("{}.service", provider.name), service::file(provider)));
    }
    let with_path =
        |(name, text): (String, String)| (format!("{FOLDER}/{name}.ts"), HEAD.to_owned() + text.as_str());
    files.into_iter().map(with_path).collect()
}

/// Returns the options of the core.
fn options() -> String {
    let mut out = String::new();
    doc(&mut out, "", &[Options::SCHEMA.doc], &[]);
    line(&mut out, "export interface CoreOptions {");
    for field in Options::SCHEMA.fields {
        doc(&mut out, "  ", &[field.doc], &[]);
        line(&mut out, format!("  readonly {}?: {} | undefined;", camel(field.name), ty(&field.ty, "")));
    }
    line(&mut out, "}");
    out
}

/// Returns the names of the providers and of the errors, and the profile.
fn names(providers: &[Provider]) -> String {
    let quoted = |names: Vec<&str>| format!("\"{}\"", names.join("\" | \""));
    let codes = ErrorCode::GLOSSARY.iter().map(|(code, ..)| code.as_str());
    let mut out = String::new();
    doc(&mut out, "", &["The names of the account services."], &[]);
    let providers = quoted(providers.iter().map(|provider| provider.name).collect());
    line(&mut out, format!("export type Provider = {providers};\n"));
    doc(&mut out, "", &["The codes of errors. These names never change."], &[]);
    line(&mut out, format!("export type ErrorCode = {};\n", quoted(codes.collect())));
    records::profile(&mut out);
    out
}

/// Returns a file that exports names from the file of each provider.
fn exports(providers: &[Provider], kind: &str, suffix: &str, names: fn(&Provider) -> Vec<String>) -> String {
    let mut out = String::new();
    for provider in providers {
        let names = names(provider);
        let all = names.join(", ");
        let all = if all.len() < 80 { format!(" {all} ") } else { format!("\n  {},\n", names.join(",\n  ")) };
        line(&mut out, format!("export {kind}{{{all}}} from \"./{}{suffix}.js\";", provider.name));
    }
    out
}

/// Returns the names of a provider's types that both entry points export.
fn types(provider: &Provider) -> Vec<String> {
    let prefix = capital(provider.name);
    let mut names = operation::auth_names(provider);
    for OperationDocs { question, records, .. } in provider.operations {
        names.push(type_name(&prefix, question));
        for schema in *records {
            names.push(type_name(&prefix, schema));
            names.extend(schema.has_secrets.then(|| type_name(&prefix, schema) + "Secrets"));
        }
    }
    names
}

fn type_name(prefix: &str, schema: &Schema) -> String {
    format!("{prefix}{}", schema.name)
}

/// Returns the TypeScript of a field's type.
fn ty(ty: &FieldType, prefix: &str) -> String {
    match ty {
        FieldType::Text | FieldType::AnyJson => "string".to_owned(),
        FieldType::Bool => "boolean".to_owned(),
        FieldType::Int | FieldType::IntOrBool => "number".to_owned(),
        FieldType::Texts => "readonly string[]".to_owned(),
        FieldType::Choice(choice) => {
            let words: Vec<_> = choice.words.iter().map(|word| format!("\"{}\"", word.word)).collect();
            words.join(" | ")
        }
        FieldType::Embedded(schema) => format!("read.Embedded<{}>", type_name(prefix, schema)),
        FieldType::Object(schema) => type_name(prefix, schema),
        FieldType::List(schema) => format!("readonly {}[]", type_name(prefix, schema)),
    }
}
