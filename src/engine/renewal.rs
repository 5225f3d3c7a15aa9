//! Replaces a token that the provider has refused.

use super::step::RequestId;
use crate::auth::AuthScheme;
use crate::record::Credentials;
use crate::redact::SecretString;

/// The state of the renewal. A lookup asks for a new token only once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Renewal {
    /// The host cannot renew the token, or did not obtain a new one.
    Impossible,
    /// The host can be asked.
    Possible,
    /// The host was asked under this ID.
    Requested(RequestId),
    /// The host has passed a new token.
    Done,
}

/// The credentials of a lookup.
pub(super) trait Auth: AuthScheme {
    /// Returns the token that can be replaced, or `None` if these credentials have none.
    fn token_mut(&mut self) -> Option<&mut SecretString>;
}

impl<C: AuthScheme + Credentials> Auth for C {
    fn token_mut(&mut self) -> Option<&mut SecretString> {
        Credentials::token_mut(self)
    }
}
