//! Opens a lookup from the JSON document that bindings pass.
//!
//! ```json
//! { "question": { … }, "auth": { … }, "options": { … }, "pages": true, "renews": true, "token": "…" }
//! ```
//!
//! `question` is the operation's question, `auth` contains its credentials, and `options` contains the [`Options`].
//! Members have the names of the fields in camel case. With `pages`, `question` is absent, and the host adds the
//! identifiers later. With `renews`, the host can renew the token of the credentials, and `token` is the result of an
//! earlier renewal.

use super::lookup::{Lookup, Question};
use super::options::Options;
use super::renewal::Auth;
use crate::error::{BoxedError, LookupError, invalid};
use crate::json::{Column, Kind, Shape, Unit};
use crate::operation::{Metadata, Operation};
use crate::record::{Credentials as _, Input, Record as _, read_input};
use std::marker::PhantomData;

/// Opens the lookup that a document describes. `unit` is the unit of positions in the index of its answers.
///
/// # Errors
///
/// `INVALID_INPUT` names the member that is missing, of the wrong type, not declared, or not allowed.
pub fn open_json<O: Operation>(json: &str, unit: Unit) -> Result<Lookup, LookupError> {
    Ok(open(json, unit, O::METADATA, &Document::<O>::SHAPE, &|auth, question| {
        let auth: Box<dyn Auth> = Box::new(O::Credentials::read(&auth)?);
        let question = match question {
            None => Question::Fed,
            Some(question) => match question.record::<O>().take_lists() {
                Ok(lists) => Question::Lists(lists),
                Err(question) => {
                    question.validate()?;
                    Question::One(Box::new(question))
                }
            },
        };
        Ok((question, auth))
    })?)
}

/// Creates the question and the credentials from the `auth` and `question` members that a caller passed.
type Make<'a> = &'a dyn Fn(Input<'_>, Option<Input<'_>>) -> Result<(Question, Box<dyn Auth>), BoxedError>;

/// Opens a lookup of any operation. It is not generic, so that the module contains this code only once.
fn open(
    json: &str,
    unit: Unit,
    operation: &'static Metadata,
    shape: &'static Shape,
    make: Make<'_>,
) -> Result<Lookup, BoxedError> {
    let index = read_input(json, shape)?;
    let document = Input::root(json, &index, shape);
    let options = document.object(OPTIONS).record::<Options>();
    let is_fed = document.take::<Option<bool>>(PAGES)? == Some(true);
    let question = document.object(QUESTION);
    if is_fed && operation.lists.is_empty() {
        return Err(invalid("pages", "expected an operation with lists"));
    }
    if is_fed && question.is_present() {
        return Err(invalid("question", "expected none: pages are fed identifiers"));
    }
    let question = if is_fed { None } else { Some(question) };
    let (question, auth) = make(document.object(AUTH), question)?;
    let mut lookup = Lookup::open(operation, question, auth, options, unit)?;
    if document.take::<Option<bool>>(RENEWS)? == Some(true) {
        lookup.allow_renewal(document.take(TOKEN)?)?;
    }
    Ok(lookup)
}

const QUESTION: usize = 0;
const AUTH: usize = 1;
const OPTIONS: usize = 2;
const PAGES: usize = 3;
const RENEWS: usize = 4;
const TOKEN: usize = 5;

struct Document<O>(PhantomData<O>);

impl<O: Operation> Document<O> {
    const SHAPE: Shape = Shape {
        columns: &[
            column("question", Kind::Object(O::SHAPE)),
            column("auth", Kind::Object(O::Credentials::SHAPE)),
            column("options", Kind::Object(Options::SHAPE)),
            column("pages", Kind::Bool),
            column("renews", Kind::Bool),
            column("token", Kind::Text),
        ],
    };
}

const fn column(key: &'static str, kind: Kind) -> Column {
    Column { key, kind, required: false, secret: false, alias: false }
}
