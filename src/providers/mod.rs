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
use crate::operation::Operation;
use std::fmt::Debug;

/// Every provider, for the generators of other languages.
pub const ALL: &[Provider] = &[dmtz::PROVIDER, mysoft::PROVIDER, quanshi::PROVIDER];

/// What is done with the types of every operation.
pub trait Visitor {
    /// Does it with those of one operation.
    fn visit<O>(&mut self)
    where
        O: Operation<Credentials: Debug, Answer: Debug + serde::Serialize + 'static> + Debug;
}

/// Shows every operation to a visitor, for tests that have to hold for all of them.
pub fn visit(visitor: &mut impl Visitor) {
    visitor.visit::<dmtz::GetUserInfo>();
    visitor.visit::<mysoft::GetUserInfo>();
    visitor.visit::<quanshi::GetUsersByEmailsMobiles>();
}

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
