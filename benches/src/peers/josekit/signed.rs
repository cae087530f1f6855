//! Signed tokens.

use std::time::SystemTime;

use jose_bench_measure::{Kind, Lane};
use josekit::jwk::Jwk;
use josekit::jws::{self, JwsHeader, JwsSigner, JwsVerifier};
use josekit::jwt::{self, JwtPayload, JwtPayloadValidator};

use super::{NAME, WITH_SERDE, peer, validator};
use crate::act::{Garbage, Jws};
use crate::claims::Claims;
use crate::primitive::payload;
use crate::world::{KEY_ID, World};
use crate::{Result, refused, table};

pub(super) fn signer(jws: Jws, world: &World) -> Result<Box<dyn JwsSigner>> {
    let pem = world.signer(jws).map(|files| files.pem.as_str()).unwrap_or_default();
    Ok(match jws {
        Jws::Hs256 => Box::new(jws::HS256.signer_from_bytes(world.secret)?),
        Jws::Rs256 => Box::new(jws::RS256.signer_from_pem(pem)?),
        // From PEM it takes only keys that are marked for PSS, which most are not.
        Jws::Ps256 => Box::new(jws::PS256.signer_from_jwk(&Jwk::from_bytes(world.rsa.secret_json("PS256"))?)?),
        Jws::Es256 => Box::new(jws::ES256.signer_from_pem(pem)?),
        Jws::Es384 => Box::new(jws::ES384.signer_from_pem(pem)?),
        Jws::EdDsa => Box::new(jws::EdDSA.signer_from_pem(pem)?),
    })
}

pub(super) fn verifier(jws: Jws, world: &World) -> Result<Box<dyn JwsVerifier>> {
    let pem = world.signer(jws).map(|files| files.public_pem.as_str()).unwrap_or_default();
    Ok(match jws {
        Jws::Hs256 => Box::new(jws::HS256.verifier_from_bytes(world.secret)?),
        Jws::Rs256 => Box::new(jws::RS256.verifier_from_pem(pem)?),
        Jws::Ps256 => Box::new(jws::PS256.verifier_from_jwk(&Jwk::from_bytes(world.rsa.public_json("PS256"))?)?),
        Jws::Es256 => Box::new(jws::ES256.verifier_from_pem(pem)?),
        Jws::Es384 => Box::new(jws::ES384.verifier_from_pem(pem)?),
        Jws::EdDsa => Box::new(jws::EdDSA.verifier_from_pem(pem)?),
    })
}

pub(super) fn header() -> JwsHeader {
    let mut header = JwsHeader::new();
    header.set_token_type("JWT");
    header.set_key_id(KEY_ID);
    header
}

pub(super) fn sign(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let (key, header, claims) = (signer(jws, world)?, header(), world.claims.clone());
    let own = JwtPayload::from_map(serde_json::from_slice::<serde_json::Map<_, _>>(&world.json)?)?;
    let (same_key, same_header) = (signer(jws, world)?, header.clone());
    Ok(vec![
        peer(NAME, move || jwt::encode_with_signer(&own, &same_header, &*same_key)),
        peer(WITH_SERDE, move || -> Result<String> {
            Ok(jws::serialize_compact(&serde_json::to_vec(&claims)?, &header, &*key)?)
        }),
    ])
}

pub(super) fn verify(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(jws, &world.json)?;
    let (key, same_key, same, policy) = (verifier(jws, world)?, verifier(jws, world)?, token.clone(), validator());
    Ok(vec![
        peer(NAME, move || opened(&token, &*key, &policy)),
        peer(WITH_SERDE, move || Claims::read(&jws::deserialize_compact(&same, &*same_key)?.0)),
    ])
}

fn opened(token: &str, key: &dyn JwsVerifier, policy: &JwtPayloadValidator) -> Result<JwtPayload> {
    let (payload, _) = jwt::decode_with_verifier(token, key)?;
    check(&payload, policy)?;
    Ok(payload)
}

/// The validator looks at `exp` only if there is one and a time to compare it with, and it is made once.
pub(super) fn check(payload: &JwtPayload, policy: &JwtPayloadValidator) -> Result<()> {
    policy.validate(payload)?;
    let alive = payload.expires_at().is_some_and(|end| end > SystemTime::now());
    Ok(crate::must(alive, "expired")?)
}

pub(super) fn verify_bytes(size: usize, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(Jws::Hs256, &payload(size))?;
    let key = verifier(Jws::Hs256, world)?;
    Ok(vec![peer(NAME, move || jws::deserialize_compact(&token, &*key))])
}

pub(super) fn refuse(garbage: Garbage, world: &World) -> Result<Vec<Lane>> {
    let token = table::garbage(garbage, world)?;
    let (mut key, policy) = (jws::HS256.verifier_from_bytes(world.secret)?, validator());
    key.set_key_id(KEY_ID);
    Ok(vec![peer(NAME, move || refused(opened(&token, &key, &policy)))])
}

pub(super) fn first(world: &World) -> Result<Vec<Lane>> {
    let (pem, header, claims) = (world.rsa.pem.clone(), header(), world.claims.clone());
    Ok(vec![Lane::prepared(
        Kind::Peer,
        NAME,
        move || jws::RS256.signer_from_pem(&pem).map_err(|error| error.to_string()),
        move |key| {
            let payload = serde_json::to_vec(&claims).map_err(|error| error.to_string())?;
            jws::serialize_compact(&payload, &header, &*key).map_err(|error| error.to_string())
        },
    )])
}

pub(super) fn two_threads(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(jws, &world.json)?;
    let (key, policy) = (verifier(jws, world)?, validator());
    Ok(crate::threads::lanes(Kind::Peer, NAME, move || opened(&token, &*key, &policy).is_ok()))
}
