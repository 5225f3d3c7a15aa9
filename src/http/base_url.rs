//! Checks the base URLs of services.

use crate::error::{BoxedError, LookupError, invalid};
use crate::spelling::find;
use std::borrow::Cow;
use std::fmt;

/// The URL of a service: `https://...`, or `http://...` on this machine. If it contains a path, the path is placed
/// before the path of the operation.
///
/// This module has its own parser, because the crate `url` would add 49 KB to the WebAssembly module.
///
/// ```
/// use mingpian::BaseUrl;
///
/// assert_eq!(BaseUrl::parse("https://example.com/api/")?.as_str(), "https://example.com/api");
/// let error = BaseUrl::parse("ftp://example.com").unwrap_err();
/// assert_eq!(error.to_string(), "baseUrl: expected an https URL, got scheme `ftp`");
/// # Ok::<(), mingpian::LookupError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Checks a base URL.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `baseUrl` if the scheme is not `https`, or is `http` with a host other than `localhost`,
    /// 127.0.0.0/8, or `[::1]`. Also if the URL has no host, or if it contains user information, a query, a fragment,
    /// or a character that must be encoded.
    pub fn parse(url: &str) -> Result<Self, LookupError> {
        Ok(Self::check(url)?)
    }

    pub(crate) fn check(url: &str) -> Result<Self, BoxedError> {
        match flaw(url) {
            Some(detail) => Err(invalid("baseUrl", detail)),
            None => {
                let mut url = url;
                while let Some(shorter) = url.strip_suffix('/') {
                    url = shorter;
                }
                Ok(Self(url.to_owned()))
            }
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

/// Returns a description of what is wrong with a base URL, or `None` if it is allowed.
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
        // A text that does not look like a scheme may be a secret.
        let is_scheme = scheme.len() <= 16 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
        return Some(match is_scheme {
            true => ("expected an https URL, got scheme `".to_owned() + scheme + "`").into(),
            false => "expected an https URL, got another scheme".into(),
        });
    }
    let authority = rest.as_bytes().split(|byte| *byte == b'/').next().unwrap_or_default();
    if authority.contains(&b'@') {
        return Some("expected a URL without user information".into());
    }
    let mut parts = authority.rsplitn(2, |byte| *byte == b':');
    let (host, port) = match (parts.next(), parts.next()) {
        (port, Some(host)) if !authority.ends_with(b"]") => (host, port),
        _ => (authority, None),
    };
    if port.is_some_and(|port| !is_number(port, 65_535)) {
        return Some("expected a port from 0 to 65535".into());
    }
    if !is_host(host) {
        return Some("expected a host: a name, an IPv4 address, or an IPv6 address in brackets".into());
    }
    (!is_secure && !is_loopback(host))
        .then(|| "expected an https URL, got scheme `http` and a host that is not this machine".into())
}

/// Returns whether `digits` is a decimal number of at most five digits that is not larger than `max`.
fn is_number(digits: &[u8], max: u32) -> bool {
    (1..=5).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')) <= max
}

/// Returns whether a host is a name of letters, digits, hyphens, and underscores; an IPv4 address in four decimal
/// numbers; or an IPv6 address in brackets. Most clients treat a name whose last label is a number as an address, so
/// such a name must be a valid IPv4 address.
fn is_host(host: &[u8]) -> bool {
    if let [b'[', address @ .., b']'] = host {
        return is_ipv6(address);
    }
    let is_name_byte = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    // A dot at the end stands for the root of the domain name system (RFC 1034 §3.1).
    let name = host.strip_suffix(b".").unwrap_or(host);
    let is_name = labels(name).all(|label| (1..=63).contains(&label.len()) && label.iter().all(is_name_byte));
    let is_number = labels(name).last().is_some_and(|label| match label {
        [b'0', b'x' | b'X', ..] => true,
        digits => digits.iter().all(u8::is_ascii_digit),
    });
    is_name && (!is_number || is_ipv4(host))
}

fn labels(host: &[u8]) -> impl Iterator<Item = &[u8]> {
    host.split(|byte| *byte == b'.')
}

/// Returns whether a host is an IPv4 address in four decimal numbers.
///
/// The parsers of the standard library would add 1.4 KB to the WebAssembly module. The tests compare the results.
fn is_ipv4(host: &[u8]) -> bool {
    labels(host).count() == 4
        && labels(host).all(|number| is_number(number, 255) && !matches!(number, [b'0', _, ..]))
}

/// Returns whether a text is an IPv6 address (RFC 4291 §2.2).
fn is_ipv6(address: &[u8]) -> bool {
    match find(address, b"::") {
        None => count_groups(address, true) == Some(8),
        Some(gap) => {
            let before = address.get(..gap).and_then(|groups| count_groups(groups, false));
            let after = address.get(gap + 2..).and_then(|groups| count_groups(groups, true));
            before.zip(after).is_some_and(|(before, after)| before + after < 8)
        }
    }
}

/// Counts groups of 16 bits. Returns `None` if one is not valid. The last may be an IPv4 address, which counts as two.
fn count_groups(groups: &[u8], ends_address: bool) -> Option<usize> {
    let mut count = 0;
    let mut rest = groups.split(|byte| *byte == b':').peekable();
    while let Some(group) = rest.next().filter(|_| !groups.is_empty()) {
        let is_group = (1..=4).contains(&group.len()) && group.iter().all(u8::is_ascii_hexdigit);
        let is_last = ends_address && rest.peek().is_none();
        count += match is_group {
            true => 1,
            false if is_last && is_ipv4(group) => 2,
            false => return None,
        };
    }
    Some(count)
}

/// Returns whether a host is `localhost`, `[::1]`, or in 127.0.0.0/8 (RFC 1122 §3.2.1.3).
fn is_loopback(host: &[u8]) -> bool {
    is_ipv4(host) && host.starts_with(b"127.") || host.eq_ignore_ascii_case(b"localhost") || host == b"[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, Ipv6Addr};

    #[test]
    fn agrees_with_the_standard_library_on_addresses() {
        let parts =
            ["", "0", "00", "1", "7f", "255", "256", "12345", "g", ".", ":", "::", "1.2.3.4", "1:2:3", "%1"];
        for number in 0..15_usize.pow(5) {
            let mut text = String::new();
            let mut rest = number;
            while rest > 0 {
                text.push_str(parts[rest % 15]);
                rest /= 15;
            }
            let bytes = text.as_bytes();
            assert_eq!(is_ipv4(bytes), text.parse::<Ipv4Addr>().is_ok(), "{text}");
            assert_eq!(is_ipv6(bytes), text.parse::<Ipv6Addr>().is_ok(), "{text}");
            let is_loopback_v4 = text.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
            assert_eq!(is_loopback(bytes), is_loopback_v4, "{text}");
        }
    }

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
