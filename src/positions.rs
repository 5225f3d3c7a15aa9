//! Where keys stand in a list: a hash table of our own.
//!
//! The standard map draws on a random source, and the ordered one weighs as much as the reader in the npm module.
//! The keys are the caller's, so nobody else can choose keys that collide.

/// Where each key stands first in a list.
pub(crate) struct Positions {
    keys: Vec<String>,
    /// 1 + a place in the list, or 0.
    slots: Vec<usize>,
}

impl Positions {
    /// Of these keys.
    pub(crate) fn of(keys: Vec<String>) -> Self {
        let slots = vec![0; (2 * keys.len()).next_power_of_two()];
        let mut table = Self { keys, slots };
        for at in 0..table.keys.len() {
            let slot = table.keys.get(at).map_or(0, |key| table.slot(key.as_bytes()));
            if let Some(slot @ 0) = table.slots.get_mut(slot) {
                *slot = at + 1;
            }
        }
        table
    }

    /// The keys, in their order.
    pub(crate) fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Where the key stands first.
    pub(crate) fn find(&self, key: &[u8]) -> Option<usize> {
        self.slots.get(self.slot(key))?.checked_sub(1)
    }

    /// The slot that holds the key, or would. There is always a free one.
    fn slot(&self, key: &[u8]) -> usize {
        // FNV-1a, 32 bits.
        let hash = key
            .iter()
            .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
        let mut slot = usize::try_from(hash).unwrap_or(0);
        loop {
            slot &= self.slots.len() - 1;
            let found = self.slots.get(slot).and_then(|at| self.keys.get(at.wrapping_sub(1)));
            if found.is_none_or(|other| other.as_bytes() == key) {
                return slot;
            }
            slot += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_of_equal_keys_and_nothing_else() {
        let names: Vec<_> = (0..1_000).map(|n| format!("person{}@example.com", n % 700)).collect();
        let positions = Positions::of(names.clone());
        for (at, name) in names.iter().enumerate() {
            assert_eq!(positions.find(name.as_bytes()), Some(at % 700));
            assert_eq!(positions.find(format!("{name}.").as_bytes()), None);
        }
        assert_eq!(positions.find(b""), None);
        assert_eq!(Positions::of(Vec::new()).find(b"anybody"), None);
        assert_eq!(Positions::of(vec![String::new()]).find(b""), Some(0));
    }
}
