//! Rust values as JavaScript's.

use js_sys::{Object, Reflect};
use mingpian::SecretString;
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
        let Some(secrets) = &self.secrets else { return };
        let members = [
            ("password", secrets.password.as_ref().map(|secret| &secret.0)),
            ("passwordHash", secrets.password_hash.as_ref().map(|secret| &secret.0)),
            ("securityStamp", secrets.security_stamp.as_ref()),
            ("concurrencyStamp", secrets.concurrency_stamp.as_ref()),
        ];
        add(value, &members);
    }
}

impl Answer for mysoft::UserInfo {
    fn add_secrets(&self, value: &JsValue) {
        if let Some(secrets) = &self.secrets {
            add(value, &[("gesturePassword", secrets.gesture_password.as_ref())]);
        }
        if let Some(secrets) = self.im.as_ref().and_then(|im| im.secrets.as_ref()) {
            let members =
                [("token", secrets.token.as_ref()), ("imUserPassword", secrets.im_user_password.as_ref())];
            add(&member(value, "im"), &members);
        }
    }
}

/// Quanshi sends none.
impl Answer for quanshi::Users {}

fn add(value: &JsValue, members: &[(&str, Option<&SecretString>)]) {
    let group = members.iter().filter_map(|(name, secret)| Some((*name, (*secret)?.expose_secret().into())));
    set(value, "secrets", &object(group));
}

/// A plain object.
pub(crate) fn object<'a>(members: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new().into();
    for (name, member) in members {
        set(&object, name, &member);
    }
    object
}

fn member(value: &JsValue, name: &str) -> JsValue {
    // Only what is no object has no members.
    Reflect::get(value, &name.into()).unwrap_or_default()
}

fn set(value: &JsValue, name: &str, member: &JsValue) {
    // Setting a member of our own object does not fail.
    let _ = Reflect::set(value, &name.into(), member);
}
