//! Compares the reader with serde_json over mutated bodies: whether a body is JSON, and every value in it.

mod expected;
mod found;
mod mutate;
mod strict;

use found::{Found, slicer};
use mingpian::json::{MAX_DEPTH, Mode, Reading, Shape, Unit, repair, scan, scan_str};
use mingpian::{Content, providers};
use mutate::{Random, corpus, mutate};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The number of bodies to compare. `MINGPIAN_BODIES` overrides it.
const BODIES: u64 = 1_000_000;

const LENIENT: Reading = Reading { unit: Unit::Bytes, secrets: true, mode: Mode::Lenient };

/// The shapes that the answers of all operations are read with: the envelopes, and the records that may stand alone.
static SHAPES: LazyLock<Vec<&'static Shape>> = LazyLock::new(|| {
    let operations = providers::ALL.iter().flat_map(|provider| provider.operations);
    let shapes = operations.flat_map(|operation| {
        let envelope = &operation.metadata.envelope;
        let flat = match envelope.content {
            Content::RecordOrFlat(record) => Some(record),
            _ => None,
        };
        [envelope.layers[0].shape].into_iter().chain(flat)
    });
    shapes.collect()
});

/// A record, either as expected or as found in the index.
#[derive(Debug, PartialEq)]
struct Row {
    flaw: u32,
    cells: Vec<Cell>,
}

#[derive(Debug, PartialEq)]
enum Cell {
    Absent,
    Wrong,
    /// A list that is written as an object. serde_json forgets the order of its entries, so vectors test it.
    Unordered,
    Text(String),
    AnyJson(Value),
    Bool(bool),
    Int(i64),
    Texts(Vec<String>),
    Object(Row),
    /// The readable rows, and whether other rows exist.
    List(Vec<Row>, bool),
    Map(BTreeMap<String, Row>),
    Embedded(String, Option<Row>),
}

/// Compares the index of a body with the value from serde_json. Returns whether the body is JSON.
fn compare(body: &[u8], unit: Unit, secrets: bool) -> bool {
    let json = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let value: Option<Value> = serde_json::from_slice(json).ok();
    for &shape in SHAPES.iter() {
        let index = scan(body, shape, Reading { unit, secrets, mode: Mode::Lenient });
        assert_eq!(index.is_ok(), value.is_some(), "{index:?}");
        let (Ok(index), Some(value)) = (index, &value) else { return false };
        let text = std::str::from_utf8(body).unwrap();
        let words = index.words();
        assert_eq!(words[1], u32::from(secrets));
        let actual = Found { words, secrets, unit }.row(shape, words[0], &slicer(text, unit));
        let expected = expected::document(shape, value, secrets);
        if !format!("{expected:?}").contains("Unordered") {
            assert_eq!(normal(actual), normal(expected));
        }
    }
    true
}

/// Formats numbers that were read as text, and embedded objects, as serde_json does, which writes `1E2` as `1e+2`.
fn normal(row: Row) -> Row {
    let spelled = |text: String| match serde_json::from_str::<Value>(&text) {
        Ok(value @ (Value::Number(_) | Value::Object(_) | Value::Array(_))) => value.to_string(),
        _ => text,
    };
    let cell = |cell| match cell {
        Cell::Text(text) => Cell::Text(spelled(text)),
        Cell::Texts(texts) => Cell::Texts(texts.into_iter().map(spelled).collect()),
        Cell::Object(row) => Cell::Object(normal(row)),
        Cell::List(rows, is_broken) => Cell::List(rows.into_iter().map(normal).collect(), is_broken),
        Cell::Map(rows) => Cell::Map(rows.into_iter().map(|(key, row)| (key, normal(row))).collect()),
        Cell::Embedded(text, row) => Cell::Embedded(spelled(text), row.map(normal)),
        other => other,
    };
    Row { flaw: row.flaw, cells: row.cells.into_iter().map(cell).collect() }
}

#[test]
fn a_million_mutated_bodies_are_read_as_serde_json_reads_them() {
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
    // If nearly all bodies were broken, or nearly none, the test would prove little.
    assert!(json > bodies / 10 && json < bodies * 9 / 10, "{json} of {bodies} were JSON");
}

#[test]
fn utf16_places_are_those_of_the_same_texts() {
    let corpus = corpus();
    for seed in 0..20_000 {
        let body = mutate(&mut Random(seed), &corpus);
        let reading = |unit| Reading { unit, secrets: true, mode: Mode::Lenient };
        for &shape in SHAPES.iter() {
            let (Ok(bytes), Ok(utf16)) =
                (scan(&body, shape, reading(Unit::Bytes)), scan(&body, shape, reading(Unit::Utf16)))
            else {
                continue;
            };
            let text = std::str::from_utf8(&body).unwrap();
            let row = |words: &[u32], unit| {
                Found { words, secrets: true, unit }.row(shape, words[0], &slicer(text, unit))
            };
            assert_eq!(
                row(bytes.words(), Unit::Bytes),
                row(utf16.words(), Unit::Utf16),
                "seed {seed}: {text}"
            );
        }
    }
}

#[test]
fn nesting_ends_where_it_ends_for_serde_json() {
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
fn a_byte_order_mark_is_the_only_difference() {
    let body = b"\xEF\xBB\xBF{\"code\":200}";
    assert!(serde_json::from_slice::<Value>(body).is_err());
    assert!(compare(body, Unit::Bytes, false));
    assert!(compare(body, Unit::Utf16, false));
    let twice = b"\xEF\xBB\xBF\xEF\xBB\xBF{}";
    assert!(!compare(twice, Unit::Bytes, false));
}

#[test]
fn a_repaired_body_is_what_serde_json_reads_with_the_broken_characters_replaced() {
    let (corpus, shape) = (corpus(), SHAPES[0]);
    let mut repaired_bodies = 0;
    for seed in 0..100_000 {
        let body = mutate(&mut Random(seed), &corpus);
        let text = String::from_utf8_lossy(&body);
        let repaired = repair(&text);
        if scan_str(&text, shape, LENIENT).is_ok() {
            assert_eq!(repaired, text, "seed {seed}");
            continue;
        }
        if scan_str(&repaired, shape, LENIENT).is_ok() {
            repaired_bodies += 1;
            compare(repaired.as_bytes(), Unit::Bytes, true);
        }
        assert_eq!(repair(&repaired), repaired, "seed {seed}");
    }
    assert!(repaired_bodies > 1_000, "{repaired_bodies} bodies were repaired");
}
