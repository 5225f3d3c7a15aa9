//! Replaces a token that the provider has refused.

use super::step::RequestId;
use crate::auth::AuthScheme;
use crate::record::Credentials;
use crate::redact::SecretString;

/// Whether the host passes a new token. A lookup asks for one once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Renewal {
    /// The host has none to pass, or was asked in vain.
    Impossible,
    /// The host can be asked.
    Possible,
    /// The host was asked under this ID.
    Requested(RequestId),
    /// The host has passed one.
    Done,
}

/// The credentials of a lookup.
pub(super) trait Auth: AuthScheme {
    /// Returns the token that can be replaced, if these credentials have one.
    fn token_mut(&mut self) -> Option<&mut SecretString>;
}

impl<C: AuthScheme + Credentials> Auth for C {
    fn token_mut(&mut self) -> Option<&mut SecretString> {
        Credentials::token_mut(self)
    }
}
