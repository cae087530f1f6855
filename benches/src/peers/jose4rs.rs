//! `jose4rs` on AWS-LC: with its own claims and consumer, and its message layer with claims read by `serde_json`.

mod encrypted;
mod keys;
mod signed;

use jose_bench_measure::{Kind, Lane};
use jose4rs::jwt::{JwtConsumer, JwtConsumerBuilder};

use crate::Result;
use crate::act::Act;
use crate::claims::{AUDIENCE, ISSUER};
use crate::world::World;

const NAME: &str = "jose4rs";
const WITH_SERDE: &str = "jose4rs + serde_json";

pub(super) fn lanes(act: Act, world: &World) -> Result<Vec<Lane>> {
    match act {
        Act::Sign(jws) => signed::sign(jws, world),
        Act::Verify(jws) => signed::verify(jws, world),
        Act::VerifyBytes(size) => signed::verify_bytes(size, world),
        Act::Refuse(garbage) => signed::refuse(garbage, world),
        Act::FirstSignature => signed::first(world),
        Act::TwoThreads(jws) => signed::two_threads(jws, world),
        Act::Encrypt(jwe) => encrypted::encrypt(jwe, world),
        Act::Decrypt(jwe) => encrypted::decrypt(jwe, world),
        Act::DecryptBytes(size) => encrypted::decrypt_bytes(size, world),
        Act::NestedIssue(jwe) => encrypted::nested_issue(jwe, world),
        Act::NestedOpen(jwe) => encrypted::nested_open(jwe, world),
        Act::ParseSet => keys::parse_set(),
        Act::PickKey => keys::pick(),
        Act::Import(pem) => Ok(vec![keys::import(pem, world)]),
        Act::Thumbprint(kind) => keys::thumbprint(kind, world),
        Act::ClaimsPass(_) | Act::Step(_) => Ok(Vec::new()),
    }
}

fn peer<T, E: std::fmt::Display>(name: &str, call: impl FnMut() -> std::result::Result<T, E> + 'static) -> Lane {
    Lane::new(Kind::Peer, name, call)
}

fn consumer() -> JwtConsumer<'static> {
    JwtConsumerBuilder::new()
        .set_require_expiration_time()
        .set_expected_issuer(ISSUER)
        .set_expected_audience(true, false, &[AUDIENCE])
        .build()
}
