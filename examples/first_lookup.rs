//! Looks two people up at the local services: `cargo run --package mingpian-sandbox -- --port 8787`.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a host has the clock")]

// ANCHOR: program
use std::io::ErrorKind;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use mingpian::providers::quanshi::{Account, Credentials, GetUsersByEmailsMobiles};
use mingpian::record::Answers;
use mingpian::{HttpRequest, HttpResponse, Lookup, Options, Step, TransportErrorKind, UnixMillis};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let origin = std::env::args().nth(1).unwrap_or("http://127.0.0.1:8787".to_owned());
    let question = GetUsersByEmailsMobiles {
        emails: vec!["person1@example.com".to_owned(), "nobody@example.com".to_owned()],
        ..Default::default()
    };
    let credentials = Credentials::token("00112233445566778899aabbccddeeff");
    let options = Options { base_url: Some(format!("{origin}/quanshi")), ..Default::default() };

    let users = look_up(Lookup::new(question, credentials, options)?)?;
    for (identifier, account) in &users.found {
        println!("{identifier}: {}", account.profile().display_name.unwrap_or_default());
    }
    println!("not found: {:?}", users.not_found);
    Ok(())
}

// ANCHOR: loop
/// Does what the lookup says until it is done.
fn look_up(mut lookup: Lookup) -> Result<Answers<Account>, Box<dyn std::error::Error>> {
    let mut users: Option<Answers<Account>> = None;
    loop {
        let mut random = [0; 16];
        getrandom::fill(&mut random)?;
        match lookup.poll(now(), random, true) {
            Step::Send { id, request, .. } => match send(&request, lookup.max_body_bytes()) {
                Ok(Received { status, headers, body }) => {
                    let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
                    lookup.handle_response(id, now(), HttpResponse { status, headers: &headers, body });
                }
                Err(kind) => lookup.handle_failure(id, kind),
            },
            Step::Answer(answer) => {
                let more = answer.read::<GetUsersByEmailsMobiles>()?;
                match &mut users {
                    Some(users) => users.merge(more),
                    None => users = Some(more),
                }
            }
            Step::Wait(time) => std::thread::sleep(time.unwrap_or_default()),
            Step::Done { result, .. } => {
                result?;
                return users.ok_or("no answer".into());
            }
            // Nothing is in flight when this host polls, and it has a whole question and a token that it cannot renew.
            Step::Abort { .. } | Step::Feed { .. } | Step::Sign { .. } | Step::Renew { .. } => {}
        }
    }
}
// ANCHOR_END: loop

/// What arrived.
struct Received {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Sends one request as it is and waits for the response.
fn send(request: &HttpRequest, max_body_bytes: usize) -> Result<Received, TransportErrorKind> {
    let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(30)));
    let config = config.http_status_as_error(false).max_redirects(0).max_redirects_will_error(false);
    let mut post = ureq::Agent::from(config.build()).post(&request.url);
    for header in &request.headers {
        post = post.header(header.name, &header.value);
    }
    let mut response = post.send(&request.body).map_err(|error| kind(&error))?;
    let limit = u64::try_from(max_body_bytes).unwrap_or(u64::MAX);
    let body = response.body_mut().with_config().limit(limit).read_to_vec().map_err(|error| kind(&error))?;
    let headers = response.headers().iter();
    let headers = headers
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    Ok(Received { status: response.status().as_u16(), headers: headers.collect(), body })
}

/// Says how sending failed. `Offline` and `Refused` mean that the request certainly never left.
fn kind(error: &ureq::Error) -> TransportErrorKind {
    match error {
        ureq::Error::HostNotFound => TransportErrorKind::Offline,
        ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => TransportErrorKind::Refused,
        ureq::Error::Timeout(_) => TransportErrorKind::Timeout,
        ureq::Error::BodyExceedsLimit(_) => TransportErrorKind::TooLarge,
        _ => TransportErrorKind::Interrupted,
    }
}

fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMillis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}
// ANCHOR_END: program
