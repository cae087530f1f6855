//! Keys.

use jose_bench_measure::Lane;
use jose4rs::jwk::{JsonWebKey, JsonWebKeySet, VerificationJwkSelector};

use super::{NAME, peer};
use crate::act::{KeyKind, Pem};
use crate::world::World;
use crate::{Result, key_set, must};

pub(super) fn parse_set() -> Result<Vec<Lane>> {
    let json = key_set::json()?;
    Ok(vec![peer(NAME, move || -> Result<JsonWebKeySet> {
        let set = JsonWebKeySet::from_json(&json)?;
        must(set.len() == 100, "keys are missing")?;
        Ok(set)
    })])
}

pub(super) fn pick() -> Result<Vec<Lane>> {
    let set = JsonWebKeySet::from_json(key_set::json()?)?;
    let algorithm = key_set::keys()?.iter().find(|key| key.kid == key_set::WANTED).ok_or("no such key")?.alg.clone();
    let selector = VerificationJwkSelector::new();
    Ok(vec![peer(NAME, move || {
        let wanted = std::hint::black_box(key_set::WANTED);
        let found = selector.select(Some(wanted), &algorithm, set.keys());
        found.map(|key| std::ptr::from_ref(key).addr()).ok_or("no key")
    })])
}

pub(super) fn import(pem: Pem, world: &World) -> Lane {
    let pem = match pem {
        Pem::RsaPrivate => world.rsa.pem.clone(),
        Pem::RsaPublic => world.rsa.public_pem.clone(),
        Pem::EcPrivate => world.p256.pem.clone(),
        Pem::EcPublic => world.p256.public_pem.clone(),
    };
    peer(NAME, move || JsonWebKey::from_pem(&pem).map_err(|error| error.to_string()))
}

pub(super) fn thumbprint(kind: KeyKind, world: &World) -> Result<Vec<Lane>> {
    let files = if kind == KeyKind::Rsa { &world.rsa } else { &world.p256 };
    let jwk = JsonWebKey::from_json(files.jwk.public().to_json())?;
    Ok(vec![peer(NAME, move || jwk.thumbprint().map_err(|error| error.to_string()))])
}
