//! Keys.

use jose_bench_measure::Lane;
use josekit::jwk::JwkSet;
use josekit::jws::{self, ES256};

use super::{NAME, peer};
use crate::act::Pem;
use crate::world::World;
use crate::{Result, key_set, must};

pub(super) fn parse_set() -> Result<Vec<Lane>> {
    let json = key_set::json()?;
    Ok(vec![peer(NAME, move || -> Result<JwkSet> {
        let set = JwkSet::from_bytes(&json)?;
        must(set.keys().len() == 100, "keys are missing")?;
        Ok(set)
    })])
}

/// And made usable, which happens nowhere else.
pub(super) fn pick() -> Result<Vec<Lane>> {
    let set = JwkSet::from_bytes(key_set::json()?)?;
    Ok(vec![peer(NAME, move || -> Result<jws::alg::rsassa::RsassaJwsVerifier> {
        let found = set.get(std::hint::black_box(key_set::WANTED));
        Ok(jws::RS256.verifier_from_jwk(found.first().ok_or("no key")?)?)
    })])
}

pub(super) fn import(pem: Pem, world: &World) -> Lane {
    match pem {
        Pem::RsaPrivate => {
            let pem = world.rsa.pem.clone();
            peer(NAME, move || jws::RS256.signer_from_pem(&pem))
        }
        Pem::RsaPublic => {
            let pem = world.rsa.public_pem.clone();
            peer(NAME, move || jws::RS256.verifier_from_pem(&pem))
        }
        Pem::EcPrivate => {
            let pem = world.p256.pem.clone();
            peer(NAME, move || ES256.signer_from_pem(&pem))
        }
        Pem::EcPublic => {
            let pem = world.p256.public_pem.clone();
            peer(NAME, move || ES256.verifier_from_pem(&pem))
        }
    }
}
