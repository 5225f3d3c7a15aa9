//! Delegated signing: a host without the secret, and a server that signs for it.

use mingpian::providers::quanshi::{CheckSum, Credentials, Delegated, GetUsersByEmailsMobiles, IdHeader};
use mingpian::{
    Call, ErrorCode, HttpResponse, LookupError, Machine, MemoryNonces, Output, RequestId, RetryPolicy,
    SecretString, SigningParams, TransportErrorKind, UnixMillis,
};
use std::time::Duration;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);
const FOUND: &[u8] = br#"{"status":0,"result":{"ann@example.com":{"userId":7}}}"#;

fn question() -> GetUsersByEmailsMobiles {
    GetUsersByEmailsMobiles { emails: vec!["ann@example.com".to_owned()], ..Default::default() }
}

fn sign() -> CheckSum {
    CheckSum::new("app".to_owned(), SecretString::from("not a real secret"), IdHeader::AppId).unwrap()
}

fn call() -> Call<GetUsersByEmailsMobiles> {
    let auth = Credentials::Delegated(Delegated);
    Call::new(question(), auth, "https://example.com", RetryPolicy::default()).unwrap()
}

fn asked(call: &mut impl Machine, now: u64, random: u8) -> (RequestId, SigningParams) {
    match call.poll_output(UnixMillis(now), [random; 16]) {
        Output::Authorize { id, params } => (id, params),
        other => panic!("{other:?} instead of a question for a signature"),
    }
}

#[test]
fn a_signed_request_is_the_one_that_the_secret_itself_would_send() {
    let mut nonces = MemoryNonces::default();
    let mut delegated = call();
    let (id, params) = asked(&mut delegated, NOW.0, 7);
    assert!(delegated.shown_request().is_none());
    // Until the signature is there, nothing is sent, and nothing is taken for an answer.
    assert!(matches!(delegated.poll_output(NOW, [8; 16]), Output::Wait(Some(_))));
    delegated.handle_response(id, NOW, &HttpResponse { status: 200, headers: &[], body: FOUND });
    assert!(delegated.result().is_none());

    let is_new = |nonce: &str, keep| nonces.insert(nonce, NOW, keep);
    let headers = sign().authorize(params.time, params.nonce.as_str(), NOW, is_new).unwrap();
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    delegated.handle_authorization(id, Some(&headers));
    let Output::Transmit { id: sent, request } = delegated.poll_output(NOW, [9; 16]) else { panic!() };
    assert_eq!(sent, id);

    let auth = Credentials::CheckSum(sign());
    let mut own = Call::new(question(), auth, "https://example.com", RetryPolicy::default()).unwrap();
    assert_eq!(own.poll_output(NOW, [7; 16]), Output::Transmit { id, request });

    delegated.handle_response(id, NOW, &HttpResponse { status: 200, headers: &[], body: FOUND });
    assert_eq!(delegated.into_result().unwrap().found["ann@example.com"].user_id, 7);
}

#[test]
fn a_server_signs_no_nonce_twice_and_no_time_but_its_own() {
    let mut nonces = MemoryNonces::default();
    let mut ask = |time: u64, nonce: &str| {
        let is_new = |nonce: &str, keep| nonces.insert(nonce, NOW, keep);
        sign().authorize(UnixMillis(time), nonce, NOW, is_new)
    };
    let field = |error: LookupError| error.field().unwrap().to_owned();
    let nonce = "0".repeat(32);
    for far in [NOW.0 - 60_001, NOW.0 + 60_001, 0, u64::MAX] {
        assert_eq!(field(ask(far, &nonce).unwrap_err()), "time");
    }
    for bad in ["", "0", &"0".repeat(33), &"A".repeat(32), &"g".repeat(32), &"名".repeat(32)] {
        assert_eq!(field(ask(NOW.0, bad).unwrap_err()), "nonce");
    }
    // What was refused for its time has not been spent.
    assert!(ask(NOW.0 - 60_000, &nonce).is_ok());
    assert_eq!(field(ask(NOW.0, &nonce).unwrap_err()), "nonce");
    assert!(ask(NOW.0 + 60_000, &"1".repeat(32)).is_ok());
}

#[test]
fn what_is_refused_is_not_remembered_and_what_is_signed_once_for_two_minutes() {
    let nonce = "0123456789abcdef0123456789abcdef";
    let ask = |time: u64, nonce: &str, is_new: bool| {
        let mut remembered = Vec::new();
        let signed = sign().authorize(UnixMillis(time), nonce, NOW, |nonce, keep| {
            remembered.push((nonce.to_owned(), keep));
            is_new
        });
        (signed, remembered)
    };
    // 32 bytes each, but for those that are one short or one long.
    let shifted =
        [&nonce[1..], &format!("{nonce}0"), &format!(" {}", &nonce[1..]), &format!("{}\n", &nonce[1..])];
    let others = ["/", ":", "`", "g", "F", "\0"].map(|outside| outside.repeat(32));
    let wide = format!("{}00", "名".repeat(10));
    for bad in shifted.into_iter().chain(others.iter().map(String::as_str)).chain([wide.as_str()]) {
        let (signed, remembered) = ask(NOW.0, bad, true);
        assert_eq!((signed.unwrap_err().field(), remembered), (Some("nonce"), vec![]), "{bad:?}");
    }
    for far in [NOW.0 - 60_001, NOW.0 + 60_001] {
        let (signed, remembered) = ask(far, nonce, true);
        assert_eq!((signed.unwrap_err().field(), remembered), (Some("time"), vec![]), "{far}");
    }
    let once = vec![(nonce.to_owned(), Duration::from_secs(120))];
    for near in [NOW.0 - 60_000, NOW.0, NOW.0 + 60_000] {
        assert_eq!(ask(near, nonce, true).1, once);
        let (signed, remembered) = ask(near, nonce, false);
        assert_eq!((signed.unwrap_err().field(), &remembered), (Some("nonce"), &once));
    }
    // What sha1sum prints for the secret, the nonce and the time.
    let check_sum = "5dac8d916b4f1c73eb867bb8f3d27273274d154b".to_owned();
    let signed = ask(NOW.0 + 60_000, nonce, true).0.unwrap();
    assert_eq!(signed, [("AppId", "app".to_owned()), ("CheckSum", check_sum)]);
}

#[test]
fn a_nonce_is_forgotten_only_when_its_time_is_refused() {
    let nonce = "f".repeat(32);
    // As far ahead as can be: it is good for the longest time.
    let time = UnixMillis(NOW.0 + 60_000);
    let mut nonces = MemoryNonces::default();
    let mut ask = |now: u64| {
        let now = UnixMillis(now);
        sign().authorize(time, &nonce, now, |nonce, keep| nonces.insert(nonce, now, keep))
    };
    assert!(ask(NOW.0).is_ok());
    for (after, field) in [(1, "nonce"), (119_999, "nonce"), (120_000, "nonce"), (120_001, "time")] {
        assert_eq!(ask(NOW.0 + after).unwrap_err().field(), Some(field), "{after} ms later");
    }
    // At the ends of what a clock can say, too.
    for (now, far) in [(0, u64::MAX), (u64::MAX, 0), (0, 60_001), (u64::MAX, u64::MAX - 60_001)] {
        let refused = sign().authorize(UnixMillis(far), &nonce, UnixMillis(now), |_, _| true);
        assert_eq!(refused.unwrap_err().field(), Some("time"), "{far} at {now}");
    }
    assert!(
        sign().authorize(UnixMillis(u64::MAX), &nonce, UnixMillis(u64::MAX - 60_000), |_, _| true).is_ok()
    );
}

#[test]
fn a_refused_signature_ends_the_call() {
    let mut call = call();
    let (id, _) = asked(&mut call, NOW.0, 1);
    call.handle_authorization(id, None);
    assert_eq!(call.poll_output(NOW, [2; 16]), Output::Finished);
    assert_eq!(call.into_result().unwrap_err().code(), ErrorCode::Unauthenticated);
}

#[test]
fn headers_that_are_none_are_the_callers_mistake() {
    for headers in
        [&[][..], &[("CheckSum", "0")], &[("AppId", "app")], &[("AppId", "a\nb"), ("CheckSum", "0")]]
    {
        let mut call = call();
        let (id, _) = asked(&mut call, NOW.0, 1);
        call.handle_authorization(id, Some(headers));
        assert_eq!(call.poll_output(NOW, [2; 16]), Output::Finished);
        assert_eq!(call.into_result().unwrap_err().code(), ErrorCode::InvalidInput, "{headers:?}");
    }
}

#[test]
fn a_server_that_cannot_be_asked_is_asked_again_for_another_nonce() {
    let mut call = call();
    let (first, params) = asked(&mut call, NOW.0, 1);
    call.handle_failure(first, TransportErrorKind::Interrupted);
    let Output::Wait(Some(pause)) = call.poll_output(NOW, [255; 16]) else { panic!() };
    let later = NOW.0 + u64::try_from(pause.as_millis()).unwrap();
    let (second, again) = asked(&mut call, later, 3);
    assert!(first != second && params.nonce != again.nonce);
    // What comes for the first now is ignored.
    call.handle_authorization(first, Some(&[("AppId", "app"), ("CheckSum", "0")]));
    assert!(matches!(call.poll_output(UnixMillis(later), [4; 16]), Output::Wait(_)));
    assert!(call.awaits(second) && !call.awaits(first));
    call.cancel();
    assert_eq!(call.poll_output(UnixMillis(later), [5; 16]), Output::Finished);
}
