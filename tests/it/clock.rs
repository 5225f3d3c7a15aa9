//! Tests a host whose clock is wrong.

use crate::support::{
    FOUND, answer, done, emails, error, header, options, response, sent, signed_lookup, wait,
};
use mingpian::providers::dmtz;
use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles};
use mingpian::{
    ClockOffset, ErrorCode, HttpRequest, Lookup, NoCredentials, Options, RequestId, Step, UnixMillis,
};
use std::time::Duration;

/// 2026-11-21T00:00:00Z, the time by the host's clock.
const NOW: u64 = 1_795_219_200_000;
/// The service's clock is ten minutes ahead.
const AHEAD: u64 = 600_000;
const DATE: (&str, &str) = ("Date", "Sat, 21 Nov 2026 00:10:00 GMT");
const REFUSED: &str = r#"{"status":10,"msg":"stale"}"#;

fn lookup() -> Lookup {
    signed_lookup(options())
}

fn poll(lookup: &mut Lookup, now: u64) -> Step {
    lookup.poll(UnixMillis(now), [7; 16], true)
}

fn send(lookup: &mut Lookup, now: u64) -> (RequestId, HttpRequest) {
    sent(poll(lookup, now))
}

fn time(request: &HttpRequest) -> u64 {
    header(request, "CurTime").parse().unwrap()
}

fn respond(lookup: &mut Lookup, id: RequestId, now: u64, headers: &[(&str, &str)], body: &str) -> bool {
    lookup.handle_response(id, UnixMillis(now), response(200, headers, body))
}

#[test]
fn a_refused_request_is_sent_again_by_the_services_clock_and_the_next_lookup_knows_it() {
    let mut lookup = lookup();
    let (id, request) = send(&mut lookup, NOW);
    assert_eq!(time(&request), NOW);
    respond(&mut lookup, id, NOW + 200, &[DATE], REFUSED);
    let (id, request) = send(&mut lookup, NOW + 200);
    assert_eq!(time(&request), NOW + 200 + AHEAD - 100, "the middle of the exchange");
    respond(&mut lookup, id, NOW + 300, &[DATE], FOUND);
    let offset = lookup.clock_offset();
    assert_eq!(offset, ClockOffset(600_000 - 100));
    answer(poll(&mut lookup, NOW + 300)).read::<GetUsersByEmailsMobiles>().unwrap();
    done(poll(&mut lookup, NOW + 300)).unwrap();

    let mut next = signed_lookup(Options { clock_offset_ms: offset.0, ..options() });
    assert_eq!(next.clock_offset(), offset);
    assert_eq!(time(&send(&mut next, NOW + 1_000).1), NOW + 1_000 + AHEAD - 100);
}

#[test]
fn an_offset_is_kept_only_after_an_attempt_signed_with_it_was_accepted() {
    let mut lookup = lookup();
    let (id, _) = send(&mut lookup, NOW);
    respond(&mut lookup, id, NOW, &[DATE], REFUSED);
    let (id, request) = send(&mut lookup, NOW);
    assert_eq!(time(&request), NOW + AHEAD);
    assert_eq!(lookup.clock_offset(), ClockOffset(0), "it is not proven yet");
    // The service is busy, so this response says nothing about the clock.
    lookup.handle_response(id, UnixMillis(NOW), response(503, &[DATE], ""));
    let pause = u64::try_from(wait(poll(&mut lookup, NOW)).as_millis()).unwrap();
    assert_eq!(lookup.clock_offset(), ClockOffset(0));
    let (id, request) = send(&mut lookup, NOW + pause);
    assert_eq!(time(&request), NOW + pause + AHEAD, "the measured offset stays with the request");
    assert!(respond(&mut lookup, id, NOW + pause, &[DATE], FOUND));
    assert_eq!(lookup.clock_offset(), ClockOffset(600_000));
}

#[test]
fn a_refusal_after_the_correction_keeps_the_old_offset() {
    let mut lookup = signed_lookup(Options { clock_offset_ms: -5_000, ..options() });
    let (id, request) = send(&mut lookup, NOW);
    assert_eq!(time(&request), NOW - 5_000);
    respond(&mut lookup, id, NOW, &[DATE], REFUSED);
    let (id, _) = send(&mut lookup, NOW);
    let later = ("Date", "Sat, 21 Nov 2026 03:00:00 GMT");
    respond(&mut lookup, id, NOW, &[later], REFUSED);
    assert_eq!(error(poll(&mut lookup, NOW)).code(), ErrorCode::Rejected, "it is corrected once");
    assert_eq!(lookup.clock_offset(), ClockOffset(-5_000));
}

#[test]
fn the_time_in_the_envelope_is_as_good() {
    let mut lookup = lookup();
    let (id, _) = send(&mut lookup, NOW);
    let body = format!(r#"{{"status":10,"timestamp":{}}}"#, NOW - AHEAD);
    respond(&mut lookup, id, NOW, &[], &body);
    assert_eq!(time(&send(&mut lookup, NOW).1), NOW - AHEAD);
}

#[test]
fn the_time_in_the_envelope_counts_where_the_date_was_never_set() {
    const AHEAD: u64 = 3_600_000;
    let mut lookup = lookup();
    let (id, _) = send(&mut lookup, NOW);
    let body = format!(r#"{{"status":20003,"timestamp":{}}}"#, NOW - AHEAD);
    respond(&mut lookup, id, NOW, &[("Date", "Thu, 01 Jan 1970 00:00:00 GMT")], &body);
    assert_eq!(time(&send(&mut lookup, NOW).1), NOW - AHEAD);
}

#[test]
fn a_response_without_a_usable_time_corrects_nothing() {
    let slow = NOW + 10_001;
    let near = ("Date", "Sat, 21 Nov 2026 00:00:20 GMT");
    type Headers = [(&'static str, &'static str)];
    let cases: [(&Headers, &str, u64); 12] = [
        (&[DATE, ("Age", "3")], REFUSED, NOW),
        (&[DATE], REFUSED, slow),
        (&[near], REFUSED, NOW),
        (&[("Date", "soon")], REFUSED, NOW),
        (&[], REFUSED, NOW),
        // A time before 2020 comes from a clock that was never set, or is in seconds.
        (&[("Date", "Thu, 01 Jan 1970 00:00:00 GMT")], REFUSED, NOW),
        (&[("Date", "Tue, 31 Dec 2019 23:59:59 GMT")], REFUSED, NOW),
        (&[], r#"{"status":20003,"msg":"no permission","timestamp":0}"#, NOW),
        (&[], r#"{"status":20003,"timestamp":1795219800}"#, NOW),
        (&[], r#"{"status":20003,"timestamp":-1795219800000}"#, NOW),
        // These responses are not refusals, so the clock is not the cause.
        (&[DATE], "{", NOW),
        (&[DATE], r#"{"status":0,"result":7}"#, NOW),
    ];
    for (headers, body, received) in cases {
        let mut lookup = lookup();
        let (id, _) = send(&mut lookup, NOW);
        respond(&mut lookup, id, received, headers, body);
        error(poll(&mut lookup, received));
        assert_eq!(lookup.clock_offset(), ClockOffset(0), "{headers:?}, {body}");
    }
}

#[test]
fn a_token_has_no_time_so_no_clock_is_corrected() {
    let mut lookup =
        Lookup::new(emails(&["ann@example.com"]), Credentials::token("demo"), options()).unwrap();
    let (id, _) = send(&mut lookup, NOW);
    respond(&mut lookup, id, NOW, &[DATE], REFUSED);
    assert_eq!(error(poll(&mut lookup, NOW)).code(), ErrorCode::Rejected);
    assert_eq!(lookup.clock_offset(), ClockOffset(0));
}

#[test]
fn a_single_use_code_is_not_sent_again_for_any_clock() {
    let question = dmtz::GetUserInfo { code: "a-code".to_owned() };
    let mut lookup = Lookup::new(question, NoCredentials, options()).unwrap();
    let (id, _) = send(&mut lookup, NOW);
    respond(&mut lookup, id, NOW, &[DATE], r#"{"code":401}"#);
    assert_eq!(error(poll(&mut lookup, NOW)).code(), ErrorCode::Unauthenticated);
}

#[test]
fn a_retry_after_date_is_relative_to_the_date_of_the_response() {
    let busy = |date: Option<&str>, retry: &str, host_ahead: u64, offset_ms: i64| {
        let mut lookup = signed_lookup(Options { clock_offset_ms: offset_ms, ..options() });
        let now = NOW + host_ahead;
        let (id, _) = send(&mut lookup, now);
        let headers: Vec<_> =
            date.map(|date| ("Date", date)).into_iter().chain([("Retry-After", retry)]).collect();
        lookup.handle_response(id, UnixMillis(now), response(429, &headers, ""));
        wait(poll(&mut lookup, now))
    };
    let (date, later) = ("Sat, 21 Nov 2026 00:00:00 GMT", "Sat, 21 Nov 2026 00:00:03 GMT");
    let three = Duration::from_secs(3);
    // The host's clock is right, an hour ahead, or an hour behind its service's.
    assert_eq!(busy(Some(date), later, 0, 0), three);
    assert_eq!(busy(Some(date), later, 3_600_000, 0), three);
    assert_eq!(busy(Some("Sat, 21 Nov 2026 01:00:00 GMT"), "Sat, 21 Nov 2026 01:00:03 GMT", 0, 0), three);
    // Without a date, the known offset is used.
    assert_eq!(busy(None, later, 3_600_000, -3_600_000), three);
    // A number of seconds does not depend on a clock.
    assert_eq!(busy(Some(date), "3", 3_600_000, 0), three);
}
