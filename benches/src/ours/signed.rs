//! Signed tokens.

use jose::claims::ClaimsBuffer;
use jose::{VerifyingKeySet, jws};
use jose_bench_measure::{Kind, Lane};

use super::{BEST, OWNED, signed_policy};
use crate::Result;
use crate::act::Jws;
use crate::claims::{BorrowedClaims, Claims};
use crate::primitive::payload;
use crate::world::{KEY_ID, World};

pub(super) fn sign(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let key = world.signing_key(jws)?;
    let claims = world.claims.clone();
    Ok(vec![Lane::new(Kind::Ours, BEST, move || -> Result<String> {
        let payload = serde_json::to_vec(&claims)?;
        Ok(jws::Signer::new(&key).message_type("JWT").sign_compact(&payload)?)
    })])
}

pub(super) fn verify(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(jws, &world.json)?;
    let validator = signed_policy(jws, world)?.signed_only().build()?;
    let (other, same) = (validator.clone(), token.clone());
    Ok(vec![
        Lane::new(Kind::Ours, BEST, move || {
            let mut room = ClaimsBuffer::new();
            validator.validate_in::<BorrowedClaims>(&token, &mut room).map(|token| token.claims().exp)
        }),
        Lane::new(Kind::Ours, OWNED, move || other.validate::<Claims>(&same)),
    ])
}

pub(super) fn verify_bytes(size: usize, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(Jws::Hs256, &payload(size))?;
    let keys = VerifyingKeySet::from(world.shared("HS256", KEY_ID)?.verifying_key()?);
    let limits = super::room_for_2_mib();
    Ok(vec![Lane::new(Kind::Ours, BEST, move || jws::verify_compact(&token, &keys, &limits))])
}
