//! Types for claims of your own, as they stand in tokens.
//!
//! ```
//! use jose_claims::types::{Address, Audience, NumericDate};
//!
//! #[derive(serde::Deserialize)]
//! struct MyClaims {
//!     auth_time: NumericDate,
//!     resources: Audience,
//!     address: Option<Address>,
//! }
//!
//! let claims = r#"{"auth_time": 1700000000.5, "resources": "https://api.example", "address": {"country": "NL"}}"#;
//! let claims: MyClaims = serde_json::from_str(claims)?;
//! assert_eq!(claims.auth_time.rounded_down().seconds(), 1_700_000_000);
//! assert!(claims.resources.contains("https://api.example"));
//! assert_eq!(claims.address.and_then(|address| address.country).as_deref(), Some("NL"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The registered claims need none of these: [`crate::Token`] has them. The types say what a claim may look like and no more; whether it may say that
//! is for a policy.

mod address;
mod audience;
mod authorization;
mod numeric_date;

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

pub use address::Address;
pub use audience::Audience;
pub use authorization::{AuthorizationDetail, AuthorizationDetails};
pub(crate) use numeric_date::Written;
pub use numeric_date::{NumericDate, OutOfRange};
