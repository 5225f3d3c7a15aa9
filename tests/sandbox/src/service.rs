//! Which services there are, the app's own server among them, and the door to each.

use std::fmt;
use std::str::FromStr;

use axum::http::StatusCode;

use crate::answer::Answer;
use crate::exchange::Scene;
use crate::request::Asked;
use crate::{app, dmtz, mysoft, quanshi};

/// One of the three services, or the app's own server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// 微信授权.
    Dmtz,
    /// 明源云助手.
    Mysoft,
    /// 全时.
    Quanshi,
    /// The server that signs for the page.
    App,
}

impl Service {
    /// Every service.
    pub const ALL: [Self; 4] = [Self::Dmtz, Self::Mysoft, Self::Quanshi, Self::App];

    /// The name, which is also the first segment of its paths.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dmtz => "dmtz",
            Self::Mysoft => "mysoft",
            Self::Quanshi => "quanshi",
            Self::App => "app",
        }
    }

    /// The path of its operation below its base URL.
    pub(crate) fn operation(self) -> &'static str {
        match self {
            Self::Dmtz => dmtz::PATH,
            Self::Mysoft => mysoft::PATH,
            Self::Quanshi => quanshi::PATH,
            Self::App => app::PATH,
        }
    }

    /// What the service says to a request.
    pub(crate) fn answer(self, scene: &Scene<'_>, asked: &Asked) -> Answer {
        match self {
            Self::Dmtz => dmtz::answer(scene, asked),
            Self::Mysoft => mysoft::answer(scene, asked),
            Self::Quanshi => quanshi::answer(scene, asked),
            Self::App => app::answer(scene, asked),
        }
    }

    /// A failure in the service's own envelope.
    pub(crate) fn failure(self, scene: &Scene<'_>, status: StatusCode, text: &str) -> Answer {
        match self {
            Self::Dmtz => dmtz::failure(status, text),
            Self::Mysoft => mysoft::failure(status, text),
            Self::Quanshi => quanshi::failure(scene, status, quanshi::FAILED, text),
            Self::App => app::failure(status, text),
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Service {
    type Err = UnknownService;

    fn from_str(name: &str) -> Result<Self, UnknownService> {
        Self::ALL.into_iter().find(|service| service.name() == name).ok_or(UnknownService)
    }
}

/// A name that is no service's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownService;

impl fmt::Display for UnknownService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the services are dmtz, mysoft, quanshi and app")
    }
}

impl std::error::Error for UnknownService {}
