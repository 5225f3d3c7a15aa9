//! Tests lookups that bindings open with a JSON document.

use crate::support::{START, answer, done, poll, response, sent};
use mingpian::json::Unit;
use mingpian::providers::quanshi::GetUsersByEmailsMobiles;
use mingpian::providers::{self, dmtz};
use mingpian::{ClockOffset, ErrorCode, Lookup, LookupError, Step, UnixMillis};

fn quanshi(document: &str) -> Result<Lookup, LookupError> {
    providers::open("quanshi", "getUsersByEmailsMobiles", document, Unit::Bytes)
}

fn dmtz(document: &str) -> Result<Lookup, LookupError> {
    providers::open("dmtz", "getUserInfo", document, Unit::Utf16)
}

#[test]
fn numbers_are_read_as_they_are_written() {
    for (member, value) in [
        ("maxAttempts", "1.0"),
        ("timeoutMs", "1e3"),
        ("clockOffsetMs", "9007199254740992"),
        ("includeSecrets", "\"perhaps\""),
    ] {
        let error = dmtz(&format!(r#"{{"question":{{"code":"c"}},"options":{{"{member}":{value}}}}}"#));
        let error = error.unwrap_err();
        assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some(member)));
    }
}

#[test]
fn half_a_surrogate_pair_is_not_text() {
    for document in [r#"{"question":{"code":"\ud83d"}}"#, r#"{"question":{"code":"a\udc00"}}"#] {
        let error = dmtz(document).unwrap_err();
        assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some("question")));
    }
}

#[test]
fn a_value_that_is_nested_too_deeply_is_the_callers_mistake() {
    let deep = ["[".repeat(200), "]".repeat(200)].concat();
    let error = dmtz(&format!(r#"{{"question":{{"code":{deep}}}}}"#)).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some("question")));
}

#[test]
fn a_document_that_is_not_json_is_the_bindings_mistake() {
    assert_eq!(dmtz("{").unwrap_err().code(), ErrorCode::Internal);
    let error = providers::open("dmtz", "getUser", "{}", Unit::Bytes).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Internal);
}

#[test]
fn the_first_of_several_mistakes_is_reported_the_same_in_every_run() {
    let document = r#"{"question":{"emails":["a",1,""],"mobiles":7},"auth":{"token":"t"}}"#;
    for _ in 0..3 {
        assert_eq!(quanshi(document).unwrap_err().field(), Some("emails[1]"));
    }
}

#[test]
fn a_clock_offset_is_what_requests_are_signed_by() {
    let mut lookup = quanshi(
        r#"{"auth":{"delegated":true},"question":{"emails":["a"]},"options":{"clockOffsetMs":-7000}}"#,
    )
    .unwrap();
    let Step::Sign { params, .. } = poll(&mut lookup, 0, 7) else { panic!("{lookup:?}") };
    assert_eq!(params.time, UnixMillis(START - 7_000));
    assert_eq!(lookup.clock_offset(), ClockOffset(-7_000));
}

#[test]
fn pages_have_the_options_of_their_document() {
    let mut lookup =
        quanshi(r#"{"pages":true,"auth":{"token":"demo"},"options":{"maxInFlight":2,"clockOffsetMs":9}}"#)
            .unwrap();
    let emails: Vec<_> = (0..1_000).map(|n| format!("person{n}@example.com")).collect();
    lookup.feed_json(0, &serde_json::json!(emails).to_string(), true);
    (1..3).for_each(|list| lookup.feed_json(list, "[]", true));
    assert_eq!(sent(poll(&mut lookup, 0, 7)).1.headers.len(), 3);
    sent(poll(&mut lookup, 0, 7));
    assert!(matches!(poll(&mut lookup, 0, 7), Step::Wait(Some(_))));
    assert_eq!(lookup.clock_offset(), ClockOffset(9));
}

#[test]
fn json_feeds_the_lists_of_pages() {
    let mut lookup = quanshi(r#"{"pages":true,"auth":{"token":"demo"}}"#).unwrap();
    lookup.feed_json(0, r#"["a@example.com","\u4e00@example.com"]"#, true);
    lookup.feed_json(1, r#"["10000000001"]"#, false);
    lookup.feed_json(1, r#"["10000000001"]"#, true);
    lookup.feed_json(2, "[ ]", true);
    assert_eq!(lookup.progress().total, 4);
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    lookup.handle_response(id, UnixMillis(START), response(200, &[], r#"{"status":0}"#));
    let page = answer(poll(&mut lookup, 0, 2));
    assert_eq!(page.asked(), [vec!["a@example.com", "一@example.com"], vec!["10000000001"], vec![]]);
    assert_eq!(page.id, Some(id));
    page.read::<GetUsersByEmailsMobiles>().unwrap();
    done(poll(&mut lookup, 0, 3)).unwrap();
}

#[test]
fn a_fed_entry_that_is_not_text_is_named_by_its_position_and_ends_the_lookup() {
    for (json, field) in [
        (r#"["b",""]"#, "emails[2]"),
        (r#"["b","c",7]"#, "emails[3]"),
        (r#"[null]"#, "emails[1]"),
        (r#"[["b"]]"#, "emails[1]"),
        (r#"[{}]"#, "emails[1]"),
        ("7", "emails"),
        ("null", "emails"),
        ("{}", "emails"),
        (r#""b""#, "emails"),
        (r#"["\ud800"]"#, "emails"),
        ("[", "emails"),
    ] {
        let mut lookup = quanshi(r#"{"pages":true,"auth":{"token":"demo"}}"#).unwrap();
        lookup.feed_json(0, r#"["first@example.com"]"#, false);
        lookup.feed_json(0, json, false);
        // The identifiers that were fed before are in a failed answer. Nothing is sent.
        let failed = answer(poll(&mut lookup, 0, 1));
        let error = failed.raw().unwrap_err();
        assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some(field)), "{json}");
        assert_eq!(failed.asked()[0][0], "first@example.com");
        assert_eq!(done(poll(&mut lookup, 0, 2)).unwrap_err().field(), Some(field));
        assert_eq!(lookup.progress().done, lookup.progress().total);
    }
}

#[test]
fn an_answer_is_read_only_as_what_was_asked() {
    let mut lookup = dmtz(r#"{"question":{"code":"c"}}"#).unwrap();
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    let body = r#"{"code":200,"data":{"id":"1"}}"#;
    assert!(lookup.handle_response(id, UnixMillis(START), response(200, &[], body)));
    let page = answer(poll(&mut lookup, 0, 2));
    assert!(page.asked().is_empty());
    let error = page.read::<GetUsersByEmailsMobiles>().unwrap_err();
    assert_eq!(error.code(), ErrorCode::Internal);

    let mut lookup = Lookup::new(
        dmtz::GetUserInfo { code: "c".to_owned() },
        mingpian::NoCredentials,
        mingpian::Options::default(),
    )
    .unwrap();
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    lookup.handle_response(id, UnixMillis(START), response(200, &[], body));
    let user = answer(poll(&mut lookup, 0, 2)).read::<dmtz::GetUserInfo>().unwrap();
    assert_eq!(user.id, "1");
}
