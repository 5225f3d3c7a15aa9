//! Sends one request with ureq.

use mingpian::{HttpRequest, TransportErrorKind};
use std::io::ErrorKind;
use std::time::Duration;

/// A response as ureq hands it out.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Sends a request and reads the response, up to `max_body_bytes` of its body.
///
/// Redirects are not followed, no cookies are sent, and the connection is closed after `time` at the latest. Each request
/// has a connection of its own: one that was kept open may break while the request is on its way, and then it is not known
/// whether a single-use code was spent.
pub(crate) fn send(
    request: &HttpRequest,
    time: Duration,
    max_body_bytes: usize,
) -> Result<Response, TransportErrorKind> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(time))
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
    let limit = u64::try_from(max_body_bytes).unwrap_or(u64::MAX);
    let body = response.body_mut().with_config().limit(limit).read_to_vec().map_err(|error| kind(&error))?;
    let text = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let headers = response.headers().iter().map(text).collect();
    Ok(Response { status: response.status().as_u16(), headers, body })
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
