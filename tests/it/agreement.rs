//! The reader against serde_json: whether a body is JSON, and every value, over mutated bodies.
//!
//! What a shape's index has to say is worked out here from serde_json's `Value` and the documented rules,
//! without the core's code.

use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::record::{Column, Kind, Record, Shape};
use mingpian::scan::{MAX_DEPTH, NO_ROW, NOTHING, Reading, Unit, scan};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Bodies in all; more with `MINGPIAN_BODIES`.
const BODIES: u64 = 1_000_000;

const fn column(wire: &'static str, kind: Kind) -> Column {
    Column { wire, kind, required: false, secret: false, twin: false }
}

static DMTZ: Shape = Shape {
    columns: &[
        column("code", Kind::Int),
        column("msg", Kind::Any),
        column("data", Kind::One(dmtz::User::SHAPE)),
    ],
};
static MYSOFT_DATA: Shape = Shape {
    columns: &[
        column("code", Kind::Verdict),
        column("message", Kind::Any),
        column("user_info", Kind::One(mysoft::UserInfo::SHAPE)),
    ],
};
static MYSOFT: Shape =
    Shape { columns: &[column("success", Kind::Verdict), column("data", Kind::One(&MYSOFT_DATA))] };
static QUANSHI: Shape = Shape {
    columns: &[
        column("status", Kind::Int),
        column("result", Kind::Map(quanshi::Account::SHAPE)),
        column("request_id", Kind::Text),
    ],
};

/// A record as it should be, or as the index has it.
#[derive(Debug, PartialEq)]
struct Row {
    flaw: u32,
    cells: Vec<Cell>,
}

#[derive(Debug, PartialEq)]
enum Cell {
    Absent,
    Wrong,
    Text(String),
    Any(Value),
    Flag(bool),
    Int(i64),
    Texts(Vec<String>),
    One(Row),
    List(Vec<Row>),
    Map(BTreeMap<String, Row>),
    Embedded(String, Option<Row>),
}

/// What serde_json's value should become.
mod expected {
    use super::*;

    pub(super) fn document(shape: &Shape, value: &Value, secrets: bool) -> Row {
        match value {
            Value::Object(_) => object(shape, value, secrets),
            _ => Row { flaw: NO_ROW, cells: Vec::new() },
        }
    }

    fn is_nothing(value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Object(members) => members.is_empty(),
            Value::Array(entries) => entries.is_empty(),
            _ => false,
        }
    }

    fn row(shape: &Shape, value: &Value, secrets: bool) -> Row {
        match value {
            _ if is_nothing(value) || *value == "" => Row { flaw: NOTHING, cells: Vec::new() },
            Value::Object(_) => object(shape, value, secrets),
            _ => Row { flaw: NO_ROW, cells: Vec::new() },
        }
    }

    fn object(shape: &Shape, value: &Value, secrets: bool) -> Row {
        let cells: Vec<_> = shape
            .columns
            .iter()
            .map(|column| match value.get(column.wire) {
                Some(value) if secrets || !column.secret => cell(column.kind, value, secrets),
                _ => Cell::Absent,
            })
            .collect();
        let mut flaw = 0;
        let mut first = 0;
        while first < cells.len() && flaw == 0 {
            let last =
                (first + 1..cells.len()).find(|next| !shape.columns[*next].twin).unwrap_or(cells.len());
            let chosen = (first..last).find(|spelling| cells[*spelling] != Cell::Absent);
            let bad = |spelling: usize| match &cells[spelling] {
                Cell::Wrong => true,
                Cell::One(row) => row.flaw != 0,
                Cell::List(rows) => rows.iter().any(|row| row.flaw != 0 && row.flaw != NOTHING),
                _ => false,
            };
            flaw = match chosen {
                Some(spelling) if bad(spelling) => spelling as u32 + 1,
                None if shape.columns[first].required => last as u32,
                _ => 0,
            };
            first = last;
        }
        Row { flaw, cells }
    }

    fn cell(kind: Kind, value: &Value, secrets: bool) -> Cell {
        if is_nothing(value) {
            return Cell::Absent;
        }
        match (kind, value) {
            (Kind::Text, _) => text(value).map_or(Cell::Wrong, Cell::Text),
            (Kind::Any, _) => Cell::Any(value.clone()),
            (Kind::Embedded(_), Value::String(text)) if text.is_empty() => Cell::Absent,
            (Kind::Embedded(shape), Value::String(text)) => {
                let value = serde_json::from_str(text.trim_start_matches('\u{feff}'));
                let row =
                    value.ok().map(|value| document(shape, &value, secrets)).filter(|row| row.flaw == 0);
                Cell::Embedded(text.clone(), row)
            }
            (Kind::Embedded(shape), _) => {
                let row = Some(document(shape, value, secrets)).filter(|row| row.flaw == 0);
                Cell::Embedded(value.to_string(), row)
            }
            (_, Value::String(text)) if text.is_empty() => Cell::Absent,
            (Kind::Flag, _) => match text(value).map(|text| text.to_ascii_lowercase()).as_deref() {
                Some("true" | "1") => Cell::Flag(true),
                Some("false" | "0") => Cell::Flag(false),
                _ => Cell::Wrong,
            },
            (Kind::Verdict, Value::Bool(flag)) => Cell::Int(i64::from(*flag)),
            (Kind::Verdict, Value::String(text)) if text == "true" || text == "false" => {
                Cell::Int(i64::from(text == "true"))
            }
            (Kind::Int | Kind::Verdict, _) => {
                text(value).and_then(|text| integer(&text)).map_or(Cell::Wrong, Cell::Int)
            }
            (Kind::Texts, Value::Array(entries)) => {
                entries.iter().map(text).collect::<Option<_>>().map_or(Cell::Wrong, Cell::Texts)
            }
            (Kind::One(shape), Value::Object(_)) => Cell::One(row(shape, value, secrets)),
            (Kind::List(shape), Value::Array(entries)) => {
                Cell::List(entries.iter().map(|entry| row(shape, entry, secrets)).collect())
            }
            (Kind::Map(shape), Value::Object(members)) => Cell::Map(
                members.iter().map(|(key, value)| (key.clone(), row(shape, value, secrets))).collect(),
            ),
            _ => Cell::Wrong,
        }
    }

    fn text(value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    fn integer(text: &str) -> Option<i64> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = (1..=16).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        let number = text.parse::<i64>().ok().filter(|_| plain)?;
        (number.abs() <= 9_007_199_254_740_991).then_some(number)
    }
}

/// What the index says, read by its documentation.
struct Found<'a> {
    words: &'a [u32],
    secrets: bool,
}

impl Found<'_> {
    fn row(&self, shape: &Shape, at: u32, text: &dyn Fn(u32, u32) -> String) -> Row {
        let at = at as usize;
        let flaw = self.words[at + 1];
        let cells = match flaw {
            NO_ROW | NOTHING => Vec::new(),
            _ => shape
                .columns
                .iter()
                .enumerate()
                .map(|(index, column)| self.cell(column, at + 4 + 2 * index, text))
                .collect(),
        };
        Row { flaw, cells }
    }

    fn cell(&self, column: &Column, at: usize, text: &dyn Fn(u32, u32) -> String) -> Cell {
        let (first, second) = (self.words[at], self.words[at + 1]);
        let string = |from: u32, to: u32| {
            let written = text(from >> 1, to);
            match from & 1 {
                1 => serde_json::from_str(&format!("\"{written}\"")).unwrap(),
                _ => written,
            }
        };
        match (first, column.kind) {
            (0, _) => Cell::Absent,
            _ if column.secret && !self.secrets => panic!("a secret in the index"),
            (u32::MAX, _) => Cell::Wrong,
            (_, Kind::Text) => Cell::Text(string(first, second)),
            (_, Kind::Any) => {
                // A string's span lies between its quotes; anything else is its own JSON text.
                let quoted = first >> 1 > 0 && text((first >> 1) - 1, first >> 1) == "\"";
                match quoted {
                    true => Cell::Any(Value::from(string(first, second))),
                    false => Cell::Any(serde_json::from_str(&string(first, second)).unwrap()),
                }
            }
            (_, Kind::Flag) => Cell::Flag(first == 2),
            (_, Kind::Int | Kind::Verdict) => {
                Cell::Int(((i64::from(first) - (1 << 30)) << 32) | i64::from(second))
            }
            (_, Kind::Texts) => Cell::Texts(
                self.rows(first, second)
                    .map(|row| string(self.words[row + 2], self.words[row + 3]))
                    .collect(),
            ),
            (_, Kind::One(shape)) => Cell::One(self.row(shape, first, text)),
            (_, Kind::List(shape)) => {
                Cell::List(self.rows(first, second).map(|row| self.row(shape, row as u32, text)).collect())
            }
            (_, Kind::Map(shape)) => {
                let entry = |row: usize| {
                    (string(self.words[row + 2], self.words[row + 3]), self.row(shape, row as u32, text))
                };
                Cell::Map(self.rows(first, second).map(entry).collect())
            }
            (_, Kind::Embedded(shape)) => {
                let row = first as usize;
                let document = string(self.words[row + 2], self.words[row + 3]);
                let value = (self.words[row + 1] == 0)
                    .then(|| self.row(shape, first, &slicer(&document, Unit::Bytes)));
                Cell::Embedded(document, value)
            }
        }
    }

    fn rows(&self, first: u32, count: u32) -> impl Iterator<Item = usize> {
        let mut next = first as usize;
        (0..count).map(move |_| {
            let row = next;
            next = self.words[row] as usize;
            row
        })
    }
}

/// The text between two places.
fn slicer(text: &str, unit: Unit) -> Box<dyn Fn(u32, u32) -> String + '_> {
    match unit {
        Unit::Bytes => Box::new(move |from, to| text[from as usize..to as usize].to_owned()),
        Unit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            Box::new(move |from, to| String::from_utf16(&units[from as usize..to as usize]).unwrap())
        }
    }
}

/// A generator of numbers, from a seed (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// What bodies are broken, or mended, with.
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

fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
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

/// Puts a fragment in the place of the scalar behind the next colon.
fn replace_value(body: &mut Vec<u8>, at: usize, fragment: &[u8]) {
    let Some(colon) = body[at..].iter().position(|byte| *byte == b':') else { return };
    let start = at + colon + 1;
    let len = body[start..].iter().position(|byte| matches!(byte, b',' | b'}' | b']')).unwrap_or(0);
    body.splice(start..start + len, fragment.iter().copied());
}

fn corpus() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut bodies = Vec::new();
    for provider in ["dmtz", "mysoft", "quanshi"] {
        let text = std::fs::read_to_string(folder.join(provider).join("responses.json")).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        let cases = file["cases"].as_array().unwrap().iter();
        let texts = cases.filter_map(|case| case["response"]["body"].as_str());
        bodies.extend(texts.filter(|text| text.len() < 3_000).map(|text| text.as_bytes().to_vec()));
    }
    assert!(bodies.len() > 500);
    bodies
}

/// Whether both say the same of a body; whether it is JSON.
fn compare(body: &[u8], unit: Unit, secrets: bool) -> bool {
    let json = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let value: Option<Value> = serde_json::from_slice(json).ok();
    let shapes: [&'static Shape; 4] = [&DMTZ, dmtz::User::SHAPE, &MYSOFT, &QUANSHI];
    for shape in shapes {
        let index = scan(body, shape, Reading { unit, secrets });
        assert_eq!(index.is_ok(), value.is_some(), "{index:?}");
        let (Ok(index), Some(value)) = (index, &value) else { return false };
        let text = std::str::from_utf8(body).unwrap();
        let words = index.words();
        assert_eq!(words[1], u32::from(secrets));
        let actual = Found { words, secrets }.row(shape, words[0], &slicer(text, unit));
        let expected = expected::document(shape, value, secrets);
        assert_eq!(normal(actual), normal(expected));
    }
    true
}

/// Numbers taken as text, and embedded objects, in serde_json's own spelling: it does not keep that `1E2` was
/// not `1e+2`.
fn normal(row: Row) -> Row {
    let spelled = |text: String| match serde_json::from_str::<Value>(&text) {
        Ok(value @ (Value::Number(_) | Value::Object(_) | Value::Array(_))) => value.to_string(),
        _ => text,
    };
    let cell = |cell| match cell {
        Cell::Text(text) => Cell::Text(spelled(text)),
        Cell::Texts(texts) => Cell::Texts(texts.into_iter().map(spelled).collect()),
        Cell::One(row) => Cell::One(normal(row)),
        Cell::List(rows) => Cell::List(rows.into_iter().map(normal).collect()),
        Cell::Map(rows) => Cell::Map(rows.into_iter().map(|(key, row)| (key, normal(row))).collect()),
        Cell::Embedded(text, row) => Cell::Embedded(spelled(text), row.map(normal)),
        other => other,
    };
    Row { flaw: row.flaw, cells: row.cells.into_iter().map(cell).collect() }
}

#[test]
fn a_million_mutated_bodies() {
    let bodies = std::env::var("MINGPIAN_BODIES").map_or(BODIES, |count| count.parse().unwrap());
    let corpus = corpus();
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let json: u64 = std::thread::scope(|scope| {
        let work = |thread: u64| {
            let corpus = &corpus;
            scope.spawn(move || {
                let mut json = 0;
                for seed in (thread..bodies).step_by(threads as usize) {
                    let body = mutate(&mut Random(seed), corpus);
                    let run = || compare(&body, Unit::Bytes, seed % 3 == 0);
                    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
                        Ok(is_json) => json += u64::from(is_json),
                        Err(_) => panic!("seed {seed}: {}", String::from_utf8_lossy(&body)),
                    }
                }
                json
            })
        };
        let workers: Vec<_> = (0..threads).map(work).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    // A test whose bodies were nearly all broken, or nearly all whole, would prove little.
    assert!(json > bodies / 10 && json < bodies * 9 / 10, "{json} of {bodies} were JSON");
}

#[test]
fn utf16_places_are_the_same_texts() {
    let corpus = corpus();
    for seed in 0..20_000 {
        let body = mutate(&mut Random(seed), &corpus);
        let reading = |unit| Reading { unit, secrets: true };
        let shape = &QUANSHI;
        let (Ok(bytes), Ok(utf16)) =
            (scan(&body, shape, reading(Unit::Bytes)), scan(&body, shape, reading(Unit::Utf16)))
        else {
            continue;
        };
        let text = std::str::from_utf8(&body).unwrap();
        let row =
            |words: &[u32], unit| Found { words, secrets: true }.row(shape, words[0], &slicer(text, unit));
        assert_eq!(row(bytes.words(), Unit::Bytes), row(utf16.words(), Unit::Utf16), "seed {seed}: {text}");
    }
}

#[test]
fn nesting_ends_where_serde_json_ends_it() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [1, 100, 126, 127, 128, 129, 10_000] {
            let inner = if open == "[" { "" } else { "1" };
            let body = [&open.repeat(depth), inner, &close.repeat(depth)].concat();
            assert_eq!(
                compare(body.as_bytes(), Unit::Bytes, false),
                depth <= MAX_DEPTH as usize,
                "{depth} × {open}"
            );
            let body = format!("{{\"data\":{{\"id\":\"1\",\"remark\":{body}}}}}");
            compare(body.as_bytes(), Unit::Bytes, false);
        }
    }
}

#[test]
fn a_byte_order_mark_is_the_one_difference() {
    let body = b"\xEF\xBB\xBF{\"code\":200}";
    assert!(serde_json::from_slice::<Value>(body).is_err());
    assert!(compare(body, Unit::Bytes, false));
    assert!(compare(body, Unit::Utf16, false));
    let twice = b"\xEF\xBB\xBF\xEF\xBB\xBF{}";
    assert!(!compare(twice, Unit::Bytes, false));
}
