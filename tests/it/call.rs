//! One call under every fault, with a clock and a network made up here.

use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::{
    Call, ErrorCode, HttpResponse, LookupError, Machine, NoAuth, Output, RequestId, RetryPolicy,
    SecretString, TransportErrorKind, UnixMillis,
};
use std::collections::BTreeSet;
use std::time::Duration;

const START: u64 = 1_800_000_000_000;
const FOUND: &str = r#"{"status":0,"result":{"ann@example.com":{"userId":7}}}"#;

fn quanshi_call(policy: RetryPolicy) -> Call<quanshi::GetUsersByEmailsMobiles> {
    let question =
        quanshi::GetUsersByEmailsMobiles { emails: vec!["ann@example.com".to_owned()], ..Default::default() };
    let secret = SecretString::from("not a real secret");
    let sign = quanshi::CheckSum::new("app".to_owned(), secret, quanshi::IdHeader::AppId).unwrap();
    Call::new(question, quanshi::Credentials::CheckSum(sign), "https://example.com", policy).unwrap()
}

fn dmtz_call() -> Call<dmtz::GetUserInfo> {
    let question = dmtz::GetUserInfo { code: "a-code".to_owned() };
    Call::new(question, NoAuth, "https://example.com", RetryPolicy::default()).unwrap()
}

fn response<'a>(status: u16, headers: &'a [(&'a str, &'a str)], body: &'a str) -> HttpResponse<'a> {
    HttpResponse { status, headers, body: body.as_bytes() }
}

/// Polls at `START` + `ms`, with random bytes that are never the same.
fn poll(call: &mut impl Machine, ms: u64, random: u8) -> Output {
    call.poll_output(UnixMillis(START + ms), [random; 16])
}

fn sent(output: Output) -> (RequestId, mingpian::HttpRequest) {
    match output {
        Output::Transmit { id, request } => (id, request),
        other => panic!("{other:?} instead of a request"),
    }
}

fn wait(output: Output) -> Duration {
    match output {
        Output::Wait(Some(time)) => time,
        other => panic!("{other:?} instead of a pause"),
    }
}

fn header(request: &mingpian::HttpRequest, name: &str) -> String {
    request.headers.iter().find(|header| header.name == name).unwrap().value.clone()
}

#[test]
fn a_call_is_safe_to_poll_at_any_moment() {
    let mut call = quanshi_call(RetryPolicy::default());
    assert!(call.result().is_none());
    let (id, _) = sent(poll(&mut call, 0, 1));
    for ms in 1..50 {
        assert_eq!(wait(poll(&mut call, ms, 2)), Duration::from_millis(30_000 - ms));
    }
    call.handle_response(id, UnixMillis(START + 60), &response(200, &[], FOUND));
    for ms in 60..70 {
        assert_eq!(poll(&mut call, ms, 3), Output::Finished);
    }
    // What comes late changes nothing.
    call.handle_failure(id, TransportErrorKind::Interrupted);
    call.handle_response(id, UnixMillis(START + 80), &response(500, &[], ""));
    call.cancel();
    assert_eq!(call.into_result().unwrap().found["ann@example.com"].user_id, 7);
}

#[test]
fn every_attempt_is_signed_afresh() {
    let mut call = quanshi_call(RetryPolicy { max_attempts: 5, ..RetryPolicy::default() });
    let (mut nonces, mut sums) = (BTreeSet::new(), BTreeSet::new());
    let mut ms = 0;
    for attempt in 1..=5_u8 {
        let (id, request) = sent(poll(&mut call, ms, attempt));
        assert_eq!(header(&request, "CurTime"), (START + ms).to_string());
        nonces.insert(header(&request, "Nonce"));
        sums.insert(header(&request, "CheckSum"));
        call.handle_failure(id, TransportErrorKind::Interrupted);
        if let Output::Wait(time) = poll(&mut call, ms, 255) {
            ms += u64::try_from(time.unwrap().as_millis()).unwrap();
        }
    }
    assert_eq!((nonces.len(), sums.len()), (5, 5));
    assert_eq!(poll(&mut call, ms, 9), Output::Finished);
    let error = call.into_result().unwrap_err();
    assert_eq!((error.code(), error.retryable()), (ErrorCode::Transport, true));
}

#[test]
fn pauses_are_jittered_and_a_retry_after_beats_them() {
    let mut call = quanshi_call(RetryPolicy::default());
    let (id, _) = sent(poll(&mut call, 0, 1));
    call.handle_response(id, UnixMillis(START), &response(503, &[], ""));
    assert_eq!(wait(poll(&mut call, 0, 255)), Duration::from_millis(500));
    assert_eq!(wait(poll(&mut call, 499, 0)), Duration::from_millis(1));
    let (id, _) = sent(poll(&mut call, 500, 2));
    call.handle_response(id, UnixMillis(START + 500), &response(429, &[("Retry-After", "7")], ""));
    assert_eq!(wait(poll(&mut call, 500, 255)), Duration::from_secs(7));
    let (id, _) = sent(poll(&mut call, 7_500, 3));
    call.handle_response(id, UnixMillis(START + 7_500), &response(200, &[], FOUND));
    assert!(call.into_result().is_ok());
}

#[test]
fn a_retry_after_past_the_end_ends_the_call_at_once() {
    let mut call = quanshi_call(RetryPolicy::default());
    let (id, _) = sent(poll(&mut call, 0, 1));
    call.handle_response(id, UnixMillis(START), &response(429, &[("retry-after", "3600")], ""));
    assert_eq!(poll(&mut call, 0, 2), Output::Finished);
    let error = call.into_result().unwrap_err();
    assert_eq!(error.code(), ErrorCode::RateLimited);
    assert_eq!(error.retry_after_ms(), Some(3_600_000));
    assert!(error.retryable());
}

#[test]
fn what_is_not_worth_repeating_is_not_repeated() {
    let cases = [
        (401, "", ErrorCode::Unauthenticated),
        (403, "", ErrorCode::Unauthenticated),
        (404, "", ErrorCode::HttpStatus),
        (302, "", ErrorCode::HttpStatus),
        (0, "", ErrorCode::HttpStatus),
        (200, "<html>", ErrorCode::MalformedResponse),
        (200, r#"{"status":9}"#, ErrorCode::Rejected),
    ];
    for (status, body, code) in cases {
        let mut call = quanshi_call(RetryPolicy::default());
        let (id, _) = sent(poll(&mut call, 0, 1));
        call.handle_response(id, UnixMillis(START), &response(status, &[], body));
        assert_eq!(poll(&mut call, 0, 2), Output::Finished, "{status}");
        let error = call.into_result().unwrap_err();
        assert_eq!((error.code(), error.retryable()), (code, false), "{status}");
    }
}

#[test]
fn a_service_that_never_answers() {
    let policy = RetryPolicy {
        max_attempts: 10,
        attempt_timeout_ms: 4_000,
        timeout_ms: 10_000,
        ..RetryPolicy::default()
    };
    let mut call = quanshi_call(policy);
    let (mut ms, mut requests) = (0, 0);
    loop {
        match poll(&mut call, ms, 0) {
            Output::Transmit { .. } => requests += 1,
            Output::Authorize { .. } => panic!("nobody else signs"),
            Output::Wait(time) => ms += u64::try_from(time.unwrap().as_millis()).unwrap(),
            Output::Finished => break,
        }
    }
    assert_eq!((requests, ms), (3, 10_000));
    let error = call.into_result().unwrap_err();
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Timeout));
}

#[test]
fn an_answer_to_an_attempt_that_was_given_up_is_ignored() {
    let mut call = quanshi_call(RetryPolicy::default());
    let (first, _) = sent(poll(&mut call, 0, 1));
    wait(poll(&mut call, 30_000, 255));
    let (second, _) = sent(poll(&mut call, 31_000, 2));
    assert_ne!(first, second);
    call.handle_response(first, UnixMillis(START + 31_001), &response(200, &[], r#"{"status":9}"#));
    call.handle_failure(first, TransportErrorKind::Refused);
    wait(poll(&mut call, 31_002, 3));
    call.handle_response(second, UnixMillis(START + 31_003), &response(200, &[], FOUND));
    assert!(call.into_result().is_ok());
}

#[test]
fn a_single_use_code_is_sent_again_only_if_it_never_left() {
    for kind in [TransportErrorKind::Offline, TransportErrorKind::Refused] {
        let mut call = dmtz_call();
        let (id, _) = sent(poll(&mut call, 0, 1));
        call.handle_failure(id, kind);
        sent(poll(&mut call, 600, 0));
    }
    for kind in [TransportErrorKind::Timeout, TransportErrorKind::Interrupted] {
        let mut call = dmtz_call();
        let (id, _) = sent(poll(&mut call, 0, 1));
        call.handle_failure(id, kind);
        assert_eq!(poll(&mut call, 600, 0), Output::Finished);
        let error = call.into_result().unwrap_err();
        assert_eq!((error.code(), error.retryable()), (ErrorCode::Transport, false));
    }
    for status in [408, 429, 500, 502, 503, 504] {
        let mut call = dmtz_call();
        let (id, _) = sent(poll(&mut call, 0, 1));
        call.handle_response(id, UnixMillis(START), &response(status, &[("Retry-After", "1")], ""));
        assert_eq!(poll(&mut call, 2_000, 0), Output::Finished, "{status}");
        assert!(!call.into_result().unwrap_err().retryable());
    }
    let mut call = dmtz_call();
    sent(poll(&mut call, 0, 1));
    assert_eq!(poll(&mut call, 30_000, 0), Output::Finished);
}

#[test]
fn a_cancelled_call_sends_nothing_more() {
    for stage in 0..4 {
        let mut call = quanshi_call(RetryPolicy::default());
        if stage > 0 {
            let (id, _) = sent(poll(&mut call, 0, 1));
            if stage > 1 {
                call.handle_failure(id, TransportErrorKind::Interrupted);
            }
            if stage > 2 {
                wait(poll(&mut call, 0, 255));
            }
        }
        call.cancel();
        for ms in [0, 1_000, 100_000] {
            assert_eq!(poll(&mut call, ms, 2), Output::Finished, "stage {stage}");
        }
        assert_eq!(call.into_result().unwrap_err(), LookupError::Cancelled);
    }
}

#[test]
fn a_body_over_the_limit() {
    let mut call = quanshi_call(RetryPolicy::default()).max_body_bytes(10);
    let (id, _) = sent(poll(&mut call, 0, 1));
    call.handle_response(id, UnixMillis(START), &response(200, &[], FOUND));
    assert_eq!(poll(&mut call, 0, 2), Output::Finished);
    let error = call.into_result().unwrap_err();
    assert_eq!(error, LookupError::ResponseTooLarge { provider: "quanshi", max_bytes: 10 });

    let mut call = quanshi_call(RetryPolicy::default());
    let (id, _) = sent(poll(&mut call, 0, 1));
    call.handle_failure(id, TransportErrorKind::TooLarge);
    assert_eq!(poll(&mut call, 0, 2), Output::Finished);
    assert_eq!(call.into_result().unwrap_err().code(), ErrorCode::ResponseTooLarge);
}

#[test]
fn a_clock_that_is_set_back_keeps_nobody_waiting() {
    let mut call = quanshi_call(RetryPolicy::default());
    sent(poll(&mut call, 1_000_000, 1));
    assert_eq!(wait(poll(&mut call, 1_010_000, 1)), Duration::from_secs(20));
    assert_eq!(wait(poll(&mut call, 0, 1)), Duration::from_secs(20));
    assert_eq!(wait(poll(&mut call, 15_000, 1)), Duration::from_secs(5));
}

#[test]
fn what_is_not_allowed_is_refused_before_anything_is_sent() {
    let auth =
        || quanshi::Credentials::Token(quanshi::Token::in_header(SecretString::from("a token")).unwrap());
    let ask = |emails: Vec<String>, auth, base: &str| {
        let question = quanshi::GetUsersByEmailsMobiles { emails, ..Default::default() };
        Call::new(question, auth, base, RetryPolicy::default()).map(drop)
    };
    let emails = |count: usize| (0..count).map(|n| format!("{n}@example.com")).collect::<Vec<_>>();
    let field = |result: Result<(), LookupError>| {
        let error = result.unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidInput);
        error.field().unwrap().to_owned()
    };
    assert!(ask(emails(200), auth(), "https://example.com").is_ok());
    assert_eq!(field(ask(emails(201), auth(), "https://example.com")), "emails");
    assert_eq!(field(ask(emails(0), auth(), "https://example.com")), "emails, mobiles, loginNames");
    assert_eq!(field(ask(vec![String::new()], auth(), "https://example.com")), "emails[0]");
    assert_eq!(field(ask(emails(1), auth(), "http://example.com")), "baseUrl");
    let newline = quanshi::Token::in_header(SecretString::from("a\r\nHost: example.org")).unwrap();
    assert_eq!(field(ask(emails(1), quanshi::Credentials::Token(newline), "https://example.com")), "token");
    let employee = mysoft::GetUserInfo { platform: Some(3), ..Default::default() };
    let token = mysoft::AccessToken::new(SecretString::from("t")).unwrap();
    let call = Call::new(employee, token, "https://example.com", RetryPolicy::default());
    assert_eq!(field(call.map(drop)), "platform");
}

#[test]
fn a_key_called_proto_is_a_key() {
    for (body, found) in [
        (r#"{"status":0,"result":{"__proto__":{"userId":1}}}"#, true),
        (r#"{"status":0,"result":{}}"#, false),
    ] {
        let login_names = vec!["__proto__".to_owned()];
        let question = quanshi::GetUsersByEmailsMobiles { login_names, ..Default::default() };
        let token = quanshi::Token::in_body(SecretString::from("t")).unwrap();
        let auth = quanshi::Credentials::Token(token);
        let mut call = Call::new(question, auth, "https://example.com", RetryPolicy::default()).unwrap();
        let (id, _) = sent(poll(&mut call, 0, 1));
        call.handle_response(id, UnixMillis(START), &response(200, &[], body));
        let users = call.into_result().unwrap();
        assert_eq!(users.found.contains_key("__proto__"), found);
        assert_eq!(users.not_found.len(), usize::from(!found));
    }
}
