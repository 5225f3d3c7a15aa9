//! Requests and responses as plain data.

use crate::date::number;
use crate::error::{EMPTY, Fault, LookupError, invalid};
use crate::record::Class;
use crate::secret::REDACTED;
use crate::text::{join, unescape, write_hex, write_string};
use std::fmt;

/// A response is read up to this many bytes unless the caller says otherwise: 8 MiB, our choice, some
/// forty times what 600 accounts take.
pub const DEFAULT_MAX_BODY_BYTES: usize = 8 << 20;

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
        Ok(Self::checked(url)?)
    }

    pub(crate) fn checked(url: &str) -> Result<Self, Fault> {
        match flaw(url.as_bytes()) {
            Some(detail) => Err(invalid("baseUrl", detail)),
            None => Ok(Self(without_slashes(url).to_owned())),
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
fn flaw(url: &[u8]) -> Option<&'static str> {
    let is_allowed = |byte: &u8| {
        byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'?' | b'#')
    };
    if !url.iter().all(is_allowed) {
        return Some("has a character that is not allowed");
    }
    let (scheme, rest) = split(url, b':', false);
    let is_secure = scheme.eq_ignore_ascii_case(b"https");
    let (true, [b'/', b'/', rest @ ..]) = (is_secure || scheme.eq_ignore_ascii_case(b"http"), rest) else {
        return Some(NEITHER);
    };
    let (authority, _path) = split(rest, b'/', false);
    if split(authority, b'@', false).0.len() < authority.len() {
        return Some("has user information");
    }
    let (host, port) = match authority.last() {
        Some(b']') => (authority, &b""[..]),
        _ => split(authority, b':', true),
    };
    if !(port.len() <= 5 && port.iter().all(u8::is_ascii_digit) && number(port) <= 65_535)
        || authority.last() == Some(&b':')
    {
        return Some("has no port up to 65535");
    }
    if host.is_empty() || host == b"[]" {
        return Some("has no host");
    }
    (!is_secure && !is_loopback(host)).then_some(NEITHER)
}

/// A URL without slashes at its end.
fn without_slashes(url: &str) -> &str {
    let mut url = url;
    while let Some(shorter) = url.strip_suffix("/") {
        url = shorter;
    }
    url
}

const NEITHER: &str = "is not https, nor http to this machine";

/// `localhost`, `[::1]` or 127.0.0.0/8 (RFC 1122 §3.2.1.3) in four decimal numbers.
fn is_loopback(host: &[u8]) -> bool {
    let (mut rest, mut parts) = (host, 0);
    while parts < 4 {
        let (part, after) = split(rest, b'.', false);
        let is_number = (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
        let is_canonical = part.len() == 1 || part.first() != Some(&b'0');
        if !is_number || !is_canonical || number(part) > 255 || parts == 0 && part != b"127" {
            break;
        }
        rest = after;
        parts += 1;
    }
    parts == 4 && rest.is_empty() && host.last() != Some(&b'.')
        || host.eq_ignore_ascii_case(b"localhost")
        || host == b"[::1]"
}

/// What stands before and behind the first or the last `byte`; all and nothing where there is none.
fn split(text: &[u8], byte: u8, from_the_end: bool) -> (&[u8], &[u8]) {
    let is_it = |other: &u8| *other == byte;
    let found = if from_the_end { text.iter().rposition(is_it) } else { text.iter().position(is_it) };
    let (before, after) = text.split_at_checked(found.unwrap_or(text.len())).unwrap_or_default();
    (before, after.get(1..).unwrap_or_default())
}

/// A request that has not been signed or encoded: where credentials find their place.
#[derive(Clone)]
pub struct UnsignedRequest {
    path: &'static str,
    parts: Vec<Part>,
}

#[derive(Clone)]
struct Part {
    place: Place,
    name: &'static str,
    /// What the caller calls the value.
    field: &'static str,
    /// As it is, but JSON for the body.
    value: String,
    class: Class,
}

#[derive(Clone, Copy)]
enum Place {
    Query,
    Header,
    /// In the body, before everything else there.
    First,
    Body,
}

impl UnsignedRequest {
    /// A POST of a JSON object to `path`, which begins with a slash.
    pub fn post(path: &'static str) -> Self {
        Self { path, parts: Vec::new() }
    }

    /// Adds a parameter to the query.
    pub fn query(&mut self, name: &'static str, value: impl Into<String>, class: Class) {
        self.parts.push(Part { place: Place::Query, name, field: name, value: value.into(), class });
    }

    /// Adds a header; `field` is what the caller calls its value.
    pub fn header(
        &mut self,
        name: &'static str,
        field: &'static str,
        value: impl Into<String>,
        class: Class,
    ) {
        self.parts.push(Part { place: Place::Header, name, field, value: value.into(), class });
    }

    /// Adds a text to the body, before everything else.
    pub fn text_first(&mut self, name: &'static str, text: &str, class: Class) {
        let mut value = String::new();
        write_string(&mut value, text);
        self.parts.push(Part { place: Place::First, name, field: name, value, class });
    }

    /// Adds a member to the body, written as JSON.
    pub(crate) fn member(&mut self, name: &'static str, value: String, class: Class) {
        self.parts.push(Part { place: Place::Body, name, field: name, value, class });
    }

    /// How many parts it has, for [`Self::truncate`].
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// Takes back what was added since it had as many parts.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.parts.truncate(len);
    }

    /// The request's bytes.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for a header value that is empty, begins or ends with a space, or holds anything but
    /// visible ASCII and spaces (RFC 9110 §5.5 allows more; no vendor needs it).
    pub fn encode(&self, base: &BaseUrl) -> Result<HttpRequest, LookupError> {
        self.check()?;
        Ok(self.write(base, false))
    }

    /// Checks the headers.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        let headers = self.parts.iter().filter(|part| matches!(part.place, Place::Header));
        for Part { field, value, .. } in headers {
            let detail = match value.as_bytes() {
                [] => EMPTY,
                [b' ', ..] | [.., b' '] => "has a space at an end",
                bytes if !bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) => {
                    "has a character that is not allowed"
                }
                _ => continue,
            };
            return Err(invalid(field, detail));
        }
        Ok(())
    }

    /// The request for the eyes of whoever asked: with its personal data, without its secrets.
    pub fn shown(&self, base: &BaseUrl) -> ShownRequest {
        let HttpRequest { method, url, headers, body } = self.write(base, true);
        ShownRequest { method, url, headers, body }
    }

    pub(crate) fn write(&self, base: &BaseUrl, redact: bool) -> HttpRequest {
        let mut url = String::new();
        join(&mut url, &[base.as_str(), self.path]);
        let (mut first, mut body) = (String::from("{"), String::new());
        let mut headers = Vec::new();
        for name in ["accept", "content-type"] {
            headers.push(Header { name, value: "application/json".to_owned() });
        }
        let mut mark = '?';
        for part in &self.parts {
            let hidden = redact && part.class == Class::Secret;
            match part.place {
                Place::Query => {
                    url.push(mark);
                    mark = '&';
                    url.push_str(part.name);
                    url.push('=');
                    match hidden {
                        true => url.push_str(REDACTED),
                        false => percent_encode(&mut url, &part.value),
                    }
                }
                Place::Header => {
                    let value = if hidden { REDACTED } else { &part.value };
                    headers.push(Header { name: part.name, value: value.to_owned() });
                }
                Place::First | Place::Body => {
                    let body = if matches!(part.place, Place::First) { &mut first } else { &mut body };
                    write_string(body, part.name);
                    body.push(':');
                    match hidden {
                        true => write_string(body, REDACTED),
                        false => body.push_str(&part.value),
                    }
                    body.push(',');
                }
            }
        }
        first.push_str(&body);
        let mut body = first;
        if body.len() > 1 {
            body.pop();
        }
        body.push('}');
        HttpRequest { method: METHOD, url, headers, body }
    }

    /// Tells everything the request carries that may not be printed.
    pub(crate) fn for_each_private(&self, tell: &mut dyn FnMut(&str)) {
        for part in self.parts.iter().filter(|part| part.class != Class::Public) {
            match part.place {
                Place::First | Place::Body => each_string(&part.value, tell),
                _ => tell(&part.value),
            }
        }
    }

    /// The texts of the lists in the body, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        let mut asked = Vec::new();
        for part in self.parts.iter().filter(|part| part.value.starts_with('[')) {
            if matches!(part.place, Place::Body) {
                each_string(&part.value, &mut |text| asked.push(text.to_owned()));
            }
        }
        asked
    }
}

/// Tells the strings in a JSON text of ours.
fn each_string(json: &str, tell: &mut dyn FnMut(&str)) {
    let bytes = json.as_bytes();
    let (mut at, mut start) = (0, None);
    while let Some(byte) = bytes.get(at) {
        match (byte, start) {
            (b'\\', _) => at += 1,
            (b'"', None) => start = Some(at + 1),
            (b'"', Some(from)) => {
                tell(&unescape(json.get(from..at).unwrap_or_default()));
                start = None;
            }
            _ => {}
        }
        at += 1;
    }
}

/// Appends a text as RFC 3986 §2.1 writes it, with the unreserved characters of §2.3 as they are. By hand, because
/// the usual crate brings a table of a kilobyte; it is the judge in the tests.
fn percent_encode(url: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
            _ => {
                url.push('%');
                write_hex(url, &[byte], b'A');
            }
        }
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
#[derive(Clone, Copy)]
pub struct HttpResponse<'a> {
    /// The HTTP status; 0 where a browser hides it.
    pub status: u16,
    /// Names in any case, values as they came. `Retry-After` is read; others need not be here.
    pub headers: &'a [(&'a str, &'a str)],
    /// All of it, decompressed.
    pub body: &'a [u8],
}

impl HttpResponse<'_> {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| *value)
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
    fn queries_are_written_as_the_usual_crate_writes_them() {
        use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
        const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
        let text: String =
            (0..0x300).chain(0x540D..0x5420).chain(0x1F600..0x1F610).filter_map(char::from_u32).collect();
        let mut url = String::new();
        percent_encode(&mut url, &text);
        assert_eq!(url, utf8_percent_encode(&text, UNRESERVED).to_string());
    }

    #[test]
    fn tells_every_string() {
        let mut told = Vec::new();
        each_string(r#"["a\"b","","\\",7,"名"]"#, &mut |text| told.push(text.to_owned()));
        assert_eq!(told, ["a\"b", "", "\\", "名"]);
    }

    #[test]
    fn a_shown_request_keeps_no_secret() {
        let mut request = UnsignedRequest::post("/who");
        request.query("key", "planted one", Class::Secret);
        request.header("Key", "key", "planted-two", Class::Secret);
        request.member("who", r#""ann""#.to_owned(), Class::Personal);
        request.text_first("key", "planted three", Class::Secret);
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
