//! The page's Rust door: the core driven with gloo-net, whose typed answers reach the page through serde-wasm-bindgen.

mod causes;
mod drive;
mod sign;
mod tasks;
mod transport;
mod value;
mod watch;

use drive::drive;
use mingpian::json::Unit;
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::{Answer, LookupError, Operation, open_json};
use value::{ToValue, failure};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use watch::Watch;

/// Carries out a lookup.
///
/// `document` is the JSON text of [`mingpian::open_json`]. `lists` are the lists of a lookup whose document says `pages`,
/// in the order of its question: an array of arrays of strings. `watch` gets the answers, and everything else that the page
/// wants to know.
///
/// # Errors
///
/// `{ error, notSigned?, cause? }`: the error as data, what the app's own server said instead of signing, and the
/// browser's own error.
#[wasm_bindgen(js_name = lookUp)]
pub async fn look_up(
    provider: String,
    document: String,
    lists: JsValue,
    watch: Watch,
) -> Result<(), JsValue> {
    match provider.as_str() {
        dmtz::NAME => run::<dmtz::GetUserInfo>(&document, lists, &watch).await,
        mysoft::NAME => run::<mysoft::GetUserInfo>(&document, lists, &watch).await,
        quanshi::NAME => run::<quanshi::GetUsersByEmailsMobiles>(&document, lists, &watch).await,
        _ => Err(failure(&LookupError::invalid("provider", "there is no such provider"), None)),
    }
}

async fn run<O>(document: &str, lists: JsValue, watch: &Watch) -> Result<(), JsValue>
where
    O: Operation,
    O::Answer: ToValue,
{
    let lists: Vec<Vec<String>> = serde_wasm_bindgen::from_value(lists)?;
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    let mut lookup = open_json::<O>(document, Unit::Bytes).map_err(|error| failure(&error, None))?;
    drive(&mut lookup, &mut lists, watch, read::<O>).await
}

fn read<O>(answer: Answer) -> Result<JsValue, JsValue>
where
    O: Operation,
    O::Answer: ToValue,
{
    let answer = answer.read::<O>().map_err(|error| failure(&error, None))?;
    Ok(answer.to_value()?)
}
