//! Tests delegated signing: a host without the secret, and a server that signs for it.

use crate::support::{FOUND, START, aborted, answer, emails, error, options, poll, response, sent, wait};
use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles, IdHeader, Signer};
use mingpian::{
    ClockOffset, ErrorCode, Lookup, LookupError, MemoryNonces, RequestId, SERVER_TIME, SecretString,
    SigningParams, Step, TransportErrorKind, UnixMillis,
};
use std::time::Duration;

const NOW: UnixMillis = UnixMillis(START);

fn signer() -> Signer {
    Signer::new("app".to_owned(), SecretString::from("not a real secret"), IdHeader::AppId).unwrap()
}

fn lookup() -> Lookup {
    Lookup::new(emails(&["ann@example.com"]), Credentials::Delegated, options()).unwrap()
}

fn to_sign(step: Step) -> (RequestId, SigningParams) {
    match step {
        Step::Sign { id, params } => (id, params),
        other => panic!("{other:?} instead of a request for a signature"),
    }
}

#[test]
fn a_signed_request_is_the_one_that_the_secret_itself_would_send() {
    let mut nonces = MemoryNonces::default();
    let mut delegated = lookup();
    let (id, params) = to_sign(poll(&mut delegated, 0, 7));
    // Before the signature arrives, nothing is sent, and no response is accepted.
    assert_eq!(wait(poll(&mut delegated, 0, 8)), Duration::from_secs(30));
    assert!(!delegated.handle_response(id, NOW, response(200, &[], FOUND)));

    let is_new = |nonce: &str, keep| nonces.insert(nonce, NOW, keep);
    let headers = signer().sign(params.time, params.nonce.as_str(), NOW, is_new).unwrap();
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    delegated.handle_signature(id, Some(&headers));
    let (id_sent, request) = sent(poll(&mut delegated, 0, 9));
    assert_eq!(id_sent, id);

    let credentials = Credentials::check_sum("app", "not a real secret");
    let mut own = Lookup::new(emails(&["ann@example.com"]), credentials, options()).unwrap();
    assert_eq!(sent(poll(&mut own, 0, 7)), (id, request));

    assert!(delegated.handle_response(id, NOW, response(200, &[], FOUND)));
    let answers = answer(poll(&mut delegated, 0, 10)).read::<GetUsersByEmailsMobiles>().unwrap();
    assert_eq!(answers.found["ann@example.com"].user_id, 7);
}

#[test]
fn a_server_signs_no_nonce_twice_and_no_time_far_from_its_own() {
    let mut nonces = MemoryNonces::default();
    let mut sign = |time: u64, nonce: &str| {
        let is_new = |nonce: &str, keep| nonces.insert(nonce, NOW, keep);
        signer().sign(UnixMillis(time), nonce, NOW, is_new)
    };
    let field = |error: LookupError| error.field().unwrap().to_owned();
    let nonce = "0".repeat(32);
    for far in [NOW.0 - 60_001, NOW.0 + 60_001, 0, u64::MAX] {
        assert_eq!(sign(far, &nonce).unwrap(), [(SERVER_TIME, NOW.0.to_string())]);
    }
    for bad in ["", "0", &"0".repeat(33), &"A".repeat(32), &"g".repeat(32), &"名".repeat(32)] {
        assert_eq!(field(sign(NOW.0, bad).unwrap_err()), "nonce");
    }
    // A nonce stays valid if the request was refused because of its time.
    assert!(sign(NOW.0 - 60_000, &nonce).is_ok());
    assert_eq!(field(sign(NOW.0, &nonce).unwrap_err()), "nonce");
    assert!(sign(NOW.0 + 60_000, &"1".repeat(32)).is_ok());
}

#[test]
fn a_nonce_is_remembered_for_two_minutes_and_only_if_it_was_signed() {
    let nonce = "0123456789abcdef0123456789abcdef";
    let sign = |time: u64, nonce: &str, is_new: bool| {
        let mut remembered = Vec::new();
        let signed = signer().sign(UnixMillis(time), nonce, NOW, |nonce, keep| {
            remembered.push((nonce.to_owned(), keep));
            is_new
        });
        (signed, remembered)
    };
    // Each has 32 bytes, except for those that are one byte too short or too long.
    let shifted =
        [&nonce[1..], &format!("{nonce}0"), &format!(" {}", &nonce[1..]), &format!("{}\n", &nonce[1..])];
    let others = ["/", ":", "`", "g", "F", "\0"].map(|outside| outside.repeat(32));
    let wide = format!("{}00", "名".repeat(10));
    for bad in shifted.into_iter().chain(others.iter().map(String::as_str)).chain([wide.as_str()]) {
        let (signed, remembered) = sign(NOW.0, bad, true);
        assert_eq!((signed.unwrap_err().field(), remembered), (Some("nonce"), vec![]), "{bad:?}");
    }
    for far in [NOW.0 - 60_001, NOW.0 + 60_001] {
        let (signed, remembered) = sign(far, nonce, true);
        assert_eq!((signed.unwrap()[0].0, remembered), (SERVER_TIME, vec![]), "{far}");
    }
    let once = vec![(nonce.to_owned(), Duration::from_secs(120))];
    for near in [NOW.0 - 60_000, NOW.0, NOW.0 + 60_000] {
        assert_eq!(sign(near, nonce, true).1, once);
        let (signed, remembered) = sign(near, nonce, false);
        assert_eq!((signed.unwrap_err().field(), &remembered), (Some("nonce"), &once));
    }
    // This is the output of sha1sum for the secret, the nonce, and the time.
    let check_sum = "5dac8d916b4f1c73eb867bb8f3d27273274d154b".to_owned();
    let signed = sign(NOW.0 + 60_000, nonce, true).0.unwrap();
    assert_eq!(signed, [("AppId", "app".to_owned()), ("CheckSum", check_sum)]);
}

#[test]
fn a_nonce_is_forgotten_only_when_its_time_is_refused() {
    let nonce = "f".repeat(32);
    // This time is as far ahead as allowed, so the nonce is remembered for the longest time.
    let time = UnixMillis(NOW.0 + 60_000);
    let mut nonces = MemoryNonces::default();
    let mut sign = |now: u64| {
        let now = UnixMillis(now);
        signer().sign(time, &nonce, now, |nonce, keep| nonces.insert(nonce, now, keep))
    };
    assert!(sign(NOW.0).is_ok());
    for after in [1, 119_999, 120_000] {
        assert_eq!(sign(NOW.0 + after).unwrap_err().field(), Some("nonce"), "{after} ms later");
    }
    assert_eq!(sign(NOW.0 + 120_001).unwrap(), [(SERVER_TIME, (NOW.0 + 120_001).to_string())]);
    // Includes the first and the last time that a clock can show.
    for (now, far) in [(0, u64::MAX), (u64::MAX, 0), (0, 60_001), (u64::MAX, u64::MAX - 60_001)] {
        let refused = signer().sign(UnixMillis(far), &nonce, UnixMillis(now), |_, _| true);
        assert_eq!(refused.unwrap(), [(SERVER_TIME, now.to_string())], "{far} at {now}");
    }
    let last = UnixMillis(u64::MAX);
    assert!(signer().sign(last, &nonce, UnixMillis(u64::MAX - 60_000), |_, _| true).is_ok());
}

#[test]
fn a_signer_needs_an_id_and_a_secret() {
    let new = |id: &str, key: &str| Signer::new(id.to_owned(), SecretString::from(key), IdHeader::AppKey);
    assert_eq!(new("", "key").unwrap_err().field(), Some("appId"));
    assert_eq!(new("app", "").unwrap_err().field(), Some("secretKey"));
    let signed = new("app", "key").unwrap().sign(NOW, &"0".repeat(32), NOW, |_, _| true).unwrap();
    assert_eq!(signed[0], ("AppKey", "app".to_owned()));
}

#[test]
fn a_refused_signature_ends_the_lookup() {
    let mut lookup = lookup();
    let (id, _) = to_sign(poll(&mut lookup, 0, 1));
    lookup.handle_signature(id, None);
    match poll(&mut lookup, 0, 2) {
        Step::Done { id: from, result: Err(error) } => {
            assert_eq!((from, error.code()), (Some(id), ErrorCode::Unauthenticated));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn headers_that_are_missing_or_not_allowed_end_the_lookup() {
    for headers in
        [&[][..], &[("CheckSum", "0")], &[("AppId", "app")], &[("AppId", "a\nb"), ("CheckSum", "0")]]
    {
        let mut lookup = lookup();
        let (id, _) = to_sign(poll(&mut lookup, 0, 1));
        lookup.handle_signature(id, Some(headers));
        assert_eq!(error(poll(&mut lookup, 0, 2)).code(), ErrorCode::InvalidInput, "{headers:?}");
    }
}

#[test]
fn a_server_that_cannot_be_reached_is_asked_again_with_another_nonce() {
    let mut lookup = lookup();
    let (first, params) = to_sign(poll(&mut lookup, 0, 1));
    lookup.handle_failure(first, TransportErrorKind::Interrupted);
    let pause = wait(poll(&mut lookup, 0, 255));
    let later = u64::try_from(pause.as_millis()).unwrap();
    let (second, again) = to_sign(poll(&mut lookup, later, 3));
    assert!(first != second && params.nonce != again.nonce);
    // A signature for the first ID is ignored from now on.
    lookup.handle_signature(first, Some(&[("AppId", "app"), ("CheckSum", "0")]));
    wait(poll(&mut lookup, later, 4));
    lookup.cancel();
    assert_eq!(aborted(poll(&mut lookup, later, 5)), second);
    assert_eq!(error(poll(&mut lookup, later, 5)), LookupError::Cancelled);
}

#[test]
fn a_server_that_does_not_answer_is_given_up_and_asked_again() {
    let mut lookup = lookup();
    let (first, _) = to_sign(poll(&mut lookup, 0, 1));
    assert_eq!(aborted(poll(&mut lookup, 30_000, 0)), first);
    let (second, params) = to_sign(poll(&mut lookup, 30_000, 0));
    assert_eq!(params.time, UnixMillis(NOW.0 + 30_000));
    // The first signature arrives too late.
    lookup.handle_signature(first, Some(&[("AppId", "app"), ("CheckSum", "0")]));
    wait(poll(&mut lookup, 30_000, 4));
    lookup.handle_signature(second, Some(&[("AppId", "app"), ("CheckSum", "0")]));
    sent(poll(&mut lookup, 30_001, 5));
}

#[test]
fn a_signature_that_comes_as_its_time_ends_is_not_sent() {
    let mut lookup = lookup();
    let (first, _) = to_sign(poll(&mut lookup, 0, 1));
    lookup.handle_signature(first, Some(&[("AppId", "app"), ("CheckSum", "0")]));
    // The host polls only after the attempt's time is over. It was not given a request, so it has nothing to abort.
    wait(poll(&mut lookup, 30_000, 255));
    to_sign(poll(&mut lookup, 30_500, 3));
}

#[test]
fn a_failure_to_sign_after_the_lookup_was_stopped_is_ignored() {
    let mut lookup = Lookup::pages::<GetUsersByEmailsMobiles>(Credentials::Delegated, options()).unwrap();
    lookup.feed(0, (0..200).map(|n| format!("person{n}@example.com")), false);
    (1..3).for_each(|list| lookup.feed(list, [], true));
    let (id, _) = to_sign(poll(&mut lookup, 0, 1));
    lookup.feed(0, [String::new()], true);
    lookup.handle_failure(id, TransportErrorKind::Interrupted);
    let failed = answer(poll(&mut lookup, 0, 2));
    assert_eq!(failed.raw().unwrap_err().field(), Some("emails[200]"));
    assert_eq!(error(poll(&mut lookup, 60_000, 3)).field(), Some("emails[200]"));
}

#[test]
fn a_host_whose_clock_is_wrong_gets_a_signature_by_the_time_of_its_server() {
    for ahead in [3_600_000, -3_600_000_i64] {
        let server = UnixMillis(NOW.0.checked_add_signed(ahead).unwrap());
        let mut lookup = lookup();
        let (first, params) = to_sign(poll(&mut lookup, 0, 1));
        let refused = signer().sign(params.time, params.nonce.as_str(), server, |_, _| true).unwrap();
        lookup.handle_signature(first, Some(&[(refused[0].0, &refused[0].1)]));
        let (second, params) = to_sign(poll(&mut lookup, 200, 2));
        assert!(first != second);
        // The server's time is assumed to be that of the midpoint between the request and the response.
        assert_eq!(params.time, UnixMillis(server.0 + 100));
        // The offset is stored only after a request that was signed with it is accepted.
        assert_eq!(lookup.clock_offset(), ClockOffset(0));
        let signed = signer().sign(params.time, params.nonce.as_str(), server, |_, _| true).unwrap();
        let headers: Vec<_> = signed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lookup.handle_signature(second, Some(&headers));
        let (id, _) = sent(poll(&mut lookup, 200, 3));
        assert!(lookup.handle_response(id, UnixMillis(NOW.0 + 300), response(200, &[], FOUND)));
        assert_eq!(lookup.clock_offset(), ClockOffset(ahead - 100));
    }
}

#[test]
fn a_server_is_asked_by_its_own_time_once_even_if_there_is_one_attempt() {
    let options = mingpian::Options { max_attempts: 1, ..options() };
    let mut lookup = Lookup::new(emails(&["ann@example.com"]), Credentials::Delegated, options).unwrap();
    let time = |ahead: u64| (NOW.0 + ahead).to_string();
    let (id, _) = to_sign(poll(&mut lookup, 0, 1));
    lookup.handle_signature(id, Some(&[("servertime", &time(3_600_000))]));
    let (id, params) = to_sign(poll(&mut lookup, 0, 2));
    assert_eq!(params.time, UnixMillis(NOW.0 + 3_600_000));
    lookup.handle_signature(id, Some(&[(SERVER_TIME, &time(7_200_000))]));
    let error = error(poll(&mut lookup, 0, 3));
    assert_eq!(error.code(), ErrorCode::Unauthenticated);
    let text = error.reply().unwrap().provider_text.clone().unwrap();
    assert_eq!(text, "the app's own server refused to sign; its clock is 7200 s ahead");
}

#[test]
fn a_server_time_that_is_no_measurement_is_a_refusal() {
    for (time, text) in [
        ("0", "the app's own server refused to sign"),
        ("1577836799999", "the app's own server refused to sign"),
        ("18446744073709551615", "the app's own server refused to sign"),
        // If the clock is right, it is not the reason for the refusal.
        (&(NOW.0 - 29_999).to_string(), "the app's own server refused to sign; its clock is 29 s behind"),
    ] {
        let mut lookup = lookup();
        let (id, _) = to_sign(poll(&mut lookup, 0, 1));
        lookup.handle_signature(id, Some(&[(SERVER_TIME, time)]));
        let error = error(poll(&mut lookup, 0, 2));
        assert_eq!(error.code(), ErrorCode::Unauthenticated, "{time}");
        assert_eq!(error.reply().unwrap().provider_text.as_deref(), Some(text));
    }
    for time in ["", "soon", "-1", "1800000000000.5"] {
        let mut lookup = lookup();
        let (id, _) = to_sign(poll(&mut lookup, 0, 1));
        lookup.handle_signature(id, Some(&[(SERVER_TIME, time)]));
        assert_eq!(error(poll(&mut lookup, 0, 2)).field(), Some("authorization"), "{time}");
    }
}
