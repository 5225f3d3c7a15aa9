//! A minimal program that looks people up: it runs the loop of a lookup, with one request at a time.
//!
//! ```text
//! cargo run --package mingpian-sandbox -- --port 8787       # the local services
//! QUANSHI_TOKEN=00112233445566778899aabbccddeeff cargo run --example lookup -- \
//!     http://127.0.0.1:8787/quanshi person1@example.com
//! ```
//!
//! `bindings/cli` is a complete program that uses the same core, with several requests in flight.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a host has the clock, the threads, and the environment"
)]

// ANCHOR: program
use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles};
use mingpian::{
    HttpRequest, HttpResponse, Lookup, LookupError, Options, Step, TransportErrorKind, UnixMillis,
};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn main() -> Result<(), LookupError> {
    let mut arguments = std::env::args().skip(1);
    let options = Options { base_url: arguments.next(), ..Options::default() };
    let credentials = Credentials::token(std::env::var("QUANSHI_TOKEN").unwrap_or_default());
    let question = GetUsersByEmailsMobiles { emails: arguments.collect(), ..Default::default() };
    let time = Duration::from_millis(options.attempt_timeout_ms.unsigned_abs());
    let mut lookup = Lookup::new(question, credentials, options)?;
    // ANCHOR: loop
    loop {
        match lookup.poll(now(), random(), true) {
            Step::Send { id, request, .. } => match send(&request, time, lookup.max_body_bytes()) {
                Ok((status, headers, body)) => {
                    let headers: Vec<_> =
                        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    lookup.handle_response(id, now(), HttpResponse { status, headers: &headers, body });
                }
                Err(kind) => lookup.handle_failure(id, kind),
            },
            Step::Answer(answer) => {
                let answers = answer.read::<GetUsersByEmailsMobiles>()?;
                for (email, account) in &answers.found {
                    println!("{email}: {}", account.profile().display_name.unwrap_or_default());
                }
                for email in &answers.not_found {
                    println!("{email}: not found");
                }
            }
            Step::Wait(Some(time)) => std::thread::sleep(time),
            Step::Done { result, .. } => return result,
            // A token needs no signature, the question is complete, and nothing is in flight while this thread waits.
            _ => {}
        }
    }
    // ANCHOR_END: loop
}

/// The status, the headers, and the body of a response.
type Response = (u16, Vec<(String, String)>, Vec<u8>);

/// Sends a request and reads the response.
fn send(
    request: &HttpRequest,
    time: Duration,
    max_body_bytes: usize,
) -> Result<Response, TransportErrorKind> {
    let config = ureq::Agent::config_builder().timeout_global(Some(time)).max_redirects(0);
    let config = config.max_redirects_will_error(false).http_status_as_error(false);
    let agent: ureq::Agent = config.build().into();
    let mut post = agent.post(&request.url);
    for header in &request.headers {
        post = post.header(header.name, &header.value);
    }
    let mut response = post.send(&request.body).map_err(|error| kind(&error))?;
    let headers = response.headers().iter();
    let headers = headers
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let limit = u64::try_from(max_body_bytes).unwrap_or(u64::MAX);
    let body = response.body_mut().with_config().limit(limit).read_to_vec().map_err(|error| kind(&error))?;
    Ok((response.status().as_u16(), headers, body))
}

/// Classifies an error. Only errors that occur before the request is sent may count as offline or refused.
fn kind(error: &ureq::Error) -> TransportErrorKind {
    match error {
        ureq::Error::HostNotFound => TransportErrorKind::Offline,
        ureq::Error::Timeout(_) => TransportErrorKind::Timeout,
        ureq::Error::BodyExceedsLimit(_) => TransportErrorKind::TooLarge,
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            TransportErrorKind::Refused
        }
        _ => TransportErrorKind::Interrupted,
    }
}

fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Returns random bytes from the operating system.
fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system has no random bytes");
    bytes
}
// ANCHOR_END: program
