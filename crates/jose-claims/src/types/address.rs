//! Where somebody lives.

use serde::{Deserialize, Serialize};

/// The `address` claim. Each member is text of whatever form the issuer likes; members that it does not name are left out when it is read.
///
/// Specification: OpenID Connect Core 1.0, section 5.1.1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Address {
    /// All of it, with line breaks, as it stands on a letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted: Option<String>,
    /// House number, street, post-office box; possibly several lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// State, province or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}
