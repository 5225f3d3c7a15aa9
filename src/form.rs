//! What is asked for is a table, too: one place checks it against its limits and writes the request's body.
//!
//! It reads the question as JSON, because that is how most hosts hand it over: the texts in it are copied as they
//! are, so none is taken apart and put together again.

use crate::error::{EMPTY, Fault, LookupError, invalid};
use crate::http::UnsignedRequest;
use crate::record::{Class, Kind, Shape};
use crate::scan::{Index, Reading, Unit, scan_text};
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
            let limit = self.limits.iter().find(|(key, _)| *key == column.wire).map(|(_, limit)| *limit);
            let mut value = String::new();
            match (index.column(row, at), column.kind) {
                (None, Kind::Texts) => value.push_str("[]"),
                (None, _) => match limit {
                    Some(Limit::Filled) => return Err(invalid(column.wire, EMPTY)),
                    _ => continue,
                },
                (Some((first, count)), Kind::Texts) => {
                    if let Some(Limit::AtMost(most, detail)) = limit
                        && usize::try_from(count).is_ok_and(|count| count > most)
                    {
                        return Err(invalid(column.wire, detail));
                    }
                    value.push('[');
                    for (position, span) in index.keys_of(first, count).enumerate() {
                        if span.0 >> 1 == span.1 {
                            return Err(invalid(&element(column.wire, position), EMPTY));
                        }
                        if position > 0 {
                            value.push(',');
                        }
                        quote(&mut value, json, span);
                    }
                    value.push(']');
                    is_empty = false;
                }
                (Some((high, low)), Kind::Int) => {
                    let number = crate::record::integer(high, low);
                    if let Some(Limit::Within(least, most, detail)) = limit
                        && !(least..=most).contains(&number)
                    {
                        return Err(invalid(column.wire, detail));
                    }
                    write_integer(&mut value, number);
                }
                (Some((from, to)), _) => {
                    if matches!(limit, Some(Limit::Filled)) && from >> 1 == to {
                        return Err(invalid(column.wire, EMPTY));
                    }
                    quote(&mut value, json, (from, to));
                }
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
        let reading = Reading { unit: Unit::Bytes, secrets: true };
        let index = scan_text(json, self.shape, reading)
            .map_err(|_| Box::new(LookupError::Internal { detail: "a question that is no JSON" }))?;
        self.write(&mut request, json, &index, index.root())?;
        Ok(request)
    }
}

/// `emails[3]`
fn element(list: &str, position: usize) -> String {
    let mut field = [list, "["].concat();
    write_integer(&mut field, i64::try_from(position).unwrap_or(i64::MAX));
    field + "]"
}

/// Appends a text as it is written in `json`.
fn quote(value: &mut String, json: &str, (from, to): (u32, u32)) {
    let text = usize::try_from(from >> 1).ok().zip(usize::try_from(to).ok());
    value.push('"');
    value.push_str(text.and_then(|(from, to)| json.get(from..to)).unwrap_or_default());
    value.push('"');
}
