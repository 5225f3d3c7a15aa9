//! The one view of a person that every provider can give.

use crate::secret::REDACTED;
use std::fmt;

/// Who somebody is, as far as a provider says. What it does not say is absent.
///
/// It is personal data: it prints redacted.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The provider that says so.
    pub provider: &'static str,
    /// The provider's own id of the user.
    pub id: String,
    /// What to call the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The phone number, as the provider writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where the picture is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    /// The company or department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The provider's customer that the user belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
}

impl Profile {
    /// A profile that says nothing yet.
    pub(crate) fn of(provider: &'static str, id: String) -> Self {
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
