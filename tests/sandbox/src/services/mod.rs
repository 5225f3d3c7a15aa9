//! Which services there are, one file each, and the app's own server.
//!
//! Generated from the table of providers by `cargo xtask generate`; do not edit.

pub(crate) mod dmtz;
pub(crate) mod mysoft;
pub(crate) mod quanshi;

use crate::app;
use crate::service::Service;

/// Every service, the app's own server last.
#[rustfmt::skip]
pub(crate) const ALL: [Service; 4] = [
    dmtz::SERVICE,
    mysoft::SERVICE,
    quanshi::SERVICE,
    app::SERVICE,
];
