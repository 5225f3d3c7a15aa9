//! The Kotlin that follows from the core's tables: services, records, options, errors, and the list of providers.

mod doc;
mod errors;
mod records;
mod service;

use mingpian::providers::Provider;
use mingpian::record::{Field, FieldType, Record as _, Schema};
use mingpian::{Options, Sensitivity};

use super::text::{camel, capital, line};
use doc::kdoc;

/// Where the files are.
const FOLDER: &str = "bindings/kotlin/mingpian/src/generated/kotlin/mingpian";
const HEAD: &str =
    "// Generated from the core's tables by `cargo xtask generate`; do not edit.\n\npackage mingpian\n";

/// Returns every file with its path.
pub(super) fn files(providers: &[Provider]) -> Vec<(String, String)> {
    let mut files = vec![
        ("ErrorCode".to_owned(), errors::codes()),
        ("LookupException".to_owned(), errors::exceptions()),
        ("LookupOptions".to_owned(), options()),
        ("Profile".to_owned(), records::profile_class()),
        ("Provider".to_owned(), registry(providers)),
        ("TransportKind".to_owned(), errors::kinds()),
    ];
    for provider in providers {
        let prefix = capital(provider.name);
        files.push((prefix.clone(), service::service(provider)));
        files.push((format!("{prefix}Records"), records::records(provider)));
    }
    let with_path = |(name, text): (String, String)| (format!("{FOLDER}/{name}.kt"), HEAD.to_owned() + &text);
    files.into_iter().map(with_path).collect()
}

/// Returns the list of providers.
fn registry(providers: &[Provider]) -> String {
    let mut out = "\n".to_owned();
    kdoc(&mut out, "", &["The account services that can be asked."], &[]);
    line(&mut out, "public enum class Provider(");
    kdoc(&mut out, "    ", &["The name that is the same in every language."], &[]);
    line(&mut out, "    public val id: String,\n) {");
    for provider in providers {
        kdoc(&mut out, "    ", &[provider.title], &[]);
        line(&mut out, format!("    {}(\"{}\"),\n", provider.name.to_uppercase(), provider.name));
    }
    out.pop();
    line(&mut out, "    ;\n\n    internal companion object {");
    kdoc(&mut out, "        ", &["Returns the provider of this name."], &[]);
    line(&mut out, "        fun of(id: String): Provider = entries.first { it.id == id }\n    }\n}");
    out
}

/// Returns the options of a lookup.
fn options() -> String {
    // Where a service is belongs to the service, not to a lookup.
    let fields: Vec<_> = Options::SCHEMA.fields.iter().filter(|field| field.name != "base_url").collect();
    let mut out = "\n".to_owned();
    let about = "How a lookup is carried out. Times are in milliseconds. An option that is left out is as the service's \
        own options say, and else has its default. The lookup refuses a number that is not allowed, and names it.";
    kdoc(&mut out, "", &[about], &[]);
    line(&mut out, "public class LookupOptions(");
    for field in &fields {
        kdoc(&mut out, "    ", &[field.doc], &[]);
        line(&mut out, format!("    public val {}: {}? = null,", camel(field.name), ty(field, "")));
    }
    let hooks = [
        (
            "onRequest",
            "(RedactedRequest) -> Unit",
            "Called with every attempt before it is sent, to show it. What it throws ends the lookup.",
        ),
        (
            "onProgress",
            "(done: Long, total: Long) -> Unit",
            "Called as the lookup goes on, on a thread of `Dispatchers.Default`: of `total` identifiers that were taken from \
             the lists so far, the answers of `done` were handed out. What it throws ends the lookup.",
        ),
    ];
    for (name, ty, doc) in hooks {
        kdoc(&mut out, "    ", &[doc], &[]);
        line(&mut out, format!("    public val {name}: ({ty})? = null,"));
    }
    line(&mut out, ") {");
    let names = || fields.iter().map(|field| camel(field.name));
    kdoc(&mut out, "    ", &["Returns these options, and the others where these say nothing."], &[]);
    line(&mut out, "    internal fun over(others: LookupOptions): LookupOptions = LookupOptions(");
    for name in names().chain(hooks.map(|(name, ..)| name.to_owned())) {
        line(&mut out, format!("        {name} = {name} ?: others.{name},"));
    }
    line(&mut out, "    )\n\n    internal fun write(json: JsonWriter) {");
    for name in names() {
        line(&mut out, format!("        json.member(\"{name}\", {name})"));
    }
    line(&mut out, "    }\n}");
    out
}

/// Returns the name of a type of a provider.
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

/// `GetUserInfo` → `getUserInfo`
fn lower(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_lowercase() + rest
}
