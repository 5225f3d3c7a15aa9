//! The providers, one file each.
//!
//! | provider | operation | credentials | limits |
//! |---|---|---|---|
//! | [`dmtz`] | A WeChat code becomes a user. | none documented | A code is good for one request. |
//! | [`mysoft`] | An access token and a device become an employee. | access token | none documented |
//! | [`quanshi`] | Emails, mobile numbers, and login names become accounts. | checksum or token | 200 per list |

pub mod dmtz;
mod docs;
pub mod mysoft;
pub mod quanshi;

pub use docs::{OperationDocs, Provider};

use crate::engine::{Lookup, open_json};
use crate::error::LookupError;
use crate::json::Unit;

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
