//! What exactly is allowed, where a scope is too coarse.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The `authorization_details` claim: each item allows something of its own.
///
/// ```
/// use jose_claims::types::AuthorizationDetails;
///
/// let details = r#"[{"type": "payment", "actions": ["initiate"], "amount": {"value": "12.50", "currency": "EUR"}}]"#;
/// let details: AuthorizationDetails = serde_json::from_str(details)?;
/// let payment = details.of_type("payment").next().ok_or("no payment")?;
/// assert_eq!(payment.actions, ["initiate"]);
/// assert_eq!(payment.other["amount"]["currency"], "EUR");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Specification: RFC 9396, sections 2 and 9.1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AuthorizationDetails(pub Vec<AuthorizationDetail>);

/// One thing that is allowed. Its type decides which members it has and what they mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthorizationDetail {
    /// Its type; there is no other member that each must have.
    #[serde(rename = "type")]
    pub detail_type: String,
    /// Where it is allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<String>,
    /// What may be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
    /// With which kinds of data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub datatypes: Vec<String>,
    /// With which one resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// With which kinds of privilege.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub privileges: Vec<String>,
    /// Members that its type adds.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

impl AuthorizationDetails {
    /// Those of one type, compared byte for byte.
    pub fn of_type<'d>(&'d self, detail_type: &str) -> impl Iterator<Item = &'d AuthorizationDetail> {
        self.0.iter().filter(move |detail| detail.detail_type == detail_type)
    }
}
