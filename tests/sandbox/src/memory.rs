//! The memory of the services: nonces that they have seen or signed, and codes that they have issued and accepted.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::lock::lock;
use crate::people::POPULATION;

/// How long a nonce is remembered. A signature dated five minutes ahead is valid for ten minutes.
const NONCE_MEMORY: Duration = Duration::from_secs(10 * 60);

/// How long a nonce that was signed is remembered. One dated a minute ahead could be signed for two minutes.
const SIGNING_MEMORY: Duration = Duration::from_secs(2 * 60);

/// The lifetime of a code. WeChat: "code只能使用一次,5分钟未被使用自动过期".
const CODE_LIFETIME_MS: i64 = 5 * 60 * 1000;

/// The number of codes at which the expired ones are dropped.
const MANY_CODES: usize = 10_000;

/// Everything that the services remember.
#[derive(Default)]
pub(crate) struct Memory {
    keys: Mutex<HashMap<String, Seen>>,
    codes: Mutex<Codes>,
}

/// What is remembered under one key. Keys are independent of each other, so that tests can run in parallel.
#[derive(Default)]
struct Seen {
    nonces: Nonces,
    signed: Nonces,
    spent_codes: HashSet<String>,
}

/// Nonces, each with the time until which it is remembered.
#[derive(Default)]
struct Nonces {
    known: HashSet<String>,
    by_age: VecDeque<(Instant, String)>,
}

/// The codes that were issued, for all keys.
#[derive(Default)]
struct Codes {
    issued: HashMap<String, Issued>,
    count: u32,
}

struct Issued {
    person: u32,
    at_ms: i64,
}

/// A code that was just issued.
pub(crate) struct FreshCode {
    pub(crate) code: String,
    pub(crate) person: u32,
}

/// The reason why a code is refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum CodeRefused {
    Unknown,
    Expired,
    Spent,
}

impl Memory {
    /// Remembers a nonce. Returns false if the key has seen it before.
    pub(crate) fn is_new_nonce(&self, key: &str, nonce: &str) -> bool {
        lock(&self.keys).entry(key.to_owned()).or_default().nonces.add(nonce, NONCE_MEMORY)
    }

    /// Remembers a nonce that the app's server signs. Returns false if it has signed it for the key before.
    pub(crate) fn is_first_signing(&self, key: &str, nonce: &str) -> bool {
        lock(&self.keys).entry(key.to_owned()).or_default().signed.add(nonce, SIGNING_MEMORY)
    }

    /// Issues a single-use code for `person`, or for the next person in turn.
    pub(crate) fn issue_code(&self, person: Option<u32>, now_ms: i64) -> Result<FreshCode, getrandom::Error> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)?;
        let code = hex::encode(random);
        let mut codes = lock(&self.codes);
        let person = person.unwrap_or_else(|| {
            codes.count = codes.count % POPULATION + 1;
            codes.count
        });
        if codes.issued.len() >= MANY_CODES {
            codes.issued.retain(|_, issued| !issued.is_expired(now_ms));
        }
        codes.issued.insert(code.clone(), Issued { person, at_ms: now_ms });
        Ok(FreshCode { code, person })
    }

    /// Spends a code. Returns the number of the person it stands for.
    pub(crate) fn spend_code(&self, key: &str, code: &str, now_ms: i64) -> Result<u32, CodeRefused> {
        if code.starts_with("expired-") {
            return Err(CodeRefused::Expired);
        }
        let codes = lock(&self.codes);
        let issued = codes.issued.get(code).ok_or(CodeRefused::Unknown)?;
        if issued.is_expired(now_ms) {
            return Err(CodeRefused::Expired);
        }
        let is_new = lock(&self.keys).entry(key.to_owned()).or_default().spent_codes.insert(code.to_owned());
        if is_new { Ok(issued.person) } else { Err(CodeRefused::Spent) }
    }
}

impl Nonces {
    /// Adds a nonce. Returns false if it is already there.
    fn add(&mut self, nonce: &str, keep: Duration) -> bool {
        let now = Instant::now();
        while let Some((until, _)) = self.by_age.front()
            && *until < now
            && let Some((_, old)) = self.by_age.pop_front()
        {
            self.known.remove(&old);
        }
        let is_new = self.known.insert(nonce.to_owned());
        if is_new {
            self.by_age.push_back((now + keep, nonce.to_owned()));
        }
        is_new
    }
}

impl Issued {
    fn is_expired(&self, now_ms: i64) -> bool {
        now_ms - self.at_ms > CODE_LIFETIME_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_lives_five_minutes() {
        let memory = Memory::default();
        let FreshCode { code, person } = memory.issue_code(Some(7), 1_000).unwrap();
        assert_eq!(person, 7);
        let spend = |now_ms| memory.spend_code("", &code, now_ms);
        assert_eq!(spend(1_000 + CODE_LIFETIME_MS + 1), Err(CodeRefused::Expired));
        assert_eq!(spend(1_000 + CODE_LIFETIME_MS), Ok(7));
        assert_eq!(spend(1_000), Err(CodeRefused::Spent));
    }

    #[test]
    fn codes_go_round_the_population() {
        let memory = Memory::default();
        lock(&memory.codes).count = POPULATION - 1;
        let persons = [(); 3].map(|()| memory.issue_code(None, 0).unwrap().person);
        assert_eq!(persons, [POPULATION, 1, 2]);
    }

    #[test]
    fn many_codes_make_it_forget_the_expired() {
        let memory = Memory::default();
        for _ in 0..MANY_CODES {
            memory.issue_code(None, 0).unwrap();
        }
        memory.issue_code(None, CODE_LIFETIME_MS + 1).unwrap();
        assert_eq!(lock(&memory.codes).issued.len(), 1);
    }
}
