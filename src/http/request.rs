//! Creates requests with and without their credentials.

use super::BaseUrl;
use crate::error::{BoxedError, NOT_EMPTY, invalid};
use crate::record::{Fields, write_fields};
use crate::redact::{REDACTED, Sensitivity};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// The method of every request. All operations so far use POST.
const METHOD: &str = "POST";

/// The characters to encode in a query: all except the unreserved characters of RFC 3986 §2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path of a request, and the credentials that are added for each attempt. The body is written when the request is
/// sent.
#[derive(Clone)]
pub struct UnsignedRequest {
    path: &'static str,
    credentials: Vec<Part>,
}

#[derive(Clone)]
struct Part {
    place: Place,
    name: &'static str,
    /// The caller's name of the value.
    field: &'static str,
    value: String,
    sensitivity: Sensitivity,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Query,
    Header,
    Body,
}

impl UnsignedRequest {
    /// Creates a POST request with a JSON object to `path`, which must begin with a slash.
    pub fn post(path: &'static str) -> Self {
        Self { path, credentials: Vec::new() }
    }

    /// Adds a parameter to the query.
    pub fn query(&mut self, name: &'static str, value: &str, sensitivity: Sensitivity) {
        self.add(Place::Query, name, name, value, sensitivity);
    }

    /// Adds a header. `field` is the name by which the caller knows its value.
    pub fn header(&mut self, name: &'static str, field: &'static str, value: &str, sensitivity: Sensitivity) {
        self.add(Place::Header, name, field, value, sensitivity);
    }

    /// Adds a string to the body, before the members of the question.
    pub fn body_member(&mut self, name: &'static str, value: &str, sensitivity: Sensitivity) {
        self.add(Place::Body, name, name, value, sensitivity);
    }

    fn add(
        &mut self,
        place: Place,
        name: &'static str,
        field: &'static str,
        value: &str,
        sensitivity: Sensitivity,
    ) {
        self.credentials.push(Part { place, name, field, value: value.to_owned(), sensitivity });
    }

    /// Removes the credentials of the previous attempt.
    pub(crate) fn remove_credentials(&mut self) {
        self.credentials.clear();
    }

    /// Checks the headers.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` if a value is empty, begins or ends with a space, or contains anything but visible ASCII
    /// characters and spaces. RFC 9110 §5.5 allows more, but no vendor needs it.
    pub(crate) fn check(&self) -> Result<(), BoxedError> {
        for Part { field, value, .. } in self.credentials.iter().filter(|part| part.place == Place::Header) {
            let detail = match value.as_bytes() {
                [] => NOT_EMPTY,
                [b' ', ..] | [.., b' '] => "expected no space at either end",
                bytes if !bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) => {
                    "expected visible ASCII characters and spaces"
                }
                _ => continue,
            };
            return Err(invalid(field, detail));
        }
        Ok(())
    }

    /// Returns the request to send. Its body contains the fields of `question`.
    pub fn to_http(&self, base: &BaseUrl, question: &dyn Fields) -> HttpRequest {
        let (url, headers, body) = self.write(base, question, false);
        HttpRequest { method: METHOD, url, headers, body }
    }

    /// Returns a request that can be shown to the caller. It contains personal data, but no secrets.
    pub(crate) fn to_redacted(&self, base: &BaseUrl, question: &dyn Fields) -> RedactedRequest {
        let (url, headers, body) = self.write(base, question, true);
        RedactedRequest { method: METHOD, url, headers, body }
    }

    fn write(&self, base: &BaseUrl, question: &dyn Fields, redact: bool) -> (String, Vec<Header>, String) {
        let mut url = base.as_str().to_owned() + self.path;
        let mut headers = Vec::new();
        for name in ["accept", "content-type"] {
            headers.push(Header { name, value: "application/json".to_owned() });
        }
        let mut first_members = Vec::new();
        for part in &self.credentials {
            let is_hidden = redact && part.sensitivity == Sensitivity::Secret;
            let value = if is_hidden { REDACTED } else { &part.value };
            match part.place {
                Place::Query => {
                    url.push(if url.contains('?') { '&' } else { '?' });
                    url.push_str(part.name);
                    url.push('=');
                    match is_hidden {
                        true => url.push_str(value),
                        false => url.extend(utf8_percent_encode(value, RESERVED)),
                    }
                }
                Place::Header => headers.push(Header { name: part.name, value: value.to_owned() }),
                Place::Body => first_members.push((part.name, value)),
            }
        }
        (url, headers, write_fields(&first_members, question, redact))
    }

    /// Calls `tell` with each value of the credentials that must not be printed.
    pub(crate) fn each_private(&self, tell: &mut dyn FnMut(&str)) {
        let private = self.credentials.iter().filter(|part| part.sensitivity != Sensitivity::Public);
        private.for_each(|part| tell(&part.value));
    }
}

/// Prints the method and the path.
impl fmt::Debug for UnsignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsignedRequest")
            .field("method", &METHOD)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// A request to send without changes. Do not follow redirects or add cookies or a referrer.
///
/// `Debug` prints the method, the URL without the query, the names of the headers, and the length of the body.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// `POST`.
    pub method: &'static str,
    /// The URL with its query.
    pub url: String,
    /// The headers in the order to send them. No name occurs twice.
    pub headers: Vec<Header>,
    /// The body, a JSON object.
    pub body: String,
}

/// One header of a request.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    /// The name as the vendor spells it.
    pub name: &'static str,
    /// The value: visible ASCII characters, with spaces only in between.
    pub value: String,
}

/// Prints only the name.
impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {REDACTED}", self.name)
    }
}

/// A request without its secrets, which an app can show. It still contains identifiers, so do not log it.
#[derive(Clone, PartialEq, Eq)]
pub struct RedactedRequest {
    /// `POST`.
    pub method: &'static str,
    /// The URL. The values of secret parameters are replaced by `[redacted]`.
    pub url: String,
    /// The headers. Secret values are replaced by `[redacted]`.
    pub headers: Vec<Header>,
    /// The body, a JSON object. Secret values are replaced by `[redacted]`.
    pub body: String,
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

fn debug(f: &mut fmt::Formatter<'_>, name: &str, url: &str, headers: &[Header], body: &str) -> fmt::Result {
    let (url, _query) = url.split_once('?').unwrap_or((url, ""));
    f.debug_struct(name)
        .field("method", &METHOD)
        .field("url", &url)
        .field("headers", &headers.iter().map(|header| header.name).collect::<Vec<_>>())
        .field("body_bytes", &body.len())
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::FieldValue;

    struct Who(&'static str);

    impl Fields for Who {
        fn visit(&self, visit: &mut dyn FnMut(&'static str, Sensitivity, FieldValue<'_>)) {
            visit("who", Sensitivity::Personal, FieldValue::Text(self.0));
            visit("code", Sensitivity::Secret, FieldValue::Text("planted code"));
        }
    }

    #[test]
    fn a_redacted_request_keeps_no_secret() {
        let mut request = UnsignedRequest::post("/who");
        request.query("key", "planted one", Sensitivity::Secret);
        request.header("Key", "key", "planted-two", Sensitivity::Secret);
        request.body_member("key", "planted three", Sensitivity::Secret);
        let base = BaseUrl::parse("https://example.com").unwrap();
        let redacted = request.to_redacted(&base, &Who("ann"));
        assert_eq!(redacted.url, "https://example.com/who?key=[redacted]");
        assert_eq!(redacted.body, r#"{"key":"[redacted]","who":"ann","code":"[redacted]"}"#);
        let sent = request.to_http(&base, &Who("ann"));
        assert_eq!(sent.url, "https://example.com/who?key=planted%20one");
        assert_eq!(sent.body, r#"{"key":"planted three","who":"ann","code":"planted code"}"#);
        let printed = format!("{request:?} {sent:?} {redacted:?} {:?}", sent.headers);
        assert!(!printed.contains("planted"), "{printed}");
        assert!(!printed.contains("ann"));
    }
}
