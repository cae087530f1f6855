//! This family, by its public calls.

mod encrypted;
mod garbage;
mod keys;
mod signed;
mod steps;
mod threads;

use jose::{
    Limits, Validator,
    claims::{ClaimsBuffer, ValidatorBuilder},
};
use jose_bench_measure::{Kind, Lane};

use crate::Result;
use crate::act::Act;
use crate::claims::{AUDIENCE, BorrowedPrivate, Claims, ISSUER, Private};
use crate::world::World;

/// The best public call for the whole operation; it counts for the targets.
pub const BEST: &str = "ours";
/// The same with a type that owns its texts.
pub const OWNED: &str = "ours, owned claims";
/// The same without what is prepared for many tokens.
pub const EACH_TIME: &str = "ours, header written each time";
/// The same with a type that repeats the claims which the token hands out anyway.
pub const REPEATED: &str = "ours, all claims again in a type of one's own";

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
        Act::ClaimsPass(size) => steps::claims(size, world),
        Act::Step(step) => steps::step(step, world),
    }
}

/// A policy and a token that it accepts, in every way that there is to ask. What counts is the documented one: a type for the private claims, as the
/// token itself has the registered ones.
fn validate(validator: &Validator, token: String) -> Vec<Lane> {
    let ways = || (validator.clone(), token.clone());
    let ((one, first), (two, second), (three, third)) = (ways(), ways(), ways());
    vec![
        Lane::new(Kind::Ours, BEST, move || {
            let mut room = ClaimsBuffer::new();
            one.validate_in::<BorrowedPrivate>(&first, &mut room).map(|token| {
                let claims = (token.issuer().map(str::len), token.subject().map(str::len), token.expires_at());
                (claims, token.claims().roles.len())
            })
        }),
        Lane::new(Kind::Ours, OWNED, move || two.validate::<Private>(&second)),
        Lane::new(Kind::Part, REPEATED, move || three.validate::<Claims>(&third)),
    ]
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
