//! What is asked for is a table, too: one place checks it against its limits and writes the request's body.
//!
//! It reads the question as JSON, because that is how most hosts hand it over: the texts in it are copied as they
//! are, so none is taken apart and put together again.

use crate::error::{EMPTY, Fault, LookupError, invalid};
use crate::http::UnsignedRequest;
use crate::record::{Class, Kind, Shape};
use crate::scan::{Index, NotJson, Reading, Unit, scan_text};
use crate::text::write_integer;

/// The table of what is asked for.
#[derive(Debug)]
pub struct Form {
    /// How it is read: keys are the fields' names in camel case.
    pub shape: &'static Shape,
    /// How it is sent: one for each column.
    pub members: &'static [Member],
    /// The limits, each with the key it holds for.
    pub limits: &'static [(&'static str, Limit)],
}

/// What a column becomes in the request's body.
#[derive(Debug)]
pub struct Member {
    /// Its key.
    pub wire: &'static str,
    /// Who may see it.
    pub class: Class,
}

/// What is not allowed, and what the error says of it.
#[derive(Debug, Clone, Copy)]
pub enum Limit {
    /// A text may not be empty.
    Filled,
    /// An integer lies between these two.
    Within(i64, i64, &'static str),
    /// A list has at most as many texts, none of them empty.
    AtMost(usize, &'static str),
    /// Of all lists together, at least one is not empty. The key is theirs.
    AnyOf(&'static str),
}

impl Form {
    /// Puts what is asked for into the request's body. `row` is its place in the index of `json`.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the field and the limit.
    pub(crate) fn write(
        &self,
        request: &mut UnsignedRequest,
        json: &str,
        index: &Index,
        row: u32,
    ) -> Result<(), Fault> {
        let mut is_empty = true;
        for (at, (column, member)) in self.shape.columns.iter().zip(self.members).enumerate() {
            let limit = self.limits.iter().find(|(key, _)| *key == column.wire).map(|(_, limit)| limit);
            let mut value = String::new();
            let flaw = match (index.column(row, at), column.kind, limit) {
                (None, Kind::Texts, _) => {
                    value.push_str("[]");
                    None
                }
                (None, _, Some(Limit::Filled)) => Some(EMPTY),
                (None, ..) => continue,
                (Some((first, count)), Kind::Texts, _) => {
                    is_empty = false;
                    for (position, span) in index.keys_of(first, count).enumerate() {
                        if span.0 >> 1 == span.1 {
                            let position = u64::try_from(position).unwrap_or(u64::MAX);
                            return Err(invalid(&element(column.wire, position), EMPTY));
                        }
                        value.push(if position > 0 { ',' } else { '[' });
                        quote(&mut value, json, span);
                    }
                    value.push(']');
                    match limit {
                        Some(Limit::AtMost(most, detail))
                            if usize::try_from(count).is_ok_and(|count| count > *most) =>
                        {
                            Some(*detail)
                        }
                        _ => None,
                    }
                }
                (Some((high, low)), Kind::Int, _) => {
                    let number = crate::record::integer(high, low);
                    write_integer(&mut value, number);
                    match limit {
                        Some(Limit::Within(least, most, detail)) if !(least..=most).contains(&&number) => {
                            Some(*detail)
                        }
                        _ => None,
                    }
                }
                (Some((from, to)), _, Some(Limit::Filled)) if from >> 1 == to => Some(EMPTY),
                (Some(span), ..) => {
                    quote(&mut value, json, span);
                    None
                }
            };
            if let Some(detail) = flaw {
                return Err(invalid(column.wire, detail));
            }
            request.member(member.wire, value, member.class);
        }
        match self.limits {
            [.., (keys, Limit::AnyOf(detail))] if is_empty => Err(invalid(keys, detail)),
            _ => Ok(()),
        }
    }

    /// The request for a question written as JSON by us.
    ///
    /// # Errors
    ///
    /// As [`Form::write`].
    pub(crate) fn request(&self, path: &'static str, json: &str) -> Result<UnsignedRequest, Fault> {
        let mut request = UnsignedRequest::post(path);
        let index = self.read(json)?;
        self.write(&mut request, json, &index, index.root())?;
        Ok(request)
    }

    /// Where the values of what is asked for stand in `json`.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names what is of the wrong type.
    pub(crate) fn read(&self, json: &str) -> Result<Box<Index>, Fault> {
        read(json, self.shape)
    }
}

/// Reads what a host hands over in JSON.
pub(crate) fn read(json: &str, shape: &'static Shape) -> Result<Box<Index>, Fault> {
    let reading = Reading { unit: Unit::Bytes, secrets: true };
    let index = scan_text(json, shape, reading).map_err(|why| match why {
        NotJson::Escape => invalid("input", "has half a surrogate pair"),
        _ => Box::new(LookupError::Internal { detail: "a job that is no JSON" }),
    })?;
    let path = index.flaw_path(shape, index.root());
    if !path.is_empty() {
        let dot = path.bytes().rposition(|byte| byte == b'.');
        let field = path.get(dot.map_or(0, |dot| dot + 1)..).unwrap_or_default();
        return Err(invalid(field, "is missing or of the wrong type"));
    }
    Ok(index)
}

/// `emails[3]`
pub(crate) fn element(list: &str, position: u64) -> String {
    let mut field = list.to_owned();
    field.push('[');
    write_integer(&mut field, i64::try_from(position).unwrap_or(i64::MAX));
    field.push(']');
    field
}

/// Appends a text as it is written in `json`.
fn quote(value: &mut String, json: &str, place: (u32, u32)) {
    value.push('"');
    value.push_str(span(json, place));
    value.push('"');
}

/// A text as it is written in `json`.
pub(crate) fn span(json: &str, (from, to): (u32, u32)) -> &str {
    let place = usize::try_from(from >> 1).ok().zip(usize::try_from(to).ok());
    place.and_then(|(from, to)| json.get(from..to)).unwrap_or_default()
}
