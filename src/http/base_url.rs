//! Where a service is.

use crate::error::{BoxedError, LookupError, invalid};
use std::fmt;

/// The URL of a service: `https://...`, or `http://...` on this machine. A path is kept and stands before the
/// operation's own.
///
/// This parser is ours because the crate `url` would add 49 KB to the WebAssembly module.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Checks a base URL.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `baseUrl` if it has another scheme, is `http` on a host other than `localhost`, 127.0.0.0/8,
    /// or `[::1]`, or has no host, user information, a query, a fragment, or a character that no URL has.
    pub fn parse(url: &str) -> Result<Self, LookupError> {
        Ok(Self::check(url)?)
    }

    pub(crate) fn check(url: &str) -> Result<Self, BoxedError> {
        match flaw(url.as_bytes()) {
            Some(detail) => Err(invalid("baseUrl", detail)),
            None => Ok(Self(url.trim_end_matches('/').to_owned())),
        }
    }

    /// Returns the URL without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

const SCHEME: &str = "expected an https URL, or an http URL of this machine";

/// Returns what is wrong with a base URL.
fn flaw(url: &[u8]) -> Option<&'static str> {
    let is_allowed = |byte: &u8| {
        byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'?' | b'#')
    };
    if !url.iter().all(is_allowed) {
        return Some(
            "expected a URL without a query, a fragment, spaces, or other characters that have to be encoded",
        );
    }
    let (scheme, rest) = split_at_first(url, b':');
    let is_secure = scheme.eq_ignore_ascii_case(b"https");
    let (true, [b'/', b'/', rest @ ..]) = (is_secure || scheme.eq_ignore_ascii_case(b"http"), rest) else {
        return Some(SCHEME);
    };
    let (authority, _path) = split_at_first(rest, b'/');
    if authority.contains(&b'@') {
        return Some("expected a URL without user information");
    }
    let (host, port) = match authority.iter().rposition(|byte| *byte == b':') {
        Some(colon) if authority.last() != Some(&b']') => authority.split_at(colon),
        _ => (authority, &b""[..]),
    };
    if !is_port(port) {
        return Some("expected a port from 0 to 65535");
    }
    if host.is_empty() || host == b"[]" {
        return Some("expected a URL with a host");
    }
    (!is_secure && !is_loopback(host)).then_some(SCHEME)
}

/// Returns whether this is nothing, or a colon and a port.
fn is_port(text: &[u8]) -> bool {
    match text {
        [] => true,
        [_colon, digits @ ..] => {
            let is_number = (1..=5).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
            is_number && number(digits) <= 65_535
        }
    }
}

/// Returns whether a host is `localhost`, `[::1]`, or in 127.0.0.0/8 (RFC 1122 §3.2.1.3) in four decimal numbers.
fn is_loopback(host: &[u8]) -> bool {
    let is_part = |part: &[u8]| {
        let is_number = (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
        let is_canonical = part.len() == 1 || part.first() != Some(&b'0');
        is_number && is_canonical && number(part) <= 255
    };
    let mut parts = host.split(|byte| *byte == b'.');
    let is_ipv4 = parts.next() == Some(b"127") && parts.clone().count() == 3 && parts.all(is_part);
    is_ipv4 || host.eq_ignore_ascii_case(b"localhost") || host == b"[::1]"
}

/// Returns what stands before and behind the first `byte`; everything and nothing if there is none.
fn split_at_first(text: &[u8], byte: u8) -> (&[u8], &[u8]) {
    let mut parts = text.splitn(2, |other| *other == byte);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// Returns the number of a few decimal digits.
fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit & 15))
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
}
