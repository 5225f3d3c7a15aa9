//! How credentials put themselves into a request, and what a signature is made of.

use crate::error::LookupError;
use crate::http::UnsignedRequest;
use crate::json::Shape;
use crate::record::{Credentials, CredentialsSchema, Input};
use crate::time::UnixMillis;
use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::time::Duration;

/// Credentials that put themselves into a request.
pub trait AuthScheme: Send {
    /// Checks the credentials, before anything is sent.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the value that is not allowed.
    fn validate(&self) -> Result<(), LookupError> {
        Ok(())
    }

    /// Adds what the provider wants to see, for one attempt.
    fn authenticate(&self, request: &mut UnsignedRequest, params: &SigningParams);

    /// Returns whether what is added contains the time, so that a wrong clock may be why the provider refuses it.
    fn is_timed(&self) -> bool {
        false
    }

    /// Returns whether the app's own server signs: the host asks it, as [`Step::Sign`](crate::Step::Sign) says, and hands
    /// the headers back.
    fn is_delegated(&self) -> bool {
        false
    }

    /// Adds the headers that the app's own server made from these parameters.
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

/// No credentials, for a provider that documents none.
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

/// What a signature is made of, besides the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningParams {
    /// The service's time, as far as it is known.
    pub time: UnixMillis,
    /// A number that is used once.
    pub nonce: Nonce,
}

/// What an app's own server returns in place of headers if it refuses to sign a time: its own time, in milliseconds since
/// 1970. The lookup corrects its clock by it, and asks once more.
pub const SERVER_TIME: &str = "ServerTime";

/// A number that is used once: 32 lower-case hexadecimal digits of 16 random bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// Makes a nonce from 16 bytes of a cryptographically secure source, which must be used for nothing else.
    pub fn from_random(random: [u8; 16]) -> Self {
        Self(base16ct::lower::encode_string(&random))
    }

    /// Reads a nonce. Returns `None` if it is not 32 lower-case hexadecimal digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (digits.len() == 32 && digits.bytes().all(is_digit)).then(|| Self(digits.to_owned()))
    }

    /// Returns the digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The nonces that a server has signed, for one process.
///
/// Several processes that sign with the same secret have to share what they remember. A store with "set if absent, for
/// this long" does that, such as Redis with `SET nonce 1 NX PX 120000`.
///
/// Memory grows with the number of nonces within the time for which they are kept.
#[derive(Debug, Default)]
pub struct MemoryNonces {
    remembered: BTreeSet<String>,
    /// When each is forgotten, in the order in which they came.
    until: VecDeque<(UnixMillis, String)>,
}

impl MemoryNonces {
    /// Remembers a nonce for the time `keep`. Returns whether it is new.
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

    /// Returns how many nonces are remembered.
    pub fn len(&self) -> usize {
        self.remembered.len()
    }

    /// Returns whether no nonce is remembered.
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
