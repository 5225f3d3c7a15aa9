//! The services, one file each.
//!
//! | provider | operation | credentials | limits |
//! |---|---|---|---|
//! | [`dmtz`] | a WeChat code becomes a user | none documented | a code is good for one request |
//! | [`mysoft`] | an access token and a device become an employee | access token | none documented |
//! | [`quanshi`] | emails, mobiles and login names become accounts | checksum or token | 200 per list |

pub mod dmtz;
pub mod mysoft;
pub mod quanshi;

use crate::record::Page;

/// What generators of other languages need to know of a provider.
#[derive(Debug)]
pub struct Provider {
    /// Its name, as errors and profiles give it.
    pub name: &'static str,
    /// What is sent.
    pub request: &'static Page,
    /// What is answered; what is nested comes after what holds it.
    pub records: &'static [&'static Page],
    /// What stands around the records, where a host has to look into it.
    pub envelope: Option<&'static Page>,
}

/// Every provider.
pub const ALL: &[Provider] = &[dmtz::PROVIDER, mysoft::PROVIDER, quanshi::PROVIDER];
