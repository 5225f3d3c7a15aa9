//! Forwards requests to the real services, so that a page from this server can use them.
//!
//! It adds no credentials. The client has to send them.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::str::FromStr;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use serde_json::json;
use url::Url;

use crate::answer::Answer;
use crate::loopback::is_loopback;
use crate::request::Asked;
use crate::service::Service;

/// A service and the base URL of the real one, parsed from `NAME=URL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    service: Service,
    base: Url,
}

impl Upstream {
    /// Returns the service whose requests are forwarded.
    pub fn service(&self) -> Service {
        self.service
    }
}

impl FromStr for Upstream {
    type Err = InvalidUpstream;

    fn from_str(text: &str) -> Result<Self, InvalidUpstream> {
        let (name, base) = text.split_once('=').ok_or(InvalidUpstream)?;
        let service: Service = name.parse().map_err(|_| InvalidUpstream)?;
        let has_real = service.0.has_real;
        let base = Url::parse(base).map_err(|_| InvalidUpstream)?;
        let is_safe = base.scheme() == "https" || (base.scheme() == "http" && is_loopback(&base));
        let is_bare = base.username().is_empty()
            && base.password().is_none()
            && base.query().is_none()
            && base.fragment().is_none();
        if has_real && is_safe && is_bare { Ok(Self { service, base }) } else { Err(InvalidUpstream) }
    }
}

/// The error for a text that is not `NAME=URL` with a known service and an allowed address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidUpstream;

impl fmt::Display for InvalidUpstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an upstream is NAME=URL: a vendor's service, and an https address (http to loopback only) without \
             user, query or fragment",
        )
    }
}

impl std::error::Error for InvalidUpstream {}

/// The real services that requests are forwarded to.
#[derive(Default)]
pub(crate) struct Relays(BTreeMap<Service, Relay>);

struct Relay {
    client: Client,
    base: Url,
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_secs(60);
/// The longest answer. Answers are held in memory completely, so that faults can change them.
const MAX_ANSWER_BYTES: usize = 64 * 1024 * 1024;

/// The request headers that are forwarded, besides the credentials. Cookies, Origin, Referer, and others are not.
const FORWARDED: [HeaderName; 2] = [header::ACCEPT, header::CONTENT_TYPE];

/// The response headers that are not returned: hop-by-hop headers, cookies, and headers that this server sets itself.
const WITHHELD: [HeaderName; 9] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    header::PROXY_AUTHENTICATE,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::SET_COOKIE,
];

impl Relays {
    /// Creates a client for each upstream.
    pub(crate) fn new(upstreams: Vec<Upstream>) -> io::Result<Self> {
        let mut relays = BTreeMap::new();
        for Upstream { service, base } in upstreams {
            // An error means that a provider is already installed, which works as well.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let mut builder = Client::builder()
                .redirect(Policy::none())
                .referer(false)
                .connect_timeout(CONNECT_TIMEOUT)
                .timeout(TIMEOUT)
                .user_agent(concat!("mingpian-sandbox/", env!("CARGO_PKG_VERSION")));
            if is_loopback(&base) {
                builder = builder.no_proxy();
            }
            let client = builder.build().map_err(io::Error::other)?;
            relays.insert(service, Relay { client, base });
        }
        Ok(Self(relays))
    }

    /// Returns whether requests to the service are forwarded.
    pub(crate) fn has(&self, service: Service) -> bool {
        self.0.contains_key(&service)
    }

    /// Forwards a request. Returns status 502 if the real service cannot be reached.
    pub(crate) async fn forward(&self, service: Service, asked: &Asked) -> Answer {
        match self.0.get(&service) {
            Some(relay) => {
                relay.forward(service, asked).await.unwrap_or_else(|error| unreachable(service, &error))
            }
            None => Answer::json(
                StatusCode::BAD_GATEWAY,
                &json!({ "error": "no upstream", "service": service.name() }),
            ),
        }
    }
}

impl Relay {
    async fn forward(&self, service: Service, asked: &Asked) -> Result<Answer, reqwest::Error> {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{}", self.base.path().trim_end_matches('/'), asked.path));
        url.set_query(asked.query.as_deref());
        let mut response = self
            .client
            .request(Method::clone(&asked.method), url)
            .headers(forwarded(service, &asked.headers))
            .body(asked.body.clone())
            .send()
            .await?;
        let status = response.status();
        let headers = returned(response.headers());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > MAX_ANSWER_BYTES {
                let document = json!({ "error": "the upstream's answer is too large" });
                return Ok(Answer::json(StatusCode::BAD_GATEWAY, &document));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body: body.into() })
    }
}

/// Returns a failure that describes the error in a few words. The error itself would show the URL and its query.
fn unreachable(service: Service, error: &reqwest::Error) -> Answer {
    let error =
        if error.is_timeout() { "the upstream took too long" } else { "the upstream cannot be reached" };
    Answer::json(StatusCode::BAD_GATEWAY, &json!({ "error": error, "service": service.name() }))
}

fn forwarded(service: Service, headers: &HeaderMap) -> HeaderMap {
    let names = FORWARDED.iter().map(HeaderName::as_str).chain(service.0.credential_headers.iter().copied());
    names
        .filter_map(|name| Some((HeaderName::from_bytes(name.as_bytes()).ok()?, headers.get(name)?.clone())))
        .collect()
}

fn returned(headers: &HeaderMap) -> HeaderMap {
    let named = |name: &HeaderName| {
        let lists =
            headers.get_all(header::CONNECTION).iter().filter_map(|value: &HeaderValue| value.to_str().ok());
        lists.flat_map(|list| list.split(',')).any(|token| token.trim().eq_ignore_ascii_case(name.as_str()))
    };
    headers
        .iter()
        .filter(|(name, _)| !WITHHELD.contains(name) && !named(name))
        .filter(|(name, _)| **name != header::CONTENT_LENGTH && !name.as_str().starts_with("access-control-"))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upstream_is_https_or_loopback() {
        for text in [
            "dmtz=https://api.example.com",
            "mysoft=https://api.example.com:8443/prefix",
            "quanshi=http://127.0.0.1:1",
            "quanshi=http://localhost/",
            "quanshi=http://[::1]:8080",
        ] {
            assert!(text.parse::<Upstream>().is_ok(), "{text}");
        }
        for text in [
            "dmtz",
            "nobody=https://api.example.com",
            "app=https://api.example.com",
            "dmtz=api.example.com",
            "dmtz=http://api.example.com",
            "dmtz=http://127.0.0.1.example.com",
            "dmtz=ftp://localhost",
            "dmtz=https://user@api.example.com",
            "dmtz=https://:word@api.example.com",
            "dmtz=https://api.example.com?a=b",
            "dmtz=https://api.example.com#a",
        ] {
            assert_eq!(text.parse::<Upstream>(), Err(InvalidUpstream), "{text}");
        }
    }

    #[test]
    fn only_the_vendors_headers_go_on() {
        let headers = ["accept", "appid", "token", "cookie", "origin", "referer", "x-other"];
        let headers = headers.map(|name| (HeaderName::from_static(name), HeaderValue::from_static("1")));
        let mut names: Vec<_> = forwarded("quanshi".parse().unwrap(), &HeaderMap::from_iter(headers))
            .keys()
            .map(ToString::to_string)
            .collect();
        names.sort();
        assert_eq!(names, ["accept", "appid", "token"]);
    }

    #[test]
    fn what_belongs_to_one_hop_stays_there() {
        let headers = [
            ("connection", "close, X-Hop"),
            ("x-hop", "1"),
            ("set-cookie", "a=b"),
            ("content-length", "2"),
            ("access-control-allow-origin", "https://example.com"),
            ("retry-after", "1"),
        ]
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let names: Vec<_> =
            returned(&HeaderMap::from_iter(headers)).keys().map(ToString::to_string).collect();
        assert_eq!(names, ["retry-after"]);
    }
}
