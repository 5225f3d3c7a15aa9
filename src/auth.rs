//! Adds credentials to requests, and defines the parameters of a signature.

use crate::error::LookupError;
use crate::http::UnsignedRequest;
use crate::json::Shape;
use crate::record::{Credentials, CredentialsSchema, Input};
use crate::time::UnixMillis;
use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::time::Duration;

/// Credentials that can be added to a request.
pub trait AuthScheme: Send {
    /// Checks the credentials before anything is sent.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the value that is not allowed.
    fn validate(&self) -> Result<(), LookupError> {
        Ok(())
    }

    /// Adds the credentials to the request, for one attempt.
    fn authenticate(&self, request: &mut UnsignedRequest, params: &SigningParams);

    /// Returns whether the added credentials contain the time, so that a wrong clock can cause the provider to refuse
    /// them. Defaults to `false`.
    fn is_timed(&self) -> bool {
        false
    }

    /// Returns whether the app's own server signs requests. If so, the host receives a
    /// [`Step::Sign`](crate::Step::Sign) for each attempt and passes the server's headers back. Defaults to `false`.
    fn is_delegated(&self) -> bool {
        false
    }

    /// Adds the headers that the app's own server created from these parameters.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` for `authorization` if a header is missing.
    fn accept(
        &self,
        request: &mut UnsignedRequest,
        params: &SigningParams,
        _headers: &[(&str, &str)],
    ) -> Result<(), LookupError> {
        self.authenticate(request, params);
        Ok(())
    }
}

/// The absence of credentials, for a provider that documents none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCredentials;

impl AuthScheme for NoCredentials {
    fn authenticate(&self, _request: &mut UnsignedRequest, _params: &SigningParams) {}
}

impl Credentials for NoCredentials {
    const SHAPE: &'static Shape = &Shape { columns: &[] };
    const SCHEMA: Option<&'static CredentialsSchema> = None;

    fn read(_input: &Input<'_>) -> Result<Self, Box<LookupError>> {
        Ok(Self)
    }
}

/// The parameters of a signature, apart from the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningParams {
    /// The current time according to the service, as far as it is known.
    pub time: UnixMillis,
    /// The nonce of this attempt. Every attempt has a new one.
    pub nonce: Nonce,
}

/// The name of the header that an app's own server returns, alone, if it refuses to sign a time. Its value is the
/// server's own time in milliseconds since 1970. The lookup corrects its clock accordingly and asks the server once
/// more.
pub const SERVER_TIME: &str = "ServerTime";

/// A random value that is used only once: 16 bytes, written as 32 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// Creates a nonce from 16 bytes of a cryptographically secure source. Do not use these bytes for anything else.
    pub fn from_random(random: [u8; 16]) -> Self {
        Self(base16ct::lower::encode_string(&random))
    }

    /// Parses a nonce. Returns `None` unless `digits` consists of 32 lower-case hexadecimal digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (digits.len() == 32 && digits.bytes().all(is_digit)).then(|| Self(digits.to_owned()))
    }

    /// Returns the nonce as hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Remembers the nonces that a server has signed, in the memory of one process.
///
/// If several processes sign with the same secret, they must share their nonces instead. A store that can set a key
/// only if it is absent, with an expiration time, is suitable. An example is Redis with `SET nonce 1 NX PX 120000`.
///
/// Memory use grows with the number of nonces that have not expired.
///
/// ```
/// use mingpian::{MemoryNonces, UnixMillis};
/// use std::time::Duration;
///
/// let mut nonces = MemoryNonces::default();
/// let (now, keep) = (UnixMillis(1_800_000_000_000), Duration::from_secs(120));
/// assert!(nonces.insert("a nonce", now, keep));
/// assert!(!nonces.insert("a nonce", now, keep));
/// ```
#[derive(Debug, Default)]
pub struct MemoryNonces {
    remembered: BTreeSet<String>,
    /// The expiration time of each nonce, in the order of insertion.
    until: VecDeque<(UnixMillis, String)>,
}

impl MemoryNonces {
    /// Remembers a nonce for the duration `keep`. Returns `true` if the nonce was not known, and `false` otherwise.
    pub fn insert(&mut self, nonce: &str, now: UnixMillis, keep: Duration) -> bool {
        while let Some((until, _)) = self.until.front()
            && *until < now
        {
            if let Some((_, oldest)) = self.until.pop_front() {
                self.remembered.remove(&oldest);
            }
        }
        if !self.remembered.insert(nonce.to_owned()) {
            return false;
        }
        let keep_ms = u64::try_from(keep.as_millis()).unwrap_or(u64::MAX);
        self.until.push_back((UnixMillis(now.0.saturating_add(keep_ms)), nonce.to_owned()));
        true
    }

    /// Returns the number of nonces that are remembered, including those that expired since the last insertion.
    pub fn len(&self) -> usize {
        self.remembered.len()
    }

    /// Returns whether no nonces are remembered.
    pub fn is_empty(&self) -> bool {
        self.remembered.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_the_hexadecimal_text_of_its_bytes() {
        let bytes = [0, 1, 0x7F, 0x80, 0xFF, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        let nonce = Nonce::from_random(bytes);
        assert_eq!(nonce.as_str(), hex::encode(bytes));
        assert_eq!(Nonce::parse(nonce.as_str()), Some(nonce));
        assert_eq!(Nonce::parse(&"A".repeat(32)), None);
    }

    #[test]
    fn a_nonce_is_new_once_and_forgotten_in_time() {
        let mut nonces = MemoryNonces::default();
        let keep = Duration::from_secs(120);
        assert!(nonces.is_empty());
        assert!(nonces.insert("a", UnixMillis(1_000), keep));
        assert!(!nonces.insert("a", UnixMillis(1_000), keep));
        assert!(nonces.insert("b", UnixMillis(2_000), keep));
        assert!(!nonces.insert("a", UnixMillis(121_000), keep));
        assert_eq!(nonces.len(), 2);
        assert!(nonces.insert("a", UnixMillis(121_001), keep));
        assert!(!nonces.insert("b", UnixMillis(121_001), keep));
        for n in 0..100_000 {
            nonces.insert(&format!("{n}"), UnixMillis(200_000 + n), keep);
        }
        nonces.insert("c", UnixMillis(1_000_000), keep);
        assert_eq!(nonces.len(), 1);
    }
}
