//! Creates questions, credentials, and bodies for all operations, with a marker in every value that must not be
//! printed.

use mingpian::record::{Field, FieldType, FromAnswer as _, Schema, Variant};
use mingpian::{Content, HttpRequest, Layer, Operation, Sensitivity};
use serde_json::{Map, Value, json};

/// The text in every value that must not be printed.
pub(super) const PLANTED: &str = "plant";
/// The text in every value that must not be shown to the caller. It is in questions and credentials.
pub(super) const SECRET: &str = "plant secret";

/// The planted values for an operation.
pub(super) struct Planted {
    layers: &'static [Layer],
    is_by_identifier: bool,
    record: &'static Schema,
    pub(super) question: Value,
    /// Every way to authenticate with every choice.
    pub(super) credentials: Vec<Value>,
    server: Option<usize>,
}

impl Planted {
    pub(super) fn new<O: Operation<Answer: mingpian::record::FromAnswer>>() -> Self {
        let operation = mingpian::providers::ALL
            .iter()
            .flat_map(|provider| provider.operations)
            .find(|operation| std::ptr::eq(operation.metadata, O::METADATA))
            .unwrap();
        let variants = operation.credentials.map_or(&[][..], |credentials| credentials.variants);
        let ways: Vec<_> = variants
            .iter()
            .flat_map(|variant| ways(variant).into_iter().map(|way| (variant.is_server_only, way)))
            .collect();
        let server = ways.iter().position(|(is_server_only, _)| *is_server_only);
        let mut credentials: Vec<_> = ways.into_iter().map(|(_, way)| way).collect();
        if credentials.is_empty() {
            credentials.push(json!({}));
        }
        let envelope = &O::METADATA.envelope;
        Self {
            layers: envelope.layers,
            is_by_identifier: matches!(envelope.content, Content::ByIdentifier(_)),
            record: O::Answer::RECORD,
            question: question(operation.question),
            credentials,
            server,
        }
    }

    /// Returns the credentials of the server that signs.
    pub(super) fn server_credentials(&self) -> Value {
        self.credentials[self.server.unwrap()].clone()
    }

    /// Returns a body with everything that the vendor documents.
    pub(super) fn answer(&self) -> String {
        let record = record(self.record);
        let content = match self.is_by_identifier {
            false => record,
            true => {
                let asked = strings(&self.question);
                let (unreadable, found) = asked.split_first().unwrap();
                let mut records: Map<_, _> = found.iter().map(|key| (key.clone(), record.clone())).collect();
                records.insert("plant-unasked".to_owned(), record);
                records.insert(unreadable.clone(), json!({ "plant": "plant" }));
                records.into()
            }
        };
        self.wrap(self.layers.len(), content).to_string()
    }

    /// Returns a body whose content has none of the documented members.
    pub(super) fn unreadable(&self) -> String {
        self.wrap(self.layers.len(), json!({ "plant": 1 })).to_string()
    }

    /// Returns a body in which a layer refuses and repeats everything from the request.
    pub(super) fn refusal(&self, depth: usize, request: &HttpRequest) -> String {
        let headers = request.headers.iter().map(|header| &header.value);
        let carried: String =
            headers.chain([&request.url, &request.body]).flat_map(|text| [text, " "]).collect();
        let credentials = self.credentials.iter().flat_map(strings);
        let signed = request.headers.iter().map(|header| header.value.clone());
        let mut words: Vec<_> = strings(&self.question)
            .into_iter()
            .chain(credentials)
            .chain(signed.filter(|value| value.contains(PLANTED)))
            .filter(|text| carried.contains(text.as_str()) || carried.contains(&text.replace(' ', "%20")))
            .collect();
        words.dedup();
        assert!(!words.is_empty(), "nothing was planted");
        let layer = &self.layers[depth];
        let key = |column: &usize| layer.shape.columns[*column].key.to_owned();
        let mut body = Map::new();
        body.insert(key(&layer.code), 987.into());
        body.extend(layer.text.iter().map(|column| (key(column), Value::from(words.join(", ")))));
        let id = format!("r-{}", words[0]);
        body.extend(layer.request_id.iter().map(|column| (key(column), Value::from(id.clone()))));
        self.wrap(depth, body.into()).to_string()
    }

    /// Wraps content in the layers of a success, up to a depth.
    fn wrap(&self, depth: usize, content: Value) -> Value {
        self.layers[..depth].iter().rev().fold(content, |content, layer| {
            let key = |column: usize| layer.shape.columns[column].key;
            json!({ key(layer.code): layer.success, key(layer.inner): content })
        })
    }
}

/// Returns a question with all fields except numbers, which some services restrict.
fn question(schema: &Schema) -> Value {
    let planted = schema.fields.iter().filter_map(|field| {
        let text = planted(field);
        let value = match field.ty {
            FieldType::Text => json!(text),
            FieldType::Texts => json!([text, format!("{text}@example.com"), PLANTED]),
            _ => return None,
        };
        Some((camel(field.name), value))
    });
    planted.collect::<Map<_, _>>().into()
}

/// Returns the credentials for a way to authenticate, with each of its choices.
fn ways(variant: &Variant) -> Vec<Value> {
    if variant.fields.is_empty() {
        return vec![json!({ camel(variant.name): true })];
    }
    let mut ways = vec![Map::new()];
    for field in variant.fields {
        let values: Vec<Value> = match field.ty {
            FieldType::Choice(choice) => choice.words.iter().map(|word| word.word.into()).collect(),
            _ => vec![planted(field).into()],
        };
        let with = |way: &Map<String, Value>| {
            let way = way.clone();
            values.clone().into_iter().map(move |value| {
                let mut way = way.clone();
                way.insert(field.keys[0].to_owned(), value);
                way
            })
        };
        ways = ways.iter().flat_map(with).collect();
    }
    ways.into_iter().map(Value::from).collect()
}

/// Returns a record with all its fields.
fn record(schema: &Schema) -> Value {
    let planted = schema.fields.iter().map(|field| {
        let value = match field.ty {
            FieldType::Text | FieldType::AnyJson => planted(field).into(),
            FieldType::Texts => json!([planted(field)]),
            FieldType::Bool | FieldType::Int | FieldType::IntOrBool => json!(1),
            FieldType::Object(schema) => record(schema),
            FieldType::List(schema) => json!([record(schema)]),
            FieldType::Embedded(schema) => record(schema).to_string().into(),
            FieldType::Choice(choice) => choice.words[0].word.into(),
        };
        (field.keys[0].to_owned(), value)
    });
    planted.collect::<Map<_, _>>().into()
}

/// Returns the text for a field. It contains nothing planted if the field may be printed.
fn planted(field: &Field) -> String {
    match field.sensitivity {
        Sensitivity::Public => "public".to_owned(),
        Sensitivity::Personal => format!("{PLANTED}-{}", field.name),
        Sensitivity::Secret => format!("{SECRET} {}", field.name),
    }
}

/// Returns every string in a value.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(members) => members.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Converts a name to camel case.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default();
    let mut camel = first[..1].to_ascii_lowercase() + &first[1..];
    for word in words {
        camel += &word[..1].to_ascii_uppercase();
        camel += &word[1..];
    }
    camel
}
