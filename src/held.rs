//! Identifiers that a batch holds, each once: what is asked again while it is held is only counted.
//!
//! A hash table of our own with places that are used again. The standard map draws on a random source, and the ordered
//! one weighs as much as the reader in the npm module. The identifiers are the caller's, so nobody else can choose
//! some that collide.

/// Identifiers of several lists, by a number that stays the same while they are held.
#[derive(Default)]
pub(crate) struct Held {
    entries: Vec<Entry>,
    free: Vec<usize>,
    /// 0, or 1 + the place of an entry: at the place that the hash says or behind it, without a gap.
    slots: Vec<usize>,
    count: usize,
}

#[derive(Default)]
struct Entry {
    list: usize,
    text: String,
    /// How many ask for it.
    askers: u64,
}

impl Held {
    /// One more asks for this. Its number, if nobody did before.
    pub(crate) fn ask(&mut self, list: usize, text: &str) -> Option<usize> {
        if 2 * (self.count + 1) > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(list, text);
        let found = self.slots.get(slot).copied().unwrap_or(0);
        if let Some(entry) = found.checked_sub(1).and_then(|number| self.entries.get_mut(number)) {
            entry.askers += 1;
            return None;
        }
        let entry = Entry { list, text: text.to_owned(), askers: 1 };
        let number = self.free.pop().unwrap_or(self.entries.len());
        match self.entries.get_mut(number) {
            Some(place) => *place = entry,
            None => self.entries.push(entry),
        }
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = number + 1;
        }
        self.count += 1;
        Some(number)
    }

    /// The text of a number.
    pub(crate) fn text(&self, number: usize) -> &str {
        self.entries.get(number).map_or("", |entry| &entry.text)
    }

    /// Holds it no longer: its text, and how many asked.
    pub(crate) fn release(&mut self, number: usize) -> (String, u64) {
        let Some(entry) = self.entries.get(number) else { return (String::new(), 0) };
        let mut gap = self.slot(entry.list, &entry.text);
        let mask = self.slots.len().wrapping_sub(1);
        // What stands behind the gap and could stand in it moves there (Knuth 6.4, algorithm R).
        let mut at = gap;
        loop {
            at = (at + 1) & mask;
            let Some(number) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)) else { break };
            let home = self.entries.get(number).map_or(at, |entry| self.home(entry.list, &entry.text));
            if (at.wrapping_sub(home) & mask) >= (at.wrapping_sub(gap) & mask) {
                self.set(gap, number + 1);
                gap = at;
            }
        }
        self.set(gap, 0);
        self.free.push(number);
        self.count -= 1;
        self.entries
            .get_mut(number)
            .map(std::mem::take)
            .map_or((String::new(), 0), |entry| (entry.text, entry.askers))
    }

    /// How many are held.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    fn set(&mut self, slot: usize, value: usize) {
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = value;
        }
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![0; (2 * old.len()).max(64)];
        for value in old.into_iter().filter(|value| *value > 0) {
            let Some(entry) = self.entries.get(value - 1) else { continue };
            let slot = self.slot(entry.list, &entry.text);
            self.set(slot, value);
        }
    }

    /// FNV-1a, 32 bits, of the list and the text.
    fn home(&self, list: usize, text: &str) -> usize {
        let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        let first = step(0x811C_9DC5, u8::try_from(list).unwrap_or(u8::MAX));
        usize::try_from(text.bytes().fold(first, step)).unwrap_or(0) & self.slots.len().wrapping_sub(1)
    }

    /// The slot that holds it, or would. There is always a free one.
    fn slot(&self, list: usize, text: &str) -> usize {
        let mut slot = self.home(list, text);
        while let Some(number) = self.slots.get(slot).and_then(|slot| slot.checked_sub(1)) {
            if self.entries.get(number).is_some_and(|entry| entry.list == list && entry.text == text) {
                break;
            }
            slot = (slot + 1) & self.slots.len().wrapping_sub(1);
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// As the standard map would, over any order of asking and releasing.
    #[test]
    fn holds_each_identifier_once() {
        let mut held = Held::default();
        let mut oracle: BTreeMap<(usize, String), (usize, u64)> = BTreeMap::new();
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for round in 0..200_000 {
            // It grows for a while, then shrinks, then stays small.
            let asks = if round < 60_000 { 3 } else { 1 };
            if random(4) < asks {
                let key = (random(3) as usize, format!("person{}", random(3_000)));
                match (held.ask(key.0, &key.1), oracle.get_mut(&key)) {
                    (None, Some((_, askers))) => *askers += 1,
                    (Some(number), None) => drop(oracle.insert(key, (number, 1))),
                    (held, oracle) => panic!("{held:?} where {oracle:?} is expected"),
                }
            } else if !oracle.is_empty() {
                let key = oracle.keys().nth(random(oracle.len() as u64) as usize).unwrap().clone();
                let (number, askers) = oracle.remove(&key).unwrap();
                assert_eq!(held.text(number), key.1);
                assert_eq!(held.release(number), (key.1, askers));
            }
            assert_eq!(held.len(), oracle.len());
        }
    }
}
