//! Tests a host that renews the token of a lookup.

use crate::support::{
    FOUND, aborted, answer, done, emails, error, header, options, poll, response, sent, wait,
};
use mingpian::json::Unit;
use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles};
use mingpian::providers::{dmtz, mysoft, open};
use mingpian::{ErrorCode, HttpRequest, Lookup, NoCredentials, Options, RequestId, Step, TransportErrorKind};
use std::time::Duration;

fn lookup(options: Options) -> Lookup {
    let mut lookup = Lookup::new(emails(&["ann@example.com"]), Credentials::token("old"), options).unwrap();
    lookup.allow_renewal(None).unwrap();
    lookup
}

fn renewal(step: Step) -> RequestId {
    match step {
        Step::Renew { id } => id,
        other => panic!("{other:?} instead of a renewal"),
    }
}

fn token(request: &HttpRequest) -> String {
    header(request, "token")
}

fn refuse(lookup: &mut Lookup, id: RequestId, ms: u64) {
    let now = mingpian::UnixMillis(crate::support::START + ms);
    assert!(!lookup.handle_response(id, now, response(401, &[], "")));
}

#[test]
fn a_refused_token_is_renewed_once_and_the_request_is_sent_again() {
    let mut lookup = lookup(options());
    let (first, request) = sent(poll(&mut lookup, 0, 1));
    assert_eq!(token(&request), "old");
    refuse(&mut lookup, first, 10);
    let id = renewal(poll(&mut lookup, 10, 2));
    assert_ne!(id, first);
    assert_eq!(
        wait(poll(&mut lookup, 20, 3)),
        Duration::from_millis(60_000 - 20),
        "the time for the request"
    );
    assert!(lookup.handle_renewal(id, Some("new".into())));
    let step = poll(&mut lookup, 30, 4);
    assert!(matches!(step, Step::Send { attempt: 2, .. }), "{step:?}");
    let (second, request) = sent(step);
    assert_eq!(token(&request), "new");
    refuse(&mut lookup, second, 40);
    let error = error(poll(&mut lookup, 40, 5));
    assert_eq!((error.code(), error.reply().unwrap().status), (ErrorCode::Unauthenticated, 401));
}

#[test]
fn without_a_new_token_the_refusal_stands() {
    let give_up: [fn(&mut Lookup, RequestId); 2] = [
        |lookup, id| assert!(!lookup.handle_renewal(id, None)),
        |lookup, id| lookup.handle_failure(id, TransportErrorKind::Offline),
    ];
    for give_up in give_up {
        let mut lookup = lookup(options());
        let (first, _) = sent(poll(&mut lookup, 0, 1));
        refuse(&mut lookup, first, 10);
        let id = renewal(poll(&mut lookup, 10, 2));
        give_up(&mut lookup, id);
        let step = poll(&mut lookup, 20, 3);
        assert!(matches!(step, Step::Done { id: Some(id), .. } if id == first), "{step:?}");
        assert_eq!(error(step).code(), ErrorCode::Unauthenticated);
    }
}

#[test]
fn a_new_token_that_is_not_allowed_is_named_and_not_sent() {
    for (text, detail) in [("", "expected a non-empty string"), ("line\nbreak", "expected visible ASCII")] {
        let mut lookup = lookup(options());
        let (first, _) = sent(poll(&mut lookup, 0, 1));
        refuse(&mut lookup, first, 10);
        let id = renewal(poll(&mut lookup, 10, 2));
        assert!(!lookup.handle_renewal(id, Some(text.into())));
        let error = error(poll(&mut lookup, 20, 3));
        assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some("token")));
        assert!(error.message().contains(detail), "{}", error.message());
    }
}

#[test]
fn credentials_without_a_token_cannot_be_renewed() {
    let signed = Credentials::check_sum("app", "not a real secret");
    let mut signed = Lookup::new(emails(&["ann@example.com"]), signed, options()).unwrap();
    let mut open = Lookup::new(dmtz::GetUserInfo { code: "c".into() }, NoCredentials, options()).unwrap();
    for lookup in [&mut signed, &mut open] {
        let error = lookup.allow_renewal(None).unwrap_err();
        assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some("renew")));
    }
    let credentials = mysoft::Credentials::AccessToken { access_token: "old".into() };
    let mut employee = Lookup::new(mysoft::GetUserInfo::default(), credentials, options()).unwrap();
    employee.allow_renewal(Some("new".into())).unwrap();
    assert!(sent(poll(&mut employee, 0, 1)).1.url.ends_with("?access_token=new"));
}

#[test]
fn a_request_without_another_attempt_is_not_renewed() {
    let mut lookup = lookup(Options { max_attempts: 1, ..options() });
    let (id, _) = sent(poll(&mut lookup, 0, 1));
    refuse(&mut lookup, id, 10);
    assert_eq!(error(poll(&mut lookup, 10, 2)).code(), ErrorCode::Unauthenticated);
}

#[test]
fn one_renewal_serves_every_request_that_left_with_the_old_token() {
    let many: Vec<_> = (0..401).map(|n| format!("person{n}@example.com")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let mut lookup = Lookup::new(emails(&many), Credentials::token("old"), options()).unwrap();
    lookup.allow_renewal(None).unwrap();
    let [first, second, third] = [1, 2, 3].map(|random| sent(poll(&mut lookup, 0, random)).0);
    refuse(&mut lookup, first, 10);
    let id = renewal(poll(&mut lookup, 10, 4));
    refuse(&mut lookup, second, 20);
    wait(poll(&mut lookup, 20, 5));
    lookup.handle_renewal(id, Some("new".into()));
    // The third request was sent with the old token and is refused after the renewal.
    refuse(&mut lookup, third, 30);
    for random in [6, 7, 8] {
        let (id, request) = sent(poll(&mut lookup, 30, random));
        assert_eq!(token(&request), "new");
        let now = mingpian::UnixMillis(crate::support::START + 40);
        assert!(lookup.handle_response(id, now, response(200, &[], FOUND)));
    }
    for random in [9, 10, 11] {
        answer(poll(&mut lookup, 40, random)).read::<GetUsersByEmailsMobiles>().unwrap();
    }
    done(poll(&mut lookup, 40, 12)).unwrap();
}

#[test]
fn a_renewal_that_is_not_awaited_any_more_is_aborted() {
    let mut cancelled = lookup(options());
    let (first, _) = sent(poll(&mut cancelled, 0, 1));
    refuse(&mut cancelled, first, 10);
    let id = renewal(poll(&mut cancelled, 10, 2));
    cancelled.cancel();
    assert_eq!(aborted(poll(&mut cancelled, 20, 3)), id);
    assert!(!cancelled.handle_renewal(id, Some("late".into())));
    assert_eq!(error(poll(&mut cancelled, 20, 4)).code(), ErrorCode::Cancelled);

    let mut late = lookup(options());
    let (first, _) = sent(poll(&mut late, 0, 1));
    refuse(&mut late, first, 10);
    let id = renewal(poll(&mut late, 10, 2));
    assert_eq!(aborted(poll(&mut late, 60_000, 3)), id);
    assert_eq!(error(poll(&mut late, 60_000, 4)).code(), ErrorCode::Unauthenticated);
}

#[test]
fn a_document_says_that_the_host_renews_and_what_it_has_renewed() {
    let open = |rest: &str| {
        let json = format!(
            r#"{{"question":{{"emails":["ann@example.com"]}},"options":{{"baseUrl":"https://example.com"}},{rest}}}"#
        );
        open("quanshi", "getUsersByEmailsMobiles", &json, Unit::Bytes)
    };
    let mut lookup = open(r#""auth":{"token":"old"},"renews":true,"token":"new""#).unwrap();
    let (id, request) = sent(poll(&mut lookup, 0, 1));
    assert_eq!(token(&request), "new");
    refuse(&mut lookup, id, 10);
    renewal(poll(&mut lookup, 10, 2));
    let error = open(r#""auth":{"delegated":true},"renews":true"#).unwrap_err();
    assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some("renew")));
}
