//! Computes the expected index of a body from serde_json's `Value` and the documented rules.

use super::{Cell, Row};
use mingpian::json::{Kind, NO_ROW, NOTHING, Shape};
use serde_json::Value;

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
    let mut cells: Vec<_> = shape
        .columns
        .iter()
        .map(|column| match value.get(column.key) {
            Some(value) if secrets || !column.secret => cell(column.kind, value, secrets),
            _ => Cell::Absent,
        })
        .collect();
    // A value that cannot be read makes the row unreadable only if it is required.
    for (cell, column) in cells.iter_mut().zip(shape.columns) {
        if !column.required && matches!(cell, Cell::Object(row) if row.flaw != 0) {
            *cell = Cell::Wrong;
        }
    }
    let mut flaw = 0;
    let mut first = 0;
    while first < cells.len() && flaw == 0 {
        let last = (first + 1..cells.len()).find(|next| !shape.columns[*next].alias).unwrap_or(cells.len());
        let is_there = |spelling: usize| match &cells[spelling] {
            Cell::Absent | Cell::Wrong => false,
            Cell::Object(row) => row.flaw == 0,
            _ => true,
        };
        let chosen = (first..last).find(|spelling| is_there(*spelling));
        flaw = if chosen.is_none() && shape.columns[first].required { last as u32 } else { 0 };
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
        (Kind::AnyJson, _) => Cell::AnyJson(value.clone()),
        (Kind::Embedded(_), Value::String(text)) if text.is_empty() => Cell::Absent,
        (Kind::Embedded(shape), Value::String(text)) => {
            let value = serde_json::from_str(text.trim_start_matches('\u{feff}'));
            let row = value.ok().map(|value| document(shape, &value, secrets)).filter(|row| row.flaw == 0);
            Cell::Embedded(text.clone(), row)
        }
        (Kind::Embedded(shape), _) => {
            let row = Some(document(shape, value, secrets)).filter(|row| row.flaw == 0);
            Cell::Embedded(value.to_string(), row)
        }
        (_, Value::String(text)) if text.is_empty() => Cell::Absent,
        (Kind::Bool, _) => {
            let text = text(value).map(|text| text.to_ascii_lowercase());
            match (text.as_deref(), text.as_deref().and_then(integer)) {
                (Some("true"), _) | (_, Some(1)) => Cell::Bool(true),
                (Some("false"), _) | (_, Some(0)) => Cell::Bool(false),
                _ => Cell::Wrong,
            }
        }
        (Kind::IntOrBool, Value::Bool(flag)) => Cell::Int(i64::from(*flag)),
        (Kind::IntOrBool, Value::String(text)) if text == "true" || text == "false" => {
            Cell::Int(i64::from(text == "true"))
        }
        (Kind::Int | Kind::IntOrBool, _) => {
            text(value).and_then(|text| integer(&text)).map_or(Cell::Wrong, Cell::Int)
        }
        (Kind::Texts | Kind::List(_), Value::Object(members)) if is_numbered(members) => Cell::Unordered,
        (Kind::Texts, Value::Array(entries)) => {
            entries.iter().map(text).collect::<Option<_>>().map_or(Cell::Wrong, Cell::Texts)
        }
        (Kind::Object(shape), Value::Object(_)) => Cell::Object(row(shape, value, secrets)),
        (Kind::List(shape), Value::Array(entries)) => {
            let rows =
                entries.iter().map(|entry| row(shape, entry, secrets)).filter(|row| row.flaw != NOTHING);
            let (readable, broken): (Vec<_>, Vec<_>) = rows.partition(|row| row.flaw == 0);
            match (readable.is_empty(), broken.is_empty()) {
                (true, true) => Cell::Absent,
                (true, false) => Cell::Wrong,
                (false, _) => Cell::List(readable, !broken.is_empty()),
            }
        }
        (Kind::Map(shape), Value::Object(members)) => {
            let entry = |(key, value): (&String, &Value)| {
                let mut row = row(shape, value, secrets);
                if row.flaw != 0 {
                    row.cells.clear();
                }
                (key.clone(), row)
            };
            Cell::Map(members.iter().map(entry).collect())
        }
        _ => Cell::Wrong,
    }
}

/// Returns whether all keys are whole numbers.
fn is_numbered(members: &serde_json::Map<String, Value>) -> bool {
    members.keys().all(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()))
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
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let power = exponent.trim_start_matches(['+', '-']);
    let is_number =
        |text: &&str| (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if exponent.len() > power.len() + 1 || ![whole, fraction, power].iter().all(is_number) {
        return None;
    }
    let mut number: i128 = (whole.to_owned() + fraction).parse().unwrap();
    let exponent: i64 = exponent.parse().ok().filter(|exponent: &i64| exponent.abs() <= 400)?;
    for _ in 0..exponent {
        number = number.checked_mul(10)?;
    }
    for _ in exponent.min(0)..i64::try_from(fraction.len()).unwrap() {
        if number % 10 != 0 {
            return None;
        }
        number /= 10;
    }
    let number = i64::try_from(number).ok().filter(|number| *number <= 9_007_199_254_740_991)?;
    Some(if text.starts_with('-') { -number } else { number })
}
