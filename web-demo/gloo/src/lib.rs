//! The page's Rust door: the core driven with gloo-net, and whole Rust values handed to the page through
//! serde-wasm-bindgen.

mod answer;
mod drive;
mod list;
mod signer;
mod transport;

use answer::{Answer, thrown};
use drive::{Host, drive};
use js_sys::Function;
use list::List;
use mingpian::job::{self, FromJob};
use mingpian::providers::{dmtz, mysoft};
use mingpian::{Call, LookupError, RequestId, ShownRequest};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::AbortSignal;

/// Looks somebody up at dmtz or Mysoft. `job` is the JSON of [`mingpian::job`]; `on_request` is told of every attempt,
/// without its secrets.
///
/// # Errors
///
/// A plain object in the form of [`LookupError::to_json`].
#[wasm_bindgen]
pub async fn lookup(
    provider: String,
    job: String,
    on_request: Function,
    signal: AbortSignal,
) -> Result<JsValue, JsValue> {
    match provider.as_str() {
        dmtz::NAME => one::<dmtz::GetUserInfo>(&job, &on_request, &signal).await,
        mysoft::NAME => one::<mysoft::GetUserInfo>(&job, &on_request, &signal).await,
        _ => Err(thrown(&LookupError::invalid("provider", "is not one that there is"))),
    }
}

async fn one<E>(job: &str, on_request: &Function, signal: &AbortSignal) -> Result<JsValue, JsValue>
where
    E: FromJob,
    E::Response: Answer,
{
    let mut call = job::call::<E>(job).map_err(|error| thrown(&error))?;
    let host = Host { limit: call.body_limit(), signer: None, on_request, signal };
    drive(&mut call, &host).await.map_err(|error| thrown(&error))?;
    let answer = call.into_result().map_err(|error| thrown(&error))?;
    Ok(answer.to_value()?)
}

impl<E: FromJob> drive::Lookup for Call<E> {
    fn shown(&self, _id: RequestId) -> Option<ShownRequest> {
        self.shown_request()
    }
}

/// Looks any number of people up at Quanshi. `job` is as in [`lookup`], but for its input. `signer` is the address of the app's own
/// server, which signs where the job says that somebody else does. `on_progress` is told how many identifiers are done;
/// `on_page` gets what became of those of one request, `{ users }` or `{ failed: { facts, identifiers } }`.
///
/// # Errors
///
/// What stopped the rest, as in [`lookup`]. `notSigned` in it is what the app's server said instead of signing.
#[wasm_bindgen(js_name = lookUpMany)]
pub async fn look_up_many(
    job: String,
    input: String,
    signer: Option<String>,
    on_request: Function,
    on_progress: Function,
    on_page: Function,
    signal: AbortSignal,
) -> Result<(), JsValue> {
    let mut list = List::new(&job, &input, &on_progress, &on_page).map_err(|error| thrown(&error))?;
    let host = Host {
        limit: mingpian::DEFAULT_MAX_BODY_BYTES,
        signer: signer.as_deref(),
        on_request: &on_request,
        signal: &signal,
    };
    drive(&mut list, &host).await.map_err(|error| thrown(&error))?;
    list.into_result()
}
