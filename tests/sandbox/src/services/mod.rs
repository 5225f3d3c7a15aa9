//! Lists the services, each of which has its own file, and the app's own server.
//!
//! Generated from the table of providers by `cargo xtask generate`; do not edit.

pub(crate) mod dmtz;
pub(crate) mod mysoft;
pub(crate) mod quanshi;

use crate::app;
use crate::service::Service;

/// All services. The app's own server is the last one.
#[rustfmt::skip]
pub(crate) const ALL: [Service; 4] = [
    dmtz::SERVICE,
    mysoft::SERVICE,
    quanshi::SERVICE,
    app::SERVICE,
];
