//! Which services there are, one file each, and the app's own server.

mod dmtz;
mod mysoft;
pub(crate) mod quanshi;

use std::fmt;
use std::str::FromStr;

use crate::app;
use crate::service::Service;

/// Every service, the app's own server last.
pub(crate) const ALL: [Service; 4] = [dmtz::SERVICE, mysoft::SERVICE, quanshi::SERVICE, app::SERVICE];

impl FromStr for Service {
    type Err = UnknownService;

    fn from_str(name: &str) -> Result<Self, UnknownService> {
        ALL.into_iter().find(|service| service.name() == name).ok_or(UnknownService)
    }
}

/// A name that is no service's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownService;

impl fmt::Display for UnknownService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the services are {}", ALL.map(Service::name).join(", "))
    }
}

impl std::error::Error for UnknownService {}
