//! Helps several tests: unwraps steps, and opens lookups of one email address.

use mingpian::providers::quanshi::{self, GetUsersByEmailsMobiles};
use mingpian::{
    Answer, HttpRequest, HttpResponse, Lookup, LookupError, Options, RequestId, Step, UnixMillis,
};
use std::time::Duration;

pub(crate) const START: u64 = 1_800_000_000_000;
pub(crate) const FOUND: &str = r#"{"status":0,"result":{"ann@example.com":{"userId":7}}}"#;

/// Polls at `START` + `ms` as a host that takes answers.
pub(crate) fn poll(lookup: &mut Lookup, ms: u64, random: u8) -> Step {
    lookup.poll(UnixMillis(START + ms), [random; 16], true)
}

pub(crate) fn sent(step: Step) -> (RequestId, HttpRequest) {
    match step {
        Step::Send { id, request, .. } => (id, request),
        other => panic!("{other:?} instead of a request"),
    }
}

pub(crate) fn wait(step: Step) -> Duration {
    match step {
        Step::Wait(Some(time)) => time,
        other => panic!("{other:?} instead of a pause"),
    }
}

pub(crate) fn aborted(step: Step) -> RequestId {
    match step {
        Step::Abort { id } => id,
        other => panic!("{other:?} instead of an abort"),
    }
}

pub(crate) fn answer(step: Step) -> Answer {
    match step {
        Step::Answer(answer) => answer,
        other => panic!("{other:?} instead of an answer"),
    }
}

pub(crate) fn done(step: Step) -> Result<(), LookupError> {
    match step {
        Step::Done { result, .. } => result,
        other => panic!("{other:?} instead of the end"),
    }
}

pub(crate) fn error(step: Step) -> LookupError {
    done(step).expect_err("it succeeded")
}

pub(crate) fn response<'a>(
    status: u16,
    headers: &'a [(&'a str, &'a str)],
    body: impl AsRef<[u8]>,
) -> HttpResponse<'a> {
    HttpResponse { status, headers, body: body.as_ref().to_vec() }
}

pub(crate) fn header(request: &HttpRequest, name: &str) -> String {
    request.headers.iter().find(|header| header.name == name).unwrap().value.clone()
}

pub(crate) fn options() -> Options {
    Options { base_url: Some("https://example.com".to_owned()), ..Options::default() }
}

pub(crate) fn emails(emails: &[&str]) -> GetUsersByEmailsMobiles {
    GetUsersByEmailsMobiles {
        emails: emails.iter().map(|email| (*email).to_owned()).collect(),
        ..Default::default()
    }
}

/// Returns a signed lookup of one email address.
pub(crate) fn signed_lookup(options: Options) -> Lookup {
    let credentials = quanshi::Credentials::check_sum("app", "not a real secret");
    Lookup::new(emails(&["ann@example.com"]), credentials, options).unwrap()
}
