//! Defines types of fields that the standard library does not have.

use crate::redact::{REDACTED, SecretString};
use std::fmt;
use std::marker::PhantomData;

/// A JSON document that the vendor sends inside a string.
#[derive(Clone, PartialEq, serde::Serialize)]
pub struct Embedded<R> {
    /// The document as it was received.
    pub text: String,
    /// The record in the document. It is absent if the document cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<R>,
}

impl<R: fmt::Debug> fmt::Debug for Embedded<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Embedded")
            .field("text", &format_args!("{REDACTED}"))
            .field("value", &self.value)
            .finish()
    }
}

/// A field of an envelope that contains a map from keys to records. The outcomes for the keys are in
/// [`Answers`](super::Answers).
#[derive(Debug)]
pub struct ByKey<R>(pub(super) PhantomData<R>);

/// An integer, usually 1 or 0, that the vendor may also write as a boolean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IntOrBool(pub i64);

/// A value whose type the vendor does not document: the content of a string, or the JSON text of any other value.
#[derive(Clone, PartialEq, Eq, Default, serde::Serialize)]
#[serde(transparent)]
pub struct AnyJson(pub String);

impl fmt::Debug for AnyJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A secret whose type the vendor does not document; see [`AnyJson`].
#[derive(Debug, Clone, Default)]
pub struct SecretAnyJson(pub SecretString);

/// A secret of any type.
#[doc(hidden)]
pub trait ExposeSecret {
    /// Returns the text.
    fn expose_secret(&self) -> &str;
}

impl ExposeSecret for SecretString {
    fn expose_secret(&self) -> &str {
        Self::expose_secret(self)
    }
}

impl ExposeSecret for SecretAnyJson {
    fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}
