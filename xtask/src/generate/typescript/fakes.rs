//! Generates the tables of the services that `mingpian/testing` fakes.

use mingpian::Sensitivity;
use mingpian::providers::Provider;
use mingpian::record::{Field, Schema};

use super::super::fakes::{self, Fake, Identifier, Keys};
use super::super::text::{camel, capital, line};
use super::doc::doc;
use super::type_name;

/// Returns the types of people.
pub(super) fn people(providers: &[Provider]) -> String {
    let mut out = String::from("import type { Given } from \"../fake/person.js\";\n");
    let mut people = String::new();
    let mut names = Vec::new();
    for provider in providers {
        let Some(record) = fakes::record(provider) else { continue };
        let prefix = capital(provider.name);
        let name = type_name(&prefix, record);
        line(&mut out, format!("import type {{ {name} }} from \"./{}.js\";", provider.name));
        let text = format!(
            "An invented person of the fake service {}, with any fields of a {{@link {name}}}.",
            provider.name
        );
        line(&mut people, "");
        doc(&mut people, "", &[&text], &[]);
        line(
            &mut people,
            format!("export interface {prefix}Person extends Given<\"{}\", {name}> {{}}", provider.name),
        );
        names.push(format!("{prefix}Person"));
    }
    out.push_str(&people);
    line(&mut out, "");
    doc(&mut out, "", &["An invented person of one of the fake services."], &[]);
    line(&mut out, format!("export type Person = {};", names.join(" | ")));
    out
}

/// Returns the table of services.
pub(super) fn services(providers: &[Provider]) -> String {
    let mut out = String::from("import type { FakeService, Fields } from \"../fake/table.js\";\n\n");
    doc(&mut out, "", &["The provider's code for a rejection."], &[]);
    line(&mut out, format!("export const REJECTED = {};", fakes::REJECTED));
    for provider in providers {
        for schema in fakes::records(provider) {
            fields(&mut out, provider.name, schema);
        }
    }
    line(&mut out, "");
    doc(&mut out, "", &["The services that a fake transport can imitate."], &[]);
    line(&mut out, "export const SERVICES: readonly FakeService[] = [");
    for fake in fakes::of(providers) {
        service(&mut out, &fake);
    }
    line(&mut out, "];");
    out
}

fn fields(out: &mut String, provider: &str, schema: &Schema) {
    line(out, format!("\nconst {provider}{}: Fields = {{", schema.name));
    for each in schema.fields {
        line(out, format!("  {}: {},", camel(each.name), field(provider, each)));
    }
    line(out, "};");
}

fn field(provider: &str, field: &Field) -> String {
    let mut members =
        vec![format!("key: {:?}", field.keys[0]), format!("kind: {:?}", fakes::kind(&field.ty))];
    members.extend(fakes::nested(&field.ty).map(|schema| format!("fields: {provider}{}", schema.name)));
    members.extend(field.required.then(|| "isRequired: true".to_owned()));
    members.extend((field.sensitivity == Sensitivity::Secret).then(|| "isSecret: true".to_owned()));
    format!("{{ {} }}", members.join(", "))
}

fn service(out: &mut String, fake: &Fake) {
    let identifier = |identifier: &Identifier| match identifier.own {
        Some(own) => format!("[{:?}, {:?}]", identifier.asked, own.keys[0]),
        None => format!("[{:?}]", identifier.asked),
    };
    let identifiers: Vec<_> = fake.identifiers.iter().map(identifier).collect();
    line(out, "  {");
    line(out, format!("    provider: {:?},\n    path: {:?},", fake.provider, fake.operation.metadata.path));
    line(out, format!("    isByIdentifier: {},", fake.operation.is_by_identifier));
    line(out, format!("    isOnce: {},", fake.is_once));
    line(out, format!("    identifiers: [{}],", identifiers.join(", ")));
    line(out, "    layers: [");
    for layer in &fake.layers {
        line(out, format!("      {},", keys(layer)));
    }
    line(out, "    ],");
    line(out, format!("    fields: {}{},\n  }},", fake.provider, fake.operation.record.name));
}

fn keys(layer: &Keys) -> String {
    let mut members = vec![format!("code: {:?}, success: {}", layer.code, layer.success)];
    members.push(format!("unauthenticated: {:?}", layer.unauthenticated));
    members.extend(layer.text.map(|key| format!("text: {key:?}")));
    members.extend(layer.request_id.map(|key| format!("requestId: {key:?}")));
    members.push(format!("inner: {:?}", layer.inner));
    format!("{{ {} }}", members.join(", "))
}
