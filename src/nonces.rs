//! What a server that signs for others has signed already.

use crate::clock::UnixMillis;
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// Nonces that came, for one process. Several that sign with the same secret have to share what they remember: a
/// store with "set if absent, for so long" does, Redis' `SET nonce 1 NX PX 120000` for one.
///
/// Memory grows with the nonces of the last two minutes.
#[derive(Debug, Default)]
pub struct MemoryNonces {
    until: BTreeMap<String, UnixMillis>,
    /// In the order in which they came, which is the order in which they go.
    order: VecDeque<String>,
}

impl MemoryNonces {
    /// Remembers a nonce for as long; whether it was new.
    pub fn insert(&mut self, nonce: &str, now: UnixMillis, keep: Duration) -> bool {
        while let Some(oldest) = self.order.front()
            && self.until.get(oldest).is_none_or(|until| *until < now)
        {
            self.until.remove(oldest);
            self.order.pop_front();
        }
        if self.until.contains_key(nonce) {
            return false;
        }
        let keep_ms = u64::try_from(keep.as_millis()).unwrap_or(u64::MAX);
        self.until.insert(nonce.to_owned(), UnixMillis(now.0.saturating_add(keep_ms)));
        self.order.push_back(nonce.to_owned());
        true
    }

    /// How many are remembered.
    pub fn len(&self) -> usize {
        self.until.len()
    }

    /// Whether none is remembered.
    pub fn is_empty(&self) -> bool {
        self.until.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
