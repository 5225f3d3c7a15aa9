//! Tests one request under every fault, with a simulated clock and network.

use crate::support::{
    FOUND, START, aborted, answer, done, emails, error, header, options, poll, response, sent, signed_lookup,
    wait,
};
use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles, TokenPlace};
use mingpian::providers::{dmtz, mysoft};
use mingpian::{
    ErrorCode, Lookup, LookupError, NoCredentials, Options, RequestId, Step, TransportErrorKind, UnixMillis,
};
use std::collections::BTreeSet;
use std::time::Duration;

fn code_lookup() -> Lookup {
    Lookup::new(dmtz::GetUserInfo { code: "a-code".to_owned() }, NoCredentials, options()).unwrap()
}

fn respond(lookup: &mut Lookup, id: RequestId, ms: u64, status: u16, body: &str) -> bool {
    lookup.handle_response(id, UnixMillis(START + ms), response(status, &[], body))
}

fn succeeds(lookup: &mut Lookup, ms: u64) {
    let answers = answer(poll(lookup, ms, 9)).read::<GetUsersByEmailsMobiles>().unwrap();
    assert_eq!(answers.found["ann@example.com"].user_id, 7);
    for _ in 0..3 {
        done(poll(lookup, ms, 9)).unwrap();
    }
}

#[test]
fn a_lookup_is_safe_to_poll_at_any_moment() {
    let mut lookup = signed_lookup(options());
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    for ms in 1..50 {
        assert_eq!(wait(poll(&mut lookup, ms, 2)), Duration::from_millis(30_000 - ms));
    }
    assert!(respond(&mut lookup, id, 60, 200, FOUND));
    // No answer has been taken yet.
    for ms in 60..70 {
        let step = lookup.poll(UnixMillis(START + ms), [3; 16], false);
        assert!(matches!(step, Step::Wait(None)), "{step:?}");
    }
    // A late report changes nothing.
    lookup.handle_failure(id, TransportErrorKind::Interrupted);
    assert!(!respond(&mut lookup, id, 80, 500, ""));
    assert!(!respond(&mut lookup, id, 80, 200, r#"{"status":0}"#));
    succeeds(&mut lookup, 80);
    lookup.cancel();
    done(poll(&mut lookup, 100_000, 1)).unwrap();
}

#[test]
fn every_attempt_is_signed_afresh() {
    let mut lookup = signed_lookup(Options { max_attempts: 5, ..options() });
    let (mut nonces, mut sums) = (BTreeSet::new(), BTreeSet::new());
    let mut ms = 0;
    let mut last = None;
    for attempt in 1..=5_u8 {
        let (id, request) = sent(poll(&mut lookup, ms, attempt));
        assert_eq!(header(&request, "CurTime"), (START + ms).to_string());
        nonces.insert(header(&request, "Nonce"));
        sums.insert(header(&request, "CheckSum"));
        lookup.handle_failure(id, TransportErrorKind::Interrupted);
        last = Some(id);
        if attempt < 5 {
            ms += u64::try_from(wait(poll(&mut lookup, ms, 255)).as_millis()).unwrap();
        }
    }
    assert_eq!((nonces.len(), sums.len()), (5, 5));
    for _ in 0..2 {
        let Step::Done { id, result: Err(error) } = poll(&mut lookup, ms, 9) else { panic!() };
        assert_eq!((id, error.code(), error.retryable()), (last, ErrorCode::Transport, true));
    }
}

#[test]
fn pauses_are_jittered_and_retry_after_takes_precedence() {
    let mut lookup = signed_lookup(options());
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    respond(&mut lookup, id, 0, 503, "");
    assert_eq!(wait(poll(&mut lookup, 0, 255)), Duration::from_millis(500));
    assert_eq!(wait(poll(&mut lookup, 499, 0)), Duration::from_millis(1));
    let (id, _) = sent(poll(&mut lookup, 500, 2));
    let limited = response(429, &[("Retry-After", "7")], "");
    lookup.handle_response(id, UnixMillis(START + 500), limited);
    assert_eq!(wait(poll(&mut lookup, 500, 255)), Duration::from_secs(7));
    let (id, _) = sent(poll(&mut lookup, 7_500, 3));
    respond(&mut lookup, id, 7_500, 200, FOUND);
    succeeds(&mut lookup, 7_500);
}

#[test]
fn a_retry_after_beyond_the_time_of_the_lookup_ends_it_at_once() {
    let mut lookup = signed_lookup(options());
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    let limited = response(429, &[("retry-after", "3600")], "");
    lookup.handle_response(id, UnixMillis(START), limited);
    let error = error(poll(&mut lookup, 0, 2));
    assert_eq!(error.code(), ErrorCode::RateLimited);
    assert_eq!(error.retry_after_ms(), Some(3_600_000));
    assert!(error.retryable());
}

#[test]
fn a_request_is_repeated_only_if_that_may_help() {
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
        let mut lookup = signed_lookup(options());
        let (id, _) = sent(poll(&mut lookup, 0, 1));
        respond(&mut lookup, id, 0, status, body);
        let error = error(poll(&mut lookup, 0, 2));
        assert_eq!((error.code(), error.retryable()), (code, false), "{status}");
    }
}

#[test]
fn a_service_that_never_answers_is_given_up_in_time() {
    let options = Options { max_attempts: 10, attempt_timeout_ms: 4_000, timeout_ms: 10_000, ..options() };
    let mut lookup = signed_lookup(options);
    let (mut ms, mut requests, mut open) = (0, 0, None);
    let error = loop {
        match poll(&mut lookup, ms, 0) {
            Step::Send { id, .. } => {
                assert_eq!(open.replace(id), None);
                requests += 1;
            }
            Step::Abort { id } => assert_eq!(open.take(), Some(id)),
            Step::Wait(time) => ms += u64::try_from(time.unwrap().as_millis()).unwrap(),
            Step::Done { result, .. } => break result.unwrap_err(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((requests, ms, open), (3, 10_000, None));
    assert_eq!(error.transport_kind(), Some(TransportErrorKind::Timeout));
}

#[test]
fn a_response_to_an_attempt_that_was_given_up_is_ignored() {
    let mut lookup = signed_lookup(options());
    let (first, _) = sent(poll(&mut lookup, 0, 1));
    assert_eq!(aborted(poll(&mut lookup, 30_000, 255)), first);
    wait(poll(&mut lookup, 30_000, 255));
    let (second, _) = sent(poll(&mut lookup, 31_000, 2));
    assert_ne!(first, second);
    assert!(!respond(&mut lookup, first, 31_001, 200, FOUND));
    assert!(!respond(&mut lookup, first, 31_001, 200, r#"{"status":9}"#));
    lookup.handle_failure(first, TransportErrorKind::Refused);
    wait(poll(&mut lookup, 31_002, 3));
    assert!(respond(&mut lookup, second, 31_003, 200, FOUND));
    succeeds(&mut lookup, 31_003);
}

#[test]
fn a_response_in_the_last_moment_counts() {
    let mut lookup = signed_lookup(options());
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    // The host polls late, but the response is there before the attempt is given up.
    assert!(respond(&mut lookup, id, 30_000, 200, FOUND));
    succeeds(&mut lookup, 40_000);
}

#[test]
fn a_single_use_code_is_sent_again_only_if_it_never_left() {
    for kind in [TransportErrorKind::Offline, TransportErrorKind::Refused] {
        let mut lookup = code_lookup();
        let (id, _) = sent(poll(&mut lookup, 0, 1));
        lookup.handle_failure(id, kind);
        sent(poll(&mut lookup, 600, 0));
    }
    for kind in [TransportErrorKind::Timeout, TransportErrorKind::Interrupted] {
        let mut lookup = code_lookup();
        let (id, _) = sent(poll(&mut lookup, 0, 1));
        lookup.handle_failure(id, kind);
        let error = error(poll(&mut lookup, 600, 0));
        assert_eq!((error.code(), error.retryable()), (ErrorCode::Transport, false));
    }
    for status in [408, 429, 500, 502, 503, 504] {
        let mut lookup = code_lookup();
        let (id, _) = sent(poll(&mut lookup, 0, 1));
        lookup.handle_response(id, UnixMillis(START), response(status, &[("Retry-After", "1")], ""));
        assert!(!error(poll(&mut lookup, 2_000, 0)).retryable(), "{status}");
    }
    let mut lookup = code_lookup();
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    assert_eq!(aborted(poll(&mut lookup, 30_000, 0)), id);
    assert!(!error(poll(&mut lookup, 30_000, 0)).retryable());
}

#[test]
fn a_cancelled_lookup_aborts_its_request_and_sends_nothing_more() {
    for stage in 0..4 {
        let mut lookup = signed_lookup(options());
        if stage > 0 {
            let (id, _) = sent(poll(&mut lookup, 0, 1));
            if stage > 1 {
                lookup.handle_failure(id, TransportErrorKind::Interrupted);
            }
            if stage > 2 {
                wait(poll(&mut lookup, 0, 255));
            }
            lookup.cancel();
            if stage == 1 {
                assert_eq!(aborted(poll(&mut lookup, 0, 2)), id);
                assert!(!respond(&mut lookup, id, 0, 200, FOUND));
            }
        }
        lookup.cancel();
        for ms in [0, 1_000, 100_000] {
            assert_eq!(error(poll(&mut lookup, ms, 2)), LookupError::Cancelled, "stage {stage}");
        }
    }
}

#[test]
fn a_lookup_that_is_cancelled_before_its_answer_is_taken_has_none() {
    let mut lookup = signed_lookup(options());
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    assert!(respond(&mut lookup, id, 0, 200, FOUND));
    lookup.cancel();
    assert_eq!(error(poll(&mut lookup, 0, 2)), LookupError::Cancelled);
    assert_eq!(lookup.progress().done, 0);
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let mut lookup = signed_lookup(Options { max_body_bytes: 10, ..options() });
    assert_eq!(lookup.max_body_bytes(), 10);
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    assert!(!respond(&mut lookup, id, 0, 200, FOUND));
    let too_large = error(poll(&mut lookup, 0, 2));
    assert_eq!(too_large, LookupError::ResponseTooLarge { provider: "quanshi", max_bytes: 10 });

    let mut lookup = signed_lookup(options());
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    lookup.handle_failure(id, TransportErrorKind::TooLarge);
    assert_eq!(error(poll(&mut lookup, 0, 2)).code(), ErrorCode::ResponseTooLarge);
}

#[test]
fn a_clock_that_is_set_back_costs_no_time() {
    let mut lookup = signed_lookup(options());
    sent(poll(&mut lookup, 1_000_000, 1));
    assert_eq!(wait(poll(&mut lookup, 1_010_000, 1)), Duration::from_secs(20));
    assert_eq!(wait(poll(&mut lookup, 0, 1)), Duration::from_secs(20));
    assert_eq!(wait(poll(&mut lookup, 15_000, 1)), Duration::from_secs(5));
}

#[test]
fn what_is_not_allowed_is_refused_before_anything_is_sent() {
    let field = |result: Result<Lookup, LookupError>| {
        let error = result.unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidInput);
        error.field().unwrap().to_owned()
    };
    let lookup =
        |emails: &[&str], credentials, options| Lookup::new(self::emails(emails), credentials, options);
    let token = || Credentials::token("a token");
    assert_eq!(field(lookup(&[], token(), options())), "emails, mobiles, loginNames");
    assert_eq!(field(lookup(&["a", ""], token(), options())), "emails[1]");
    let mut many = vec!["a"; 300];
    many.push("");
    assert_eq!(field(lookup(&many, token(), options())), "emails[300]");
    let abroad = Options { base_url: Some("http://example.com".to_owned()), ..options() };
    assert_eq!(field(lookup(&["a"], token(), abroad)), "baseUrl");
    let newline = Credentials::token("a\r\nHost: example.org");
    assert_eq!(field(lookup(&["a"], newline, options())), "token");
    assert_eq!(field(lookup(&["a"], token(), Options { max_attempts: 0, ..options() })), "maxAttempts");
    let employee = mysoft::GetUserInfo { platform: Some(3), ..Default::default() };
    let access = || mysoft::Credentials::AccessToken { access_token: "t".into() };
    assert_eq!(field(Lookup::new(employee, access(), options())), "platform");
    let employee = mysoft::GetUserInfo::default();
    assert_eq!(field(Lookup::new(employee, access(), Options::default())), "baseUrl");
}

#[test]
fn a_key_called_proto_is_a_key() {
    for (body, found) in [
        (r#"{"status":0,"result":{"__proto__":{"userId":1}}}"#, true),
        (r#"{"status":0,"result":{}}"#, false),
    ] {
        let login_names = vec!["__proto__".to_owned()];
        let question = GetUsersByEmailsMobiles { login_names, ..Default::default() };
        let token = Credentials::Token { token: "t".into(), place: TokenPlace::Body };
        let mut lookup = Lookup::new(question, token, options()).unwrap();
        let (id, _) = sent(poll(&mut lookup, 0, 1));
        respond(&mut lookup, id, 0, 200, body);
        let answers = answer(poll(&mut lookup, 0, 2)).read::<GetUsersByEmailsMobiles>().unwrap();
        assert_eq!(answers.found.contains_key("__proto__"), found);
        assert_eq!(answers.not_found.len(), usize::from(!found));
    }
}
