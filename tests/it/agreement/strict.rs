//! Mutates the documents of callers, and checks that every document that opens a lookup has exactly the declared
//! members and types.

use super::mutate::{Random, replace_value};
use mingpian::json::Unit;
use mingpian::providers;
use serde_json::Value;

const DOCUMENTS: [&str; 4] = [
    r#"{"question":{"emails":["a@example.com","b"],"mobiles":["10000000001"],"loginNames":["安然"]},"auth":{"token":"t","in":"body"},"options":{"maxAttempts":2,"timeoutMs":5000},"pages":false}"#,
    r#"{"question":{"loginNames":["a"]},"auth":{"appId":"a","secretKey":"b","idHeader":"AppKey"},"options":{"includeSecrets":false,"clockOffsetMs":-5}}"#,
    r#"{"auth":{"delegated":true},"options":{"maxInFlight":1,"baseUrl":"https://example.com"},"pages":true}"#,
    r#"{"question":{"emails":["a"]},"auth":{"token":"t","delegated":false},"options":{}}"#,
];

/// The replacements for a value.
const VALUES: [&str; 20] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "1.0",
    "1e1",
    "\"1\"",
    "\"\"",
    "\"a\"",
    "{}",
    "[]",
    "[null]",
    "[1]",
    "[\"a\"]",
    "[[\"a\"]]",
    "{\"a\":1}",
    "\"AppId\"",
    "\"header\"",
];

/// The fragments that are inserted at any position.
const PIECES: [&str; 8] =
    [",", "\"a\":1,", "\"emails\":[],", "\"token\":\"t\",", "null,", "1,", "\\u0061", " "];

fn mutate(random: &mut Random) -> String {
    let mut document = DOCUMENTS[random.below(DOCUMENTS.len())].as_bytes().to_vec();
    for _ in 0..1 + random.below(2) {
        let at = random.below(document.len());
        match random.below(4) {
            0 => {
                let piece = PIECES[random.below(PIECES.len())].bytes();
                document.splice(at..at, piece);
            }
            1 => {
                // A different spelling of a name.
                if document[at].is_ascii_alphabetic() {
                    document[at] ^= 0x20;
                }
            }
            _ => replace_value(&mut document, at, VALUES[random.below(VALUES.len())].as_bytes()),
        }
    }
    String::from_utf8_lossy(&document).into_owned()
}

/// Returns whether each member of an object is allowed. An absent object has no members.
fn each(object: Option<&Value>, is_allowed: impl Fn(&str, &Value) -> bool) -> bool {
    match object {
        None => true,
        Some(Value::Object(members)) => members.iter().all(|(name, value)| is_allowed(name, value)),
        Some(_) => false,
    }
}

/// Returns whether a document has exactly the declared members and types.
fn is_allowed(document: &Value) -> bool {
    let is_identifier = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let is_list = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(is_identifier));
    let is_integer = |value: &Value| {
        value.as_number().is_some_and(|number| {
            number.to_string().trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    each(Some(document), |name, value| match name {
        "question" => each(Some(value), |name, value| {
            matches!(name, "emails" | "mobiles" | "loginNames") && is_list(value)
        }),
        "auth" => each(Some(value), |name, value| match name {
            "token" | "appId" | "secretKey" => is_identifier(value),
            "in" => value == "header" || value == "body",
            "idHeader" => value == "AppId" || value == "AppKey",
            "delegated" => value.is_boolean(),
            _ => false,
        }),
        "options" => each(Some(value), |name, value| match name {
            "baseUrl" => value.is_string(),
            "includeSecrets" => value.is_boolean(),
            "clockOffsetMs" => is_integer(value),
            "timeoutMs" | "attemptTimeoutMs" | "maxAttempts" | "maxBodyBytes" | "maxInFlight"
            | "baseDelayMs" | "maxDelayMs" => is_integer(value) && !value.to_string().starts_with('-'),
            _ => false,
        }),
        "pages" | "renews" => value.is_boolean(),
        "token" => value.is_string(),
        _ => false,
    })
}

#[test]
fn only_documents_with_the_declared_types_open_a_lookup() {
    const COUNT: u64 = 200_000;
    let mut opened = 0;
    for seed in 0..COUNT {
        let document = mutate(&mut Random(seed));
        let value = serde_json::from_str::<Value>(&document).ok();
        match providers::open("quanshi", "getUsersByEmailsMobiles", &document, Unit::Bytes) {
            Ok(_) => {
                opened += 1;
                assert!(value.is_some_and(|value| is_allowed(&value)), "seed {seed}: {document}");
            }
            Err(error) => {
                let is_internal = error.code() == mingpian::ErrorCode::Internal;
                assert!(!is_internal || value.is_none(), "seed {seed}: {document}: {error}");
                assert!(is_internal || error.code() == mingpian::ErrorCode::InvalidInput);
            }
        }
    }
    assert!(opened > COUNT / 20 && opened < COUNT / 2, "{opened} of {COUNT} opened a lookup");
}
