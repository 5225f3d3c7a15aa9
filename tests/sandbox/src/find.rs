//! Finds a service by its name.

use std::fmt;
use std::str::FromStr;

use crate::service::Service;
use crate::services::ALL;

impl FromStr for Service {
    type Err = UnknownService;

    fn from_str(name: &str) -> Result<Self, UnknownService> {
        ALL.into_iter().find(|service| service.name() == name).ok_or(UnknownService)
    }
}

/// The error for a name that no service has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownService;

impl fmt::Display for UnknownService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of the services {}", ALL.map(Service::name).join(", "))
    }
}

impl std::error::Error for UnknownService {}
