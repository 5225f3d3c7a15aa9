//! Generates the people and the services of the mock transport.

use mingpian::Sensitivity;
use mingpian::providers::Provider;
use mingpian::record::{Field, Schema};

use super::super::fakes::{self, Fake, Identifier, Keys};
use super::{Out, capital, lower, text};

/// Returns the types of people, and the table of services.
pub(super) fn file(providers: &[Provider]) -> String {
    let mut out = Out::default();
    out.line("public import Mingpian\n");
    out.block("extension FakePerson", |out| {
        for (position, provider) in providers.iter().enumerate() {
            if position > 0 {
                out.line("");
            }
            if let Some(record) = fakes::record(provider) {
                person(out, provider, record);
            }
        }
    });
    out.line("");
    out.doc("The provider's code for a rejection.");
    out.line(format!("let rejected = {}\n", fakes::REJECTED));
    for provider in providers {
        for schema in fakes::records(provider) {
            fields(&mut out, provider.name, schema);
        }
    }
    out.block("extension FakeService", |out| {
        out.doc("The services that a mock transport can imitate.");
        out.line("static let all: [FakeService] = [");
        out.inside(|out| {
            for fake in fakes::of(providers) {
                service(out, &fake);
            }
        });
        out.line("]");
    });
    out.text
}

fn person(out: &mut Out, provider: &Provider, record: &Schema) {
    let name = format!("{}{}", capital(provider.name), record.name);
    out.doc(&format!("Returns an invented person of the mock service {}.", provider.name));
    let mut documented = vec![
        ("record", "The record that the service sends. Absent and `nil` members are not sent."),
        ("identifiers", IDENTIFIERS),
    ];
    let mut parameters = vec![format!("_ record: {name}"), "identifiers: [String]? = nil".to_owned()];
    let mut arguments = vec!["record".to_owned(), "identifiers: identifiers".to_owned()];
    if record.has_secrets {
        documented.push(("secrets", "The secrets of the record, keyed by the names of its members."));
        parameters.push("secrets: [String: String] = [:]".to_owned());
        arguments.push("secrets: secrets".to_owned());
    }
    documented
        .push(("unreadable", "Whether the service sends a record without an ID, which cannot be read."));
    parameters.push("unreadable: Bool = false".to_owned());
    arguments.push("unreadable: unreadable".to_owned());
    let owned = documented.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned()));
    out.parameters(&owned.collect::<Vec<_>>());
    out.line(format!("public static func {}(", provider.name));
    out.inside(|out| out.line(parameters.join(", ")));
    out.line(") -> FakePerson {");
    out.inside(|out| out.line(format!("FakePerson(.{}, {})", provider.name, arguments.join(", "))));
    out.line("}");
}

const IDENTIFIERS: &str = "The identifiers by which the person can be found: emails, mobile numbers, login names, \
                           user IDs, or codes. Defaults to the members of the record that can be requested, such as \
                           the email address.";

fn table(provider: &str, schema: &Schema) -> String {
    format!("{provider}{}Fields", schema.name)
}

fn fields(out: &mut Out, provider: &str, schema: &Schema) {
    out.line(format!("private let {}: [String: FakeField] = [", table(provider, schema)));
    out.inside(|out| {
        for each in schema.fields {
            out.line(format!("{:?}: {},", text::camel(each.name), field(provider, each)));
        }
    });
    out.line("]\n");
}

fn field(provider: &str, field: &Field) -> String {
    let mut arguments = vec![format!("{:?}", field.keys[0]), format!(".{}", fakes::kind(&field.ty))];
    arguments.extend(fakes::nested(&field.ty).map(|schema| format!("fields: {}", table(provider, schema))));
    arguments.extend(field.required.then(|| "isRequired: true".to_owned()));
    arguments.extend((field.sensitivity == Sensitivity::Secret).then(|| "isSecret: true".to_owned()));
    format!("FakeField({})", arguments.join(", "))
}

fn service(out: &mut Out, fake: &Fake) {
    let identifier = |identifier: &Identifier| {
        let own = identifier.own.map_or("nil".to_owned(), |field| format!("{:?}", field.keys[0]));
        format!("({:?}, {own})", identifier.asked)
    };
    let identifiers: Vec<_> = fake.identifiers.iter().map(identifier).collect();
    out.line("FakeService(");
    out.inside(|out| {
        out.line(format!("provider: .{}, path: {:?},", fake.provider, fake.operation.metadata.path));
        out.line(format!("isByIdentifier: {}, isOnce: {},", fake.operation.is_by_identifier, fake.is_once));
        out.line(format!("identifiers: [{}],", identifiers.join(", ")));
        out.line("layers: [");
        out.inside(|out| {
            for layer in &fake.layers {
                out.line(format!("{},", keys(layer)));
            }
        });
        out.line("],");
        out.line(format!("fields: {}),", table(&lower(fake.provider), fake.operation.record)));
    });
}

fn keys(layer: &Keys) -> String {
    let text = |key: Option<&str>| key.map_or("nil".to_owned(), |key| format!("{key:?}"));
    format!(
        "FakeLayer(code: {:?}, success: {}, unauthenticated: {:?}, text: {}, requestID: {}, inner: {:?})",
        layer.code,
        layer.success,
        layer.unauthenticated,
        text(layer.text),
        text(layer.request_id),
        layer.inner
    )
}
