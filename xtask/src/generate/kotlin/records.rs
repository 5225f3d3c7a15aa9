//! Generates a class for each question and record. A record decodes its fields from the body, through the index.

use mingpian::providers::{OperationDocs, Provider};
use mingpian::record::{Field, FieldType, ProfileSchema, Schema};
use mingpian::{Sensitivity, json};

use super::doc::{about, kdoc};
use super::{camel, capital, is_secret, line, parameter, quoted_lines, ty, type_name};

/// The optional members of a profile, in order.
const PROFILE: [(&str, &str); 6] = [
    ("display_name", "The display name. Personal data."),
    ("phone", "The phone number as the service writes it, which may mask it. Personal data."),
    ("email", "The email address. Personal data."),
    ("avatar_url", "The URL of the picture. Personal data."),
    ("organization", "The company or the department."),
    ("tenant", "The service's customer that the person belongs to."),
];

/// Returns the class of profiles.
pub(super) fn profile_class() -> String {
    let mut out = "\n".to_owned();
    let about = "The data about a person that every service can provide. Each member is taken from the first of the service's fields that is not empty.";
    kdoc(&mut out, "", &[about], &[]);
    line(&mut out, "public class Profile internal constructor(");
    kdoc(&mut out, "    ", &["The service that provided the data."], &[]);
    line(&mut out, "    public val provider: Provider,");
    kdoc(&mut out, "    ", &["The service's own ID of the person. Personal data."], &[]);
    line(&mut out, "    public val id: String,");
    for (member, doc) in PROFILE {
        kdoc(&mut out, "    ", &[doc], &[]);
        line(&mut out, format!("    public val {}: String?,", camel(member)));
    }
    line(&mut out, ") {");
    line(&mut out, "    override fun toString(): String = \"Profile(provider=${provider.id}, $REDACTED)\"\n");
    let members: Vec<_> = PROFILE.iter().map(|(member, _)| camel(member)).collect();
    equality(&mut out, "Profile", &[&["provider".to_owned(), "id".to_owned()][..], &members].concat());
    line(&mut out, "}\n");
    kdoc(&mut out, "", &["Returns the first text that is not empty."], &[]);
    line(
        &mut out,
        "internal fun firstLine(vararg lines: String?): String? = lines.firstOrNull { !it.isNullOrEmpty() }",
    );
    out
}

/// Returns the questions and the records of a provider.
pub(super) fn records(provider: &Provider) -> String {
    let prefix = capital(provider.name);
    let mut out = String::new();
    for OperationDocs { question: asked, records, .. } in provider.operations {
        question(&mut out, &prefix, asked);
        for schema in *records {
            record(&mut out, &prefix, schema);
            if schema.has_secrets {
                secrets(&mut out, &prefix, schema);
            }
        }
    }
    out
}

fn question(out: &mut String, prefix: &str, schema: &Schema) {
    let name = type_name(prefix, schema);
    line(out, "");
    kdoc(out, "", &[&format!("{} `toString()` shows none of it.", schema.doc)], &[]);
    let has_defaults = schema.fields.iter().any(|field| parameter(field).contains(" = "));
    let overloads = if has_defaults { " @JvmOverloads constructor" } else { "" };
    line(out, format!("public data class {name}{overloads}("));
    for field in schema.fields {
        kdoc(out, "    ", &[&about(field, "")], &[]);
        line(out, format!("    public val {},", parameter(field)));
    }
    line(out, format!(") {{\n    override fun toString(): String = \"{name}($REDACTED)\"\n"));
    line(out, "    internal fun write(json: JsonWriter) {");
    for field in schema.fields {
        let is_required = field.required || matches!(field.ty, FieldType::Texts);
        let function = if is_required { "required" } else { "member" };
        line(out, format!("        json.{function}(\"{0}\", {0})", camel(field.name)));
    }
    line(out, "    }\n}");
}

fn record(out: &mut String, prefix: &str, schema: &Schema) {
    let name = type_name(prefix, schema);
    let open = || schema.fields.iter().filter(|field| !is_secret(field));
    line(out, "");
    kdoc(out, "", &[&format!("{} `toString()` shows only public fields.", schema.doc)], &[]);
    line(
        out,
        format!(
            "public class {name} internal constructor(private val cells: Cells, private val row: Int) {{"
        ),
    );
    let cells: Vec<_> = cells(schema).collect();
    for (at, field) in cells.iter().filter(|(_, field)| !is_secret(field)) {
        let note = match field.ty {
            FieldType::AnyJson => " A value that is not a string is its JSON text.",
            _ => "",
        };
        let mark = if is_always_present(field) { "" } else { "?" };
        let ty = format!("{}{mark}", ty(field, prefix));
        property(out, &about(field, note), &camel(field.name), &ty, &value(field, *at, prefix));
    }
    if let Some(doc) = schema.unreadable {
        let lists = cells.iter().filter(|(_, field)| matches!(field.ty, FieldType::List(_)));
        let lists: String = lists.map(|(at, _)| format!(", {at}")).collect();
        let keys = quoted_lines("                ", cells.iter().flat_map(|(_, field)| field.keys).copied());
        kdoc(out, "    ", &[doc], &[]);
        line(out, "    public val unreadableFields: List<String>");
        line(out, "        get() = if (!cells.hasUnreadable) emptyList() else {");
        line(out, format!("            val keys = listOf(\n{keys}\n            )"));
        line(out, format!("            cells.unreadable(row, keys{lists})\n        }}"));
    }
    if schema.has_secrets {
        let doc = "The secrets that the vendor sent, which an app should not hold. Present only with [LookupOptions.includeSecrets].";
        let value = format!("if (cells.hasSecrets) {name}Secrets(cells, row) else null");
        property(out, doc, "secrets", &format!("{name}Secrets?"), &value);
    }
    line(out, "");
    if let Some(members) = schema.profile {
        profile(out, schema, members);
    }
    let shown: Vec<_> = open()
        .map(|field| match field.sensitivity {
            Sensitivity::Public => format!("{0}=${0}", camel(field.name)),
            _ => format!("{0}=${{hidden({0})}}", camel(field.name)),
        })
        .chain(schema.unreadable.map(|_| "unreadableFields=$unreadableFields".to_owned()))
        .chain(schema.has_secrets.then(|| "secrets=${hidden(secrets)}".to_owned()))
        .collect();
    line(out, format!("    override fun toString(): String =\n        \"{name}(\" +"));
    line(out, format!("            \"{})\"\n", shown.join(", \" +\n            \"")));
    let secrets = schema.has_secrets.then(|| "secrets".to_owned());
    let list = schema.unreadable.map(|_| "unreadableFields".to_owned());
    let members: Vec<_> = open().map(|field| camel(field.name)).chain(list).chain(secrets).collect();
    equality(out, &name, &members);
    line(out, "}");
}

/// Writes a property that decodes its field each time it is read.
fn property(out: &mut String, doc: &str, name: &str, ty: &str, value: &str) {
    kdoc(out, "    ", &[doc], &[]);
    line(out, format!("    public val {name}: {ty} get() = {value}"));
}

/// Returns each field with the place of its first cell in a row of the index. A cell has two words.
fn cells(schema: &Schema) -> impl Iterator<Item = (usize, &Field)> {
    schema.fields.iter().scan(json::HEADER, |next, field| {
        let at = *next;
        *next += 2 * field.keys.len();
        Some((at, field))
    })
}

/// Writes the members that compare values of a class. A data class would also have `copy` and `component` functions,
/// which break an app that was compiled before a member was added.
fn equality(out: &mut String, name: &str, members: &[String]) {
    line(
        out,
        format!(
            "    override fun equals(other: Any?): Boolean = other is {name} && members() == other.members()\n"
        ),
    );
    line(out, "    override fun hashCode(): Int = members().hashCode()\n");
    line(out, "    private fun members(): List<Any?> = listOf(");
    for member in members {
        line(out, format!("        {member},"));
    }
    line(out, "    )");
}

/// Writes the member that picks the first candidate that is not empty.
fn profile(out: &mut String, schema: &Schema, profile: &ProfileSchema) {
    let is_number = |name: &str| {
        schema.fields.iter().any(|field| field.name == name && matches!(field.ty, FieldType::Int))
    };
    let text = |name: &str| camel(name) + if is_number(name) { ".toString()" } else { "" };
    kdoc(out, "    ", &["The data about the person that every provider can supply. Personal data."], &[]);
    line(out, "    public val profile: Profile\n        get() = Profile(");
    line(out, format!("            provider = Provider.{},", profile.provider.to_uppercase()));
    line(out, format!("            id = {},", text(profile.id)));
    for (member, _) in PROFILE {
        let found = profile.members.iter().find(|(name, _)| *name == member);
        let candidates: Vec<_> = found
            .into_iter()
            .flat_map(|(_, candidates)| candidates.iter())
            .map(|path| match path {
                [field] => camel(field),
                [list, field] => format!("{}.firstOrNull()?.{}", camel(list), camel(field)),
                _ => unreachable!("a candidate is a field, or a field of a list's first entry"),
            })
            .collect();
        let value = match candidates.is_empty() {
            true => "null".to_owned(),
            false => format!("firstLine({})", candidates.join(", ")),
        };
        line(out, format!("            {} = {value},", camel(member)));
    }
    line(out, "        )\n");
}

fn secrets(out: &mut String, prefix: &str, schema: &Schema) {
    let name = type_name(prefix, schema) + "Secrets";
    let about = format!(
        "The secrets of a [{prefix}{}], which an app should not hold. `toString()` shows none of \
            them.",
        schema.name
    );
    line(out, "");
    kdoc(out, "", &[&about], &[]);
    line(
        out,
        format!(
            "public class {name} internal constructor(private val cells: Cells, private val row: Int) {{"
        ),
    );
    let fields: Vec<_> = cells(schema).filter(|(_, field)| is_secret(field)).collect();
    for (at, field) in &fields {
        let ty = format!("{}?", ty(field, prefix));
        property(out, field.doc, &camel(field.name), &ty, &value(field, *at, prefix));
    }
    line(out, format!("\n    override fun toString(): String = \"{name}($REDACTED)\"\n"));
    equality(out, &name, &fields.iter().map(|(_, field)| camel(field.name)).collect::<Vec<_>>());
    line(out, "}");
}

fn value(field: &Field, at: usize, prefix: &str) -> String {
    let place = match field.keys {
        [_] => format!("row + {at}"),
        [_, _] => format!("cells.either(row + {at}, row + {})", at + 2),
        _ => unreachable!("a field has one spelling or two"),
    };
    let value = match field.ty {
        FieldType::Text | FieldType::AnyJson => format!("cells.text({place})"),
        FieldType::Bool => format!("cells.flag({place})"),
        FieldType::Int | FieldType::IntOrBool => format!("cells.int({place})"),
        FieldType::Texts => format!("cells.texts({place})"),
        FieldType::Embedded(schema) => {
            format!("cells.embedded({place}, ::{})", type_name(prefix, schema))
        }
        FieldType::Object(schema) => format!("cells.one({place}, ::{})", type_name(prefix, schema)),
        FieldType::List(schema) => format!("cells.list({place}, ::{})", type_name(prefix, schema)),
        FieldType::Choice(_) => unreachable!("only credentials have words"),
    };
    match (field.default, field.ty) {
        (Some(default), FieldType::Int) => format!("{value} ?: {default}L"),
        (Some(default), _) => format!("{value} ?: {default}"),
        (None, _) if field.required => value + "!!",
        (None, _) => value,
    }
}

/// Returns whether a readable record has this field.
fn is_always_present(field: &Field) -> bool {
    field.required || field.default.is_some() || matches!(field.ty, FieldType::List(_) | FieldType::Texts)
}
