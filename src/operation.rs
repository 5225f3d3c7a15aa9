//! What a provider's operation is: its metadata, its types, and the envelope around its answers.

use crate::auth::AuthScheme;
use crate::error::LookupError;
use crate::json::{Index, JsonError, NO_ROW, Reading, Shape, scan_str};
use crate::record::{Credentials, Fields, FromAnswer, List, Lists, Record};

/// What is fixed about an operation. All of it is data.
#[derive(Debug)]
pub struct Metadata {
    /// The provider's name, as errors and profiles give it.
    pub provider: &'static str,
    /// The operation's name in camel case, as the vendor has it.
    pub name: &'static str,
    /// The URL of the provider, if the provider publishes one.
    pub base_url: Option<&'static str>,
    /// The operation's path there.
    pub path: &'static str,
    /// Whether the same request may be sent twice.
    pub retry_safety: RetrySafety,
    /// The lists of identifiers, if the question is made of these.
    pub lists: &'static [List],
    /// How many identifiers of each list fit into one request.
    pub max_per_list: usize,
    /// What stands around the answer.
    pub envelope: Envelope,
}

/// Whether the same request may be sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetrySafety {
    /// It may be sent any number of times.
    Idempotent,
    /// It may be sent again only if it certainly never left.
    AtMostOnce,
}

/// An operation with its types. The implementing type is the question.
pub trait Operation: Record + Fields + Send + Sized + 'static {
    /// What is fixed about it.
    const METADATA: &'static Metadata;
    /// Its credentials.
    type Credentials: Credentials + AuthScheme + 'static;
    /// What it answers: a record, or [`Answers`](crate::record::Answers).
    type Answer: FromAnswer;

    /// Checks the question, before anything is sent. The engine checks the lists of a [`ListOperation`].
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the field and what is expected.
    fn validate(&self) -> Result<(), LookupError> {
        Ok(())
    }

    /// Takes a question apart that is made of lists, and returns any other as it is. A [`ListOperation`] has to
    /// implement it.
    fn take_lists(self) -> Result<Vec<Vec<String>>, Self> {
        Err(self)
    }
}

/// An operation whose question is made of lists of identifiers of any length.
pub trait ListOperation: Operation + Lists {}

/// What stands around an answer.
#[derive(Debug)]
pub struct Envelope {
    /// The layers from the outermost inwards. There is at least one.
    pub layers: &'static [Layer],
    /// What the innermost layer holds.
    pub content: Content,
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
    /// The codes of refused credentials. Any other code is a rejection.
    pub unauthenticated: &'static [i64],
    /// The columns of the text. The first that is not empty counts.
    pub text: &'static [usize],
    /// The columns of the request's ID. The first that is not empty counts.
    pub request_id: &'static [usize],
    /// The column of the provider's time in milliseconds since 1970, if it has one.
    pub time_ms: Option<usize>,
    /// The column of the next layer or, in the innermost layer, of the content.
    pub inner: usize,
}

/// What the innermost layer of an envelope holds.
#[derive(Debug)]
pub enum Content {
    /// A record.
    Record(&'static Shape),
    /// A record, which may also stand in place of the innermost layer if the layer holds nothing.
    RecordOrFlat(&'static Shape),
    /// Records by identifier.
    ByIdentifier(&'static Shape),
}

/// What a provider says in its envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct EnvelopeFields {
    pub(crate) code: Option<i64>,
    pub(crate) text: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) time_ms: Option<u64>,
}

/// What is wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// It is not JSON.
    NotJson(JsonError),
    /// The value at this path is missing or of another type than documented. The path is empty for the whole body.
    Malformed(String),
    /// The provider rejected the request.
    Rejected,
    /// The provider refused the credentials.
    Unauthenticated,
}

/// A body whose envelope was read.
pub(crate) struct Opened {
    pub(crate) fields: EnvelopeFields,
    /// The index, whose root is the record, or the place where the map begins.
    pub(crate) content: Result<(Index, Place), BodyError>,
}

/// Where the content of a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the root of the index.
    Root,
    /// In a map whose first row is here.
    Map(u32),
}

impl Envelope {
    /// Reads a body and what the provider says in the envelope.
    pub(crate) fn open(&self, body: &str, reading: Reading) -> Opened {
        let mut fields = EnvelopeFields::default();
        let content = self.read(body, reading, &mut fields);
        Opened { fields, content }
    }

    fn read(
        &self,
        body: &str,
        reading: Reading,
        fields: &mut EnvelopeFields,
    ) -> Result<(Index, Place), BodyError> {
        let read = |shape| scan_str(body, shape, reading).map_err(BodyError::NotJson);
        let [outermost, ..] = self.layers else { return Err(BodyError::Malformed(String::new())) };
        let index = read(outermost.shape)?;
        let mut row = index.root();
        if index.flaw(row) == NO_ROW {
            return Err(BodyError::Malformed(String::new()));
        }
        let mut path = String::new();
        for (depth, layer) in self.layers.iter().enumerate() {
            let is_innermost = depth + 1 == self.layers.len();
            let code = index.integer(row, layer.code);
            // That all is well so far is no news to anyone.
            if code != Some(layer.success) || is_innermost {
                *fields = layer.fields(&index, body, row);
            }
            let at = |column: usize| path.clone() + layer.key(column);
            match code {
                None => return Err(BodyError::Malformed(at(layer.code))),
                Some(code) if layer.unauthenticated.contains(&code) => {
                    return Err(BodyError::Unauthenticated);
                }
                Some(code) if code != layer.success => return Err(BodyError::Rejected),
                Some(_) => {}
            }
            let inner = index.cell(row, layer.inner);
            match (inner, &self.content) {
                (Some([first, _]), Content::ByIdentifier(_)) if is_innermost => {
                    return Ok((index, Place::Map(first)));
                }
                (Some([inner, _]), _) => row = inner,
                _ if index.is_wrong(row, layer.inner) => return Err(BodyError::Malformed(at(layer.inner))),
                (None, Content::ByIdentifier(_)) if is_innermost => return Ok((index, Place::Map(u32::MAX))),
                (None, Content::RecordOrFlat(shape)) if is_innermost => {
                    let index = read(shape)?;
                    return record(index, shape, "");
                }
                (None, _) => return Err(BodyError::Malformed(at(layer.inner))),
            }
            path = at(layer.inner) + ".";
        }
        match self.content {
            Content::Record(shape) | Content::RecordOrFlat(shape) => {
                let mut index = index;
                index.set_root(row);
                record(index, shape, &path)
            }
            Content::ByIdentifier(_) => Err(BodyError::Malformed(path)),
        }
    }
}

/// Returns the record at the root, or the path to what makes it unreadable.
fn record(index: Index, shape: &Shape, path: &str) -> Result<(Index, Place), BodyError> {
    match index.flaw(index.root()) {
        0 => Ok((index, Place::Root)),
        _ => Err(BodyError::Malformed(path.to_owned() + index.flaw_key(shape, index.root()))),
    }
}

impl Layer {
    fn key(&self, column: usize) -> &'static str {
        self.shape.columns.get(column).map_or("", |column| column.key)
    }

    fn fields(&self, index: &Index, body: &str, row: u32) -> EnvelopeFields {
        let first = |columns: &[usize]| {
            let texts = columns.iter().filter_map(|column| index.text(body, self.shape, row, *column));
            texts.into_iter().find(|text| !text.is_empty())
        };
        let time_ms = self.time_ms.and_then(|column| index.integer(row, column));
        EnvelopeFields {
            code: index.integer(row, self.code),
            text: first(self.text),
            request_id: first(self.request_id),
            time_ms: time_ms.and_then(|time_ms| u64::try_from(time_ms).ok()),
        }
    }
}
