//! Tests the interface to the other languages. Those languages have further tests.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use mingpian::{LookupError, TransportErrorKind};

use crate::*;

const NOW: i64 = 1_800_000_000_000;
const SECRET: &str = "planted-secret";
const PERSON: &str = "planted@example.com";

fn open(provider: &str, operation: &str, json: &str) -> Result<Arc<Lookup>, CoreError> {
    Lookup::open(provider.to_owned(), operation.to_owned(), json.to_owned())
}

fn quanshi(options: &str) -> Result<Arc<Lookup>, CoreError> {
    let question = format!(r#"{{"emails":["{PERSON}"]}}"#);
    let json = format!(r#"{{"question":{question},"auth":{{"token":"{SECRET}"}},"options":{options}}}"#);
    open("quanshi", "getUsersByEmailsMobiles", &json)
}

fn pages(options: &str) -> Arc<Lookup> {
    let json = format!(r#"{{"auth":{{"token":"demo"}},"options":{options},"pages":true}}"#);
    open("quanshi", "getUsersByEmailsMobiles", &json).unwrap()
}

const ONCE: &str = r#"{"maxAttempts":1}"#;

fn poll(lookup: &Lookup) -> Step {
    lookup.poll(NOW, 0x0707_0707_0707_0707, 0x0707_0707_0707_0707, true)
}

fn send(lookup: &Lookup) -> HttpRequest {
    match poll(lookup) {
        Step::Send { request } => request,
        other => panic!("no request, but {other:?}"),
    }
}

fn respond(lookup: &Lookup, id: i64, status: i32, body: &str) -> bool {
    lookup.handle_response(id, NOW, status, Vec::new(), Bytes::from(body.as_bytes()))
}

/// Polls until the lookup fails, and returns the failure.
fn failure(lookup: &Lookup) -> LookupFailure {
    match poll(lookup) {
        Step::Done { error: Some(error), .. } => error,
        other => panic!("no error, but {other:?}"),
    }
}

fn field(error: CoreError) -> String {
    let CoreError::Failed { failure } = error;
    assert_eq!((failure.code, failure.retryable), (ErrorCode::InvalidInput, false));
    let field = failure.field.unwrap();
    assert!(failure.message.starts_with(&field), "{}", failure.message);
    field
}

#[test]
fn an_answer_becomes_the_cores_index() {
    let lookup = quanshi("{}").unwrap();
    let request = send(&lookup);
    assert_eq!((request.method.as_str(), request.max_body_bytes), ("POST", 8_388_608));
    assert_eq!(request.url, "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles");
    assert!(request.headers.contains(&HttpHeader { name: "token".to_owned(), value: SECRET.to_owned() }));
    assert!(matches!(poll(&lookup), Step::Wait { ms: Some(30_000) }));
    let body = r#"{"status":0,"request_id":"r-1","result":{"planted@example.com":{"userId":7}}}"#;
    for stale in [request.id + 1, -1, i64::MAX] {
        assert!(!respond(&lookup, stale, 200, body));
        lookup.handle_failure(stale, TransportKind::Offline);
    }
    assert!(respond(&lookup, request.id, 200, body));
    assert!(!respond(&lookup, request.id, 200, body));
    // A host that does not take an answer has to wait.
    assert!(matches!(lookup.poll(NOW, 0, 0, false), Step::Wait { .. }));
    let Step::Answer { id, repaired, index, not_found, unreadable, request_id } = poll(&lookup) else {
        panic!("no answer")
    };
    assert_eq!((id, request_id.as_deref()), (request.id, Some("r-1")));
    assert!(repaired.is_none());
    assert!(not_found.is_empty() && unreadable.is_empty());
    let words: Vec<u32> =
        index.as_slice().chunks(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
    // One row was found, and none was unasked.
    let outcomes = usize::try_from(words[2]).unwrap();
    let row = usize::try_from(words[outcomes + 1]).unwrap();
    assert_eq!((words[outcomes], words[outcomes + 2]), (1, 0));
    assert_eq!((words[row + 1], words[row + 4], words[row + 5]), (0, 1 << 30, 7));
    assert!(matches!(poll(&lookup), Step::Done { id: None, error: None }));
    assert_eq!(lookup.progress(), Progress { done: 1, total: 1 });
}

#[test]
fn errors_keep_their_members() {
    let failed = |status, body| {
        let lookup = quanshi(ONCE).unwrap();
        assert!(!respond(&lookup, send(&lookup).id, status, body));
        failure(&lookup)
    };
    let refusal = r#"{"status":7,"msg":"no planted@example.com here","request_id":"r-1"}"#;
    let rejected = failed(200, refusal);
    assert_eq!(
        rejected.message,
        "quanshi rejected the request (HTTP 200, code 7, request r-1): no [redacted] here"
    );
    assert_eq!((rejected.code, rejected.status), (ErrorCode::Rejected, Some(200)));
    assert_eq!((rejected.provider.as_deref(), rejected.provider_code), (Some("quanshi"), Some(7)));
    assert_eq!(rejected.provider_text.as_deref(), Some("no [redacted] here"));
    assert_eq!((rejected.request_id.as_deref(), rejected.retry_after_ms), (Some("r-1"), None));
    for (status, code, retryable) in [
        (401, ErrorCode::Unauthenticated, false),
        (429, ErrorCode::RateLimited, true),
        (503, ErrorCode::HttpStatus, true),
        (404, ErrorCode::HttpStatus, false),
    ] {
        let found = failed(status, "");
        assert_eq!((found.code, found.retryable), (code, retryable));
    }
    let malformed = failed(200, r#"{"result":{}}"#);
    assert_eq!((malformed.code, malformed.field.as_deref()), (ErrorCode::MalformedResponse, Some("status")));
    // A number that is not an HTTP status counts as a status that a browser does not reveal.
    for status in [-1, 0, 65_536 + 200] {
        assert_eq!(failed(status, "").status, Some(0));
    }
    let internal = LookupFailure::from(&LookupError::Internal { detail: "planted" });
    assert_eq!((internal.code, &*internal.message), (ErrorCode::Internal, "internal error: planted"));
}

#[test]
fn each_kind_of_transport_failure_arrives() {
    for kind in [
        TransportKind::Offline,
        TransportKind::Refused,
        TransportKind::Timeout,
        TransportKind::Interrupted,
        TransportKind::TooLarge,
    ] {
        let lookup = quanshi(ONCE).unwrap();
        let request = send(&lookup);
        lookup.handle_failure(request.id, kind);
        let Step::Done { id, error: Some(error) } = poll(&lookup) else { panic!("not over") };
        assert_eq!((id, error.provider.as_deref()), (Some(request.id), Some("quanshi")));
        let expected = match kind {
            TransportKind::TooLarge => (ErrorCode::ResponseTooLarge, None, false),
            _ => (ErrorCode::Transport, Some(kind), true),
        };
        assert_eq!((error.code, error.kind, error.retryable), expected);
        assert_eq!(TransportKind::from(TransportErrorKind::from(kind)), kind);
    }
}

#[test]
fn a_cancelled_lookup_sends_nothing() {
    let lookup = quanshi("{}").unwrap();
    lookup.cancel();
    assert_eq!(failure(&lookup).code, ErrorCode::Cancelled);
    let lookup = quanshi("{}").unwrap();
    let request = send(&lookup);
    lookup.cancel();
    assert!(matches!(poll(&lookup), Step::Abort { id } if id == request.id));
    assert_eq!(failure(&lookup).code, ErrorCode::Cancelled);
}

#[test]
fn input_that_is_not_allowed_is_named() {
    for (options, name) in [
        (r#"{"baseUrl":"http://example.com"}"#, "baseUrl"),
        (r#"{"maxAttempts":0}"#, "maxAttempts"),
        (r#"{"baseDelayMs":-1}"#, "baseDelayMs"),
        (r#"{"maxInFlight":0}"#, "maxInFlight"),
        (r#"{"timeoutMs":"soon"}"#, "timeoutMs"),
        (r#"{"planted":1}"#, "planted"),
    ] {
        assert_eq!(field(quanshi(options).unwrap_err()), name);
    }
    for (provider, operation, json, name) in [
        ("mysoft", "getUserInfo", r#"{"question":{},"auth":{"accessToken":"t"}}"#, "baseUrl"),
        ("mysoft", "getUserInfo", r#"{"question":{},"options":{"baseUrl":"https://e.com"}}"#, "accessToken"),
        ("dmtz", "getUserInfo", r#"{"question":{"code":""}}"#, "code"),
        ("dmtz", "getUserInfo", r#"{"question":{}}"#, "code"),
    ] {
        assert_eq!(field(open(provider, operation, json).unwrap_err()), name);
    }
    for (provider, json) in [("nobody", "{}"), ("dmtz", "{")] {
        let CoreError::Failed { failure } = open(provider, "getUserInfo", json).unwrap_err();
        assert_eq!(failure.code, ErrorCode::Internal);
    }
}

#[test]
fn randomness_is_sixteen_bytes() {
    let json = r#"{"question":{"emails":["a"]},"auth":{"appId":"id","secretKey":"key"}}"#;
    let lookup = open("quanshi", "getUsersByEmailsMobiles", json).unwrap();
    let Step::Send { request } = lookup.poll(NOW, 0x0001_0203_0405_0607, -2, true) else {
        panic!("no request")
    };
    let nonce = request.headers.iter().find(|header| header.name == "Nonce").unwrap();
    assert_eq!(nonce.value, "0001020304050607fffffffffffffffe");
}

#[test]
fn an_apps_own_server_signs() {
    let open = || {
        let json = r#"{"question":{"emails":["a"]},"auth":{"delegated":true}}"#;
        open("quanshi", "getUsersByEmailsMobiles", json).unwrap()
    };
    let asked = |lookup: &Lookup| match poll(lookup) {
        Step::Sign { id, time_ms, nonce } => (id, time_ms, nonce),
        other => panic!("nothing to sign, but {other:?}"),
    };
    let sign = |time_ms, nonce: String, now_ms, is_new| {
        quanshi_sign("id".into(), "key".into(), "AppKey".into(), time_ms, nonce, now_ms, is_new)
    };
    let lookup = open();
    let (id, time_ms, nonce) = asked(&lookup);
    let headers = sign(time_ms, nonce.clone(), NOW, true).unwrap();
    lookup.handle_signature(id, Some(headers));
    let request = send(&lookup);
    assert_eq!(request.id, id);
    let check_sum = quanshi_check_sum("key".into(), nonce.clone(), time_ms);
    for (name, value) in [("AppKey", "id"), ("Nonce", &*nonce), ("CheckSum", &*check_sum)] {
        assert!(request.headers.iter().any(|header| header.as_pair() == (name, value)), "{name}");
    }
    let lookup = open();
    lookup.handle_signature(asked(&lookup).0, None);
    assert_eq!(failure(&lookup).code, ErrorCode::Unauthenticated);
    assert_eq!(field(sign(NOW, nonce.clone(), NOW, false).unwrap_err()), "nonce");
    let refused = sign(NOW, nonce.clone(), NOW + 61_000, true).unwrap();
    assert_eq!(
        refused.iter().map(HttpHeader::as_pair).collect::<Vec<_>>(),
        [("ServerTime", &*(NOW + 61_000).to_string())]
    );
    let error = quanshi_sign("id".into(), "key".into(), "Other".into(), NOW, nonce, NOW, true).unwrap_err();
    assert_eq!(field(error), "idHeader");
}

#[test]
fn a_panic_elsewhere_leaves_the_lookup_usable() {
    let lookup = quanshi("{}").unwrap();
    let held = AssertUnwindSafe(&lookup);
    assert!(catch_unwind(|| held.while_locked(|| panic!("planted"))).is_err());
    send(&lookup);
}

#[test]
fn nothing_that_prints_tells_a_secret() {
    let json = format!(
        r#"{{"question":{{"deviceToken":"{SECRET}"}},"auth":{{"accessToken":"{SECRET}"}},"options":{{"baseUrl":"https://example.com"}}}}"#
    );
    let lookup = open("mysoft", "getUserInfo", &json).unwrap();
    let sent = send(&lookup);
    let shown = lookup.redacted_request(sent.id).unwrap();
    assert!(sent.url.contains(SECRET) && sent.body.contains(SECRET));
    assert!(!shown.url.contains(SECRET) && !shown.body.contains(SECRET));
    let header = HttpHeader { name: "token".to_owned(), value: SECRET.to_owned() };
    let step = Step::Send { request: sent.clone() };
    let unreadable = Unreadable { identifier: PERSON.to_owned(), field: "userId".to_owned() };
    let bytes = Bytes::from(SECRET.as_bytes());
    let answer = Step::Answer {
        id: 1,
        repaired: Some(bytes.clone()),
        index: bytes.clone(),
        not_found: vec![PERSON.to_owned()],
        unreadable: vec![unreadable.clone()],
        request_id: None,
    };
    let error = LookupFailure::from(&LookupError::Cancelled);
    let failed = Step::Failed { id: None, asked: vec![vec![PERSON.to_owned()]], error };
    let printed = format!(
        "{lookup:?} {sent:?} {shown:?} {step:?} {header:?} {unreadable:?} {bytes:?} {answer:?} {failed:?}"
    );
    assert!(!printed.contains("planted"), "{printed}");
    assert!(printed.contains("https://example.com/api/wzs/get-user-info\""), "{printed}");
}

#[test]
fn lists_are_fed_and_answered_page_by_page() {
    let lookup = pages(r#"{"maxInFlight":2}"#);
    let emails: Vec<_> = (0..450).map(|n| format!("person{n}@example.com")).collect();
    let mut left = &emails[..];
    let mut missing = Vec::new();
    let mut asked = 0;
    for _ in 0..40 {
        match poll(&lookup) {
            Step::Feed { list, room } => {
                let room = if list == 0 { usize::try_from(room).unwrap().min(left.len()) } else { 0 };
                let (now, later) = left.split_at(room);
                let json: Vec<_> = now.iter().map(|email| format!("\"{email}\"")).collect();
                let ends = list > 0 || later.is_empty();
                lookup.feed(list, format!("[{}]", json.join(",")), ends);
                left = later;
            }
            Step::Send { request } => {
                asked += 1;
                assert!(lookup.redacted_request(request.id).is_some());
                assert!(respond(&lookup, request.id, 200, r#"{"status":0,"result":{}}"#));
            }
            Step::Answer { not_found, .. } => missing.extend(not_found),
            Step::Done { error: None, .. } => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((asked, missing), (3, emails));
    assert_eq!(lookup.progress(), Progress { done: 450, total: 450 });
}

#[test]
fn a_page_that_failed_names_its_identifiers() {
    let lookup = pages(ONCE);
    lookup.feed(1, r#"["10000000001",""]"#.to_owned(), false);
    lookup.feed(-1, "[]".to_owned(), true);
    let Step::Failed { id: None, asked, error } = poll(&lookup) else { panic!("no failed page") };
    assert_eq!(asked, [vec![], vec!["10000000001".to_owned()], vec![]]);
    assert_eq!((error.code, error.field.as_deref()), (ErrorCode::InvalidInput, Some("mobiles[1]")));
    assert_eq!(failure(&lookup).field.as_deref(), Some("mobiles[1]"));
    let lookup = pages(ONCE);
    lookup.feed(0, "[7]".to_owned(), false);
    assert_eq!(failure(&lookup).field.as_deref(), Some("emails[0]"));
}
