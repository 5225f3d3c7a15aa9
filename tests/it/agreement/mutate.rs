//! Mutates bodies.

use mingpian::providers;
use serde_json::Value;
use std::path::Path;

/// SplitMix64.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// The fragments that are inserted into bodies.
const FRAGMENTS: &[&[u8]] = &[
    b"null",
    b"true",
    b"false",
    b"0",
    b"1",
    b"-1",
    b"\"1\"",
    b"\"\"",
    b"{}",
    b"[]",
    b"[{}]",
    b"{\"a\":[]}",
    b"1.5",
    b"1e3",
    b"1e999",
    b"-0",
    b"01",
    b"9007199254740991",
    b"9007199254740992",
    b"12345678901234567",
    b"\"0123\"",
    b"\"True\"",
    b"\"a\\u0041\"",
    b"\"\\ud83d\\ude00\"",
    b"\"\\ud83d\"",
    b"\"\\udc00\"",
    b"\"\\x\"",
    b"\"\xE5\x90\x8D\"",
    b"\xF0\x9F\x98\x80",
    b"\xFF",
    b"\xC0\x80",
    b"\xED\xA0\x80",
    b"\xEF\xBB\xBF",
    b",",
    b":",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b" ",
    b"\n",
    b"\t",
    b"\0",
    b"\x0b",
    b"\"id\":",
    b"\"data\":",
    b"\"userId\":7,",
    b"\"code\":200,",
    b"\"co\\u0064e\":1,",
    b"\"extraProperties\":\"{\\\"Country\\\":\\\"\xE5\x90\x8D\\\"}\",",
    b"\"extraProperties\":{\"City\":\"x\"},",
];

pub(super) fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut body = corpus[random.below(corpus.len())].clone();
    for _ in 0..1 + random.below(3) {
        let at = random.below(body.len() + 1);
        let end = (at + random.below(12)).min(body.len());
        match random.below(7) {
            0 if at < body.len() => body[at] ^= 1 << random.below(8),
            1 => drop(body.drain(at..end)),
            2 => {
                let copy = body[at..end].to_vec();
                body.splice(at..at, copy);
            }
            3 => drop(body.splice(at..end, FRAGMENTS[random.below(FRAGMENTS.len())].iter().copied())),
            4 => replace_value(&mut body, at, FRAGMENTS[random.below(FRAGMENTS.len())]),
            5 => {
                let other = &corpus[random.below(corpus.len())];
                let from = random.below(other.len());
                let to = (from + random.below(40)).min(other.len());
                body.splice(at..at, other[from..to].iter().copied());
            }
            _ => replace_value(&mut body, at, FRAGMENTS[random.below(30)]),
        }
    }
    body
}

/// Replaces the scalar behind the next colon by a fragment.
pub(super) fn replace_value(body: &mut Vec<u8>, at: usize, fragment: &[u8]) {
    let Some(colon) = body[at..].iter().position(|byte| *byte == b':') else { return };
    let start = at + colon + 1;
    let len = body[start..].iter().position(|byte| matches!(byte, b',' | b'}' | b']')).unwrap_or(0);
    body.splice(start..start + len, fragment.iter().copied());
}

pub(super) fn corpus() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut bodies = Vec::new();
    for provider in providers::ALL {
        let text = std::fs::read_to_string(folder.join(provider.name).join("responses.json")).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        let cases = file["cases"].as_array().unwrap().iter();
        let texts = cases.filter_map(|case| case["response"]["body"].as_str());
        bodies.extend(texts.filter(|text| text.len() < 3_000).map(|text| text.as_bytes().to_vec()));
    }
    assert!(bodies.len() > 500);
    bodies
}
