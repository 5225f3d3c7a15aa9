//! Generates the people and the services of the fake transport.

use mingpian::providers::Provider;
use mingpian::record::{Field, FieldType, Schema};

use super::super::fakes::{self, Fake, Identifier, Keys};
use super::doc::{about, kdoc};
use super::{camel, capital, line, ty, type_name};

/// Returns the class of a provider's people.
pub(super) fn people(provider: &Provider) -> String {
    let mut out = String::new();
    if let Some(record) = fakes::record(provider) {
        class(&mut out, provider, record, &format!("{}Person", capital(provider.name)));
    }
    out
}

/// Returns the table of services.
pub(super) fn services(providers: &[Provider]) -> String {
    let mut out = "\n".to_owned();
    kdoc(&mut out, "", &["The provider's code for a rejection."], &[]);
    line(&mut out, format!("internal const val REJECTED: Long = {}", fakes::REJECTED));
    line(&mut out, "");
    kdoc(&mut out, "", &["The services that a fake transport can imitate."], &[]);
    line(&mut out, "internal val fakeServices: List<FakeService> = listOf(");
    for fake in fakes::of(providers) {
        service(&mut out, &fake);
    }
    line(&mut out, ")");
    out
}

/// Writes the class of a person or, inside that class, of a nested record.
fn class(out: &mut String, provider: &Provider, schema: &Schema, name: &str) {
    let prefix = capital(provider.name);
    let is_person = fakes::record(provider).is_some_and(|record| record.name == schema.name);
    let indent = if is_person { "" } else { "    " };
    let record = type_name(&prefix, schema);
    let base = match is_person {
        true => format!("FakePerson(Provider.{})", provider.name.to_uppercase()),
        false if is_document(provider, schema) => "FakeDocument()".to_owned(),
        false => "FakeRecord()".to_owned(),
    };
    let text = match is_person {
        true => format!(
            "An invented person of the fake service {}. Each field of a [{record}] can be \
            set.",
            provider.name
        ),
        false => format!("An invented [{record}]. Each field can be set."),
    };
    line(out, "");
    let tags = ["@param describe Sets the fields.".to_owned()];
    kdoc(out, indent, &[&text], &tags);
    line(
        out,
        format!(
            "{indent}public class {name} @JvmOverloads constructor(describe: {name}.() -> Unit = {{}}) : {base} {{"
        ),
    );
    for field in schema.fields {
        kdoc(out, &format!("{indent}    "), &[&about(field, "")], &[]);
        line(out, format!("{indent}    public var {}: {}? = null\n", camel(field.name), type_of(field)));
    }
    line(out, format!("{indent}    init {{\n{indent}        describe()\n{indent}    }}\n"));
    line(out, format!("{indent}    override fun members(number: Int): List<Member> = listOf("));
    for field in schema.fields {
        line(out, format!("{indent}        {},", member(field)));
    }
    line(out, format!("{indent}    )"));
    if is_person {
        for nested in fakes::records(provider).filter(|nested| nested.name != schema.name) {
            class(out, provider, nested, nested.name);
        }
    }
    line(out, format!("{indent}}}"));
}

/// Returns whether a record is in a JSON document inside a string.
fn is_document(provider: &Provider, schema: &Schema) -> bool {
    let is_its = |field: &Field| matches!(field.ty, FieldType::Embedded(inner) if inner.name == schema.name);
    fakes::records(provider).any(|record| record.fields.iter().any(is_its))
}

fn type_of(field: &Field) -> String {
    match field.ty {
        FieldType::Embedded(schema) | FieldType::Object(schema) => schema.name.to_owned(),
        FieldType::List(schema) => format!("List<{}>", schema.name),
        _ => ty(field, ""),
    }
}

fn member(field: &Field) -> String {
    let name = camel(field.name);
    let value = match field.ty {
        FieldType::Embedded(_) => format!("{name}?.document()"),
        FieldType::Object(_) => format!("{name}?.write()"),
        FieldType::List(_) => format!("{name}?.map {{ it.write() }}"),
        FieldType::Int if field.required => format!("{name} ?: number.toLong()"),
        _ if field.required => format!("{name} ?: number.toString()"),
        _ => name,
    };
    let mut arguments = vec![format!("{:?}, {value}", field.keys[0])];
    arguments.extend(field.required.then(|| "isRequired = true".to_owned()));
    let is_loose = matches!(field.ty, FieldType::AnyJson | FieldType::Embedded(_));
    arguments.extend(is_loose.then(|| "isAlwaysReadable = true".to_owned()));
    format!("Member({})", arguments.join(", "))
}

fn service(out: &mut String, fake: &Fake) {
    let identifier = |identifier: &Identifier| {
        let own = identifier.own.map_or("null".to_owned(), |field| format!("{:?}", field.keys[0]));
        format!("{:?} to {own}", identifier.asked)
    };
    let identifiers: Vec<_> = fake.identifiers.iter().map(identifier).collect();
    line(out, "    FakeService(");
    line(out, format!("        provider = Provider.{},", fake.provider.to_uppercase()));
    line(out, format!("        path = {:?},", fake.operation.metadata.path));
    line(out, format!("        isByIdentifier = {},", fake.operation.is_by_identifier));
    line(out, format!("        isOnce = {},", fake.is_once));
    line(out, format!("        identifiers = listOf({}),", identifiers.join(", ")));
    let layers: Vec<_> = fake.layers.iter().map(layer).collect();
    line(
        out,
        format!(
            "        layers = listOf(\n            {},\n        ),\n    ),",
            layers.join(",\n            ")
        ),
    );
}

fn layer(keys: &Keys) -> String {
    let text = |key: Option<&str>| key.map_or("null".to_owned(), |key| format!("{key:?}"));
    let codes: Vec<_> = keys.unauthenticated.iter().map(|code| format!("{code}L")).collect();
    let codes =
        if codes.is_empty() { "emptyList()".to_owned() } else { format!("listOf({})", codes.join(", ")) };
    format!(
        "FakeLayer({:?}, {}L, {codes}, {}, {}, {:?})",
        keys.code,
        keys.success,
        text(keys.text),
        text(keys.request_id),
        keys.inner
    )
}
