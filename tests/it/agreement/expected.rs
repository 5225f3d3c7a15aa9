//! What the index of a body has to say, worked out from serde_json's `Value` and the documented rules.

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
    let cells: Vec<_> = shape
        .columns
        .iter()
        .map(|column| match value.get(column.key) {
            Some(value) if secrets || !column.secret => cell(column.kind, value, secrets),
            _ => Cell::Absent,
        })
        .collect();
    let mut flaw = 0;
    let mut first = 0;
    while first < cells.len() && flaw == 0 {
        let last = (first + 1..cells.len()).find(|next| !shape.columns[*next].alias).unwrap_or(cells.len());
        let chosen = (first..last).find(|spelling| cells[*spelling] != Cell::Absent);
        let bad = |spelling: usize| match &cells[spelling] {
            Cell::Wrong => true,
            Cell::Object(row) => row.flaw != 0,
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
        (Kind::Bool, _) => match text(value).map(|text| text.to_ascii_lowercase()).as_deref() {
            Some("true" | "1") => Cell::Bool(true),
            Some("false" | "0") => Cell::Bool(false),
            _ => Cell::Wrong,
        },
        (Kind::IntOrBool, Value::Bool(flag)) => Cell::Int(i64::from(*flag)),
        (Kind::IntOrBool, Value::String(text)) if text == "true" || text == "false" => {
            Cell::Int(i64::from(text == "true"))
        }
        (Kind::Int | Kind::IntOrBool, _) => {
            text(value).and_then(|text| integer(&text)).map_or(Cell::Wrong, Cell::Int)
        }
        (Kind::Texts, Value::Array(entries)) => {
            entries.iter().map(text).collect::<Option<_>>().map_or(Cell::Wrong, Cell::Texts)
        }
        (Kind::Object(shape), Value::Object(_)) => Cell::Object(row(shape, value, secrets)),
        (Kind::List(shape), Value::Array(entries)) => {
            Cell::List(entries.iter().map(|entry| row(shape, entry, secrets)).collect())
        }
        (Kind::Map(shape), Value::Object(members)) => {
            Cell::Map(members.iter().map(|(key, value)| (key.clone(), row(shape, value, secrets))).collect())
        }
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
