//! `jwt-simple`, which always reads and writes claims: its own for the registered names, and a type for the rest.

use std::collections::HashSet;

use jose_bench_measure::{Kind, Lane};
use jwt_simple::prelude::*;
use serde::{Deserialize, Serialize};

use crate::act::{Act, Jwe, Jws, KeyKind, Pem};
use crate::claims::{AUDIENCE, ISSUER};
use crate::world::{KEY_ID, RECIPIENT_KEY_ID, World};
use crate::{Result, refused, table};

/// With what it is built on, as its backend decides much.
const NAME: &str = if cfg!(feature = "jwt-simple-boring") { "jwt-simple" } else { "jwt-simple (pure Rust)" };

#[derive(Clone, Deserialize, Serialize)]
struct Custom {
    client_id: String,
    scope: String,
    roles: Vec<String>,
}

/// For each algorithm its own type, all with the same methods.
macro_rules! verifying {
    ($jws:expr, $world:expr, |$key:ident| $lane:expr) => {
        match $jws {
            Jws::Hs256 => {
                let $key = HS256Key::from_bytes(&$world.secret);
                $lane
            }
            Jws::Rs256 => {
                let $key = RS256PublicKey::from_pem(&$world.rsa.public_pem)?;
                $lane
            }
            Jws::Ps256 => {
                let $key = PS256PublicKey::from_pem(&$world.rsa.public_pem)?;
                $lane
            }
            Jws::Es256 => {
                let $key = ES256PublicKey::from_pem(&$world.p256.public_pem)?;
                $lane
            }
            Jws::Es384 => {
                let $key = ES384PublicKey::from_pem(&$world.p384.public_pem)?;
                $lane
            }
            Jws::EdDsa => {
                let $key = Ed25519PublicKey::from_pem(&$world.ed25519.public_pem)?;
                $lane
            }
        }
    };
}

pub(super) fn lanes(act: Act, world: &World) -> Result<Vec<Lane>> {
    let lane = match act {
        Act::Sign(jws) => {
            let claims = claims(world);
            if jws == Jws::Hs256 {
                let key = HS256Key::from_bytes(&world.secret).with_key_id(KEY_ID);
                peer(move || key.authenticate(claims.clone()))
            } else {
                sign(jws, world, claims)?
            }
        }
        Act::Verify(jws) => {
            let (token, policy) = (world.signed(jws, &world.json)?, policy());
            verifying!(jws, world, |key| peer(move || key.verify_token::<Custom>(&token, Some(policy.clone()))))
        }
        Act::TwoThreads(jws) => {
            let (token, policy) = (world.signed(jws, &world.json)?, policy());
            return Ok(verifying!(jws, world, |key| crate::threads::lanes(Kind::Peer, NAME, move || {
                key.verify_token::<Custom>(&token, Some(policy.clone())).is_ok()
            })));
        }
        Act::Refuse(garbage) => {
            let token = table::garbage(garbage, world)?;
            let key = HS256Key::from_bytes(&world.secret);
            let policy = VerificationOptions { required_key_id: Some(KEY_ID.into()), ..policy() };
            peer(move || refused(key.verify_token::<Custom>(&token, Some(policy.clone()))))
        }
        Act::FirstSignature => {
            let (pem, claims) = (world.rsa.pem.clone(), claims(world));
            Lane::prepared(Kind::Peer, NAME, move || RS256KeyPair::from_pem(&pem), move |key| key.sign(claims.clone()))
        }
        Act::Encrypt(jwe) => return encrypt(jwe, world),
        Act::Decrypt(jwe) => return decrypt(jwe, world),
        Act::Import(pem) => import(pem, world),
        Act::Thumbprint(KeyKind::Rsa) => {
            let key = RS256PublicKey::from_pem(&world.rsa.public_pem)?;
            peer(move || Ok::<_, String>(key.jwk_thumbprint()))
        }
        Act::Thumbprint(KeyKind::Ec) => {
            let key = ES256PublicKey::from_pem(&world.p256.public_pem)?;
            peer(move || Ok::<_, String>(key.jwk_thumbprint()))
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![lane])
}

fn sign(jws: Jws, world: &World, claims: JWTClaims<Custom>) -> Result<Lane> {
    Ok(match jws {
        Jws::Hs256 => return Err("HS256 authenticates".into()),
        Jws::Rs256 => {
            let key = RS256KeyPair::from_pem(&world.rsa.pem)?.with_key_id(KEY_ID);
            peer(move || key.sign(claims.clone()))
        }
        Jws::Ps256 => {
            let key = PS256KeyPair::from_pem(&world.rsa.pem)?.with_key_id(KEY_ID);
            peer(move || key.sign(claims.clone()))
        }
        Jws::Es256 => {
            let key = ES256KeyPair::from_pem(&world.p256.pem)?.with_key_id(KEY_ID);
            peer(move || key.sign(claims.clone()))
        }
        Jws::Es384 => {
            let key = ES384KeyPair::from_pem(&world.p384.pem)?.with_key_id(KEY_ID);
            peer(move || key.sign(claims.clone()))
        }
        Jws::EdDsa => {
            let key = Ed25519KeyPair::from_pem(&world.ed25519.pem)?.with_key_id(KEY_ID);
            peer(move || key.sign(claims.clone()))
        }
    })
}

/// It has AES Key Wrap and ECDH-ES of what is measured here; its RSA-OAEP is the one with SHA-1.
fn encrypt(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let claims = claims(world);
    Ok(vec![match jwe {
        Jwe::A256Kw => {
            let key = A256KWKey::from_bytes(&world.secret)?.with_key_id(RECIPIENT_KEY_ID);
            peer(move || key.encrypt(claims.clone()))
        }
        Jwe::EcdhP256 => {
            let key = EcdhEsA256KWEncryptionKey::from_pem(&world.p256_recipient.public_pem)?;
            let key = key.with_key_id(RECIPIENT_KEY_ID);
            peer(move || key.encrypt(claims.clone()))
        }
        Jwe::EcdhX25519 => {
            let key = X25519EcdhEsA256KWEncryptionKey::from_pem(&world.x25519_recipient.public_pem)?;
            let key = key.with_key_id(RECIPIENT_KEY_ID);
            peer(move || key.encrypt(claims.clone()))
        }
        _ => return Ok(Vec::new()),
    }])
}

fn decrypt(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let token = world.encrypted(jwe, None, &world.json)?;
    let policy = DecryptionOptions { claim_options: Some(policy()), ..Default::default() };
    Ok(vec![match jwe {
        Jwe::A256Kw => {
            let key = A256KWKey::from_bytes(&world.secret)?;
            peer(move || key.decrypt_token::<Custom>(&token, Some(policy.clone())))
        }
        Jwe::EcdhP256 => {
            let key = EcdhEsA256KWDecryptionKey::from_pem(&world.p256_recipient.pem)?;
            peer(move || key.decrypt_token::<Custom>(&token, Some(policy.clone())))
        }
        Jwe::EcdhX25519 => {
            let key = X25519EcdhEsA256KWDecryptionKey::from_pem(&world.x25519_recipient.pem)?;
            peer(move || key.decrypt_token::<Custom>(&token, Some(policy.clone())))
        }
        _ => return Ok(Vec::new()),
    }])
}

fn peer<T, E: std::fmt::Display>(call: impl FnMut() -> std::result::Result<T, E> + 'static) -> Lane {
    Lane::new(Kind::Peer, NAME, call)
}

fn claims(world: &World) -> JWTClaims<Custom> {
    let source = &world.claims;
    let custom =
        Custom { client_id: source.client_id.clone(), scope: source.scope.clone(), roles: source.roles.clone() };
    Claims::with_custom_claims(custom, Duration::from_hours(1))
        .with_issuer(ISSUER)
        .with_subject(&source.sub)
        .with_audience(AUDIENCE)
        .with_jwt_id(&source.jti)
}

fn policy() -> VerificationOptions {
    VerificationOptions {
        allowed_issuers: Some(HashSet::from([ISSUER.to_owned()])),
        allowed_audiences: Some(HashSet::from([AUDIENCE.to_owned()])),
        ..Default::default()
    }
}

fn import(pem: Pem, world: &World) -> Lane {
    match pem {
        Pem::RsaPrivate => {
            let pem = world.rsa.pem.clone();
            peer(move || RS256KeyPair::from_pem(&pem))
        }
        Pem::RsaPublic => {
            let pem = world.rsa.public_pem.clone();
            peer(move || RS256PublicKey::from_pem(&pem))
        }
        Pem::EcPrivate => {
            let pem = world.p256.pem.clone();
            peer(move || ES256KeyPair::from_pem(&pem))
        }
        Pem::EcPublic => {
            let pem = world.p256.public_pem.clone();
            peer(move || ES256PublicKey::from_pem(&pem))
        }
    }
}
