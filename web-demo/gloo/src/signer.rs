//! Asks the app's own server to sign. There is nothing here to sign with.

use crate::answer::{member, object};
use crate::transport::read;
use gloo_net::http::{Method, RequestBuilder};
use mingpian::SigningParams;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// What came of asking.
pub(crate) enum Signing {
    /// The headers.
    Done(BTreeMap<String, String>),
    /// It would not, and will not.
    Refused(NotSigned),
    /// It could not be asked, or failed, and may recover.
    Failed(NotSigned),
}

/// What the app's server said instead of signing.
#[derive(Clone, Default)]
pub(crate) struct NotSigned {
    /// The HTTP status, if it answered.
    status: Option<u16>,
    /// What `{"error":…}` of the local services says, or `{"message":…}` of examples/signing-server.
    reason: Option<String>,
}

impl NotSigned {
    pub(crate) fn to_value(&self) -> JsValue {
        let status = self.status.map(|status| ("status", status.into()));
        let reason = self.reason.as_ref().map(|reason| ("reason", reason.into()));
        object(status.into_iter().chain(reason))
    }
}

/// As many bytes of an answer are read: a few headers take less.
const LIMIT: usize = 64 * 1024;

/// Has a request with these parameters signed.
pub(crate) async fn sign(url: &str, params: &SigningParams, signal: &AbortSignal) -> Signing {
    let Some((status, answer)) = ask(url, params, signal).await else {
        return Signing::Failed(NotSigned::default());
    };
    let reason = ["error", "message"].into_iter().find_map(|name| member(&answer, name).as_string());
    match status {
        200..=299 => match serde_wasm_bindgen::from_value(answer) {
            Ok(headers) => Signing::Done(headers),
            Err(_) => Signing::Failed(NotSigned { status: Some(status), reason: None }),
        },
        // Overloaded, not unwilling.
        408 | 429 => Signing::Failed(NotSigned { status: Some(status), reason }),
        400..=499 => Signing::Refused(NotSigned { status: Some(status), reason }),
        _ => Signing::Failed(NotSigned { status: Some(status), reason }),
    }
}

async fn ask(url: &str, params: &SigningParams, signal: &AbortSignal) -> Option<(u16, JsValue)> {
    let body = format!("{{\"time\":{},\"nonce\":\"{}\"}}", params.time.0, params.nonce.as_str());
    let request = RequestBuilder::new(url)
        .method(Method::POST)
        .abort_signal(Some(signal))
        .redirect(RequestRedirect::Error)
        // An app's server knows its users by their cookies.
        .credentials(RequestCredentials::SameOrigin)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoStore)
        .header("Content-Type", "application/json")
        .body(body)
        .ok()?;
    let response = request.send().await.ok()?;
    let body = read(&response, LIMIT).await.ok()?;
    let text = String::from_utf8_lossy(&body);
    // What is no JSON has no headers in it, and no reason.
    Some((response.status(), js_sys::JSON::parse(&text).unwrap_or_default()))
}
