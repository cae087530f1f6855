//! Signed tokens.

use jose::{VerifyingKeySet, core::json, jws};
use jose_bench_measure::{Kind, Lane};

use super::{BEST, EACH_TIME, signed_policy};
use crate::Result;
use crate::act::Jws;
use crate::primitive::payload;
use crate::world::{KEY_ID, World};

pub(super) fn sign(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let key = world.signing_key(jws)?;
    let claims = world.claims.clone();
    let prepared = jws::Signer::new(&key).message_type("JWT").prepared()?;
    let same = claims.clone();
    Ok(vec![
        Lane::new(Kind::Ours, BEST, move || -> Result<String> {
            Ok(prepared.sign_compact(json::write_object(&claims)?.expose())?)
        }),
        Lane::new(Kind::Ours, EACH_TIME, move || -> Result<String> {
            Ok(jws::Signer::new(&key).message_type("JWT").sign_compact(json::write_object(&same)?.expose())?)
        }),
    ])
}

pub(super) fn verify(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(jws, &world.json)?;
    Ok(super::validate(&signed_policy(jws, world)?.signed_only().build()?, token))
}

pub(super) fn verify_bytes(size: usize, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(Jws::Hs256, &payload(size))?;
    let keys = VerifyingKeySet::from(world.shared("HS256", KEY_ID)?.verifying_key()?);
    let limits = super::room_for_2_mib();
    Ok(vec![Lane::new(Kind::Ours, BEST, move || jws::verify_compact(&token, &keys, &limits))])
}
