//! Generates the records of a provider: a struct, its stored fields, the code that reads them from the index, and its
//! description.

use mingpian::json::HEADER;
use mingpian::providers::Provider;
use mingpian::record::{Field, FieldType, ProfileSchema, Schema};

use super::fields::{
    coding_keys, differ, doc, initializer, is_secret, member_names, names, optional, printed, ty,
};
use super::{Out, camel, capital};

/// The members of a profile, in order.
const PROFILE: [&str; 6] = ["display_name", "phone", "email", "avatar_url", "organization", "tenant"];

pub(super) fn file(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = Out::default();
    let mut written: Vec<&str> = Vec::new();
    for schema in provider.operations.iter().flat_map(|operation| operation.records) {
        // Several operations may return the same record.
        if written.contains(&schema.name) {
            continue;
        }
        written.push(schema.name);
        if schema.has_secrets {
            secrets(&mut out, &prefix, schema);
        }
        record(&mut out, &prefix, schema);
        fields_in_memory(&mut out, &prefix, schema);
        let more = [
            schema.unreadable.map(|_| "Member(\"unreadableFields\", unreadableFields)"),
            schema.has_secrets.then_some("Member(\"secrets\", hiding: secrets)"),
        ];
        let more: Vec<_> = more.into_iter().flatten().collect();
        printed(&mut out, &format!("{prefix}{}", schema.name), &open_fields(schema), &more);
        if let Some(profile) = schema.profile {
            profile_member(&mut out, &prefix, schema, profile);
        }
    }
    out.text
}

/// Writes the group with the secrets of a record.
fn secrets(out: &mut Out, prefix: &str, schema: &Schema) {
    let name = secrets_name(prefix, schema);
    out.line("");
    out.doc(&format!(
        "The secrets of a ``{prefix}{}``, which an app should not hold. They are not printed, compared, or encoded.",
        schema.name
    ));
    let fields: Vec<_> = schema.fields.iter().filter(|field| is_secret(field)).collect();
    out.block(format!("public struct {name}: Sendable"), |out| {
        for field in &fields {
            doc(out, field);
            out.line(format!("public let {}: {}?", camel(field.name), ty(field, prefix)));
        }
    });
    printed(out, &name, &fields, &[]);
}

fn secrets_name(prefix: &str, schema: &Schema) -> String {
    format!("{prefix}{}Secrets", schema.name)
}

/// Writes the struct. Each property reads its field from the body of the response, or from the stored values.
fn record(out: &mut Out, prefix: &str, schema: &Schema) {
    let fields = open_fields(schema);
    out.line("");
    out.doc(schema.doc);
    out.block(format!("public struct {prefix}{}: Sendable, Hashable, Codable", schema.name), |out| {
        for (cell, field) in cells(schema).filter(|(_, field)| !is_secret(field)) {
            doc(out, field);
            property(out, &camel(field.name), &optional(field, prefix), &value(field, cell));
        }
        if let Some(text) = schema.unreadable {
            out.doc(text);
            out.block("public var unreadableFields: [String]", |out| {
                let value = "{ $0.unreadable(Fields.keys, lists: Fields.lists) }";
                out.line(format!("stored.get {{ $0.unreadableFields }} row: {value}"));
            });
        }
        if schema.has_secrets {
            let name = secrets_name(prefix, schema);
            out.doc("The secrets that the provider sent. They are present only with ``LookupOptions/includeSecrets``.");
            out.block(format!("public var secrets: {name}?"), |out| {
                out.line("guard let row = stored.row, row.hasSecrets else { return nil }");
                let secret = cells(schema).filter(|(_, field)| is_secret(field));
                let values: Vec<_> =
                    secret.map(|(cell, field)| format!("{}: {}", camel(field.name), value(field, cell))).collect();
                out.list(format!("return {name}("), &values, ")");
            });
        }
        out.line("");
        out.line("let stored: Stored<Fields>");
        let members = member_names(&fields, schema.unreadable.is_some());
        let members: Vec<_> = members.iter().map(|name| format!("{name}: {name}")).collect();
        initializer(out, prefix, &fields, schema.unreadable.is_some(), |out| {
            out.list("stored = .inMemory(Fields(", &members, "))");
        });
    });
    out.line("");
    out.block(format!("extension {prefix}{}: Readable", schema.name), |out| {
        out.line("init(stored: Stored<Fields>) { self.stored = stored }");
    });
}

/// Writes a property of a record.
fn property(out: &mut Out, name: &str, ty: &str, value: &str) {
    let value = value.replace("row.", "$0.");
    out.line(format!("public var {name}: {ty} {{ stored.get {{ $0.{name} }} row: {{ {value} }} }}"));
}

/// Writes the struct with the fields of a record that an app has created or decoded.
fn fields_in_memory(out: &mut Out, prefix: &str, schema: &Schema) {
    let fields = open_fields(schema);
    let cells: Vec<_> = cells(schema).collect();
    out.line("");
    out.block(format!("extension {prefix}{}", schema.name), |out| {
        out.block("struct Fields: ReadableFields", |out| {
            for field in &fields {
                out.line(format!("let {}: {}", camel(field.name), optional(field, prefix)));
            }
            if schema.unreadable.is_some() {
                out.line("let unreadableFields: [String]");
                reading(out, &cells);
            }
            let mut names = names(&fields);
            names.extend(
                schema.unreadable.map(|_| ("unreadableFields".to_owned(), "unreadableFields".to_owned())),
            );
            if differ(&names) {
                coding_keys(out, &names);
            }
        });
    });
    out.line("");
    out.block(format!("extension {prefix}{}.Fields", schema.name), |out| {
        out.block("init(_ row: Row)", |out| {
            for (cell, field) in cells.iter().filter(|(_, field)| !is_secret(field)) {
                out.line(format!("{} = {}", camel(field.name), value(field, *cell)));
            }
            if schema.unreadable.is_some() {
                out.line("unreadableFields = row.unreadable(Self.keys, lists: Self.lists)");
            }
        });
    });
}

/// Writes the constants from which the keys of the fields that cannot be read are determined.
fn reading(out: &mut Out, cells: &[(usize, &Field)]) {
    out.line("");
    let keys = cells.iter().flat_map(|(_, field)| field.keys).map(|key| format!("{key:?}"));
    out.list("static let keys = [", &keys.collect::<Vec<_>>(), "]");
    let lists = cells.iter().filter(|(_, field)| matches!(field.ty, FieldType::List(_)));
    let lists: Vec<_> = lists.map(|(cell, _)| cell.to_string()).collect();
    out.line(format!("static let lists: [Int] = [{}]", lists.join(", ")));
}

fn profile_member(out: &mut Out, prefix: &str, schema: &Schema, profile: &ProfileSchema) {
    out.line("");
    out.block(format!("extension {prefix}{}: Identifiable", schema.name), |out| {
        if let Some(field) = schema.fields.iter().find(|field| field.name == profile.id && field.name != "id")
        {
            out.doc("The provider's own ID of the user. Personal data.");
            out.line(format!("public var id: {} {{ {} }}\n", ty(field, prefix), camel(field.name)));
        }
        out.doc("The data about the person that every provider can supply. Personal data.");
        out.block("public var profile: Profile", |out| {
            let is_number = schema
                .fields
                .iter()
                .any(|field| field.name == profile.id && matches!(field.ty, FieldType::Int));
            let id = camel(profile.id);
            let id = if is_number { format!("String({id})") } else { id };
            let mut members = vec![format!("provider: .{}", profile.provider), format!("id: {id}")];
            for name in PROFILE {
                let Some((_, candidates)) = profile.members.iter().find(|(member, _)| *member == name) else {
                    continue;
                };
                let candidates: Vec<_> = candidates.iter().map(|path| candidate(path)).collect();
                members.push(format!("{}: line({})", camel(name), candidates.join(", ")));
            }
            out.list("Profile(", &members, ")");
        });
    });
}

/// Returns a field, or a field of a list's first entry.
fn candidate(path: &[&str]) -> String {
    match path {
        [field] => camel(field),
        [list, field] => format!("{}.first?.{}", camel(list), camel(field)),
        _ => unreachable!("a candidate is a field, or a field of a list's first entry"),
    }
}

fn open_fields(schema: &Schema) -> Vec<&Field> {
    schema.fields.iter().filter(|field| !is_secret(field)).collect()
}

/// Returns each field with the place of its first cell in a row of the index.
fn cells(schema: &Schema) -> impl Iterator<Item = (usize, &Field)> {
    schema.fields.iter().scan(HEADER, |next, field| {
        let cell = *next;
        *next += 2 * field.keys.len();
        Some((cell, field))
    })
}

/// Returns the expression that reads a field from `row`.
fn value(field: &Field, cell: usize) -> String {
    let cell = match field.keys.len() {
        1 => cell.to_string(),
        2 => format!("row.either({cell}, {})", cell + 2),
        _ => unreachable!("a field has at most two spellings so far"),
    };
    let value = match field.ty {
        FieldType::Text | FieldType::AnyJson => format!("row.text({cell})"),
        FieldType::Bool => format!("row.flag({cell})"),
        FieldType::Int | FieldType::IntOrBool => format!("row.int({cell})"),
        FieldType::Texts => format!("row.texts({cell})"),
        FieldType::Embedded(_) => format!("row.embedded({cell})"),
        FieldType::Object(_) => format!("row.one({cell})"),
        FieldType::List(_) => format!("row.list({cell})"),
        FieldType::Choice(_) => unreachable!("a record has no choice so far"),
    };
    // Every row from the core has its required fields.
    match (field.default, field.ty) {
        (Some(default), _) => format!("{value} ?? {default}"),
        (None, FieldType::Text | FieldType::AnyJson) if field.required => format!("{value} ?? \"\""),
        (None, FieldType::Int | FieldType::IntOrBool) if field.required => format!("{value} ?? 0"),
        (None, FieldType::Bool) if field.required => format!("{value} ?? false"),
        _ => value,
    }
}
