//! Jobs: what the web's doors hand over.

use mingpian::job::{self, FromJob};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::scan::Unit;
use mingpian::{ClockOffset, ErrorCode, IndexedBatch, Machine, Output, UnixMillis};

/// By the typed call and by the one that answers with an index alike.
fn refused<E: FromJob>(json: &str) -> String {
    let error = job::call::<E>(json).map(drop).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InvalidInput, "{json}");
    assert_eq!(error, job::indexed_call::<E>(json, Unit::Utf16).map(drop).unwrap_err(), "{json}");
    error.field().unwrap().to_owned()
}

#[test]
fn the_field_is_named() {
    let dmtz = refused::<dmtz::GetUserInfo>;
    assert_eq!(dmtz("{}"), "code");
    assert_eq!(dmtz(r#"{"input":{}}"#), "code");
    assert_eq!(dmtz(r#"{"input":{"code":""}}"#), "code");
    assert_eq!(dmtz(r#"{"input":{"code":{"a":1}}}"#), "code");
    assert_eq!(dmtz(r#"{"input":{"code":"c"},"baseUrl":"http://example.com"}"#), "baseUrl");
    for (member, value) in [
        ("maxAttempts", "0"),
        ("maxAttempts", "1.5"),
        ("maxAttempts", "-1"),
        ("baseDelayMs", "-1"),
        ("maxDelayMs", "\"soon\""),
        ("attemptTimeoutMs", "0"),
        ("timeoutMs", "1e3"),
        ("maxBodyBytes", "0"),
        ("maxInFlight", "0"),
        ("clockOffsetMs", "0.5"),
        ("includeSecrets", "\"perhaps\""),
    ] {
        let json = format!(r#"{{"input":{{"code":"c"}},"settings":{{"{member}":{value}}}}}"#);
        assert_eq!(dmtz(&json), member);
    }
    let mysoft = refused::<mysoft::GetUserInfo>;
    assert_eq!(mysoft(r#"{"auth":{"accessToken":"t"}}"#), "baseUrl");
    assert_eq!(mysoft(r#"{"baseUrl":"https://example.com"}"#), "accessToken");
    let quanshi = refused::<quanshi::GetUsersByEmailsMobiles>;
    assert_eq!(quanshi(r#"{"input":{"emails":["a"]}}"#), "token");
    assert_eq!(quanshi(r#"{"auth":{"delegated":false},"input":{"emails":["a"]}}"#), "token");
    assert_eq!(quanshi(r#"{"auth":{"delegated":"yes"},"input":{"emails":["a"]}}"#), "delegated");
    assert_eq!(quanshi(r#"{"auth":{"token":""},"input":{"emails":["a"]}}"#), "token");
    assert_eq!(quanshi(r#"{"auth":{"token":"t","in":"cookie"},"input":{"emails":["a"]}}"#), "in");
    assert_eq!(quanshi(r#"{"auth":{"token":"t"},"input":{"emails":"a"}}"#), "emails");
    assert_eq!(quanshi(r#"{"auth":{"token":"t"},"input":{"emails":["a",null]}}"#), "emails");
}

#[test]
fn a_job_that_is_no_json_is_our_own_fault() {
    let error = job::call::<dmtz::GetUserInfo>("{").map(drop).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Internal);
}

#[test]
fn a_clock_offset_in_a_job_is_what_requests_are_signed_by() {
    let json = r#"{"auth":{"delegated":true},"input":{"emails":["a"]},"settings":{"clockOffsetMs":-7000}}"#;
    let mut call = job::indexed_call::<quanshi::GetUsersByEmailsMobiles>(json, Unit::Utf16).unwrap();
    let now = UnixMillis(1_800_000_000_000);
    let Output::Authorize { params, .. } = call.poll_output(now, [7; 16]) else { panic!("{call:?}") };
    assert_eq!(params.time, UnixMillis(now.0 - 7_000));
    assert_eq!(call.clock_offset(), ClockOffset(-7_000));
}

#[test]
fn a_batch_has_the_settings_of_its_job() {
    let json = r#"{"auth":{"token":"demo"},"settings":{"maxInFlight":2,"clockOffsetMs":9}}"#;
    let mut batch = job::indexed_batch::<quanshi::GetUsersByEmailsMobiles>(json, Unit::Utf16).unwrap();
    let emails: Vec<_> = (0..1_000).map(|n| format!("person{n}@example.com")).collect();
    batch.push_json(&serde_json::json!({ "emails": emails }).to_string()).unwrap();
    (0..3).for_each(|list| batch.end(list));
    let now = UnixMillis(1_800_000_000_000);
    let sent = |batch: &mut IndexedBatch| match batch.poll_output(now, [7; 16]) {
        Output::Transmit { request, .. } => Some(request.headers.len()),
        _ => None,
    };
    assert_eq!([sent(&mut batch), sent(&mut batch), sent(&mut batch)], [Some(3), Some(3), None]);
    assert_eq!(batch.clock_offset(), ClockOffset(9));
}
