//! The providers, one file each.
//!
//! | provider | operation | credentials | limits |
//! |---|---|---|---|
//! | [`dmtz`] | A WeChat code becomes a user. | none documented | A code is good for one request. |
//! | [`mysoft`] | An access token and a device become an employee. | access token | none documented |
//! | [`quanshi`] | Emails, mobile numbers, and login names become accounts. | checksum or token | 200 per list |

pub mod dmtz;
pub mod mysoft;
pub mod quanshi;

use crate::engine::{Lookup, open_json};
use crate::error::LookupError;
use crate::json::Unit;
use crate::operation::{Metadata, Operation};
use crate::record::{Credentials as _, CredentialsSchema, FromAnswer as _, Schema};

/// Every provider, for the generators of other languages.
pub const ALL: &[Provider] = &[dmtz::PROVIDER, mysoft::PROVIDER, quanshi::PROVIDER];

/// Opens the lookup of an operation that bindings pass as JSON; see [`open_json`] for the document.
///
/// # Errors
///
/// `INVALID_INPUT` names what is missing, of the wrong type, not declared, or not allowed. `INTERNAL` if there is no such
/// operation.
pub fn open(provider: &str, operation: &str, json: &str, unit: Unit) -> Result<Lookup, LookupError> {
    let open = match (provider, operation) {
        (dmtz::NAME, "getUserInfo") => open_json::<dmtz::GetUserInfo>,
        (mysoft::NAME, "getUserInfo") => open_json::<mysoft::GetUserInfo>,
        (quanshi::NAME, "getUsersByEmailsMobiles") => open_json::<quanshi::GetUsersByEmailsMobiles>,
        _ => return Err(LookupError::Internal { detail: "there is no such operation" }),
    };
    open(json, unit)
}

/// What the generators of other languages know about a provider. None of it becomes part of a WebAssembly module.
#[derive(Debug)]
pub struct Provider {
    /// Its name, as errors and profiles give it.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub title: &'static str,
    /// Its URL, or why there is no default.
    pub base_url: Result<&'static str, &'static str>,
    /// Its operations.
    pub operations: &'static [OperationDocs],
}

/// What the generators of other languages know about an operation.
#[derive(Debug)]
pub struct OperationDocs {
    /// What is fixed about it.
    pub metadata: &'static Metadata,
    /// What it does, in a sentence.
    pub doc: &'static str,
    /// The question.
    pub question: &'static Schema,
    /// The credentials, if there are any.
    pub credentials: Option<&'static CredentialsSchema>,
    /// The record that it answers with.
    pub record: &'static Schema,
    /// Whether it answers with records by identifier, rather than one.
    pub is_by_identifier: bool,
    /// Every record in its answer. A nested record comes after the one that holds it.
    pub records: &'static [&'static Schema],
}

impl OperationDocs {
    const fn new<O: Operation>(doc: &'static str, records: &'static [&'static Schema]) -> Self {
        Self {
            metadata: O::METADATA,
            doc,
            question: O::SCHEMA,
            credentials: O::Credentials::SCHEMA,
            record: O::Answer::RECORD,
            is_by_identifier: O::Answer::IS_BY_IDENTIFIER,
            records,
        }
    }
}
