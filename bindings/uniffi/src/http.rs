//! Defines requests as records whose debug output is redacted.

use std::fmt;

use mingpian::{Header, RequestId};

/// A request to send without changes. Do not follow redirects or add cookies or a referrer.
///
/// It contains credentials. When printed, it shows the URL without the query, the names of the headers, and the length
/// of the body.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct HttpRequest {
    /// The ID to report under.
    pub id: i64,
    /// The number of this attempt of the request, beginning with 1.
    pub attempt: i32,
    /// `POST`.
    pub method: String,
    /// The URL with its query.
    pub url: String,
    /// The headers in the order to send them. No name occurs twice.
    pub headers: Vec<HttpHeader>,
    /// The body, a JSON object.
    pub body: String,
    /// The maximum length of a response's body, in bytes. A host can stop reading a longer body.
    pub max_body_bytes: i64,
}

/// A request without its secrets, which an app can show. It still contains identifiers, so do not log it.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct RedactedRequest {
    /// `POST`.
    pub method: String,
    /// The URL. The values of secret parameters are replaced by `[redacted]`.
    pub url: String,
    /// The headers. Secret values are replaced by `[redacted]`.
    pub headers: Vec<HttpHeader>,
    /// The body, a JSON object. Secret values are replaced by `[redacted]`.
    pub body: String,
}

/// A header. When printed, it shows only its name.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct HttpHeader {
    /// The name, in upper or lower case.
    pub name: String,
    /// The value, as it is sent or was received.
    pub value: String,
}

impl HttpHeader {
    pub(crate) fn as_pair(&self) -> (&str, &str) {
        (&self.name, &self.value)
    }
}

impl HttpRequest {
    pub(crate) fn new(
        id: RequestId,
        attempt: u32,
        request: mingpian::HttpRequest,
        max_body_bytes: i64,
    ) -> Self {
        Self {
            id: id.0.into(),
            attempt: i32::try_from(attempt).unwrap_or(i32::MAX),
            method: request.method.to_owned(),
            url: request.url,
            headers: headers(request.headers),
            body: request.body,
            max_body_bytes,
        }
    }
}

impl From<mingpian::RedactedRequest> for RedactedRequest {
    fn from(request: mingpian::RedactedRequest) -> Self {
        Self {
            method: request.method.to_owned(),
            url: request.url,
            headers: headers(request.headers),
            body: request.body,
        }
    }
}

fn headers(headers: Vec<Header>) -> Vec<HttpHeader> {
    headers.into_iter().map(|Header { name, value }| HttpHeader { name: name.to_owned(), value }).collect()
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(f, "HttpRequest", &self.url, &self.headers, &self.body)
    }
}

impl fmt::Debug for RedactedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(f, "RedactedRequest", &self.url, &self.headers, &self.body)
    }
}

impl fmt::Debug for HttpHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: [redacted]", self.name)
    }
}

fn debug(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    url: &str,
    headers: &[HttpHeader],
    body: &str,
) -> fmt::Result {
    let (url, _query) = url.split_once('?').unwrap_or((url, ""));
    f.debug_struct(name)
        .field("url", &url)
        .field("headers", &headers.iter().map(|header| &header.name).collect::<Vec<_>>())
        .field("body_bytes", &body.len())
        .finish_non_exhaustive()
}
