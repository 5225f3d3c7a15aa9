//! A request as a service sees it, and the checks that all services share.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, header};
use serde_json::Value;
use url::Url;

use crate::loopback::is_loopback;

/// A request whose body has been read.
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// The path below the service's base URL.
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// The reason why a service cannot act on a request.
pub(crate) struct Unfit {
    pub(crate) status: StatusCode,
    pub(crate) text: &'static str,
}

impl Asked {
    /// Checks the path, the method, and the content type, and parses the body, which must be JSON.
    ///
    /// The vendors document POST and JSON. The HTTP statuses of violations are inferred.
    pub(crate) fn json_body(&self, operation: &str) -> Result<Value, Unfit> {
        let unfit = |status, text| Err(Unfit { status, text });
        if self.path != operation {
            return unfit(StatusCode::NOT_FOUND, "no such operation");
        }
        if self.method != Method::POST {
            return unfit(StatusCode::METHOD_NOT_ALLOWED, "only POST is answered");
        }
        if !self.is_json() {
            return unfit(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type is not application/json");
        }
        serde_json::from_slice(&self.body)
            .map_err(|_| Unfit { status: StatusCode::BAD_REQUEST, text: "the body is not JSON" })
    }

    /// Returns the value of a header, if it is present and printable ASCII.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the parameters of the query, decoded as servers do: `%XX` is a byte, and `+` is a space.
    pub(crate) fn query(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        form_urlencoded::parse(self.query.as_deref().unwrap_or_default().as_bytes())
    }

    /// Returns whether the request comes from a page of this server or from no page at all.
    ///
    /// A browser sends the origin of the page with a POST. The host name has to be one of this machine's own names.
    /// Otherwise an attacker could point a domain at this machine, and the attacker's page would have the same origin.
    pub(crate) fn is_of_own_page(&self) -> bool {
        let Some(own) = self.header(header::HOST.as_str()).map(|host| format!("http://{host}")) else {
            return false;
        };
        Url::parse(&own).is_ok_and(|url| is_loopback(&url))
            && self.headers.get(header::ORIGIN).is_none_or(|origin| origin.as_bytes() == own.as_bytes())
    }

    /// Returns everything that must not appear in a log: the credentials first, and then the strings in the body.
    pub(crate) fn confidential(&self, credential_headers: &[&str]) -> Vec<String> {
        let headers = credential_headers.iter().filter_map(|name| self.header(name)).map(str::to_owned);
        let query = self.query().map(|(_, value)| value.into_owned());
        let mut texts: Vec<String> = headers.chain(query).collect();
        if let Ok(body) = serde_json::from_slice(&self.body) {
            collect_texts(&body, &mut texts);
        }
        texts
    }

    fn is_json(&self) -> bool {
        self.header(header::CONTENT_TYPE.as_str())
            .and_then(|value| value.split(';').next())
            .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
    }
}

fn collect_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(members) => members.values().for_each(|member| collect_texts(member, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
