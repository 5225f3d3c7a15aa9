//! Defines responses.

use std::fmt;

/// The default maximum length of a body: 8 MiB. This is our choice. A response with 600 accounts has about 1/40 of this
/// size.
pub const DEFAULT_MAX_BODY_BYTES: u64 = 8 << 20;

/// A response to a request. The lookup takes ownership of the body.
#[derive(Clone)]
pub struct HttpResponse<'a> {
    /// The HTTP status, or 0 if a browser does not reveal it.
    pub status: u16,
    /// The headers in any order, with names in upper or lower case. The lookup reads `Retry-After`, `Date`, and `Age`.
    pub headers: &'a [(&'a str, &'a str)],
    /// The whole body, decompressed.
    pub body: Vec<u8>,
}

impl HttpResponse<'_> {
    /// Returns the first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| *value)
    }
}

/// Prints the status, the names of the headers, and the length of the body.
impl fmt::Debug for HttpResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}
