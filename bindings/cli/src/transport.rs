//! Sends one request with ureq.

use mingpian::{HttpRequest, TransportErrorKind};
use std::fmt;
use std::io::ErrorKind;
use std::time::Duration;
use ureq::tls::{RootCerts, TlsConfig};

/// A response from ureq.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// The reason why there is no response. It prints the cause, which contains no personal data.
#[derive(Debug)]
pub(crate) struct SendError {
    pub(crate) kind: TransportErrorKind,
    /// Whether another attempt would fail in the same way, because the certificate of the service is not trusted.
    pub(crate) is_final: bool,
    cause: String,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

/// Sends requests. It accepts the certificates that the operating system trusts, does not follow redirects, and sends
/// no cookies. It honors `HTTPS_PROXY` and `NO_PROXY`.
#[derive(Clone)]
pub(crate) struct Transport(ureq::Agent);

impl Transport {
    /// Returns a transport. If `reuses` is false, each request has a separate connection. A connection that was kept
    /// open may break while a request is sent, and then it is unknown whether a single-use code was used up.
    pub(crate) fn new(reuses: bool) -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let mut config = ureq::Agent::config_builder()
            .tls_config(tls)
            .user_agent(concat!("mingpian/", env!("CARGO_PKG_VERSION")))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false);
        if !reuses {
            config = config.max_idle_connections(0);
        }
        Self(config.build().into())
    }

    /// Sends a request and reads the response, up to `max_body_bytes` of its body, for at most `time`.
    pub(crate) fn send(
        &self,
        request: &HttpRequest,
        time: Duration,
        max_body_bytes: usize,
    ) -> Result<Response, SendError> {
        let mut post = self.0.post(&request.url).config().timeout_global(Some(time)).build();
        for header in &request.headers {
            post = post.header(header.name, &header.value);
        }
        let mut response = post.send(&request.body).map_err(|error| describe(&error))?;
        let limit = u64::try_from(max_body_bytes).unwrap_or(u64::MAX);
        let body = response.body_mut().with_config().limit(limit).read_to_vec();
        let body = body.map_err(|error| describe(&error))?;
        let text = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let headers = response.headers().iter().map(text).collect();
        Ok(Response { status: response.status().as_u16(), headers, body })
    }
}

fn describe(error: &ureq::Error) -> SendError {
    let (kind, cause) = match error {
        ureq::Error::HostNotFound => (TransportErrorKind::Offline, "the host was not found".to_owned()),
        ureq::Error::Timeout(_) => (TransportErrorKind::Timeout, "no response in time".to_owned()),
        ureq::Error::BodyExceedsLimit(limit) => {
            (TransportErrorKind::TooLarge, format!("the response has more than {limit} bytes"))
        }
        ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
            (TransportErrorKind::Refused, "the connection was refused".to_owned())
        }
        ureq::Error::Io(error) => (TransportErrorKind::Interrupted, error.to_string()),
        // These errors would print a URL, which may contain a token.
        ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_) => {
            (TransportErrorKind::Interrupted, "the URL is not allowed".to_owned())
        }
        ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => {
            (TransportErrorKind::Interrupted, "the proxy could not connect".to_owned())
        }
        other => (TransportErrorKind::Interrupted, other.to_string()),
    };
    // rustls reports this inside an I/O error.
    let is_final = cause.contains("invalid peer certificate");
    SendError { kind, is_final, cause }
}
