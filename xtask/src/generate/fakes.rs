//! The data for the fake services that the packages offer for an app's tests: the endpoint of a service, how a question
//! names a person, and the envelope of an answer.

use mingpian::providers::{OperationDocs, Provider};
use mingpian::record::{Field, FieldType, Schema};
use mingpian::{Envelope, Layer, RetrySafety, Sensitivity};

/// The provider's code of a rejection, unless a test chooses a different one. No vendor documents it.
pub(super) const REJECTED: i64 = -1;

/// The members of a person in addition to the fields of the record. No field may have one of these names.
#[cfg(test)]
const OWN_MEMBERS: [&str; 3] = ["provider", "identifiers", "unreadable"];

/// The data for the fake of an operation.
pub(super) struct Fake {
    /// The provider's name.
    pub(super) provider: &'static str,
    /// The definition of the operation.
    pub(super) operation: &'static OperationDocs,
    /// How a question names a person.
    pub(super) identifiers: Vec<Identifier>,
    /// The layers of the envelope around an answer, from the outermost one inward.
    pub(super) layers: Vec<Keys>,
    /// Whether a person can be looked up only once.
    pub(super) is_once: bool,
}

/// A member of the question that identifies people.
pub(super) struct Identifier {
    /// Its key in the question.
    pub(super) asked: &'static str,
    /// The field of the record that has the same meaning, if there is one.
    pub(super) own: Option<&'static Field>,
}

/// The keys of a layer of the envelope.
pub(super) struct Keys {
    pub(super) code: &'static str,
    pub(super) success: i64,
    pub(super) unauthenticated: &'static [i64],
    pub(super) text: Option<&'static str>,
    pub(super) request_id: Option<&'static str>,
    pub(super) inner: &'static str,
}

/// Returns the fakes of every operation.
pub(super) fn of(providers: &[Provider]) -> Vec<Fake> {
    let operations = |provider: &Provider| {
        let name = provider.name;
        provider.operations.iter().map(move |operation| fake(name, operation))
    };
    providers.iter().flat_map(operations).collect()
}

/// Returns the record with which a provider's operations answer.
pub(super) fn record(provider: &Provider) -> Option<&'static Schema> {
    provider.operations.first().map(|operation| operation.record)
}

/// Returns the records in a provider's answers. A nested record comes before the one that holds it.
pub(super) fn records(provider: &Provider) -> impl Iterator<Item = &'static Schema> {
    provider.operations.iter().take(1).flat_map(|operation| operation.records.iter().rev().copied())
}

fn fake(provider: &'static str, operation: &'static OperationDocs) -> Fake {
    Fake {
        provider,
        operation,
        identifiers: identifiers(operation),
        layers: layers(&operation.metadata.envelope),
        is_once: operation.metadata.retry_safety == RetrySafety::AtMostOnce,
    }
}

/// Returns the members that identify people. In a question of lists, every list does. In any other question, the
/// required fields do or, if none is required, the personal fields that are also in the record.
fn identifiers(operation: &OperationDocs) -> Vec<Identifier> {
    let (question, record) = (operation.question.fields, operation.record.fields);
    let named = |name: &str| record.iter().find(|field| field.name == name);
    if operation.is_by_identifier {
        let singular = |field: &Field| field.name.strip_suffix('s').and_then(named);
        return question
            .iter()
            .map(|field| Identifier { asked: field.keys[0], own: singular(field) })
            .collect();
    }
    let is_any_required = question.iter().any(|field| field.required);
    let names_a_person = |field: &&Field| match is_any_required {
        true => field.required,
        false => field.sensitivity == Sensitivity::Personal && named(field.name).is_some(),
    };
    let identifier = |field: &Field| Identifier { asked: field.keys[0], own: named(field.name) };
    question.iter().filter(names_a_person).map(identifier).collect()
}

fn layers(envelope: &Envelope) -> Vec<Keys> {
    let keys = |layer: &Layer| {
        let key = |column: usize| layer.shape.columns[column].key;
        let first = |columns: &[usize]| columns.first().copied().map(key);
        Keys {
            code: key(layer.code),
            success: layer.success,
            unauthenticated: layer.unauthenticated,
            // In an outer layer, the text of a failure may be in the place of the next layer.
            text: first(layer.text),
            request_id: first(layer.request_id),
            inner: key(layer.inner),
        }
    };
    envelope.layers.iter().map(keys).collect()
}

/// Returns the name that fakes use for the type of a field.
pub(super) fn kind(ty: &FieldType) -> &'static str {
    match ty {
        FieldType::Text | FieldType::Choice(_) => "text",
        FieldType::AnyJson => "anyJson",
        FieldType::Bool => "bool",
        FieldType::Int | FieldType::IntOrBool => "int",
        FieldType::Texts => "texts",
        FieldType::Embedded(_) => "embedded",
        FieldType::Object(_) => "object",
        FieldType::List(_) => "list",
    }
}

/// Returns the record inside a field, if it has one.
pub(super) fn nested(ty: &FieldType) -> Option<&'static Schema> {
    match ty {
        FieldType::Embedded(schema) | FieldType::Object(schema) | FieldType::List(schema) => Some(schema),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingpian::providers;

    #[test]
    fn every_question_names_people() {
        let named: Vec<_> = of(providers::ALL)
            .iter()
            .map(|fake| {
                let own = |identifier: &Identifier| identifier.own.map(|field| field.name);
                let pairs = fake.identifiers.iter().map(|identifier| (identifier.asked, own(identifier)));
                (fake.provider, pairs.collect::<Vec<_>>())
            })
            .collect();
        let quanshi =
            [("emails", Some("email")), ("mobiles", Some("mobile")), ("loginNames", Some("login_name"))];
        assert_eq!(
            named,
            [
                ("dmtz", vec![("code", None)]),
                ("mysoft", vec![("wzs_user_id", Some("wzs_user_id"))]),
                ("quanshi", quanshi.to_vec()),
            ]
        );
    }

    #[test]
    fn what_a_fake_rejects_with_is_a_rejection() {
        for layer in of(providers::ALL).iter().flat_map(|fake| &fake.layers) {
            assert_ne!(layer.success, REJECTED);
            assert!(!layer.unauthenticated.contains(&REJECTED));
        }
    }

    #[test]
    fn people_can_be_described() {
        for provider in providers::ALL {
            let first = record(provider).unwrap();
            for operation in provider.operations {
                assert_eq!(operation.record.name, first.name, "a person has one record");
            }
            for field in first.fields {
                assert!(!OWN_MEMBERS.contains(&field.name), "{}", field.name);
                let has_default = matches!(field.ty, FieldType::Text | FieldType::Int);
                assert!(!field.required || has_default, "{} can be left out", field.name);
            }
        }
    }
}
