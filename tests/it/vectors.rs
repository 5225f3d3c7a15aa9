//! Checks the vectors, which were made by a program that shares no code with the core.

use crate::support::{done, sent};
use mingpian::json::Unit;
use mingpian::providers::quanshi::{IdHeader, Signer};
use mingpian::providers::{self, Visitor, dmtz, mysoft, quanshi};
use mingpian::record::FromAnswer as _;
use mingpian::{
    Answer, HttpRequest, HttpResponse, Lookup, LookupError, Metadata, Operation, SecretString, Step,
    UnixMillis,
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::any::Any;
use std::fmt::Debug;
use std::path::Path;

pub(crate) fn read(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

pub(crate) fn cases(file: &Value) -> &Vec<Value> {
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() > 5, "a file with {} cases", cases.len());
    cases
}

/// Returns the document that opens the lookup of a case, with one attempt.
fn document(file: &Value, case: &Value, auth: Option<&Value>) -> Value {
    let mut document = json!({ "question": case["input"], "options": { "maxAttempts": 1 } });
    if let Some(auth) = auth {
        document["auth"] = auth.clone();
    }
    for (name, value) in [
        ("baseUrl", case.get("baseUrl").or(file.get("baseUrl"))),
        ("includeSecrets", case.get("includeSecrets")),
    ] {
        if let Some(value) = value {
            document["options"][name] = value.clone();
        }
    }
    document
}

fn open(operation: &Metadata, document: &Value, unit: Unit) -> Result<Lookup, LookupError> {
    providers::open(operation.provider, operation.name, &document.to_string(), unit)
}

fn auth<'v>(file: &'v Value, case: &'v Value) -> Option<&'v Value> {
    case.get("auth").or(file.get("auth"))
}

/// Opens a lookup without the secret, has its request signed elsewhere, and returns the request.
fn delegated(
    operation: &Metadata,
    file: &Value,
    case: &Value,
    auth: &Value,
) -> Result<HttpRequest, LookupError> {
    let text = |name: &str| auth[name].as_str().unwrap();
    let header = match auth.get("idHeader") {
        Some(name) if name == "AppKey" => IdHeader::AppKey,
        _ => IdHeader::AppId,
    };
    let signer = Signer::new(text("appId").to_owned(), SecretString::from(text("secretKey")), header)?;
    let document = document(file, case, Some(&json!({ "delegated": true })));
    let mut lookup = open(operation, &document, Unit::Bytes)?;
    let now = now(case);
    let Step::Sign { id, params } = lookup.poll(now, random(case), true) else { panic!("{case}") };
    let headers = signer.sign(params.time, params.nonce.as_str(), now, |_, _| true)?;
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    lookup.handle_signature(id, Some(&headers));
    match lookup.poll(now, random(case), true) {
        Step::Send { request, .. } => Ok(request),
        other => Err(done(other).unwrap_err()),
    }
}

fn now(case: &Value) -> UnixMillis {
    UnixMillis(case.get("nowMs").map_or(1_800_000_000_000, |now| now.as_u64().unwrap()))
}

fn random(case: &Value) -> [u8; 16] {
    let mut bytes = [0; 16];
    hex::decode_to_slice(case["randomHex"].as_str().unwrap(), &mut bytes).unwrap();
    bytes
}

/// Returns the error as hosts see it, but without its message, whose words may change.
pub(crate) fn error_value(error: &LookupError) -> Value {
    let mut value = serde_json::to_value(error).unwrap();
    let message = value.as_object_mut().unwrap().remove("message").unwrap();
    assert_eq!(message, error.to_string());
    value
}

fn assert_error(name: &str, error: &LookupError, expected: &Value) {
    let actual = error_value(error);
    for (member, value) in expected.as_object().unwrap() {
        assert_eq!(&actual[member], value, "{name}: {member} of {actual}");
    }
}

fn request_value(request: &HttpRequest) -> Value {
    let headers: Vec<_> = request.headers.iter().map(|header| json!([header.name, header.value])).collect();
    json!({ "method": request.method, "url": request.url, "headers": headers, "body": request.body })
}

fn requests(operation: &Metadata) {
    let provider = operation.provider;
    let file = read(&format!("{provider}/requests.json"));
    for case in cases(&file) {
        let name = format!("{provider}, {}", case["name"].as_str().unwrap());
        let auth = auth(&file, case);
        let request = open(operation, &document(&file, case, auth), Unit::Bytes)
            .map(|mut lookup| sent(lookup.poll(now(case), random(case), true)).1);
        let is_signed = |auth: &&Value| provider == quanshi::NAME && auth.get("secretKey").is_some();
        if let Some(auth) = auth.filter(is_signed) {
            // The app's own server finds the same error in its secret, or in the values that it has signed.
            match (&request, delegated(operation, &file, case, auth)) {
                (Ok(own), Ok(delegated)) => assert_eq!(own, &delegated, "{name}"),
                (own, delegated) => {
                    assert_eq!(own.as_ref().err(), delegated.as_ref().err(), "{name}");
                }
            }
        }
        match (request, case["expect"].get("request")) {
            (Ok(request), Some(expected)) => assert_eq!(&request_value(&request), expected, "{name}"),
            (Err(error), None) => assert_error(&name, &error, &case["expect"]["error"]),
            (sent, _) => panic!("{name}: {sent:?}"),
        }
    }
}

fn body(response: &Value) -> Vec<u8> {
    if let Some(text) = response.get("body") {
        return text.as_str().unwrap().into();
    }
    if let Some(text) = response.get("bodyBase64") {
        return base64(text.as_str().unwrap());
    }
    let part = |name: &str| response["bodyRepeat"][name].as_str().unwrap();
    let times = usize::try_from(response["bodyRepeat"]["times"].as_u64().unwrap()).unwrap();
    [part("prefix"), &part("unit").repeat(times), part("suffix")].concat().into()
}

fn base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<_> = text.bytes().filter(|byte| *byte != b'=').map(digit).collect();
    let group = |group: &[u32]| {
        let bits = group.iter().chain(&[0; 3]).take(4).fold(0, |bits, digit| bits << 6 | digit);
        bits.to_be_bytes()[1..group.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}

fn responses<O: Operation<Answer: Serialize + 'static>>() {
    let provider = O::METADATA.provider;
    let file = read(&format!("{provider}/responses.json"));
    for case in cases(&file) {
        let name = format!("{provider}, {}", case["name"].as_str().unwrap());
        let document = document(&file, case, auth(&file, case));
        let [bytes, utf16] = [Unit::Bytes, Unit::Utf16].map(|unit| {
            let mut lookup =
                open(O::METADATA, &document, unit).unwrap_or_else(|error| panic!("{name}: {error}"));
            respond(&name, &mut lookup, case)
        });
        match (bytes, case["expect"].get("error")) {
            (Ok(answer), None) => {
                let (bytes, utf16) = (answer.raw().unwrap(), utf16.as_ref().unwrap().raw().unwrap());
                assert_eq!(
                    (&bytes.not_found, &bytes.unreadable, &bytes.request_id),
                    (&utf16.not_found, &utf16.unreadable, &utf16.request_id)
                );
                let answer = answer.read::<O>().unwrap();
                let value = serde_json::to_value(&answer).unwrap();
                let is_by_identifier = O::Answer::IS_BY_IDENTIFIER;
                assert_eq!(value, expected_value(&case["expect"], is_by_identifier), "{name}");
                assert_eq!(Value::from(secrets(&answer)), expected_secrets(&case["expect"]), "{name}");
            }
            (Err(error), Some(expected)) => {
                assert_eq!(&error_value(&error), expected, "{name}: {error}");
                assert_eq!(utf16.unwrap_err(), error, "{name}");
            }
            (Ok(_), Some(expected)) => panic!("{name}: an answer instead of {expected}"),
            (Err(error), None) => panic!("{name}: {error}"),
        }
    }
}

/// Runs the only attempt of a lookup with the response of a case.
fn respond(name: &str, lookup: &mut Lookup, case: &Value) -> Result<Answer, LookupError> {
    let now = now(case);
    let (id, _) = sent(lookup.poll(now, [1; 16], true));
    let response = &case["response"];
    let headers = response["headers"].as_array().unwrap().iter();
    let headers: Vec<_> =
        headers.map(|header| (header[0].as_str().unwrap(), header[1].as_str().unwrap())).collect();
    let status = u16::try_from(response["status"].as_u64().unwrap()).unwrap();
    let is_accepted =
        lookup.handle_response(id, now, HttpResponse { status, headers: &headers, body: body(response) });
    let result = match lookup.poll(now, [2; 16], true) {
        Step::Answer(answer) => {
            done(lookup.poll(now, [3; 16], true)).unwrap();
            Ok(answer)
        }
        step => Err(done(step).unwrap_err()),
    };
    assert_eq!(is_accepted, result.is_ok(), "{name}");
    result
}

/// Returns the expected value. Vectors contain records by identifier as pairs.
fn expected_value(expect: &Value, is_by_identifier: bool) -> Value {
    let mut value = expect["value"].clone();
    if is_by_identifier {
        for member in ["found", "unasked"] {
            let pairs = value[member].as_array().unwrap().iter();
            let map: Map<_, _> =
                pairs.map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].clone())).collect();
            value[member] = map.into();
        }
    }
    value
}

fn expected_secrets(expect: &Value) -> Value {
    expect.get("secrets").cloned().unwrap_or_else(|| json!({}))
}

/// Returns the secrets of an answer by path, as in the vectors. Answers whose records have no secrets are not listed
/// here.
fn secrets(answer: &dyn Any) -> Map<String, Value> {
    let mut groups = Vec::new();
    if let Some(user) = answer.downcast_ref::<dmtz::User>() {
        groups.push(("secrets", user.expose_secrets()));
    }
    if let Some(user) = answer.downcast_ref::<mysoft::UserInfo>() {
        groups.push(("secrets", user.expose_secrets()));
        groups.extend(user.im.as_ref().map(|im| ("im.secrets", im.expose_secrets())));
    }
    let named = |group| move |(name, secret)| (format!("{group}.{name}"), Value::from(secret));
    groups.into_iter().flat_map(|(group, secrets)| secrets.into_iter().map(named(group))).collect()
}

#[test]
fn inputs() {
    let file = read("inputs.json");
    for case in cases(&file) {
        let text = |name: &str| case[name].as_str().unwrap();
        let opened =
            providers::open(text("provider"), text("operation"), &case["document"].to_string(), Unit::Bytes);
        match (opened, case["expect"].get("error")) {
            (Ok(_), None) => assert_eq!(case["expect"]["opens"], true),
            (Err(error), Some(expected)) => assert_error(text("name"), &error, expected),
            (opened, _) => panic!("{}: {opened:?}", text("name")),
        }
    }
}

#[test]
fn checksums() {
    let file = read("checksum.json");
    for case in cases(&file) {
        let text = |name: &str| case[name].as_str().unwrap();
        let time = UnixMillis(case["curTime"].as_u64().unwrap());
        let sum = quanshi::check_sum(&SecretString::from(text("secretKey")), text("nonce"), time);
        assert_eq!(sum, text("checkSum"), "{}", text("name"));
    }
}

#[test]
fn requests_are_those_of_every_providers_page() {
    struct Requests;
    impl Visitor for Requests {
        fn visit<O: Operation>(&mut self) {
            requests(O::METADATA);
        }
    }
    providers::visit(&mut Requests);
}

#[test]
fn responses_become_the_records_of_every_providers_page() {
    struct Responses;
    impl Visitor for Responses {
        fn visit<O: Operation<Credentials: Debug, Answer: Debug + Serialize + 'static> + Debug>(&mut self) {
            responses::<O>();
        }
    }
    providers::visit(&mut Responses);
}

#[test]
fn every_operation_is_tabled_once() {
    struct Names(Vec<(&'static str, &'static str)>);
    impl Visitor for Names {
        fn visit<O: Operation>(&mut self) {
            self.0.push((O::METADATA.provider, O::METADATA.name));
        }
    }
    let mut visited = Names(Vec::new());
    providers::visit(&mut visited);
    let operations = |provider: &'static providers::Provider| {
        provider.operations.iter().map(|operation| (provider.name, operation.metadata.name))
    };
    assert_eq!(visited.0, providers::ALL.iter().flat_map(operations).collect::<Vec<_>>());
    for (provider, operation) in visited.0 {
        let error = providers::open(provider, operation, r#"{"options":{"maxAttempts":0}}"#, Unit::Bytes);
        assert_eq!(error.unwrap_err().code(), mingpian::ErrorCode::InvalidInput, "{provider} {operation}");
    }
}
