//! Jobs: what the web's doors hand over.

use mingpian::ErrorCode;
use mingpian::job::{self, FromJob};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::scan::Unit;

/// By the typed call and by the one that answers with an index alike.
fn refused<E>(json: &str) -> String
where
    E: FromJob,
    E::Auth: 'static,
{
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
        ("includeSecrets", "\"perhaps\""),
    ] {
        let json = format!(r#"{{"input":{{"code":"c"}},"settings":{{"{member}":{value}}}}}"#);
        assert_eq!(dmtz(&json), member);
    }
    let mysoft = refused::<mysoft::GetUserInfo>;
    assert_eq!(mysoft(r#"{"auth":{"accessToken":"t"}}"#), "baseUrl");
    assert_eq!(mysoft(r#"{"baseUrl":"https://example.com"}"#), "accessToken");
    let quanshi = refused::<quanshi::GetUsersByEmailsMobiles>;
    assert_eq!(quanshi(r#"{"input":{"emails":["a"]}}"#), "appId");
    assert_eq!(quanshi(r#"{"auth":{"appId":"a"},"input":{"emails":["a"]}}"#), "secretKey");
    assert_eq!(quanshi(r#"{"auth":{"token":""},"input":{"emails":["a"]}}"#), "token");
    assert_eq!(quanshi(r#"{"auth":{"token":"t","in":"cookie"},"input":{"emails":["a"]}}"#), "in");
    let id_header = r#"{"auth":{"appId":"a","secretKey":"s","idHeader":"Id"},"input":{"emails":["a"]}}"#;
    assert_eq!(quanshi(id_header), "idHeader");
    assert_eq!(quanshi(r#"{"auth":{"token":"t"},"input":{"emails":"a"}}"#), "emails");
    assert_eq!(quanshi(r#"{"auth":{"token":"t"},"input":{"emails":["a",null]}}"#), "emails");
}

#[test]
fn a_job_that_is_no_json_is_our_own_fault() {
    let error = job::call::<dmtz::GetUserInfo>("{").map(drop).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Internal);
}
