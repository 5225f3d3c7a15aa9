//! A host whose clock is wrong.

use mingpian::providers::dmtz;
use mingpian::providers::quanshi::{CheckSum, Credentials, GetUsersByEmailsMobiles, IdHeader, Token};
use mingpian::{
    Call, ClockOffset, ErrorCode, HttpRequest, HttpResponse, Machine, NoAuth, Output, RequestId, RetryPolicy,
    SecretString, UnixMillis,
};

/// 2026-11-21T00:00:00Z; the host believes so.
const NOW: u64 = 1_795_219_200_000;
/// The service's clock is ten minutes ahead.
const AHEAD: u64 = 600_000;
const DATE: (&str, &str) = ("Date", "Sat, 21 Nov 2026 00:10:00 GMT");
const NO: &[u8] = br#"{"status":10,"msg":"stale"}"#;
const FOUND: &[u8] = br#"{"status":0,"result":{"ann@example.com":{"userId":7}}}"#;

fn call() -> Call<GetUsersByEmailsMobiles> {
    let question =
        GetUsersByEmailsMobiles { emails: vec!["ann@example.com".to_owned()], ..Default::default() };
    let secret = SecretString::from("not a real secret");
    let sign = CheckSum::new("app".to_owned(), secret, IdHeader::AppId).unwrap();
    Call::new(question, Credentials::CheckSum(sign), "https://example.com", RetryPolicy::default()).unwrap()
}

fn sent(call: &mut impl Machine, now: u64) -> (RequestId, HttpRequest) {
    match call.poll_output(UnixMillis(now), [7; 16]) {
        Output::Transmit { id, request } => (id, request),
        other => panic!("{other:?} instead of a request"),
    }
}

fn time(request: &HttpRequest) -> u64 {
    request.headers.iter().find(|header| header.name == "CurTime").unwrap().value.parse().unwrap()
}

fn answer<'a>(headers: &'a [(&'a str, &'a str)], body: &'a [u8]) -> HttpResponse<'a> {
    HttpResponse { status: 200, headers, body }
}

#[test]
fn a_refused_request_is_sent_again_by_the_services_clock_and_the_next_call_knows_it() {
    let mut call = call();
    let (id, request) = sent(&mut call, NOW);
    assert_eq!(time(&request), NOW);
    call.handle_response(id, UnixMillis(NOW + 200), &answer(&[DATE], NO));
    let (id, request) = sent(&mut call, NOW + 200);
    assert_eq!(time(&request), NOW + 200 + AHEAD - 100, "the middle of the exchange");
    call.handle_response(id, UnixMillis(NOW + 300), &answer(&[DATE], FOUND));
    let offset = call.clock_offset();
    assert_eq!(offset, ClockOffset(600_000 - 100));
    assert!(call.into_result().is_ok());

    let mut next = self::call().with_clock_offset(offset);
    assert_eq!(time(&sent(&mut next, NOW + 1_000).1), NOW + 1_000 + AHEAD - 100);
}

#[test]
fn it_is_corrected_once() {
    let mut call = call();
    let (id, _) = sent(&mut call, NOW);
    call.handle_response(id, UnixMillis(NOW), &answer(&[DATE], NO));
    let (id, _) = sent(&mut call, NOW);
    let later = ("Date", "Sat, 21 Nov 2026 03:00:00 GMT");
    call.handle_response(id, UnixMillis(NOW), &answer(&[later], NO));
    assert_eq!(call.poll_output(UnixMillis(NOW), [8; 16]), Output::Finished);
    assert_eq!(call.into_result().unwrap_err().code(), ErrorCode::Rejected);
}

#[test]
fn the_envelopes_own_time_is_as_good() {
    let mut call = call();
    let (id, _) = sent(&mut call, NOW);
    let body = format!(r#"{{"status":10,"timestamp":{}}}"#, NOW - AHEAD);
    call.handle_response(id, UnixMillis(NOW), &answer(&[], body.as_bytes()));
    assert_eq!(time(&sent(&mut call, NOW).1), NOW - AHEAD);
}

#[test]
fn what_tells_no_time_corrects_nothing() {
    let slow = NOW + 10_001;
    let near = ("Date", "Sat, 21 Nov 2026 00:00:20 GMT");
    for (headers, body, came) in [
        (&[DATE, ("Age", "3")][..], NO, NOW),
        (&[DATE], NO, slow),
        (&[near], NO, NOW),
        (&[("Date", "soon")], NO, NOW),
        (&[], NO, NOW),
        // No refusal, so the clock is not to blame.
        (&[DATE], b"{", NOW),
        (&[DATE], br#"{"status":0,"result":7}"#, NOW),
    ] {
        let mut call = call();
        let (id, _) = sent(&mut call, NOW);
        call.handle_response(id, UnixMillis(came), &answer(headers, body));
        assert_eq!(call.poll_output(UnixMillis(came), [8; 16]), Output::Finished, "{headers:?}");
        assert_eq!(call.clock_offset(), ClockOffset(0));
    }
}

#[test]
fn what_carries_no_time_is_not_sent_again_for_any_clock() {
    let question =
        GetUsersByEmailsMobiles { emails: vec!["ann@example.com".to_owned()], ..Default::default() };
    let token = Credentials::Token(Token::in_header(SecretString::from("demo")).unwrap());
    let mut call = Call::new(question, token, "https://example.com", RetryPolicy::default()).unwrap();
    let (id, _) = sent(&mut call, NOW);
    call.handle_response(id, UnixMillis(NOW), &answer(&[DATE], NO));
    assert_eq!(call.poll_output(UnixMillis(NOW), [8; 16]), Output::Finished);
    assert_eq!(call.clock_offset(), ClockOffset(0));
}

#[test]
fn a_single_use_code_is_not_sent_again_for_any_clock() {
    let question = dmtz::GetUserInfo { code: "a-code".to_owned() };
    let mut call = Call::new(question, NoAuth, "https://example.com", RetryPolicy::default()).unwrap();
    let (id, _) = sent(&mut call, NOW);
    call.handle_response(id, UnixMillis(NOW), &answer(&[DATE], br#"{"code":401}"#));
    assert_eq!(call.poll_output(UnixMillis(NOW), [8; 16]), Output::Finished);
}
