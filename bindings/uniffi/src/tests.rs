//! What the other languages see of the core. That they see it rightly, their own tests say.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use mingpian::{LookupError, TransportErrorKind};

use crate::*;

const NOW: i64 = 1_800_000_000_000;
const SECRET: &str = "planted-secret";
const PERSON: &str = "planted@example.com";

fn random() -> Bytes {
    Bytes::from(&[7; 16][..])
}

fn quanshi(options: CallOptions) -> Result<Arc<Call>, CoreError> {
    let request = QuanshiGetUsersByEmailsMobiles { emails: vec![PERSON.to_owned()], ..Default::default() };
    let credentials = QuanshiCredentials::token_in_header(SECRET.to_owned())?;
    Call::quanshi(request, &credentials, options)
}

fn once() -> CallOptions {
    CallOptions { max_attempts: Some(1), ..Default::default() }
}

fn transmit(call: &Call) -> HttpRequest {
    match call.poll(NOW, random()) {
        Ok(Step::Transmit { request }) => request,
        other => panic!("no request, but {other:?}"),
    }
}

fn answer(call: &Call, id: i64, status: i32, body: &str) {
    call.handle_response(id, NOW, status, Vec::new(), Bytes::from(body.as_bytes()));
}

#[test]
fn an_answer_becomes_the_cores_index() {
    let call = quanshi(CallOptions::default()).unwrap();
    assert_eq!(call.index().unwrap_err(), LookupError::Cancelled.into());
    let request = transmit(&call);
    assert_eq!((request.method.as_str(), request.max_body_bytes), ("POST", 8_388_608));
    assert_eq!(request.url, "https://openapi.quanshi.com/confopenapi/account/getUsersByEmailsMobiles");
    assert!(request.headers.contains(&HttpHeader { name: "token".to_owned(), value: SECRET.to_owned() }));
    assert_eq!(call.poll(NOW, random()).unwrap(), Step::Wait { ms: Some(30_000) });
    let body = r#"{"status":0,"result":{"planted@example.com":{"userId":7}}}"#;
    for stale in [request.id + 1, -1, i64::MAX] {
        answer(&call, stale, 200, body);
        call.handle_failure(stale, TransportKind::Offline);
    }
    answer(&call, request.id, 200, body);
    assert_eq!(call.poll(NOW, random()).unwrap(), Step::Finished);
    let index = call.index().unwrap();
    let words: Vec<u32> =
        index.as_slice().chunks(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
    // One identifier asked, whose row comes next, and nobody unasked.
    let outcomes = usize::try_from(words[2]).unwrap();
    let row = usize::try_from(words[outcomes + 1]).unwrap();
    assert_eq!((words[outcomes], words[outcomes + 2]), (1, 0));
    assert_eq!((words[row + 1], words[row + 4], words[row + 5]), (0, 1 << 30, 7));
}

#[test]
fn every_code_has_its_variant() {
    let call = |status, body| {
        let call = quanshi(once()).unwrap();
        answer(&call, transmit(&call).id, status, body);
        call.poll(NOW, random()).unwrap();
        call.index().unwrap_err()
    };
    let refusal = r#"{"status":7,"msg":"no planted@example.com here","request_id":"r-1"}"#;
    match call(200, refusal) {
        CoreError::Rejected { text, reply } => {
            assert_eq!(text, "quanshi (HTTP 200, code 7, \"no [redacted] here\", request r-1) said no");
            assert_eq!((reply.status, reply.provider_code), (200, Some(7)));
            assert_eq!(reply.provider_text.as_deref(), Some("no [redacted] here"));
            assert_eq!((reply.request_id.as_deref(), reply.retry_after_ms), (Some("r-1"), None));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(call(401, ""), CoreError::Unauthenticated { .. }));
    assert!(matches!(call(429, ""), CoreError::RateLimited { retryable: true, .. }));
    assert!(matches!(call(503, ""), CoreError::HttpStatus { retryable: true, .. }));
    assert!(matches!(call(404, ""), CoreError::HttpStatus { retryable: false, .. }));
    match call(200, r#"{"result":{}}"#) {
        CoreError::MalformedResponse { field, .. } => assert_eq!(field, "status"),
        other => panic!("{other:?}"),
    }
    match CoreError::from(LookupError::Internal { detail: "planted" }) {
        CoreError::Internal { text } => assert_eq!(text, "internal error: planted"),
        other => panic!("{other:?}"),
    }
    // A status that HTTP has not is taken for a hidden one.
    for status in [-1, 0, 65_536 + 200] {
        match call(status, "") {
            CoreError::HttpStatus { reply, .. } => assert_eq!(reply.status, 0),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_failure_on_the_way_keeps_its_kind() {
    for kind in [
        TransportKind::Offline,
        TransportKind::Refused,
        TransportKind::Timeout,
        TransportKind::Interrupted,
        TransportKind::TooLarge,
    ] {
        let call = quanshi(once()).unwrap();
        call.handle_failure(transmit(&call).id, kind);
        call.poll(NOW, random()).unwrap();
        match call.index().unwrap_err() {
            CoreError::Transport { kind: found, provider, retryable, .. } => {
                assert_eq!((found, provider.as_str(), retryable), (kind, "quanshi", true));
            }
            CoreError::ResponseTooLarge { provider, .. } => {
                assert_eq!((kind, provider.as_str()), (TransportKind::TooLarge, "quanshi"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(TransportKind::from(TransportErrorKind::from(kind)), kind);
    }
}

#[test]
fn a_cancelled_call_sends_nothing() {
    let call = quanshi(CallOptions::default()).unwrap();
    call.cancel();
    assert_eq!(call.poll(NOW, random()).unwrap(), Step::Finished);
    assert_eq!(call.index().unwrap_err(), CoreError::Cancelled { text: "cancelled".to_owned() });
}

#[test]
fn what_is_not_allowed_is_named() {
    let field = |error: CoreError| match error {
        CoreError::InvalidInput { field, text } => {
            assert!(text.starts_with(&field), "{text}");
            field
        }
        other => panic!("{other:?}"),
    };
    let options = CallOptions::default;
    for (options, name) in [
        (CallOptions { base_url: Some("http://example.com".to_owned()), ..options() }, "baseUrl"),
        (CallOptions { max_attempts: Some(0), ..options() }, "maxAttempts"),
        (CallOptions { base_delay_ms: Some(-1), ..options() }, "baseDelayMs"),
        (CallOptions { max_delay_ms: Some(-1), ..options() }, "maxDelayMs"),
        (CallOptions { attempt_timeout_ms: Some(0), ..options() }, "attemptTimeoutMs"),
        (CallOptions { timeout_ms: Some(i64::MIN), ..options() }, "timeoutMs"),
        (CallOptions { max_body_bytes: Some(0), ..options() }, "maxBodyBytes"),
    ] {
        assert_eq!(field(quanshi(options).unwrap_err()), name);
    }
    let mysoft = MysoftCredentials::access_token(SECRET.to_owned()).unwrap();
    let error = Call::mysoft(MysoftGetUserInfo::default(), &mysoft, options()).unwrap_err();
    assert_eq!(field(error), "baseUrl");
    assert_eq!(field(Call::dmtz(DmtzGetUserInfo::default(), options()).unwrap_err()), "code");
    assert_eq!(field(MysoftCredentials::access_token(String::new()).unwrap_err()), "accessToken");
    assert_eq!(field(QuanshiCredentials::token_in_body(String::new()).unwrap_err()), "token");
    let check_sum = |id: &str, key: &str| {
        field(
            QuanshiCredentials::check_sum(id.to_owned(), key.to_owned(), QuanshiIdHeader::AppId).unwrap_err(),
        )
    };
    assert_eq!((check_sum("", "key"), check_sum("id", "")), ("appId".to_owned(), "secretKey".to_owned()));
    let call = quanshi(options()).unwrap();
    for len in [0, 15, 17] {
        let random = Bytes::from(&vec![0; len][..]);
        assert_eq!(field(call.poll(NOW, random).unwrap_err()), "random");
    }
}

#[test]
fn limits_reach_the_core() {
    let call = quanshi(CallOptions { max_body_bytes: Some(4), ..once() }).unwrap();
    let request = transmit(&call);
    assert_eq!(request.max_body_bytes, 4);
    answer(&call, request.id, 200, "12345");
    call.poll(NOW, random()).unwrap();
    assert!(matches!(call.index().unwrap_err(), CoreError::ResponseTooLarge { .. }));
    let call = quanshi(CallOptions { attempt_timeout_ms: Some(250), ..once() }).unwrap();
    transmit(&call);
    assert_eq!(call.poll(NOW, random()).unwrap(), Step::Wait { ms: Some(250) });
    let options = CallOptions {
        max_attempts: Some(2),
        base_delay_ms: Some(0),
        timeout_ms: Some(60_000),
        ..Default::default()
    };
    let call = quanshi(options).unwrap();
    let first = transmit(&call);
    call.handle_failure(first.id, TransportKind::Interrupted);
    assert_ne!(transmit(&call).id, first.id);
}

#[test]
fn a_panic_elsewhere_leaves_the_call_usable() {
    let call = quanshi(CallOptions::default()).unwrap();
    let held = AssertUnwindSafe(&call);
    assert!(catch_unwind(|| held.while_locked(|| panic!("planted"))).is_err());
    transmit(&call);
}

#[test]
fn nothing_that_prints_tells_a_secret() {
    let dmtz = DmtzGetUserInfo { code: SECRET.to_owned() };
    let mysoft = MysoftGetUserInfo { device_token: Some(SECRET.to_owned()), ..Default::default() };
    let request = QuanshiGetUsersByEmailsMobiles { emails: vec![PERSON.to_owned()], ..Default::default() };
    let token = QuanshiCredentials::token_in_header(SECRET.to_owned()).unwrap();
    let key =
        QuanshiCredentials::check_sum(SECRET.to_owned(), SECRET.to_owned(), QuanshiIdHeader::AppKey).unwrap();
    let access = MysoftCredentials::access_token(SECRET.to_owned()).unwrap();
    let options = CallOptions { base_url: Some("https://example.com".to_owned()), ..Default::default() };
    let asked = Call::mysoft(mysoft.clone(), &access, options).unwrap();
    let sent = transmit(&asked);
    let shown = asked.shown_request().unwrap();
    assert!(sent.url.contains(SECRET) && sent.body.contains(SECRET));
    assert!(!shown.url.contains(SECRET) && !shown.body.contains(SECRET));
    let step = Step::Transmit { request: sent.clone() };
    let header = HttpHeader { name: "token".to_owned(), value: SECRET.to_owned() };
    let printed = format!(
        "{dmtz:?} {mysoft:?} {request:?} {token:?} {key:?} {access:?} {asked:?} {sent:?} {shown:?} {step:?} {header:?} {:?}",
        Bytes::from(SECRET.as_bytes())
    );
    assert!(!printed.contains("planted"), "{printed}");
    assert!(printed.contains("https://example.com/api/wzs/get-user-info\""), "{printed}");
}

#[test]
fn checksums_are_the_cores() {
    let sum = quanshi_check_sum("demo-secret-key".into(), "000102030405060708090a0b0c0d0e0f".into(), NOW);
    assert_eq!(sum, "1c61c97758837e541e4cf729d0ad58139df0f3ee");
}
