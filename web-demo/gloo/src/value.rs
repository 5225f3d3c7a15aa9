//! Converts Rust values to JavaScript values.

use js_sys::{Array, Object, Reflect};
use mingpian::providers::{dmtz, mysoft};
use mingpian::{LookupError, RedactedRequest};
use serde::Serialize;
use serde_wasm_bindgen::{Error, Serializer};
use std::any::Any;
use wasm_bindgen::JsValue;

/// Converts an answer of a service. Serialization leaves out its secrets. If the lookup was asked for them, they are
/// added as groups named `secrets`.
pub(crate) fn with_secrets<A: Serialize + 'static>(answer: &A) -> Result<JsValue, Error> {
    let value = serde_wasm_bindgen::to_value(answer)?;
    let answer: &dyn Any = answer;
    // Records that have no secrets are not listed here.
    if let Some(user) = answer.downcast_ref::<dmtz::User>() {
        add(&value, user.expose_secrets());
    }
    if let Some(user) = answer.downcast_ref::<mysoft::UserInfo>() {
        add(&value, user.expose_secrets());
        if let (Some(im), Ok(value)) = (&user.im, Reflect::get(&value, &"im".into())) {
            add(&value, im.expose_secrets());
        }
    }
    Ok(value)
}

fn add(value: &JsValue, secrets: Vec<(&str, &str)>) {
    if !secrets.is_empty() {
        set(value, "secrets", &object(secrets.into_iter().map(|(name, secret)| (name, secret.into()))));
    }
}

/// Converts an error to the page's format, with a member for the cause of the failure.
pub(crate) fn failure(error: &LookupError, cause: Option<(&str, JsValue)>) -> JsValue {
    object([("error", plain(error))].into_iter().chain(cause))
}

/// Converts a request without its secrets to the page's format.
pub(crate) fn redacted(request: &RedactedRequest) -> JsValue {
    let headers = request.headers.iter();
    let headers = headers.map(|header| Array::of2(&header.name.into(), &header.value.as_str().into()));
    object([
        ("method", request.method.into()),
        ("url", request.url.as_str().into()),
        ("headers", headers.collect::<Array>().into()),
        ("body", request.body.as_str().into()),
    ])
}

/// Serializes a value. Maps become plain objects.
pub(crate) fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or_else(JsValue::from)
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new().into();
    for (name, member) in members {
        set(&object, name, &member);
    }
    object
}

fn set(value: &JsValue, name: &str, member: &JsValue) {
    // Setting a member of an object that was created here cannot fail.
    let _ = Reflect::set(value, &name.into(), member);
}
