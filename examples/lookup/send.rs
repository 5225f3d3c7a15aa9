//! One exchange over ureq.

use crate::now;
use mingpian::{DEFAULT_MAX_BODY_BYTES, HttpRequest, HttpResponse, Machine, RequestId, TransportErrorKind};
use std::io::ErrorKind;
use std::time::Duration;

/// What came back.
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Hands a machine what came of a request.
pub(crate) fn hand(machine: &mut impl Machine, id: RequestId, answer: Result<Answer, TransportErrorKind>) {
    match answer {
        Ok(Answer { status, headers, body }) => {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (&**name, &**value)).collect();
            let response = HttpResponse { status, headers: &headers, body: &body };
            machine.handle_response(id, now(), &response);
        }
        Err(kind) => machine.handle_failure(id, kind),
    }
}

/// One exchange: no redirects, no cookies, no body over the limit, no longer than `limit`.
pub(crate) fn send(request: &HttpRequest, limit: Option<Duration>) -> Result<Answer, TransportErrorKind> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(limit)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .build()
        .into();
    let mut post = agent.post(&request.url);
    for header in &request.headers {
        post = post.header(header.name, &header.value);
    }
    let mut response = post.send(&request.body).map_err(|error| kind(&error))?;
    let limit = u64::try_from(DEFAULT_MAX_BODY_BYTES).unwrap_or(u64::MAX);
    let body = response.body_mut().with_config().limit(limit).read_to_vec().map_err(|error| kind(&error))?;
    let text = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let headers = response.headers().iter().map(text).collect();
    Ok(Answer { status: response.status().as_u16(), headers, body })
}

fn kind(error: &ureq::Error) -> TransportErrorKind {
    match error {
        ureq::Error::HostNotFound => TransportErrorKind::Offline,
        ureq::Error::Timeout(_) => TransportErrorKind::Timeout,
        ureq::Error::BodyExceedsLimit(_) => TransportErrorKind::TooLarge,
        ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => TransportErrorKind::Refused,
        _ => TransportErrorKind::Interrupted,
    }
}
