//! `jsonwebtoken` with its backend `aws_lc_rs`: signatures only, and claims only, so that it has no row for bytes.

use jose_bench_measure::{Kind, Lane};
use jsonwebtoken::jwk::{Jwk, JwkSet, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};

use crate::act::{Act, Garbage, Jws, KeyKind, Pem};
use crate::claims::{AUDIENCE, Claims, ISSUER};
use crate::world::{KEY_ID, World};
use crate::{Result, key_set, must, refused, table};

const NAME: &str = "jsonwebtoken";

pub(super) fn lanes(act: Act, world: &World) -> Result<Vec<Lane>> {
    let lane = match act {
        Act::Sign(jws) => {
            let (key, header, claims) = (encoding(jws, world)?, header(jws), world.claims.clone());
            peer(move || encode(&header, &claims, &key))
        }
        Act::Verify(jws) => {
            let (key, policy, token) = (decoding(jws, world)?, policy(jws), world.signed(jws, &world.json)?);
            peer(move || decode::<Claims>(&token, &key, &policy))
        }
        Act::ParseSet => {
            let json = key_set::json()?;
            peer(move || -> Result<JwkSet> {
                let set: JwkSet = serde_json::from_str(&json)?;
                must(set.keys.len() == 100, "keys are missing")?;
                Ok(set)
            })
        }
        Act::PickKey => {
            let set: JwkSet = serde_json::from_str(&key_set::json()?)?;
            peer(move || -> Result<DecodingKey> {
                let wanted = std::hint::black_box(key_set::WANTED);
                Ok(DecodingKey::from_jwk(set.find(wanted).ok_or("no key")?)?)
            })
        }
        Act::Import(pem) => import(pem, world),
        Act::Thumbprint(kind) => {
            let files = if kind == KeyKind::Rsa { &world.rsa } else { &world.p256 };
            let jwk: Jwk = serde_json::from_str(&files.jwk.public().to_json())?;
            peer(move || jwk.thumbprint(ThumbprintHash::SHA256))
        }
        Act::Refuse(Garbage::UnknownKeyId) => {
            let (token, set) =
                (table::garbage(Garbage::UnknownKeyId, world)?, serde_json::from_str(&key_set::json()?)?);
            peer(move || unknown(&token, &set))
        }
        Act::Refuse(garbage) => {
            let token = table::garbage(garbage, world)?;
            let (key, policy) = (decoding(Jws::Hs256, world)?, policy(Jws::Hs256));
            peer(move || refused(decode::<Claims>(&token, &key, &policy)))
        }
        Act::FirstSignature => {
            let (pem, header, claims) = (world.rsa.pem.clone(), header(Jws::Rs256), world.claims.clone());
            Lane::prepared(
                Kind::Peer,
                NAME,
                move || EncodingKey::from_rsa_pem(pem.as_bytes()),
                move |key| encode(&header, &claims, key),
            )
        }
        Act::TwoThreads(jws) => {
            let (key, policy, token) = (decoding(jws, world)?, policy(jws), world.signed(jws, &world.json)?);
            return Ok(crate::threads::lanes(Kind::Peer, NAME, move || {
                decode::<Claims>(&token, &key, &policy).is_ok()
            }));
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![lane])
}

fn peer<T, E: std::fmt::Display>(call: impl FnMut() -> std::result::Result<T, E> + 'static) -> Lane {
    Lane::new(Kind::Peer, NAME, call)
}

/// A key is looked up in a set by whoever calls it.
fn unknown(token: &str, set: &JwkSet) -> Result<()> {
    let key_id = decode_header(token)?.kid.ok_or("no kid")?;
    Ok(must(set.find(&key_id).is_none(), "the key is known")?)
}

fn algorithm(jws: Jws) -> Algorithm {
    match jws {
        Jws::Hs256 => Algorithm::HS256,
        Jws::Rs256 => Algorithm::RS256,
        Jws::Ps256 => Algorithm::PS256,
        Jws::Es256 => Algorithm::ES256,
        Jws::Es384 => Algorithm::ES384,
        Jws::EdDsa => Algorithm::EdDSA,
    }
}

fn header(jws: Jws) -> Header {
    Header { kid: Some(KEY_ID.into()), ..Header::new(algorithm(jws)) }
}

fn policy(jws: Jws) -> Validation {
    let mut policy = Validation::new(algorithm(jws));
    policy.set_issuer(&[ISSUER]);
    policy.set_audience(&[AUDIENCE]);
    policy.set_required_spec_claims(&["exp", "iss", "aud"]);
    policy.validate_nbf = true;
    policy
}

fn encoding(jws: Jws, world: &World) -> Result<EncodingKey> {
    Ok(match (jws, world.signer(jws)) {
        (Jws::Rs256 | Jws::Ps256, Some(files)) => EncodingKey::from_rsa_pem(files.pem.as_bytes())?,
        (Jws::Es256 | Jws::Es384, Some(files)) => EncodingKey::from_ec_pem(files.pem.as_bytes())?,
        (_, Some(files)) => EncodingKey::from_ed_pem(files.pem.as_bytes())?,
        (_, None) => EncodingKey::from_secret(&world.secret),
    })
}

fn decoding(jws: Jws, world: &World) -> Result<DecodingKey> {
    Ok(match (jws, world.signer(jws)) {
        (Jws::Rs256 | Jws::Ps256, Some(files)) => DecodingKey::from_rsa_pem(files.public_pem.as_bytes())?,
        (Jws::Es256 | Jws::Es384, Some(files)) => DecodingKey::from_ec_pem(files.public_pem.as_bytes())?,
        (_, Some(files)) => DecodingKey::from_ed_pem(files.public_pem.as_bytes())?,
        (_, None) => DecodingKey::from_secret(&world.secret),
    })
}

fn import(pem: Pem, world: &World) -> Lane {
    match pem {
        Pem::RsaPrivate => {
            let pem = world.rsa.pem.clone();
            peer(move || EncodingKey::from_rsa_pem(pem.as_bytes()))
        }
        Pem::RsaPublic => {
            let pem = world.rsa.public_pem.clone();
            peer(move || DecodingKey::from_rsa_pem(pem.as_bytes()))
        }
        Pem::EcPrivate => {
            let pem = world.p256.pem.clone();
            peer(move || EncodingKey::from_ec_pem(pem.as_bytes()))
        }
        Pem::EcPublic => {
            let pem = world.p256.public_pem.clone();
            peer(move || DecodingKey::from_ec_pem(pem.as_bytes()))
        }
    }
}
