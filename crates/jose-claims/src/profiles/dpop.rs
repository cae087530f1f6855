//! DPoP proofs.

mod builder;
mod challenge;
mod check;
mod claims;
mod error;
mod explain;
mod pending;
mod proof;
mod request;
mod target;
mod verifier;

pub use builder::DpopVerifierBuilder;
pub use challenge::DpopChallenge;
pub use error::DpopError;
pub use pending::PendingProof;
pub use proof::DpopProof;
pub use request::DpopRequest;
pub use verifier::DpopVerifier;
