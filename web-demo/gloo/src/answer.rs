//! Rust values as JavaScript's.

use js_sys::{Array, Object, Reflect};
use mingpian::LookupError;
use mingpian::providers::{dmtz, mysoft, quanshi};
use serde::Serialize;
use serde_wasm_bindgen::Error;
use wasm_bindgen::JsValue;

/// A service's answer. Serializing leaves secrets out; whoever asked for them finds them in the members `secrets`.
pub(crate) trait Answer: Serialize {
    /// The value with its secrets.
    fn to_value(&self) -> Result<JsValue, Error> {
        let value = serde_wasm_bindgen::to_value(self)?;
        self.add_secrets(&value);
        Ok(value)
    }

    /// Adds the groups of secrets that there are.
    fn add_secrets(&self, _value: &JsValue) {}
}

impl Answer for dmtz::User {
    fn add_secrets(&self, value: &JsValue) {
        if let Some(secrets) = &self.secrets {
            add(value, secrets.expose_secrets());
        }
    }
}

impl Answer for mysoft::UserInfo {
    fn add_secrets(&self, value: &JsValue) {
        if let Some(secrets) = &self.secrets {
            add(value, secrets.expose_secrets());
        }
        if let Some(secrets) = self.im.as_ref().and_then(|im| im.secrets.as_ref()) {
            add(&member(value, "im"), secrets.expose_secrets());
        }
    }
}

/// Quanshi sends none.
impl Answer for quanshi::Users {}

fn add(value: &JsValue, secrets: Vec<(&str, &str)>) {
    set(value, "secrets", &object(secrets.into_iter().map(|(name, secret)| (name, secret.into()))));
}

/// A plain object.
pub(crate) fn object<'a>(members: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new().into();
    for (name, member) in members {
        set(&object, name, &member);
    }
    object
}

/// A list of texts.
pub(crate) fn texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> JsValue {
    texts.into_iter().map(JsValue::from).collect::<Array>().into()
}

/// A name and its value.
pub(crate) fn pair(name: &str, value: &str) -> Array {
    Array::of2(&name.into(), &value.into())
}

/// An error as the page knows it.
pub(crate) fn thrown(error: &LookupError) -> JsValue {
    js_sys::JSON::parse(&error.to_json()).unwrap_or_else(|_| JsValue::from(error.to_string()))
}

/// A member of an object; undefined of what is none.
pub(crate) fn member(value: &JsValue, name: &str) -> JsValue {
    // Only what is no object has no members.
    Reflect::get(value, &name.into()).unwrap_or_default()
}

/// Gives an object of ours a member.
pub(crate) fn set(value: &JsValue, name: &str, member: &JsValue) {
    // Setting a member of our own object does not fail.
    let _ = Reflect::set(value, &name.into(), member);
}
