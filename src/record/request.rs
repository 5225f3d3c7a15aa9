//! Defines the fields of a question, and writes them as the JSON of a request's body.

use crate::json::writer::{write_string, write_strings};
use crate::redact::{REDACTED, Sensitivity};

/// The value of a field that is sent.
#[derive(Debug, Clone, Copy)]
pub enum FieldValue<'a> {
    /// A string.
    Text(&'a str),
    /// An integer.
    Int(i64),
    /// A list of strings.
    Texts(&'a [String]),
}

/// A type that a sent field can have.
pub trait Sendable {
    /// Returns the value, or `None` if the field is not sent.
    fn to_value(&self) -> Option<FieldValue<'_>>;
}

impl Sendable for String {
    fn to_value(&self) -> Option<FieldValue<'_>> {
        Some(FieldValue::Text(self))
    }
}

impl Sendable for i64 {
    fn to_value(&self) -> Option<FieldValue<'_>> {
        Some(FieldValue::Int(*self))
    }
}

impl Sendable for Vec<String> {
    fn to_value(&self) -> Option<FieldValue<'_>> {
        Some(FieldValue::Texts(self))
    }
}

impl<V: Sendable> Sendable for Option<V> {
    fn to_value(&self) -> Option<FieldValue<'_>> {
        self.as_ref()?.to_value()
    }
}

/// The fields of a question, which `#[derive(Record)]` generates for a `request`.
pub trait Fields {
    /// Calls `visit` with the key on the wire, the sensitivity, and the value of each field that is sent.
    fn visit(&self, visit: &mut dyn FnMut(&'static str, Sensitivity, FieldValue<'_>));
}

/// A list of identifiers in a question.
#[derive(Debug)]
pub struct List {
    /// The name by which the caller knows the list.
    pub name: &'static str,
    /// Its key on the wire.
    pub key: &'static str,
    /// Who may see its entries.
    pub sensitivity: Sensitivity,
}

/// A question whose fields are all lists of identifiers.
pub trait Lists {
    /// The lists, in order.
    const LISTS: &'static [List];

    /// Splits the question into its lists.
    fn into_lists(self) -> Vec<Vec<String>>;
}

/// Some identifiers of each list.
pub(crate) struct ListFields<'a> {
    pub(crate) lists: &'static [List],
    pub(crate) identifiers: &'a [Vec<String>],
}

impl Fields for ListFields<'_> {
    fn visit(&self, visit: &mut dyn FnMut(&'static str, Sensitivity, FieldValue<'_>)) {
        for (list, identifiers) in self.lists.iter().zip(self.identifiers) {
            visit(list.key, list.sensitivity, FieldValue::Texts(identifiers));
        }
    }
}

/// Writes a JSON object that contains the texts in `first`, followed by the fields. If `redact` is `true`, the values
/// of secret fields are replaced by `[redacted]`.
pub fn write_fields(first: &[(&str, &str)], fields: &dyn Fields, redact: bool) -> String {
    let mut len = 2 + first.iter().map(|(key, text)| key.len() + text.len() + 6).sum::<usize>();
    fields.visit(&mut |key, _, value| len += key.len() + 4 + written_len(value));
    let mut json = String::with_capacity(len);
    json.push('{');
    for (key, text) in first {
        write_key(&mut json, key);
        write_string(&mut json, text);
    }
    fields.visit(&mut |key, sensitivity, value| {
        write_key(&mut json, key);
        match value {
            _ if redact && sensitivity == Sensitivity::Secret => write_string(&mut json, REDACTED),
            FieldValue::Text(text) => write_string(&mut json, text),
            FieldValue::Int(number) => json.push_str(&number.to_string()),
            FieldValue::Texts(texts) => write_strings(&mut json, texts.iter().map(String::as_str)),
        }
    });
    json.push('}');
    json
}

/// Writes the key of a member, with a comma before it unless it is the first.
fn write_key(json: &mut String, key: &str) {
    if json.len() > 1 {
        json.push(',');
    }
    write_string(json, key);
    json.push(':');
}

/// Returns the length in bytes that a value has if it needs no escapes.
fn written_len(value: FieldValue<'_>) -> usize {
    match value {
        FieldValue::Text(text) => text.len() + 2,
        FieldValue::Int(_) => 20,
        FieldValue::Texts(texts) => texts.iter().map(|text| text.len() + 3).sum::<usize>() + 2,
    }
}

/// Calls `tell` with each text that must not be printed.
pub(crate) fn each_private(fields: &dyn Fields, tell: &mut dyn FnMut(&str)) {
    fields.visit(&mut |_, sensitivity, value| match value {
        _ if sensitivity == Sensitivity::Public => {}
        FieldValue::Text(text) => tell(text),
        FieldValue::Int(_) => {}
        FieldValue::Texts(texts) => texts.iter().for_each(|text| tell(text)),
    });
}
