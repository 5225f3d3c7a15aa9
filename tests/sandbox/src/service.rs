//! The interface of a service: its names, and the functions that answer its requests.

use std::fmt;

use axum::http::StatusCode;
use serde_json::Value;

use crate::answer::Answer;
use crate::exchange::Scene;
use crate::request::Asked;

/// One of the vendors' services, or the app's own server.
#[derive(Clone, Copy)]
pub struct Service(pub(crate) &'static Definition);

/// The definition of a service, which its file contains.
pub(crate) struct Definition {
    /// The name, which is also the first segment of its paths.
    pub(crate) name: &'static str,
    /// The path of its operation below its base URL.
    pub(crate) path: &'static str,
    /// Headers that carry credentials, in the vendor's spelling.
    pub(crate) credential_headers: &'static [&'static str],
    /// Whether there is a real service that requests can be forwarded to.
    pub(crate) has_real: bool,
    /// Answers a request.
    pub(crate) answer: fn(&Scene<'_>, &Asked) -> Answer,
    /// Returns a failure in the service's own envelope.
    pub(crate) failure: fn(&Scene<'_>, StatusCode, &str) -> Answer,
    /// Replaces IDs and numbers by objects. It keeps the members that report success or failure, so that only the
    /// people are invalid.
    pub(crate) misshape: fn(&mut Value),
}

impl Service {
    /// Returns the name, which is also the first segment of the service's paths.
    pub fn name(self) -> &'static str {
        self.0.name
    }
}

impl PartialEq for Service {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Service {}

impl PartialOrd for Service {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Service {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.name.cmp(other.0.name)
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}
