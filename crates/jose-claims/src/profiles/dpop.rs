//! DPoP proofs.

mod builder;
mod claims;
mod error;
mod pending;
mod proof;
mod request;
mod target;
mod verifier;

pub use builder::DpopVerifierBuilder;
pub use error::DpopError;
pub use pending::PendingProof;
pub use proof::DpopProof;
pub use request::DpopRequest;
pub use verifier::DpopVerifier;
