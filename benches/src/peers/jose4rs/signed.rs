//! Signed tokens.

use jose_bench_measure::{Kind, Lane};
use jose4rs::jwa::{AlgorithmConstraints, ConstraintType};
use jose4rs::jwk::{JsonWebKey, JsonWebKeySet, VerificationJwkSelector};
use jose4rs::jws::{AlgorithmIdentifier, JsonWebSignature};
use jose4rs::jwt::JwtClaims;
use jose4rs::jwx::JsonWebStructure;

use super::{NAME, WITH_SERDE, consumer, peer};
use crate::act::{Garbage, Jws};
use crate::claims::Claims;
use crate::primitive::payload;
use crate::world::{KEY_ID, World};
use crate::{Result, key_set, must, refused, table};

type Constraints = &'static AlgorithmConstraints<AlgorithmIdentifier>;

pub(super) fn algorithm(jws: Jws) -> AlgorithmIdentifier {
    match jws {
        Jws::Hs256 => AlgorithmIdentifier::HmacSha256,
        Jws::Rs256 => AlgorithmIdentifier::RsaUsingSha256,
        Jws::Ps256 => AlgorithmIdentifier::RsaPssUsingSha256,
        Jws::Es256 => AlgorithmIdentifier::EcdsaUsingP256CurveAndSha256,
        Jws::Es384 => AlgorithmIdentifier::EcdsaUsingP384CurveAndSha384,
        Jws::EdDsa => AlgorithmIdentifier::EdDsa,
    }
}

/// Made once, as a service would, and kept for good.
pub(super) fn only(jws: Jws) -> Constraints {
    Box::leak(Box::new(AlgorithmConstraints::new(ConstraintType::Permit, [algorithm(jws)])))
}

pub(super) fn private(jws: Jws, world: &World) -> Result<JsonWebKey> {
    Ok(JsonWebKey::from_json(match world.signer(jws) {
        Some(files) => files.secret_json(jws.name()),
        None => world.shared(jws.name(), KEY_ID)?.to_secret_json().to_string(),
    })?)
}

pub(super) fn public(jws: Jws, world: &World) -> Result<JsonWebKey> {
    Ok(match world.signer(jws) {
        Some(files) => JsonWebKey::from_json(files.public_json(jws.name()))?,
        None => private(jws, world)?,
    })
}

pub(super) fn sign_with(jws: Jws, payload: impl AsRef<[u8]>, key: &JsonWebKey) -> Result<String> {
    let mut message = JsonWebSignature::new();
    message.set_payload(payload);
    message.set_key_id_header_value(KEY_ID);
    message.set_algorithm(algorithm(jws));
    Ok(message.compact_serialization(key)?)
}

pub(super) fn sign(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let (key, claims) = (private(jws, world)?, world.claims.clone());
    let (same, parsed) = (private(jws, world)?, JwtClaims::parse(&world.json)?);
    Ok(vec![
        peer(WITH_SERDE, move || sign_with(jws, serde_json::to_vec(&claims)?, &key)),
        peer(NAME, move || sign_with(jws, parsed.to_json(), &same)),
    ])
}

fn parse(token: &str, constraints: Constraints) -> Result<JsonWebSignature<'static>> {
    let mut message = JsonWebSignature::new();
    message.set_algorithm_constraints(constraints);
    message.set_compact_serialization(token)?;
    Ok(message)
}

pub(super) fn verify(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(jws, &world.json)?;
    let (key, constraints, consumer) = (public(jws, world)?, only(jws), consumer());
    let (same_key, same) = (public(jws, world)?, token.clone());
    Ok(vec![
        peer(NAME, move || -> Result<JwtClaims> { opened(&token, &key, constraints, &consumer) }),
        peer(WITH_SERDE, move || Claims::read(parse(&same, constraints)?.payload(&same_key)?)),
    ])
}

fn opened(
    token: &str,
    key: &JsonWebKey,
    constraints: Constraints,
    consumer: &jose4rs::jwt::JwtConsumer<'_>,
) -> Result<JwtClaims> {
    let message = parse(token, constraints)?;
    let payload = std::str::from_utf8(message.payload(key)?)?;
    consumer.process_to_claims(payload).map_err(|error| error.to_string().into())
}

pub(super) fn verify_bytes(size: usize, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(Jws::Hs256, &payload(size))?;
    let (key, constraints) = (public(Jws::Hs256, world)?, only(Jws::Hs256));
    Ok(vec![peer(NAME, move || -> Result<JsonWebSignature<'static>> {
        let message = parse(&token, constraints)?;
        std::hint::black_box(message.payload(&key)?);
        Ok(message)
    })])
}

pub(super) fn refuse(garbage: Garbage, world: &World) -> Result<Vec<Lane>> {
    let token = table::garbage(garbage, world)?;
    let (key, constraints, consumer) = (public(Jws::Hs256, world)?, only(Jws::Hs256), consumer());
    if garbage == Garbage::UnknownKeyId {
        let set = JsonWebKeySet::from_json(key_set::json()?)?;
        return Ok(vec![peer(NAME, move || unknown(&token, constraints, &set))]);
    }
    Ok(vec![peer(NAME, move || refused(opened(&token, &key, constraints, &consumer)))])
}

/// A key is looked up in a set by whoever calls it.
fn unknown(token: &str, constraints: Constraints, set: &JsonWebKeySet) -> Result<()> {
    let message = parse(token, constraints)?;
    let key_id = message.key_id_header_value();
    let found = VerificationJwkSelector::new().select(key_id, "HS256", set.keys());
    Ok(must(found.is_none(), "the key is known")?)
}

pub(super) fn first(world: &World) -> Result<Vec<Lane>> {
    let (json, claims) = (world.rsa.secret_json("RS256"), world.claims.clone());
    Ok(vec![Lane::prepared(
        Kind::Peer,
        NAME,
        move || JsonWebKey::from_json(&json).map_err(|error| error.to_string()),
        move |key| {
            let payload = serde_json::to_vec(&claims).map_err(|error| error.to_string())?;
            sign_with(Jws::Rs256, payload, key).map_err(|error| error.to_string())
        },
    )])
}

pub(super) fn two_threads(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let token = world.signed(jws, &world.json)?;
    let (key, constraints, consumer) = (public(jws, world)?, only(jws), consumer());
    Ok(crate::threads::lanes(Kind::Peer, NAME, move || opened(&token, &key, constraints, &consumer).is_ok()))
}
