//! Exposes lookups and the server's part of signing as the WebAssembly module of the npm package.
//!
//! A lookup is opened with one JSON document. Everything else is passed as typed arguments. For each step of a lookup,
//! the module calls a method of the [`Host`], a TypeScript object. An answer is passed as the text of its body and a
//! view of its index, from which the host creates its records.

pub mod host;
pub mod sign;

use crate::host::{Host, asked_json, millis, strings_json, tell_error, tell_request, unreadable_json};
#[cfg(target_family = "wasm")]
use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};
use mingpian::json::Unit;
use mingpian::{
    Answer, HttpResponse, Lookup as Core, LookupError, RequestId, SecretString, Step, TransportErrorKind,
    providers,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// An allocator with a list of free blocks, ordered by address. It is the smallest allocator that reuses memory. The
/// core allocates few blocks and frees them together, so the list stays short.
// SAFETY: the module is built without atomics, so it has one thread.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

/// A lookup, or the error with which opening it failed.
#[wasm_bindgen]
pub struct Lookup {
    core: Result<Core, LookupError>,
    /// The headers of the signature that is being passed in.
    signature: Vec<(String, String)>,
}

#[wasm_bindgen]
impl Lookup {
    /// Opens a lookup. A document that is not allowed becomes the lookup's error.
    #[wasm_bindgen(constructor)]
    pub fn new(provider: &str, operation: &str, document: &str) -> Self {
        Self { core: providers::open(provider, operation, document, Unit::Utf16), signature: Vec::new() }
    }

    /// Performs the next step by calling one method of `host`.
    pub fn poll(&mut self, now: f64, random: &[u8], takes_answer: bool, host: &Host) {
        let Ok(random) = random.try_into() else {
            tell_error(host, &LookupError::invalid("random", "expected 16 bytes"));
            return host.refuse();
        };
        let core = match &mut self.core {
            Ok(core) => core,
            Err(error) => {
                tell_error(host, error);
                return host.done(None);
            }
        };
        match core.poll(millis(now), random, takes_answer) {
            Step::Send { id, attempt, request } => {
                host.send(id.0, attempt, request.method, &request.url, &request.body);
                tell_request(host, &request.headers);
            }
            Step::Sign { id, params } => host.sign(id.0, params.time.0 as f64, params.nonce.as_str()),
            Step::Renew { id } => host.renew(id.0),
            Step::Abort { id } => host.abort(id.0),
            Step::Feed { list, room } => host.feed(list, room),
            Step::Answer(answer) => tell_answer(host, core, &answer),
            Step::Wait(time) => host.wait(time.map_or(f64::INFINITY, |time| time.as_millis() as f64)),
            Step::Done { id, result } => {
                if let Err(error) = &result {
                    tell_error(host, error);
                }
                host.done(id.map(|id| id.0));
            }
        }
    }

    /// Adds identifiers, a JSON list of strings, to a list.
    pub fn feed(&mut self, list: usize, identifiers: &str, ends: bool) {
        if let Ok(core) = &mut self.core {
            core.feed_json(list, identifiers, ends);
        }
    }

    /// Reports a response. Returns whether it was accepted.
    #[wasm_bindgen(js_name = handleResponse)]
    #[expect(clippy::too_many_arguments, reason = "each crosses the boundary as it is")]
    pub fn handle_response(
        &mut self,
        id: u32,
        now: f64,
        status: u16,
        retry_after: Option<String>,
        date: Option<String>,
        age: Option<String>,
        body: Vec<u8>,
    ) -> bool {
        let Ok(core) = &mut self.core else { return false };
        let mut headers = Vec::new();
        for (name, value) in [("retry-after", &retry_after), ("date", &date), ("age", &age)] {
            headers.extend(value.as_deref().map(|value| (name, value)));
        }
        core.handle_response(RequestId(id), millis(now), HttpResponse { status, headers: &headers, body })
    }

    /// Reports how a transport failed.
    #[wasm_bindgen(js_name = handleFailure)]
    pub fn handle_failure(&mut self, id: u32, kind: &str) {
        if let Ok(core) = &mut self.core {
            let kind = TransportErrorKind::from_name(kind).unwrap_or(TransportErrorKind::Interrupted);
            core.handle_failure(RequestId(id), kind);
        }
    }

    /// Adds a header of the signature that [`handle_signature`](Self::handle_signature) reports.
    #[wasm_bindgen(js_name = addSignatureHeader)]
    pub fn add_signature_header(&mut self, name: String, value: String) {
        self.signature.push((name, value));
    }

    /// Reports the headers that were added before, or a refusal if `is_signed` is `false`.
    #[wasm_bindgen(js_name = handleSignature)]
    pub fn handle_signature(&mut self, id: u32, is_signed: bool) {
        let signature = std::mem::take(&mut self.signature);
        let headers: Vec<_> = signature.iter().map(|(name, value)| (&**name, &**value)).collect();
        if let Ok(core) = &mut self.core {
            core.handle_signature(RequestId(id), is_signed.then_some(&headers));
        }
    }

    /// Reports a new token, or `None` if there is none. Returns whether the token is used from now on.
    #[wasm_bindgen(js_name = handleRenewal)]
    pub fn handle_renewal(&mut self, id: u32, token: Option<String>) -> bool {
        let Ok(core) = &mut self.core else { return false };
        core.handle_renewal(RequestId(id), token.map(SecretString::from))
    }

    /// Ends the lookup with `CANCELLED`.
    pub fn cancel(&mut self) {
        if let Ok(core) = &mut self.core {
            core.cancel();
        }
    }

    /// Returns the number of identifiers whose answers were returned.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> f64 {
        self.core.as_ref().map_or(0.0, |core| core.progress().done as f64)
    }

    /// Returns the number of identifiers that were added.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.core.as_ref().map_or(0.0, |core| core.progress().total as f64)
    }

    /// Returns how far the service's clock is ahead, as far as it is known.
    #[wasm_bindgen(getter, js_name = clockOffsetMs)]
    pub fn clock_offset_ms(&self) -> f64 {
        self.core.as_ref().map_or(0.0, |core| core.clock_offset().0 as f64)
    }

    /// Returns the maximum length of a response's body, in bytes.
    #[wasm_bindgen(getter, js_name = maxBodyBytes)]
    pub fn max_body_bytes(&self) -> f64 {
        self.core.as_ref().map_or(0.0, |core| core.max_body_bytes() as f64)
    }

    /// Passes a request in flight to `host`, without its secrets. Does nothing if there is no such request.
    #[wasm_bindgen(js_name = redactedRequest)]
    pub fn redacted_request(&self, id: u32, host: &Host) {
        if let Ok(core) = &self.core
            && let Some(request) = core.redacted_request(RequestId(id))
        {
            host.redacted(request.method, &request.url, &request.body);
            tell_request(host, &request.headers);
        }
    }
}

fn tell_answer(host: &Host, core: &Core, answer: &Answer) {
    let id = answer.id.map(|id| id.0);
    match answer.raw() {
        Ok(raw) => host.answer(
            id,
            &raw.body,
            raw.index.words(),
            &strings_json(&raw.not_found),
            &unreadable_json(&raw.unreadable),
            raw.request_id.as_deref(),
        ),
        Err(error) => {
            tell_error(host, error);
            host.failed(id, &asked_json(core.operation(), answer.asked()));
        }
    }
}
