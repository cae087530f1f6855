//! This family, by its public calls.

mod encrypted;
mod garbage;
mod keys;
mod signed;
mod steps;
mod threads;

use jose::{Limits, Validator, claims::ValidatorBuilder};
use jose_bench_measure::Lane;

use crate::Result;
use crate::act::Act;
use crate::claims::{AUDIENCE, ISSUER};
use crate::world::World;

/// The best public call for the whole operation; it counts for the targets.
pub const BEST: &str = "ours";
/// The same with a type that owns its texts.
pub const OWNED: &str = "ours, owned claims";

/// Every way that we have to do it.
pub fn lanes(act: Act, world: &World) -> Result<Vec<Lane>> {
    match act {
        Act::Sign(jws) => signed::sign(jws, world),
        Act::Verify(jws) => signed::verify(jws, world),
        Act::VerifyBytes(size) => signed::verify_bytes(size, world),
        Act::Encrypt(jwe) => encrypted::encrypt(jwe, world),
        Act::Decrypt(jwe) => encrypted::decrypt(jwe, world),
        Act::DecryptBytes(size) => encrypted::decrypt_bytes(size, world),
        Act::NestedIssue(jwe) => encrypted::nested_issue(jwe, world),
        Act::NestedOpen(jwe) => encrypted::nested_open(jwe, world),
        Act::ParseSet => keys::parse_set(),
        Act::PickKey => keys::pick(),
        Act::Import(pem) => keys::import(pem, world),
        Act::Thumbprint(kind) => keys::thumbprint(kind, world),
        Act::FirstSignature => keys::first_signature(world),
        Act::Refuse(kind) => garbage::refuse(kind, world),
        Act::TwoThreads(jws) => threads::verify(jws, world),
        Act::ClaimsPass => steps::claims(world),
        Act::Step(step) => steps::step(step, world),
    }
}

/// The policy of every row: issuer, audience, type and expiry.
fn policy() -> ValidatorBuilder {
    Validator::builder().audience(AUDIENCE).token_type("JWT").expires()
}

/// The default is a megabyte for the whole message, and base64url of a megabyte is more.
fn room_for_2_mib() -> Limits {
    let mut limits = Limits::default();
    limits.token_bytes = 2 << 20;
    limits
}

/// With the issuer's key.
fn signed_policy(jws: crate::act::Jws, world: &World) -> Result<ValidatorBuilder> {
    let key = match world.signer(jws) {
        None => world.shared(jws.name(), crate::world::KEY_ID)?.verifying_key()?,
        Some(files) => files.named(jws.name()).public().verifying_key()?,
    };
    Ok(policy().issuer(ISSUER, key))
}
