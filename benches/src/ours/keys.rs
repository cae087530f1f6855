//! Keys and sets of keys.

use jose::{JwkSet, JwsAlgorithm, Limits, PrivateJwk, PublicJwk, VerifyingKeySet};
use jose_bench_measure::{Kind, Lane};

use super::BEST;
use crate::act::{KeyKind, Pem};
use crate::world::World;
use crate::{Result, key_set, must};

pub(super) fn parse_set() -> Result<Vec<Lane>> {
    let json = key_set::json()?;
    Ok(vec![Lane::new(Kind::Ours, BEST, move || -> Result<VerifyingKeySet> { ready(&json) })])
}

fn ready(json: &str) -> Result<VerifyingKeySet> {
    let set = JwkSet::from_published_json(json.as_bytes())?;
    let (keys, skipped) = VerifyingKeySet::from_jwk_set(&set, &[])?;
    must(skipped.is_empty() && keys.keys().len() == 100, "keys are missing")?;
    Ok(keys)
}

pub(super) fn pick() -> Result<Vec<Lane>> {
    let keys = ready(&key_set::json()?)?;
    let limits = Limits::default();
    let algorithm = key_set::keys()?.iter().find(|key| key.kid == key_set::WANTED).ok_or("no such key")?.alg.clone();
    Ok(vec![Lane::new(Kind::Ours, BEST, move || -> std::result::Result<usize, String> {
        let wanted = std::hint::black_box(key_set::WANTED);
        let mut candidates = keys.candidates(&algorithm, Some(wanted), &limits).map_err(|error| error.to_string())?;
        candidates.next().map(|key| std::ptr::from_ref(key).addr()).ok_or_else(|| "no key".to_owned())
    })])
}

pub(super) fn import(pem: Pem, world: &World) -> Result<Vec<Lane>> {
    let lane = match pem {
        Pem::RsaPrivate => {
            let pem = world.rsa.pem.clone();
            Lane::new(Kind::Ours, BEST, move || {
                PrivateJwk::from_pem(pem.as_bytes()).and_then(|jwk| jwk.signing_key_for(JwsAlgorithm::Rs256))
            })
        }
        Pem::EcPrivate => {
            let pem = world.p256.pem.clone();
            Lane::new(Kind::Ours, BEST, move || {
                PrivateJwk::from_pem(pem.as_bytes()).and_then(|jwk| jwk.signing_key_for(JwsAlgorithm::Es256))
            })
        }
        Pem::RsaPublic => {
            let pem = world.rsa.public_pem.clone();
            Lane::new(Kind::Ours, BEST, move || {
                PublicJwk::from_pem(pem.as_bytes()).and_then(|jwk| jwk.verifying_key_for(JwsAlgorithm::Rs256))
            })
        }
        Pem::EcPublic => {
            let pem = world.p256.public_pem.clone();
            Lane::new(Kind::Ours, BEST, move || {
                PublicJwk::from_pem(pem.as_bytes()).and_then(|jwk| jwk.verifying_key_for(JwsAlgorithm::Es256))
            })
        }
    };
    Ok(vec![lane])
}

pub(super) fn thumbprint(kind: KeyKind, world: &World) -> Result<Vec<Lane>> {
    let jwk = match kind {
        KeyKind::Rsa => world.rsa.jwk.public(),
        KeyKind::Ec => world.p256.jwk.public(),
    };
    // As text, which is what everybody wants it for.
    Ok(vec![Lane::new(Kind::Ours, BEST, move || Ok::<_, String>(jwk.thumbprint().to_string()))])
}

pub(super) fn first_signature(world: &World) -> Result<Vec<Lane>> {
    let files = world.rsa.named("RS256");
    let input = vec![b'x'; 500];
    Ok(vec![Lane::prepared(
        Kind::Ours,
        BEST,
        move || files.signing_key().map_err(|error| error.to_string()),
        move |key| key.sign(&input).map_err(|error| error.to_string()),
    )])
}
