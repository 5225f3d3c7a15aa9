//! Requests as records that print redacted.

use std::fmt;

use mingpian::{Header, RequestId};

/// A request to send as it is: redirects not followed, no cookies, no referrer. It carries credentials, and
/// prints its method, its URL without the query, the names of its headers and the length of its body.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct HttpRequest {
    /// To be handed back with what comes of it.
    pub id: i64,
    /// `POST`.
    pub method: String,
    /// Where to, query included.
    pub url: String,
    /// In the order they are to be sent; no name occurs twice.
    pub headers: Vec<HttpHeader>,
    /// JSON.
    pub body: String,
    /// The longest body of an answer that is read, in bytes: a host need not read on behind it.
    pub max_body_bytes: i64,
}

/// A request without its secrets, to be shown to whoever asked. It still tells whom they asked about: it does
/// not belong into a log.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct ShownRequest {
    /// `POST`.
    pub method: String,
    /// Where to; secret parameters read `[redacted]`.
    pub url: String,
    /// Secret values read `[redacted]`.
    pub headers: Vec<HttpHeader>,
    /// JSON; secret members read `[redacted]`.
    pub body: String,
}

/// One header. It prints its name alone.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct HttpHeader {
    /// In any case.
    pub name: String,
    /// As it is sent, or as it came.
    pub value: String,
}

impl HttpRequest {
    pub(crate) fn new(id: RequestId, request: mingpian::HttpRequest, max_body_bytes: i64) -> Self {
        Self {
            id: id.0.into(),
            method: request.method.to_owned(),
            url: request.url,
            headers: headers(request.headers),
            body: request.body,
            max_body_bytes,
        }
    }
}

impl From<mingpian::ShownRequest> for ShownRequest {
    fn from(request: mingpian::ShownRequest) -> Self {
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

impl fmt::Debug for ShownRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(f, "ShownRequest", &self.url, &self.headers, &self.body)
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
