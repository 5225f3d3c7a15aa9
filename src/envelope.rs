//! What stands around an answer is a table, too: where a provider says whether all is well, and where the answer is.

use crate::endpoint::Said;
use crate::http::UnsignedRequest;
use crate::judge::Judgement;
use crate::positions::Positions;
use crate::record::Shape;
use crate::scan::{Index, NO_ROW, NotJson, Reading, scan_text};

/// What stands around an answer.
#[derive(Debug)]
pub struct Envelope {
    /// From the outermost inwards, one at least.
    pub layers: &'static [Layer],
    /// What the innermost holds.
    pub answer: Answer,
}

/// An object with a code and something inside.
#[derive(Debug)]
pub struct Layer {
    /// Its columns.
    pub shape: &'static Shape,
    /// The column of the code.
    pub code: usize,
    /// The code of success.
    pub success: i64,
    /// The codes of refused credentials; any other is a no.
    pub unauthenticated: &'static [i64],
    /// The columns of the text, the first that is there.
    pub text: &'static [usize],
    /// The columns of the request's id, the first that is there.
    pub request_id: &'static [usize],
    /// The column of the provider's time, in milliseconds since 1970, if it tells.
    pub time_ms: Option<usize>,
    /// The column of the next layer or, in the innermost, of the answer.
    pub inner: usize,
}

/// What an answer is.
#[derive(Debug)]
pub enum Answer {
    /// A record.
    Record(&'static Shape),
    /// A record, which may stand in place of the innermost layer.
    RecordOrFlat(&'static Shape),
    /// Records by the texts that the request's lists hold.
    ByText,
}

/// The column with this key.
#[expect(clippy::panic, clippy::indexing_slicing, reason = "runs at compile time, on our own tables")]
pub(crate) const fn column(shape: &Shape, wire: &str) -> usize {
    let mut at = 0;
    while at < shape.columns.len() {
        if same(shape.columns[at].wire.as_bytes(), wire.as_bytes()) {
            return at;
        }
        at += 1;
    }
    panic!("no such column")
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    match (left, right) {
        ([], []) => true,
        ([a, left @ ..], [b, right @ ..]) => *a == *b && same(left, right),
        _ => false,
    }
}

impl Layer {
    /// The key of a column.
    fn wire(&self, column: usize) -> &'static str {
        self.shape.columns.get(column).map_or("", |column| column.wire)
    }
}

impl Envelope {
    /// Judges a body and tells what the provider says of itself in it. `request` is what
    /// was asked. Texts are what they are if the reading counts bytes.
    pub(crate) fn open(
        &self,
        body: &[u8],
        reading: Reading,
        request: &UnsignedRequest,
        said: &mut Said,
    ) -> Result<Box<Index>, Judgement> {
        *said = Said::default();
        let read = |body, shape| scan_text(body, shape, reading).map_err(Judgement::NotJson);
        let body = std::str::from_utf8(body).map_err(|_| Judgement::NotJson(NotJson::Utf8))?;
        let [outer, ..] = self.layers else { return Err(Judgement::Malformed) };
        let mut index = read(body, outer.shape)?;
        let mut row = index.root();
        if index.flaw(row) == NO_ROW {
            return Err(Judgement::Malformed);
        }
        for (depth, layer) in self.layers.iter().enumerate() {
            let code = number(&index, row, layer.code);
            // That all is well so far tells nobody anything.
            if code != Some(layer.success) || depth + 1 == self.layers.len() {
                let text = |columns| first_text(&index, body, layer.shape, row, columns);
                said.code = code;
                said.time_ms = layer.time_ms.and_then(|column| number(&index, row, column));
                said.text = text(layer.text);
                said.request_id = text(layer.request_id);
            }
            let Some(code) = code else {
                said.path.push_str(layer.wire(layer.code));
                return Err(Judgement::Malformed);
            };
            if layer.unauthenticated.contains(&code) {
                return Err(Judgement::Unauthenticated);
            }
            if code != layer.success {
                return Err(Judgement::Rejected);
            }
            said.path.push_str(layer.wire(layer.inner));
            match (index.column(row, layer.inner), &self.answer) {
                (Some((inner, _)), _) => {
                    row = inner;
                    said.path.push('.');
                }
                (None, Answer::ByText) if !index.is_wrong(row, layer.inner) => row = u32::MAX,
                (None, Answer::RecordOrFlat(shape)) => {
                    index = read(body, shape)?;
                    row = index.root();
                    said.path.clear();
                }
                _ => return Err(Judgement::Malformed),
            }
        }
        match self.answer {
            Answer::ByText => outcomes(&mut index, body, request.asked(), row),
            Answer::Record(shape) | Answer::RecordOrFlat(shape) if index.flaw(row) != 0 => {
                said.path.push_str(&index.flaw_path(shape, row));
                return Err(Judgement::Malformed);
            }
            _ => index.set_root(row),
        }
        Ok(index)
    }
}

fn number(index: &Index, row: u32, column: usize) -> Option<i64> {
    index.column(row, column).map(|(high, low)| crate::record::integer(high, low))
}

/// The first text in these columns that is not empty.
fn first_text(index: &Index, body: &str, shape: &Shape, row: u32, columns: &[usize]) -> Option<String> {
    for column in columns {
        let text = index.text(body, shape, row, *column);
        if text.as_ref().is_some_and(|text| !text.is_empty()) {
            return text;
        }
    }
    None
}

/// Tells in the index which row answers each text that was asked (0: none), and which rows answer nobody. `first` is
/// where the last map begins, or behind everything. Of a repeated key, and of a repeated map, the last counts.
fn outcomes(index: &mut Index, body: &str, asked: Vec<String>, first: u32) {
    let asked = Positions::of(asked);
    let mut rows = vec![0; asked.keys().len()];
    let mut unasked = Vec::new();
    index.each_key(body, first, &mut |key, row, is_nothing| match asked
        .find(key)
        .and_then(|found| rows.get_mut(found))
    {
        Some(answer) => *answer = if is_nothing { 0 } else { row },
        None if is_nothing => {}
        None => unasked.push(row),
    });
    let mut answers = Vec::new();
    for key in asked.keys() {
        let found = asked.find(key.as_bytes());
        answers.push(found.and_then(|found| rows.get(found)).copied().unwrap_or(0));
    }
    index.set_outcomes(&answers, &unasked);
}
