//! Generates the parts of a record's field in Swift.

use mingpian::Sensitivity;
use mingpian::record::{Field, FieldType};

use super::{Out, acronyms, camel, text};

/// Returns whether every record that was read has this field.
pub(super) fn is_always_there(field: &Field) -> bool {
    let has_default = field.default.is_some() || matches!(field.ty, FieldType::Choice(_));
    field.required || has_default || is_list(field)
}

fn is_list(field: &Field) -> bool {
    matches!(field.ty, FieldType::List(_) | FieldType::Texts)
}

pub(super) fn is_secret(field: &Field) -> bool {
    field.sensitivity == Sensitivity::Secret
}

/// Returns the type, as an optional if the field may be absent.
pub(super) fn optional(field: &Field, prefix: &str) -> String {
    let ty = ty(field, prefix);
    if is_always_there(field) { ty } else { ty + "?" }
}

pub(super) fn ty(field: &Field, prefix: &str) -> String {
    match field.ty {
        FieldType::Text | FieldType::AnyJson => "String".to_owned(),
        FieldType::Bool => "Bool".to_owned(),
        FieldType::Int | FieldType::IntOrBool => "Int".to_owned(),
        FieldType::Texts => "[String]".to_owned(),
        FieldType::Choice(choice) => acronyms(choice.name),
        FieldType::Embedded(schema) => format!("Embedded<{prefix}{}>", schema.name),
        FieldType::Object(schema) => format!("{prefix}{}", schema.name),
        FieldType::List(schema) => format!("[{prefix}{}]", schema.name),
    }
}

/// Returns the default value of a field, such as ` = nil`.
pub(super) fn default(field: &Field) -> String {
    match (field.default, field.ty) {
        (Some(default), _) => format!(" = {default}"),
        (None, FieldType::Choice(choice)) => {
            let word = choice.words.iter().find(|word| word.is_default);
            word.map_or(String::new(), |word| format!(" = .{}", acronyms(&super::lower(word.name))))
        }
        (None, _) if is_list(field) => " = []".to_owned(),
        (None, _) if field.required => String::new(),
        (None, _) => " = nil".to_owned(),
    }
}

/// Writes the documentation of a field.
pub(super) fn doc(out: &mut Out, field: &Field) {
    out.doc(&doc_text(field));
}

pub(super) fn doc_text(field: &Field) -> String {
    let any = if matches!(field.ty, FieldType::AnyJson) {
        " A value that is not a string is kept as its JSON text."
    } else {
        ""
    };
    let personal = if field.sensitivity == Sensitivity::Personal { " Personal data." } else { "" };
    format!("{}{any}{personal}", field.doc)
}

/// Returns each field's name in Swift and in JSON.
pub(super) fn names(fields: &[&Field]) -> Vec<(String, String)> {
    fields.iter().map(|field| (camel(field.name), text::camel(field.name))).collect()
}

/// Writes the names in JSON, which are the same in every language of Mingpian.
pub(super) fn coding_keys(out: &mut Out, names: &[(String, String)]) {
    out.line("");
    out.block("private enum CodingKeys: String, CodingKey", |out| {
        for (name, key) in names {
            let raw = if name == key { String::new() } else { format!(" = \"{key}\"") };
            out.line(format!("case {name}{raw}"));
        }
    });
}

/// Returns whether a value needs [`coding_keys`].
pub(super) fn differ(names: &[(String, String)]) -> bool {
    names.iter().any(|(name, key)| name != key)
}

/// Writes an initializer with a parameter for each field, and one for the list of fields that cannot be read, if there is
/// such a list. `body` writes the statements of the initializer.
pub(super) fn initializer(
    out: &mut Out,
    prefix: &str,
    fields: &[&Field],
    lists_unreadable: bool,
    body: impl FnOnce(&mut Out),
) {
    let mut parameters = parameters(fields, prefix);
    if lists_unreadable {
        parameters.push("unreadableFields: [String] = []".to_owned());
    }
    out.line("");
    out.doc("Creates a value with these members.");
    out.list("public init(", &parameters, ") {");
    out.inside(body);
    out.line("}");
}

/// Returns the names of the members of a value.
pub(super) fn member_names(fields: &[&Field], lists_unreadable: bool) -> Vec<String> {
    let names = fields.iter().map(|field| camel(field.name));
    names.chain(lists_unreadable.then(|| "unreadableFields".to_owned())).collect()
}

/// Returns a parameter for each field.
pub(super) fn parameters(fields: &[&Field], prefix: &str) -> Vec<String> {
    let parameter =
        |field: &&Field| format!("{}: {}{}", camel(field.name), optional(field, prefix), default(field));
    fields.iter().map(parameter).collect()
}

/// Writes the description of a record. For a field that is not public, it only shows whether the field is absent.
/// `more` lists additional members.
pub(super) fn printed(out: &mut Out, name: &str, fields: &[&Field], more: &[&str]) {
    out.line("");
    out.block(format!("extension {name}: Redacted"), |out| {
        out.block("var members: [Member]", |out| {
            let member = |field: &&Field| {
                let name = camel(field.name);
                let hiding = if field.sensitivity == Sensitivity::Public { "" } else { "hiding: " };
                format!("Member(\"{name}\", {hiding}{name})")
            };
            let mut members: Vec<_> = fields.iter().map(member).collect();
            members.extend(more.iter().map(|member| (*member).to_owned()));
            out.list("[", &members, "]");
        });
    });
}
