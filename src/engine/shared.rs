//! The state that the requests of a lookup share.

use super::renewal::{Auth, Renewal};
use super::step::RequestId;
use crate::auth::{Nonce, SigningParams};
use crate::error::{BoxedError, invalid};
use crate::http::{BaseUrl, UnsignedRequest};
use crate::json::Reading;
use crate::redact::SecretString;
use crate::time::{ClockOffset, UnixMillis};

/// The state that the requests of a lookup share.
pub(super) struct Shared {
    pub(super) auth: Box<dyn Auth>,
    pub(super) base: BaseUrl,
    pub(super) reading: Reading,
    pub(super) max_body_bytes: usize,
    /// How far the service's clock is ahead of the host's, as far as it is known.
    pub(super) offset: ClockOffset,
    pub(super) renewal: Renewal,
    /// The last ID that was assigned.
    pub(super) last_id: u32,
}

impl Shared {
    /// Returns a new ID.
    pub(super) fn next_id(&mut self) -> RequestId {
        self.last_id = self.last_id.wrapping_add(1);
        RequestId(self.last_id)
    }

    /// Checks the credentials before anything is sent, by adding them to a request that is then discarded.
    pub(super) fn check_credentials(&self) -> Result<(), BoxedError> {
        self.auth.validate()?;
        let mut request = UnsignedRequest::post("/");
        let params = SigningParams { time: UnixMillis(0), nonce: Nonce::from_random([0; 16]) };
        self.auth.authenticate(&mut request, &params);
        request.check()
    }

    /// Records that the host can renew the token.
    pub(super) fn allow_renewal(&mut self) -> Result<(), BoxedError> {
        if self.auth.token_mut().is_none() {
            return Err(invalid("renew", "expected credentials with a token"));
        }
        self.renewal = Renewal::Possible;
        Ok(())
    }

    /// Replaces the token of the credentials. Keeps the old token and returns an error if the new one is not allowed.
    pub(super) fn replace_token(&mut self, token: SecretString) -> Result<(), BoxedError> {
        let Some(current) = self.auth.token_mut() else { return Ok(()) };
        let replaced = std::mem::replace(current, token);
        let result = self.check_credentials();
        if result.is_err()
            && let Some(current) = self.auth.token_mut()
        {
            *current = replaced;
        }
        result
    }
}
