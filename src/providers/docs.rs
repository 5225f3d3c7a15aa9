//! Describes providers for the generators of other languages. The descriptions are not part of the WebAssembly module.

use crate::operation::{Metadata, Operation};
use crate::record::{Credentials as _, CredentialsSchema, FromAnswer as _, Schema};

/// The description of a provider for the generators of other languages.
#[derive(Debug)]
pub struct Provider {
    /// The name of the provider in errors and profiles.
    pub name: &'static str,
    /// A description of the provider in one sentence.
    pub title: &'static str,
    /// The default base URL, or the reason why there is none.
    pub base_url: Result<&'static str, &'static str>,
    /// The operations of the provider.
    pub operations: &'static [OperationDocs],
}

/// The description of an operation for the generators of other languages.
#[derive(Debug)]
pub struct OperationDocs {
    /// The fixed properties of the operation.
    pub metadata: &'static Metadata,
    /// A description of the operation in one sentence.
    pub doc: &'static str,
    /// The question.
    pub question: &'static Schema,
    /// The credentials, if there are any.
    pub credentials: Option<&'static CredentialsSchema>,
    /// The record in the answer.
    pub record: &'static Schema,
    /// Whether the answer contains records by identifier instead of one record.
    pub is_by_identifier: bool,
    /// Every type of record in the answer. A nested record follows the record that contains it.
    pub records: &'static [&'static Schema],
}

impl OperationDocs {
    pub(super) const fn new<O: Operation>(doc: &'static str, records: &'static [&'static Schema]) -> Self {
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
