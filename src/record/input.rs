//! Reads the JSON that callers pass. It accepts only the declared types and members.

use super::schema::CredentialsSchema;
use super::table::Record;
use super::value::{Value, take};
use crate::error::{BoxedError, LookupError, entry_name, invalid};
use crate::json::{Column, Cursor, Index, JsonError, Kind, Mode, Reading, Shape, Unit, scan_str};
use crate::redact::SecretString;

/// A type of credentials: an enum with `#[derive(Credentials)]`, or [`NoCredentials`](crate::NoCredentials).
pub trait Credentials: Sized {
    /// The members that callers pass.
    const SHAPE: &'static Shape;
    /// The description for generators, or `None` if callers do not pass anything.
    const SCHEMA: Option<&'static CredentialsSchema>;

    /// Reads the credentials that a caller passed.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the member that is missing or that cannot be combined with the others.
    fn read(input: &Input<'_>) -> Result<Self, BoxedError>;

    /// Returns the token that can be replaced after the provider has refused it, if there is one.
    fn token_mut(&mut self) -> Option<&mut SecretString> {
        None
    }
}

/// An object that a caller passed.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    json: &'a str,
    index: &'a Index,
    shape: &'static Shape,
    /// The position of its row, or `None` if the caller did not pass this object.
    row: Option<u32>,
    /// The caller's name of the object.
    name: &'static str,
}

/// Reads a JSON document that a caller passed.
///
/// # Errors
///
/// `INVALID_INPUT` names a member that is missing, of the wrong type, or not declared. `INTERNAL` if the document is
/// not JSON, because bindings write the document.
pub fn read_input(json: &str, shape: &'static Shape) -> Result<Index, BoxedError> {
    let reading = Reading { unit: Unit::Bytes, secrets: true, mode: Mode::Strict };
    let index = scan_str(json, shape, reading).map_err(|error| match error {
        JsonError::Escape => invalid("question", "expected text, got an unpaired surrogate"),
        JsonError::TooDeep => invalid("question", "expected at most 127 levels of nesting"),
        _ => Box::new(LookupError::Internal { detail: "expected a JSON document" }),
    })?;
    if let Some(name) = index.unknown() {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
        // An unknown name is safe to log only if it looks like the name of a member.
        let name = if name.len() <= 64 && name.bytes().all(is_name) { name } else { "question" };
        return Err(invalid(name, "unknown member"));
    }
    match wrong(&index, shape, index.root()) {
        Some((field, kind)) => Err(invalid(&field, kind.expectation())),
        None => Ok(index),
    }
}

/// Returns the caller's name of the innermost member that is missing or of the wrong type, and its expected kind.
fn wrong(index: &Index, shape: &'static Shape, row: u32) -> Option<(String, Kind)> {
    let position = usize::try_from(index.flaw(row).checked_sub(1)?).ok()?;
    let column = shape.columns.get(position)?;
    if let (Kind::Object(inner), Some([row, _])) = (column.kind, index.cell(row, position)) {
        return wrong(index, inner, row);
    }
    Some(match index.wrong_entry(row, position) {
        Some(entry) if matches!(column.kind, Kind::Texts) => {
            (entry_name(column.key, u64::from(entry)), Kind::Text)
        }
        _ => (column.key.to_owned(), column.kind),
    })
}

/// Reads a JSON list of identifiers that a caller passed. `list` is the caller's name of the list, and `fed` is the
/// number of its identifiers that were passed before.
///
/// # Errors
///
/// `INVALID_INPUT` names the entry that is not a string.
pub(crate) fn read_texts(json: &str, list: &str, fed: u64) -> Result<Vec<String>, BoxedError> {
    // An object around the list makes it a document that a shape can describe.
    let document = "{\"identifiers\":".to_owned() + json + "}";
    let reading = Reading { unit: Unit::Bytes, secrets: true, mode: Mode::Strict };
    let index = scan_str(&document, &IDENTIFIERS, reading)
        .map_err(|_| invalid(list, "expected strings without unpaired surrogates"))?;
    if let Some(entry) = index.wrong_entry(index.root(), 0) {
        return Err(invalid(&entry_name(list, fed + u64::from(entry)), Kind::Text.expectation()));
    }
    if index.is_wrong(index.root(), 0) {
        return Err(invalid(list, Kind::Texts.expectation()));
    }
    Ok(take(&mut Cursor::root(&index, &document).fields(), 1))
}

static IDENTIFIERS: Shape = Shape {
    columns: &[Column {
        key: "identifiers",
        kind: Kind::Texts,
        required: false,
        secret: false,
        alias: false,
    }],
};

impl<'a> Input<'a> {
    /// Returns the root of a document that [`read_input`] has read.
    pub fn root(json: &'a str, index: &'a Index, shape: &'static Shape) -> Self {
        Self { json, index, shape, row: Some(index.root()), name: "" }
    }

    /// Returns the object in a column.
    #[must_use]
    pub fn object(&self, column: usize) -> Self {
        let found = self.shape.columns.get(column);
        let (shape, name) = match found {
            Some(Column { kind: Kind::Object(shape), key, .. }) => (*shape, *key),
            _ => (self.shape, self.name),
        };
        let row = self.cell(column).map(|[row, _]| row);
        Self { shape, name, row, ..*self }
    }

    /// Returns whether the caller passed this object.
    pub fn is_present(&self) -> bool {
        self.row.is_some()
    }

    /// Reads the object as a record. Absent members have their defaults.
    pub fn record<R: Record>(&self) -> R {
        // At a position without a row, every cell is absent.
        let row = self.row.unwrap_or(u32::MAX >> 1);
        R::read(&mut Cursor::root(self.index, self.json).at_row(row).fields())
    }

    /// Returns which of several groups of columns the caller passed. `ends` contains the end of each group.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` if the caller passed members of two groups, or of no group although there are several.
    pub fn variant(&self, ends: &[usize], expectation: &'static str) -> Result<usize, BoxedError> {
        let mut chosen = None;
        let mut start = 0;
        for (group, end) in ends.iter().enumerate() {
            // A member that is `false` does not select a group.
            let is_passed = |column: &usize| self.cell(*column).is_some_and(|cell| cell != [1, 0]);
            if let Some(column) = (start..*end).find(is_passed) {
                if chosen.is_some() {
                    return Err(invalid(self.key(column), expectation));
                }
                chosen = Some(group);
            }
            start = *end;
        }
        match chosen {
            Some(group) => Ok(group),
            None if ends.len() == 1 => Ok(0),
            None => Err(self.invalid(expectation)),
        }
    }

    /// Reads the value in a column.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` if the value is required and absent, or is not one of the allowed words.
    pub fn take<V: Value>(&self, column: usize) -> Result<V, BoxedError> {
        let mut fields = match self.row {
            Some(row) => Cursor::root(self.index, self.json).at_row(row).fields(),
            None if V::REQUIRED => return Err(invalid(self.key(column), V::EXPECTATION)),
            None => return Ok(V::absent()),
        };
        // Skips the columns before this one.
        if column > 0 {
            fields.next(column);
        }
        match fields.next(1) {
            Some(cell) => V::read(cell).ok_or_else(|| invalid(self.key(column), V::EXPECTATION)),
            None if V::REQUIRED => Err(invalid(self.key(column), V::EXPECTATION)),
            None => Ok(V::absent()),
        }
    }

    /// Returns the error that names this object.
    pub fn invalid(&self, detail: &'static str) -> BoxedError {
        invalid(self.name, detail)
    }

    fn cell(&self, column: usize) -> Option<[u32; 2]> {
        self.index.cell(self.row?, column)
    }

    fn key(&self, column: usize) -> &'static str {
        self.shape.columns.get(column).map_or("", |column| column.key)
    }
}
