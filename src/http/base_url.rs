//! Where a service is.

use crate::error::{BoxedError, LookupError, invalid};
use crate::spelling::find;
use std::borrow::Cow;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

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
        match flaw(url) {
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

/// Returns what is wrong with a base URL.
fn flaw(url: &str) -> Option<Cow<'static, str>> {
    let is_allowed = |byte: u8| {
        byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'?' | b'#')
    };
    if !url.bytes().all(is_allowed) {
        return Some(
            "expected a URL without a query, a fragment, or characters that have to be encoded".into(),
        );
    }
    let scheme_end = find(url.as_bytes(), b"://");
    let Some((scheme, rest)) = scheme_end.and_then(|end| Some((url.get(..end)?, url.get(end + 3..)?))) else {
        return Some("expected an https URL, got no scheme".into());
    };
    let is_secure = scheme.eq_ignore_ascii_case("https");
    if !is_secure && !scheme.eq_ignore_ascii_case("http") {
        // Anything else in its place may be a secret.
        let is_scheme = scheme.len() <= 16 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
        return Some(match is_scheme {
            true => ("expected an https URL, got scheme `".to_owned() + scheme + "`").into(),
            false => "expected an https URL, got another scheme".into(),
        });
    }
    let authority = rest.split_once('/').map_or(rest, |(authority, _path)| authority);
    if authority.contains('@') {
        return Some("expected a URL without user information".into());
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    if port.is_some_and(|port| !is_port(port)) {
        return Some("expected a port from 0 to 65535".into());
    }
    if !is_host(host) {
        return Some("expected a host: a name, an IPv4 address, or an IPv6 address in brackets".into());
    }
    (!is_secure && !is_loopback(host))
        .then(|| "expected an https URL, got scheme `http` and a host that is not this machine".into())
}

/// Returns whether this is the number of a port.
fn is_port(digits: &str) -> bool {
    (1..=5).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.parse::<u16>().is_ok()
}

/// Returns whether this is a name of letters, digits, hyphens, and underscores, an IPv4 address in four decimal numbers,
/// or an IPv6 address in brackets. A name whose last label is a number would be an address to most clients, so it has to
/// be one.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    // One dot at the end is the root of the name system (RFC 1034 §3.1).
    let mut labels = host.strip_suffix('.').unwrap_or(host).split('.');
    let is_name =
        labels.clone().all(|label| (1..=63).contains(&label.len()) && label.bytes().all(is_name_byte));
    let is_number = labels.next_back().is_some_and(|label| {
        let is_hex = label.len() > 1
            && label.as_bytes().get(..2).is_some_and(|start| start.eq_ignore_ascii_case(b"0x"));
        is_hex || label.bytes().all(|byte| byte.is_ascii_digit())
    });
    is_name && (!is_number || host.parse::<Ipv4Addr>().is_ok())
}

/// Returns whether a host is `localhost`, `[::1]`, or in 127.0.0.0/8 (RFC 1122 §3.2.1.3).
fn is_loopback(host: &str) -> bool {
    host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || host.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_was_expected_and_what_was_found() {
        let message = |url| BaseUrl::parse(url).unwrap_err().to_string();
        assert_eq!(message("ftp://example.com"), "baseUrl: expected an https URL, got scheme `ftp`");
        assert_eq!(message("/api"), "baseUrl: expected an https URL, got no scheme");
        assert!(!message("s3cr3t-token://example.com").contains("s3cr3t"));
    }

    #[test]
    fn accepts_and_refuses_base_urls() {
        for good in [
            "https://example.com",
            "https://example.com:8443/prefix/",
            "HTTPS://example.com/",
            "http://localhost:80",
            "http://127.8.9.10/prefix",
            "http://[::1]:9",
            "https://[2001:db8::1]",
            "https://example.com.",
            "https://my_host.example.com",
            "https://xn--fiqs8s.example",
            "https://192.0.2.1:8443",
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
            "https://[::1",
            "https://[fe80::1%25eth0]",
            "https://[::1]x",
            "https://[::g]",
            "https://%zz",
            "https://exa%6dple.com",
            "https://a..example.com",
            "https://.example.com",
            "https://256.1.1.1",
            "https://1.2.3",
            "https://0x7f.0x1",
            "https://1.2.3.4.",
        ] {
            let error = BaseUrl::parse(bad).unwrap_err();
            assert_eq!(error.field(), Some("baseUrl"), "{bad}");
        }
    }
}
