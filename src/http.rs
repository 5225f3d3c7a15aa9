//! Requests and responses as plain data.

use crate::error::LookupError;
use crate::record::Class;
use crate::secret::REDACTED;
use crate::text::{split_first, split_last, write_integer, write_string};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use std::fmt;

/// A response is read up to this many bytes unless the caller says otherwise: 8 MiB, our choice, some
/// forty times what 600 accounts take.
pub const DEFAULT_MAX_BODY_BYTES: usize = 8 << 20;

/// What stands as it is in a query: RFC 3986 §2.3, unreserved characters.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a service is: `https://…`, or `http://` to this machine alone. A path is kept and stands before
/// the operation's own.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Checks a base URL.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `baseUrl`: another scheme, `http` to another host than localhost, 127.0.0.0/8 or
    /// `[::1]`, no host, user information, a query, a fragment, or a character that no URL has.
    pub fn parse(url: &str) -> Result<Self, LookupError> {
        match flaw(url) {
            Some(detail) => Err(LookupError::invalid("baseUrl", detail)),
            None => Ok(Self(url.trim_end_matches('/').to_owned())),
        }
    }

    /// The URL, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is wrong with a base URL.
fn flaw(url: &str) -> Option<&'static str> {
    if !url.bytes().all(|byte| byte.is_ascii_graphic() && !br#""<>\^`{|}?#"#.contains(&byte)) {
        return Some("has a query, a fragment or a character that does not belong into a URL");
    }
    let Some((scheme, rest)) = split_first(url, b':') else { return Some(NEITHER) };
    let Some(rest) = rest.strip_prefix("//") else { return Some(NEITHER) };
    let (authority, _path) = split_first(rest, b'/').unwrap_or((rest, ""));
    if authority.as_bytes().contains(&b'@') {
        return Some("has user information");
    }
    let (host, port) = match split_last(authority, b':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, "0"),
    };
    if number(port).is_none_or(|port| port > 65_535) {
        return Some("has a port that is no number up to 65535");
    }
    if host.is_empty() || host == "[]" {
        return Some("has no host");
    }
    if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") && is_loopback(host) {
        return None;
    }
    Some(NEITHER)
}

const NEITHER: &str = "is neither https:// nor http:// to this machine";

fn is_loopback(host: &str) -> bool {
    let is_v4 = || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    host.eq_ignore_ascii_case("localhost") || host == "[::1]" || is_v4()
}

/// A number of one to five digits.
fn number(digits: &str) -> Option<u32> {
    let digit = |sum: u32, byte: u8| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'));
    if !(1..=5).contains(&digits.len()) {
        return None;
    }
    digits.bytes().try_fold(0, digit)
}

/// A request that has not been signed or encoded: where credentials find their place.
#[derive(Clone)]
pub struct UnsignedRequest {
    path: &'static str,
    query: Vec<(&'static str, String, Class)>,
    headers: Vec<RequestHeader>,
    body: Vec<(&'static str, BodyValue, Class)>,
}

#[derive(Clone)]
struct RequestHeader {
    name: &'static str,
    field: &'static str,
    value: String,
    class: Class,
}

#[derive(Clone)]
enum BodyValue {
    Text(String),
    Integer(i64),
    Texts(Vec<String>),
}

impl UnsignedRequest {
    /// A POST of a JSON object to `path`, which begins with a slash.
    pub fn post(path: &'static str) -> Self {
        let json = |name| RequestHeader {
            name,
            field: name,
            value: "application/json".to_owned(),
            class: Class::Public,
        };
        let headers = vec![json("accept"), json("content-type")];
        Self { path, query: Vec::new(), headers, body: Vec::new() }
    }

    /// Adds a parameter to the query.
    pub fn query(&mut self, name: &'static str, value: impl Into<String>, class: Class) -> &mut Self {
        self.query.push((name, value.into(), class));
        self
    }

    /// Adds a header; `field` is what the caller calls its value.
    pub fn header(
        &mut self,
        name: &'static str,
        field: &'static str,
        value: impl Into<String>,
        class: Class,
    ) -> &mut Self {
        self.headers.push(RequestHeader { name, field, value: value.into(), class });
        self
    }

    /// Adds a text to the body.
    pub fn text(&mut self, name: &'static str, value: impl Into<String>, class: Class) -> &mut Self {
        self.body.push((name, BodyValue::Text(value.into()), class));
        self
    }

    /// Adds a text to the body, before everything else.
    pub fn text_first(&mut self, name: &'static str, value: impl Into<String>, class: Class) -> &mut Self {
        self.body.insert(0, (name, BodyValue::Text(value.into()), class));
        self
    }

    /// Adds an integer to the body.
    pub fn integer(&mut self, name: &'static str, value: i64, class: Class) -> &mut Self {
        self.body.push((name, BodyValue::Integer(value), class));
        self
    }

    /// Adds a list of texts to the body.
    pub fn texts(&mut self, name: &'static str, values: &[String], class: Class) -> &mut Self {
        self.body.push((name, BodyValue::Texts(values.to_vec()), class));
        self
    }

    /// The request's bytes.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for a header value that is empty, begins or ends with a space, or holds anything but
    /// visible ASCII and spaces (RFC 9110 §5.5 allows more; no vendor needs it).
    pub fn encode(&self, base: &BaseUrl) -> Result<HttpRequest, LookupError> {
        let mut headers = Vec::with_capacity(self.headers.len());
        for RequestHeader { name, field, value, .. } in &self.headers {
            let detail = match value.as_bytes() {
                [] => "is empty",
                [b' ', ..] | [.., b' '] => "begins or ends with a space",
                bytes if !bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) => {
                    "has a character that no header may hold"
                }
                _ => {
                    headers.push(Header { name, value: value.clone() });
                    continue;
                }
            };
            return Err(LookupError::invalid(*field, detail));
        }
        Ok(HttpRequest { method: METHOD, headers, url: self.url(base, false), body: self.body(false) })
    }

    /// The request for the eyes of whoever asked: with its personal data, without its secrets.
    pub fn shown(&self, base: &BaseUrl) -> ShownRequest {
        let show = |header: &RequestHeader| match header.class {
            Class::Secret => (header.name, REDACTED.to_owned()),
            _ => (header.name, header.value.clone()),
        };
        ShownRequest {
            method: METHOD,
            url: self.url(base, true),
            headers: self.headers.iter().map(show).map(|(name, value)| Header { name, value }).collect(),
            body: self.body(true),
        }
    }

    /// Tells everything the request carries that may not be printed.
    pub(crate) fn for_each_private(&self, tell: &mut dyn FnMut(&str)) {
        for header in &self.headers {
            if header.class != Class::Public {
                tell(&header.value);
            }
        }
        for (_, value, class) in &self.query {
            if *class != Class::Public {
                tell(value);
            }
        }
        for (_, value, class) in &self.body {
            match value {
                _ if *class == Class::Public => {}
                BodyValue::Text(text) => tell(text),
                BodyValue::Integer(_) => {}
                BodyValue::Texts(texts) => texts.iter().for_each(|text| tell(text)),
            }
        }
    }

    fn url(&self, base: &BaseUrl, redact: bool) -> String {
        let mut url = [base.as_str(), self.path].concat();
        for (position, (name, value, class)) in self.query.iter().enumerate() {
            url.push(if position == 0 { '?' } else { '&' });
            url.push_str(name);
            url.push('=');
            match class {
                Class::Secret if redact => url.push_str(REDACTED),
                _ => url.extend(utf8_percent_encode(value, UNRESERVED)),
            }
        }
        url
    }

    fn body(&self, redact: bool) -> String {
        let mut body = String::from("{");
        for (position, (name, value, class)) in self.body.iter().enumerate() {
            if position > 0 {
                body.push(',');
            }
            write_string(&mut body, name);
            body.push(':');
            match value {
                _ if redact && *class == Class::Secret => write_string(&mut body, REDACTED),
                BodyValue::Text(text) => write_string(&mut body, text),
                BodyValue::Integer(number) => write_integer(&mut body, *number),
                BodyValue::Texts(texts) => {
                    body.push('[');
                    for (position, text) in texts.iter().enumerate() {
                        if position > 0 {
                            body.push(',');
                        }
                        write_string(&mut body, text);
                    }
                    body.push(']');
                }
            }
        }
        body.push('}');
        body
    }
}

impl fmt::Debug for UnsignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsignedRequest")
            .field("method", &METHOD)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Every operation there is so far is a POST.
const METHOD: &str = "POST";

/// A request, ready to be sent as it is: redirects not followed, no cookies, no referrer.
///
/// It prints its method, its URL without the query, the names of its headers and the length of its body.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// `POST`.
    pub method: &'static str,
    /// Where to.
    pub url: String,
    /// In the order they are to be sent; no name occurs twice.
    pub headers: Vec<Header>,
    /// JSON.
    pub body: String,
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_request(f, "HttpRequest", &self.url, &self.headers, &self.body)
    }
}

fn debug_request(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    url: &str,
    headers: &[Header],
    body: &str,
) -> fmt::Result {
    let (url, _query) = url.split_once('?').unwrap_or((url, ""));
    f.debug_struct(name)
        .field("method", &METHOD)
        .field("url", &url)
        .field("headers", &headers.iter().map(|header| header.name).collect::<Vec<_>>())
        .field("body_bytes", &body.len())
        .finish()
}

/// One header of a request.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    /// As the vendor spells it.
    pub name: &'static str,
    /// Visible ASCII and inner spaces.
    pub value: String,
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {REDACTED}", self.name)
    }
}

/// A request without its secrets, to be shown to whoever asked. It still tells whom they asked about: it
/// does not belong into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownRequest {
    /// `POST`.
    pub method: &'static str,
    /// Where to; secret parameters read `[redacted]`.
    pub url: String,
    /// Secret values read `[redacted]`.
    pub headers: Vec<Header>,
    /// JSON; secret members read `[redacted]`.
    pub body: String,
}

impl fmt::Debug for ShownRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_request(f, "ShownRequest", &self.url, &self.headers, &self.body)
    }
}

/// What came back.
#[derive(Clone)]
pub struct HttpResponse<'a> {
    /// The HTTP status; 0 where a browser hides it.
    pub status: u16,
    /// Names in any case, values as they came.
    pub headers: Vec<(String, String)>,
    /// All of it, decompressed.
    pub body: Cow<'a, [u8]>,
}

impl HttpResponse<'_> {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for HttpResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls() {
        for good in [
            "https://example.com",
            "https://example.com:8443/prefix/",
            "HTTPS://example.com/",
            "http://localhost:80",
            "http://127.8.9.10/prefix",
            "http://[::1]:9",
            "https://[2001:db8::1]",
        ] {
            assert_eq!(BaseUrl::parse(good).unwrap().as_str(), good.trim_end_matches('/'), "{good}");
        }
        for bad in [
            "",
            "example.com",
            "ftp://example.com",
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://user@localhost",
            "https://user:word@example.com",
            "https://example.com?x",
            "https://example.com/#x",
            "https://",
            "https:///path",
            "https://:80",
            "https://example.com:port",
            "https://example.com:99999",
            "https://exa mple.com",
            "https://example.com\\@example.org",
            "https://example.com/\n",
            "http://[::2]",
            "http://0x7f.1",
            "http://127.0.0.1.1",
            "http://127.0.0",
            "http://127.0.0.256",
            "http://127.0.0.1.",
        ] {
            let error = BaseUrl::parse(bad).unwrap_err();
            assert_eq!(error.field(), Some("baseUrl"), "{bad}");
        }
    }

    #[test]
    fn a_shown_request_keeps_no_secret() {
        let mut request = UnsignedRequest::post("/who");
        request
            .query("key", "planted one", Class::Secret)
            .header("Key", "key", "planted-two", Class::Secret)
            .text_first("key", "planted three", Class::Secret)
            .text("who", "ann", Class::Personal);
        let base = BaseUrl::parse("https://example.com").unwrap();
        let shown = request.shown(&base);
        assert_eq!(shown.url, "https://example.com/who?key=[redacted]");
        assert_eq!(shown.body, r#"{"key":"[redacted]","who":"ann"}"#);
        let sent = request.encode(&base).unwrap();
        assert_eq!(sent.url, "https://example.com/who?key=planted%20one");
        assert_eq!(sent.body, r#"{"key":"planted three","who":"ann"}"#);
        let printed = format!("{request:?} {sent:?} {shown:?} {:?}", sent.headers);
        assert!(!printed.contains("planted"), "{printed}");
        assert!(!printed.contains("ann"));
    }
}
