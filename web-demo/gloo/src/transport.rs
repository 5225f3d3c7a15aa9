//! One exchange over gloo-net.

use gloo_net::http::{RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use mingpian::{HttpRequest, TransportErrorKind};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect,
};

/// What came of a request.
pub(crate) type Arrival = Result<Received, TransportErrorKind>;

/// What came back.
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Sends a request: redirects not followed, no cookies, no referrer, nothing cached, the body read up to `limit`
/// bytes. A browser does not tell why an exchange failed, so every failure counts as an interruption.
pub(crate) async fn send(request: HttpRequest, signal: AbortSignal, limit: usize) -> Arrival {
    let mut builder = RequestBuilder::new(&request.url)
        .method(gloo_net::http::Method::POST)
        .abort_signal(Some(&signal))
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
    let body = read(&response, limit).await?;
    Ok(Received { status: response.status(), headers, body })
}

/// Reads a body up to `limit` bytes.
pub(crate) async fn read(response: &Response, limit: usize) -> Result<Vec<u8>, TransportErrorKind> {
    let mut body = Vec::new();
    let Some(stream) = response.body() else { return Ok(body) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(interrupted)?;
        let member = |name: &str| Reflect::get(&step, &JsValue::from(name)).map_err(interrupted);
        if member("done")?.is_truthy() {
            return Ok(body);
        }
        let chunk: Uint8Array = member("value")?.unchecked_into();
        if body.len() + usize::try_from(chunk.length()).unwrap_or(usize::MAX) > limit {
            // The rest is of no interest, nor is how the stream takes that.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(TransportErrorKind::TooLarge);
        }
        body.extend(chunk.to_vec());
    }
}

fn interrupted<T>(_: T) -> TransportErrorKind {
    TransportErrorKind::Interrupted
}
