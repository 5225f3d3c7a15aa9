//! The data about a person that every provider can supply.

use crate::redact::REDACTED;
use std::fmt;

/// The data about a person that every provider can supply.
///
/// A profile is personal data, so `Debug` prints only the provider's name.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The provider that supplied the data.
    pub provider: &'static str,
    /// The provider's own ID of the user.
    pub id: String,
    /// The display name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The phone number, as the provider writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The URL of the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    /// The company or the department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The provider's customer that the user belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
}

impl Profile {
    /// Returns a profile that has only an ID.
    pub(crate) fn new(provider: &'static str, id: String) -> Self {
        Self {
            provider,
            id,
            display_name: None,
            phone: None,
            email: None,
            avatar_url: None,
            organization: None,
            tenant: None,
        }
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Profile {{ provider: {:?}, {REDACTED} }}", self.provider)
    }
}
