//! The object that the page passes to a lookup.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::AbortSignal;

#[wasm_bindgen]
extern "C" {
    /// An object of the page. If one of its functions throws, the lookup ends with that error.
    pub type Watch;

    /// Returns the signal that cancels the lookup.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn signal(this: &Watch) -> AbortSignal;

    /// Returns the URL at which the app's own server signs, if it does.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn signer(this: &Watch) -> Option<String>;

    /// Receives each attempt before it is sent, without its secrets.
    #[wasm_bindgen(method, catch, js_name = onRequest)]
    pub(crate) fn on_request(this: &Watch, request: JsValue) -> Result<(), JsValue>;

    /// Receives each answer.
    #[wasm_bindgen(method, catch, js_name = onAnswer)]
    pub(crate) fn on_answer(this: &Watch, answer: JsValue) -> Result<(), JsValue>;

    /// Receives the identifiers of a failed request, and why it failed.
    #[wasm_bindgen(method, catch, js_name = onFailure)]
    pub(crate) fn on_failure(this: &Watch, failure: JsValue, identifiers: Vec<String>)
    -> Result<(), JsValue>;

    /// Receives the number of identifiers that are done, and the total so far.
    #[wasm_bindgen(method, catch, js_name = onProgress)]
    pub(crate) fn on_progress(this: &Watch, done: f64, total: f64) -> Result<(), JsValue>;
}
