//! Asks the app's own server to sign, because the page does not have the secret.

use crate::transport::read;
use gloo_net::http::{Method, RequestBuilder};
use js_sys::Reflect;
use mingpian::SigningParams;
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// The result of a request for a signature.
pub(crate) enum Signature {
    /// The headers.
    Headers(BTreeMap<String, String>),
    /// The server refused, and would refuse again.
    Refused(Reply),
    /// The server could not be reached, or failed. It may recover.
    Failed(Reply),
}

/// The reply of the app's own server if it did not sign.
#[derive(Default, Serialize)]
pub(crate) struct Reply {
    /// The HTTP status, if the server answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The reason: `error` of the local services, or `message` of `examples/signing-server`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// The longest body that is read, in bytes. The headers of a signature take less.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// Requests the signature for a request with these parameters.
pub(crate) async fn sign(url: &str, params: &SigningParams, signal: &AbortSignal) -> Signature {
    let Some((status, answer)) = ask(url, params, signal).await else {
        return Signature::Failed(Reply::default());
    };
    let text = |name| Reflect::get(&answer, &JsValue::from_str(name)).ok()?.as_string();
    let reason = ["error", "message"].into_iter().find_map(text);
    match status {
        200..=299 => match serde_wasm_bindgen::from_value(answer) {
            Ok(headers) => Signature::Headers(headers),
            Err(_) => Signature::Failed(Reply { status: Some(status), reason: None }),
        },
        // These statuses mean that the server is busy.
        408 | 429 => Signature::Failed(Reply { status: Some(status), reason }),
        400..=499 => Signature::Refused(Reply { status: Some(status), reason }),
        _ => Signature::Failed(Reply { status: Some(status), reason }),
    }
}

/// Returns the status and the JSON of the response, if the server responds.
async fn ask(url: &str, params: &SigningParams, signal: &AbortSignal) -> Option<(u16, JsValue)> {
    let body = format!("{{\"time\":{},\"nonce\":\"{}\"}}", params.time.0, params.nonce.as_str());
    let request = RequestBuilder::new(url)
        .method(Method::POST)
        .abort_signal(Some(signal))
        .redirect(RequestRedirect::Error)
        // An app's server identifies its users by their cookies.
        .credentials(RequestCredentials::SameOrigin)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoStore)
        .header("Content-Type", "application/json")
        .body(body)
        .ok()?;
    let response = request.send().await.ok()?;
    let body = read(&response, MAX_BODY_BYTES).await.ok()?;
    let text = String::from_utf8_lossy(&body);
    // A body that is not JSON has neither headers nor a reason.
    Some((response.status(), js_sys::JSON::parse(&text).unwrap_or_default()))
}
