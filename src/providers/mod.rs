//! The providers, one file each.
//!
//! | provider | operation | credentials | limits |
//! |---|---|---|---|
//! | [`dmtz`] | Turns a WeChat code into a user. | none documented | A code is valid for one request. |
//! | [`mysoft`] | Turns an access token and a device into an employee. | access token | none documented |
//! | [`quanshi`] | Turns email addresses, mobile numbers, and login names into accounts. | checksum or token | 200 per list |

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

/// An action that is performed for the types of every operation.
pub trait Visitor {
    /// Performs the action for the types of one operation.
    fn visit<O>(&mut self)
    where
        O: Operation<Credentials: Debug, Answer: Debug + serde::Serialize + 'static> + Debug;
}

/// Calls a visitor with every operation, for tests that apply to all of them.
pub fn visit(visitor: &mut impl Visitor) {
    visitor.visit::<dmtz::GetUserInfo>();
    visitor.visit::<mysoft::GetUserInfo>();
    visitor.visit::<quanshi::GetUsersByEmailsMobiles>();
}

/// Opens the lookup of an operation from JSON that a binding passes. [`open_json`] describes the document.
///
/// # Errors
///
/// `INVALID_INPUT` names the member that is missing, of the wrong type, not declared, or not allowed. `INTERNAL` if
/// there is no such operation.
pub fn open(provider: &str, operation: &str, json: &str, unit: Unit) -> Result<Lookup, LookupError> {
    let open = match (provider, operation) {
        (dmtz::NAME, "getUserInfo") => open_json::<dmtz::GetUserInfo>,
        (mysoft::NAME, "getUserInfo") => open_json::<mysoft::GetUserInfo>,
        (quanshi::NAME, "getUsersByEmailsMobiles") => open_json::<quanshi::GetUsersByEmailsMobiles>,
        _ => return Err(LookupError::Internal { detail: "there is no such operation" }),
    };
    open(json, unit)
}
