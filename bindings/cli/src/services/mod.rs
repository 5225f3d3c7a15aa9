//! Defines the services, each in its own file: their options, and how one request of a run is performed.

pub(crate) mod dmtz;
pub(crate) mod mysoft;
pub(crate) mod quanshi;

use crate::drive::{Failure, Host};
use crate::exit::UsageError;
use crate::input::{ListInput, Unit};
use crate::row::Row;
use mingpian::{LookupError, Options};

/// A service with its credentials and its question.
pub(crate) trait Service: Sync {
    /// The name of the service.
    fn name(&self) -> &'static str;

    /// Returns the lists of identifiers.
    fn lists(&self) -> Vec<ListInput>;

    /// Returns the maximum number of identifiers from each list in one request.
    fn max_per_list(&self) -> usize;

    /// Returns whether a request may be sent only once, because it uses up its identifiers.
    fn is_at_most_once(&self) -> bool {
        false
    }

    /// Returns the options of the service that determine what is requested, apart from the identifiers.
    fn settings(&self) -> Vec<(&'static str, String)>;

    /// Checks the question and the credentials before anything is sent.
    ///
    /// # Errors
    ///
    /// `INVALID_INPUT` names the field.
    fn check(&self, options: Options) -> Result<(), LookupError>;

    /// Requests the identifiers of a request.
    ///
    /// # Errors
    ///
    /// Returns the reason why there is no answer.
    fn ask(&self, unit: &Unit, options: Options, host: &Host) -> Result<Vec<Row>, Failure>;

    /// Returns the option for a field that an error of the core names.
    fn option(&self, field: &str) -> &'static str;
}

/// Returns the usage error for a field that an error of the core names.
pub(crate) fn usage(service: &dyn Service, error: &LookupError) -> UsageError {
    let LookupError::InvalidInput { field, detail } = error else {
        return UsageError::new(error.code(), error);
    };
    let option = match field.as_str() {
        "baseUrl" => "--base-url",
        "timeoutMs" => "--timeout",
        "attemptTimeoutMs" => "--attempt-timeout",
        "maxAttempts" => "--attempts",
        other => service.option(other),
    };
    UsageError::new(option, detail)
}

/// Returns the identifiers of a request with their kinds, in the order of the input.
pub(crate) fn identifiers<'a>(
    lists: &'a [ListInput],
    unit: &'a Unit,
) -> impl Iterator<Item = (&'static str, &'a str)> {
    let pairs = lists.iter().zip(&unit.lists);
    pairs.flat_map(|(list, texts)| texts.iter().map(|text| (list.kind, text.as_str())))
}
