//! Describes an operation of a provider: its metadata, its types, and the envelope around its answers.

use crate::auth::AuthScheme;
use crate::error::LookupError;
use crate::json::{Index, JsonError, NO_ROW, Reading, Shape, scan_str};
use crate::record::{Credentials, Fields, FromAnswer, List, Lists, Record};

/// The fixed properties of an operation.
#[derive(Debug)]
pub struct Metadata {
    /// The provider's name, as used in errors and profiles.
    pub provider: &'static str,
    /// The vendor's name of the operation, in camel case.
    pub name: &'static str,
    /// The provider's base URL, or `None` if the provider does not publish one.
    pub base_url: Option<&'static str>,
    /// The path of the operation, relative to the base URL. It begins with a slash.
    pub path: &'static str,
    /// Whether the same request may be sent twice.
    pub retry_safety: RetrySafety,
    /// The lists of identifiers in the question. It is empty if the question is not made of lists.
    pub lists: &'static [List],
    /// The maximum number of identifiers from each list in one request.
    pub max_per_list: usize,
    /// The envelope around the answer.
    pub envelope: Envelope,
}

/// Whether the same request may be sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetrySafety {
    /// The request may be sent any number of times.
    Idempotent,
    /// The request may be sent again only if it is certain that it was never sent.
    AtMostOnce,
}

/// An operation of a provider, with its types. The implementing type is the question.
pub trait Operation: Record + Fields + Send + Sized + 'static {
    /// The fixed properties of the operation.
    const METADATA: &'static Metadata;
    /// The credentials of the operation.
    type Credentials: Credentials + AuthScheme + 'static;
    /// The type of the answer: a record, or [`Answers`](crate::record::Answers).
    type Answer: FromAnswer;

    /// Checks the question before anything is sent. The engine itself checks the lists of a [`ListOperation`].
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the field and describes the expected value.
    fn validate(&self) -> Result<(), LookupError> {
        Ok(())
    }

    /// Splits the question into its lists. Returns `Err` with the unchanged question if it is not made of lists, which
    /// is the default. A [`ListOperation`] must implement this method.
    fn take_lists(self) -> Result<Vec<Vec<String>>, Self> {
        Err(self)
    }
}

/// An operation whose question is made of lists of identifiers of any length.
pub trait ListOperation: Operation + Lists {}

/// The layers of JSON objects around an answer.
#[derive(Debug)]
pub struct Envelope {
    /// The layers, beginning with the outermost one. There is at least one.
    pub layers: &'static [Layer],
    /// The content of the innermost layer.
    pub content: Content,
}

/// A JSON object that holds a code and the next layer or the content.
#[derive(Debug)]
pub struct Layer {
    /// The columns of the object.
    pub shape: &'static Shape,
    /// The column of the code.
    pub code: usize,
    /// The code that means success.
    pub success: i64,
    /// The codes that mean that the credentials were refused. Any other code except `success` means a rejection.
    pub unauthenticated: &'static [i64],
    /// The columns of the provider's text. The first value that is not empty is used.
    pub text: &'static [usize],
    /// The columns of the request's ID. The first value that is not empty is used.
    pub request_id: &'static [usize],
    /// The column of the provider's time in milliseconds since 1970, if it has one.
    pub time_ms: Option<usize>,
    /// The column of the next layer or, in the innermost layer, of the content.
    pub inner: usize,
}

/// The content of the innermost layer of an envelope.
#[derive(Debug)]
pub enum Content {
    /// One record.
    Record(&'static Shape),
    /// One record. If the innermost layer does not contain it, its fields are at the root of the body.
    RecordOrFlat(&'static Shape),
    /// A map from identifiers to records.
    ByIdentifier(&'static Shape),
}

/// The values that a provider sends in its envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct EnvelopeFields {
    pub(crate) code: Option<i64>,
    pub(crate) text: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) time_ms: Option<u64>,
}

/// The reason why a body does not contain an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// The body is not JSON.
    NotJson(JsonError),
    /// The value at this path is missing or of another type than documented. The path is empty for the whole body.
    Malformed(String),
    /// The provider rejected the request.
    Rejected,
    /// The provider refused the credentials.
    Unauthenticated,
}

/// A body after its envelope has been read.
pub(crate) struct Opened {
    pub(crate) fields: EnvelopeFields,
    /// The index and the position of the content, or the reason why the body does not contain an answer.
    pub(crate) content: Result<(Index, Place), BodyError>,
}

/// The position of the content in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The content is the root of the index.
    Root,
    /// The content is a map whose first row is at this position.
    Map(u32),
}

impl Envelope {
    /// Reads a body and the values in its envelope.
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
            // A success code of an outer layer carries no information.
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

/// Returns the record at the root, or the path to the value that makes it unreadable.
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
