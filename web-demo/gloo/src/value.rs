//! Makes JavaScript values of Rust values.

use js_sys::{Array, Object, Reflect};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::record::Answers;
use mingpian::{LookupError, RedactedRequest};
use serde::Serialize;
use serde_wasm_bindgen::{Error, Serializer};
use wasm_bindgen::JsValue;

/// An answer of a service. Serializing leaves its secrets out; they are added as a group named `secrets`.
pub(crate) trait ToValue: Serialize {
    /// Returns the value with its secrets, if the lookup was asked for them.
    fn to_value(&self) -> Result<JsValue, Error> {
        let value = serde_wasm_bindgen::to_value(self)?;
        self.add_secrets(&value);
        Ok(value)
    }

    /// Adds the groups of secrets.
    fn add_secrets(&self, _value: &JsValue) {}
}

impl ToValue for dmtz::User {
    fn add_secrets(&self, value: &JsValue) {
        add(value, self.expose_secrets());
    }
}

impl ToValue for mysoft::UserInfo {
    fn add_secrets(&self, value: &JsValue) {
        add(value, self.expose_secrets());
        if let (Some(im), Ok(value)) = (&self.im, Reflect::get(value, &"im".into())) {
            add(&value, im.expose_secrets());
        }
    }
}

/// Accounts have no secrets.
impl ToValue for Answers<quanshi::Account> {}

fn add(value: &JsValue, secrets: Vec<(&str, &str)>) {
    if !secrets.is_empty() {
        set(value, "secrets", &object(secrets.into_iter().map(|(name, secret)| (name, secret.into()))));
    }
}

/// Returns an error as the page knows it, with a member that says why the request failed.
pub(crate) fn failure(error: &LookupError, cause: Option<(&str, JsValue)>) -> JsValue {
    object([("error", plain(error))].into_iter().chain(cause))
}

/// Returns a request without its secrets as the page knows it.
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

/// Serializes maps as plain objects, too.
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
    // Setting a member of an object of ours does not fail.
    let _ = Reflect::set(value, &name.into(), member);
}
