//! Verifying: a function or a [`Verifier`], a set of keys, and a result that only verification can make.

mod compact;
mod error;
mod flattened;
mod general;
mod json;
mod kernel;
mod payload;
mod report;
mod verified;
mod verifier;

pub use compact::{verify_compact, verify_compact_with, verify_split_with};
pub use error::{RefusedSignature, VerifyError};
pub use flattened::verify_flattened;
pub use general::{Require, verify_general};
pub use report::{SignatureReport, VerifiedGeneral};
pub use verified::{Verified, VerifiedSignature};
pub use verifier::Verifier;
