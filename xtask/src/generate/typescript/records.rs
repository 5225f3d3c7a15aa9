//! Generates an interface for each question and record, and an index reader for each record.

use mingpian::providers::{OperationDocs, Provider};
use mingpian::record::{Field, FieldType, ProfileSchema, Schema};
use mingpian::{Sensitivity, json};

use super::super::text::{camel, capital, line, quoted_lines};
use super::doc::{about, doc};
use super::{ty, type_name};

/// The members of a profile, in order.
const PROFILE: [(&str, &str); 6] = [
    ("display_name", "The display name. Personal data."),
    ("phone", "The phone number, as the provider writes it. Personal data."),
    ("email", "The email address. Personal data."),
    ("avatar_url", "The URL of the picture. Personal data."),
    ("organization", "The company or the department."),
    ("tenant", "The provider's customer that the user belongs to."),
];

/// Writes the profile, which is the same for every provider.
pub(super) fn profile(out: &mut String) {
    let about = "The data about a person that every provider can supply. Each member is taken from the first of the \
                 provider's fields that is not empty.";
    doc(out, "", &[about], &[]);
    line(out, "export interface Profile {");
    doc(out, "  ", &["The provider that supplied the data."], &[]);
    line(out, "  readonly provider: Provider;");
    doc(out, "  ", &["The provider's own ID of the user. Personal data."], &[]);
    line(out, "  readonly id: string;");
    for (member, about) in PROFILE {
        doc(out, "  ", &[about], &[]);
        line(out, format!("  readonly {}: string | undefined;", camel(member)));
    }
    line(out, "}");
}

/// Returns the questions and the records of a provider.
pub(super) fn file(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let is_many = provider.operations.iter().any(|operation| operation.is_by_identifier);
    let is_one = provider.operations.iter().any(|operation| !operation.is_by_identifier);
    let mut answers = Vec::new();
    if is_many {
        answers.extend(["type Answers", "byIdentifier"]);
    }
    answers.extend(is_one.then_some("oneRecord"));
    let mut out = format!("import {{ {} }} from \"../answers.js\";\n", answers.join(", "));
    line(&mut out, "import type { Operation } from \"../lookup.js\";");
    line(&mut out, "import type { Profile } from \"./names.js\";");
    line(&mut out, "import * as read from \"../read.js\";");
    for OperationDocs { question: asked, records, .. } in provider.operations {
        question(&mut out, &prefix, asked);
        for schema in *records {
            if schema.has_secrets {
                secrets_interface(&mut out, &prefix, schema);
            }
            interface(&mut out, &prefix, schema);
            reader(&mut out, &prefix, schema);
        }
    }
    out
}

fn question(out: &mut String, prefix: &str, schema: &Schema) {
    line(out, "");
    doc(out, "", &[schema.doc], &[]);
    line(out, format!("export interface {} {{", type_name(prefix, schema)));
    for field in schema.fields {
        let (name, ty) = (camel(field.name), ty(&field.ty, prefix));
        doc(out, "  ", &[&about(field, "")], &[]);
        match field.required {
            true => line(out, format!("  readonly {name}: {ty};")),
            false => line(out, format!("  readonly {name}?: {ty} | undefined;")),
        }
    }
    line(out, "}");
}

fn secrets_interface(out: &mut String, prefix: &str, schema: &Schema) {
    let name = type_name(prefix, schema);
    let text = format!(
        "The secrets of a {{@link {name}}}, which an app should not hold. They are not enumerable, and print as \
            `[redacted]`."
    );
    line(out, "");
    doc(out, "", &[&text], &[]);
    line(out, format!("export interface {name}Secrets {{"));
    for field in schema.fields.iter().filter(|field| is_secret(field)) {
        doc(out, "  ", &[field.doc], &[]);
        line(out, format!("  readonly {}: {} | undefined;", camel(field.name), ty(&field.ty, prefix)));
    }
    line(out, "}");
}

fn interface(out: &mut String, prefix: &str, schema: &Schema) {
    let name = type_name(prefix, schema);
    line(out, "");
    doc(out, "", &[schema.doc], &[]);
    line(out, format!("export interface {name} {{"));
    for field in schema.fields.iter().filter(|field| !is_secret(field)) {
        let is_any = matches!(field.ty, FieldType::AnyJson);
        let note = if is_any { " A value that is not a string is its JSON text." } else { "" };
        doc(out, "  ", &[&about(field, note)], &[]);
        let absent = if is_always_present(field) { "" } else { " | undefined" };
        line(out, format!("  readonly {}: {}{absent};", camel(field.name), ty(&field.ty, prefix)));
    }
    if let Some(text) = schema.unreadable {
        doc(out, "  ", &[text], &[]);
        line(out, "  readonly unreadableFields: readonly string[];");
    }
    if schema.has_secrets {
        doc(
            out,
            "  ",
            &[
                "The secrets that the vendor sent, which an app should not hold. Present only with `includeSecrets`.",
            ],
            &[],
        );
        line(out, format!("  readonly secrets: {name}Secrets | undefined;"));
    }
    if schema.profile.is_some() {
        doc(out, "  ", &["The data about the person that every provider can supply. Personal data."], &[]);
        line(out, "  readonly profile: Profile;");
    }
    line(out, "}");
}

fn reader(out: &mut String, prefix: &str, schema: &Schema) {
    let name = type_name(prefix, schema);
    let head = format!("\n/** @internal */\nexport const read{name}: read.Read<{name}> = (s, t, i) => ");
    let columns = columns(schema);
    let open = || columns.iter().filter(|(_, field)| !is_secret(field));
    let (before, after) = match schema.has_secrets {
        true => (format!("read.secrets<{name}>(t, {{"), secrets(&columns, prefix)),
        false => ("{".to_owned(), "}".to_owned()),
    };
    let Some(profile) = schema.profile else {
        let (before, after) =
            if schema.has_secrets { (before, after) } else { (format!("({before}"), after + ")") };
        line(out, head + &before);
        for (at, field) in open() {
            line(out, format!("  {}: {},", camel(field.name), value(field, *at, prefix)));
        }
        line(out, unreadable("  ", &columns));
        line(out, format!("{after};"));
        return;
    };
    let is_candidate = |field: &Field| {
        field.name == profile.id || candidates(profile).any(|candidate| candidate == field.name)
    };
    line(out, head + "{");
    for (at, field) in open().filter(|(_, field)| is_candidate(field)) {
        line(out, format!("  const {} = {};", camel(field.name), value(field, *at, prefix)));
    }
    line(out, format!("  return {before}"));
    for (at, field) in open() {
        match is_candidate(field) {
            true => line(out, format!("    {},", camel(field.name))),
            false => line(out, format!("    {}: {},", camel(field.name), value(field, *at, prefix))),
        }
    }
    line(out, unreadable("    ", &columns));
    profile_member(out, schema, profile);
    line(out, format!("  {};\n}};", after.replace('\n', "\n  ")));
}

/// Returns the member that lists the fields that could not be read.
fn unreadable(indent: &str, columns: &[(usize, &Field)]) -> String {
    let keys = columns.iter().flat_map(|(_, field)| field.keys).copied();
    let keys = quoted_lines(&format!("{indent}  "), keys);
    let lists = columns.iter().filter(|(_, field)| matches!(field.ty, FieldType::List(_)));
    let lists: Vec<_> = lists.map(|(at, _)| at.to_string()).collect();
    let lists = if lists.is_empty() { String::new() } else { format!(", [{}]", lists.join(", ")) };
    format!(
        "{indent}unreadableFields: t[3] ? read.unreadable(t, i, [\n{keys}\n{indent}]{lists}) : read.NONE,"
    )
}

/// Returns the end of a record, to which its secrets are added.
fn secrets(columns: &[(usize, &Field)], prefix: &str) -> String {
    let mut out = "}, () => ({\n".to_owned();
    for (at, field) in columns.iter().filter(|(_, field)| is_secret(field)) {
        line(&mut out, format!("  {}: {},", camel(field.name), value(field, *at, prefix)));
    }
    out + "}))"
}

/// Writes the profile, each of whose members is the first candidate that is not empty.
fn profile_member(out: &mut String, schema: &Schema, profile: &ProfileSchema) {
    let id = camel(profile.id);
    let is_number =
        schema.fields.iter().any(|field| field.name == profile.id && matches!(field.ty, FieldType::Int));
    let id = if is_number { format!("String({id})") } else { id };
    line(out, format!("    profile: {{\n      provider: \"{}\",\n      id: {id},", profile.provider));
    for (member, _) in PROFILE {
        let found = profile.members.iter().find(|(name, _)| *name == member);
        let candidates = found.into_iter().flat_map(|(_, candidates)| candidates.iter());
        let candidates = candidates.map(|path| match path {
            [field] => camel(field),
            [list, field] => format!("{}[0]?.{}", camel(list), camel(field)),
            _ => unreachable!("a candidate is a field, or a field of a list's first entry"),
        });
        let all: Vec<_> = candidates.chain(["undefined".to_owned()]).collect();
        line(out, format!("      {}: {},", camel(member), all.join(" || ")));
    }
    line(out, "    },");
}

/// Returns each field with the place of its first cell in a row: two words for each of its keys.
fn columns(schema: &Schema) -> Vec<(usize, &Field)> {
    let columns = schema.fields.iter().scan(json::HEADER, |at, field| {
        let this = *at;
        *at += 2 * field.keys.len();
        Some((this, field))
    });
    columns.collect()
}

fn candidates(profile: &ProfileSchema) -> impl Iterator<Item = &str> {
    profile.members.iter().flat_map(|(_, paths)| paths.iter()).filter_map(|path| path.first().copied())
}

/// Returns the expression that reads a field.
fn value(field: &Field, at: usize, prefix: &str) -> String {
    let place = match field.keys.len() {
        1 => format!("i + {at}"),
        _ => format!("read.either(t, i + {at}, i + {})", at + 2),
    };
    let value = match field.ty {
        FieldType::Text | FieldType::AnyJson | FieldType::Choice(_) => format!("read.text(s, t, {place})"),
        FieldType::Bool => format!("read.flag(t, {place})"),
        FieldType::Int | FieldType::IntOrBool => format!("read.int(t, {place})"),
        FieldType::Texts => format!("read.texts(s, t, {place})"),
        FieldType::Embedded(schema) => {
            format!("read.embedded(s, t, {place}, read{})", type_name(prefix, schema))
        }
        FieldType::Object(schema) => format!("read.one(s, t, {place}, read{})", type_name(prefix, schema)),
        FieldType::List(schema) => format!("read.list(s, t, {place}, read{})", type_name(prefix, schema)),
    };
    match field.default {
        Some(default) => format!("{value} ?? {default}"),
        None if field.required => value + "!",
        None => value,
    }
}

/// Returns whether a record that can be read has this field.
fn is_always_present(field: &Field) -> bool {
    field.required || field.default.is_some() || matches!(field.ty, FieldType::List(_) | FieldType::Texts)
}

fn is_secret(field: &Field) -> bool {
    field.sensitivity == Sensitivity::Secret
}
