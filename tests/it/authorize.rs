//! Delegated signing: a host without the secret, and a server that signs for it.

use mingpian::providers::quanshi::{CheckSum, Credentials, Delegated, GetUsersByEmailsMobiles, IdHeader};
use mingpian::{
    Call, ErrorCode, HttpResponse, LookupError, Machine, MemoryNonces, Output, RequestId, RetryPolicy,
    SecretString, SigningParams, TransportErrorKind, UnixMillis,
};

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
