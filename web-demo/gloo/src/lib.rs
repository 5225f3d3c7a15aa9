//! The page's Rust door, which drives the core with gloo-net and passes typed answers to the page with
//! serde-wasm-bindgen.

mod causes;
mod drive;
mod sign;
mod tasks;
mod transport;
mod value;
mod watch;

use drive::drive;
use mingpian::json::Unit;
use mingpian::providers::{Visitor, visit};
use mingpian::{Answer, Lookup, LookupError, Operation, open_json};
use serde::Serialize;
use std::fmt::Debug;
use value::{failure, with_secrets};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use watch::Watch;

/// Carries out a lookup.
///
/// `document` is the JSON text for [`mingpian::open_json`]. `lists` is an array of arrays of strings: the lists of a
/// lookup whose document says `pages`, in the order of its question. `watch` receives the answers and all other events.
///
/// # Errors
///
/// Returns `{ error, notSigned?, cause? }`: the error as data, the reply of the app's own server if it did not sign,
/// and the browser's own error.
#[wasm_bindgen(js_name = lookUp)]
pub async fn look_up(
    provider: String,
    document: String,
    lists: JsValue,
    watch: Watch,
) -> Result<(), JsValue> {
    let mut opening = Opening { provider: &provider, document: &document, opened: None };
    visit(&mut opening);
    let none = || LookupError::invalid("provider", "there is no such provider");
    let opened = opening.opened.unwrap_or_else(|| Err(none()));
    let (mut lookup, read) = opened.map_err(|error| failure(&error, None))?;
    let lists: Vec<Vec<String>> = serde_wasm_bindgen::from_value(lists)?;
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    drive(&mut lookup, &mut lists, &watch, read).await
}

/// Converts an answer to a JavaScript value.
type Read = fn(Answer) -> Result<JsValue, JsValue>;

/// Opens a lookup of a provider's operation.
struct Opening<'a> {
    provider: &'a str,
    document: &'a str,
    opened: Option<Result<(Lookup, Read), LookupError>>,
}

impl Visitor for Opening<'_> {
    fn visit<O>(&mut self)
    where
        O: Operation<Credentials: Debug, Answer: Debug + Serialize + 'static> + Debug,
    {
        if O::METADATA.provider == self.provider {
            let opened = open_json::<O>(self.document, Unit::Bytes);
            self.opened = Some(opened.map(|lookup| (lookup, read::<O> as Read)));
        }
    }
}

fn read<O>(answer: Answer) -> Result<JsValue, JsValue>
where
    O: Operation<Answer: Serialize + 'static>,
{
    let answer = answer.read::<O>().map_err(|error| failure(&error, None))?;
    Ok(with_secrets(&answer)?)
}
