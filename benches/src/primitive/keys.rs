//! Keys made ready.

use aws_lc_rs::digest;
use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::{self, EcdsaKeyPair, ParsedPublicKey, RsaKeyPair};
use jose::core::base64url;
use jose_bench_measure::{Kind, Lane};

use super::SUBJECT;
use crate::act::{KeyKind, Pem};
use crate::world::World;
use crate::{Result, key_set};

enum Raw {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    Ec(Vec<u8>),
    Ed(Vec<u8>),
}

impl Raw {
    fn ready(&self) -> std::result::Result<ParsedPublicKey, String> {
        match self {
            Self::Rsa { n, e } => PublicKeyComponents { n, e }
                .to_parsed_public_key(&signature::RSA_PKCS1_2048_8192_SHA256)
                .map_err(|error| error.to_string()),
            Self::Ec(point) => {
                ParsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, point).map_err(|error| error.to_string())
            }
            Self::Ed(point) => ParsedPublicKey::new(&signature::ED25519, point).map_err(|error| error.to_string()),
        }
    }
}

pub(super) fn parse_set() -> Result<Lane> {
    let decode = |text: &Option<String>| -> Result<Vec<u8>> {
        Ok(base64url::decode(text.as_deref().ok_or("a member is missing")?)?)
    };
    let raw: Vec<Raw> = key_set::keys()?
        .iter()
        .map(|key| {
            Ok(match key.kty.as_str() {
                "RSA" => Raw::Rsa { n: decode(&key.n)?, e: decode(&key.e)? },
                "EC" => Raw::Ec([&[4][..], &decode(&key.x)?, &decode(&key.y)?].concat()),
                _ => Raw::Ed(decode(&key.x)?),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Lane::new(Kind::Primitive, SUBJECT, move || {
        raw.iter().map(Raw::ready).collect::<std::result::Result<Vec<_>, _>>()
    }))
}

pub(super) fn import(pem: Pem, world: &World) -> Result<Lane> {
    Ok(match pem {
        Pem::RsaPrivate => {
            let der = world.rsa.der.clone();
            Lane::new(Kind::Primitive, SUBJECT, move || RsaKeyPair::from_pkcs8(&der))
        }
        Pem::EcPrivate => {
            let der = world.p256.der.clone();
            Lane::new(Kind::Primitive, SUBJECT, move || {
                EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, &der)
            })
        }
        Pem::RsaPublic => {
            let der = world.rsa.public_der.clone();
            Lane::new(Kind::Primitive, SUBJECT, move || {
                ParsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, &der)
            })
        }
        Pem::EcPublic => {
            let der = world.p256.public_der.clone();
            Lane::new(Kind::Primitive, SUBJECT, move || ParsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, &der))
        }
    })
}

pub(super) fn thumbprint(kind: KeyKind, world: &World) -> Result<Lane> {
    let (files, members) = match kind {
        KeyKind::Rsa => (&world.rsa, &["e", "kty", "n"][..]),
        KeyKind::Ec => (&world.p256, &["crv", "kty", "x", "y"][..]),
    };
    let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&files.jwk.public().to_json())?;
    let canonical: Vec<String> = members.iter().map(|name| format!("\"{name}\":{}", all[*name])).collect();
    let canonical = format!("{{{}}}", canonical.join(","));
    Ok(Lane::new(Kind::Primitive, SUBJECT, move || {
        Ok::<_, String>(digest::digest(&digest::SHA256, canonical.as_bytes()))
    }))
}
