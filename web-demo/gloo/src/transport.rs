//! Sends one request with gloo-net.

use gloo_net::http::{Method, RequestBuilder, Response as GlooResponse};
use js_sys::{Error, Reflect, Uint8Array};
use mingpian::{HttpRequest, TransportErrorKind};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect,
};

/// A response from gloo-net.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Sends a request and reads the response, up to `max_body_bytes` of its body. Redirects are not followed, no cookies and
/// no referrer are sent, and nothing is cached.
///
/// # Errors
///
/// Returns the kind of the failure, and the browser's own error. A browser does not report the reason, so nearly every
/// failure is an interruption.
pub(crate) async fn send(
    request: HttpRequest,
    signal: &AbortSignal,
    max_body_bytes: usize,
) -> Result<Response, (TransportErrorKind, JsValue)> {
    let mut builder = RequestBuilder::new(&request.url)
        .method(Method::POST)
        .abort_signal(Some(signal))
        .redirect(RequestRedirect::Manual)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoStore);
    for header in &request.headers {
        builder = builder.header(header.name, &header.value);
    }
    let request = builder.body(request.body).map_err(interrupted)?;
    let response = request.send().await.map_err(interrupted)?;
    let headers = response.headers().entries().collect();
    let body = read(&response, max_body_bytes).await?;
    Ok(Response { status: response.status(), headers, body })
}

/// Reads a body up to `max_bytes`.
pub(crate) async fn read(
    response: &GlooResponse,
    max_bytes: usize,
) -> Result<Vec<u8>, (TransportErrorKind, JsValue)> {
    let interrupted = |error| (TransportErrorKind::Interrupted, error);
    let mut body = Vec::new();
    let Some(stream) = response.body() else { return Ok(body) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let result = JsFuture::from(reader.read()).await.map_err(interrupted)?;
        let member = |name| Reflect::get(&result, &JsValue::from_str(name)).map_err(interrupted);
        if member("done")?.is_truthy() {
            return Ok(body);
        }
        let chunk: Uint8Array = member("value")?.unchecked_into();
        if body.len() + usize::try_from(chunk.length()).unwrap_or(usize::MAX) > max_bytes {
            // An error while canceling the stream does not matter.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err((TransportErrorKind::TooLarge, JsValue::UNDEFINED));
        }
        body.extend(chunk.to_vec());
    }
}

fn interrupted(error: gloo_net::Error) -> (TransportErrorKind, JsValue) {
    (TransportErrorKind::Interrupted, Error::new(&error.to_string()).into())
}
