//! Keeps secrets and personal data out of everything that is printed.

use std::fmt;
use zeroize::Zeroizing;

/// The placeholder for a value that is not shown.
pub(crate) const REDACTED: &str = "[redacted]";

/// Who may see a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// It is safe to log.
    Public,
    /// It is about a person. It is returned to the caller, and it is never printed.
    Personal,
    /// It is a credential or a similar value. It is returned only if the caller asks for it, and it is never printed.
    Secret,
}

/// A credential, or another text that must not be printed.
///
/// It prints `[redacted]`, is wiped from memory when it is dropped, and can be neither serialized nor compared. Only
/// [`expose_secret`](Self::expose_secret) returns its text.
///
/// ```
/// let secret = mingpian::SecretString::from("a secret");
/// assert_eq!(format!("{secret:?}"), "[redacted]");
/// assert_eq!(secret.expose_secret(), "a secret");
/// ```
#[derive(Clone, Default)]
pub struct SecretString(Zeroizing<String>);

impl SecretString {
    /// Returns the text.
    pub fn expose_secret(&self) -> &str {
        &self.0
    }
}

impl From<String> for SecretString {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for SecretString {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl fmt::Debug for SecretString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Prints whether a value is absent, and nothing else about it.
#[doc(hidden)]
pub struct Redacted(pub bool);

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "None" } else { REDACTED })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_prints_nothing_about_itself() {
        let secret = SecretString::from("hunter2");
        assert_eq!(format!("{secret:?} {secret:#?}"), "[redacted] [redacted]");
        assert_eq!(secret.expose_secret(), "hunter2");
    }
}
