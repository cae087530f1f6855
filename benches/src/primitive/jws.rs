//! Signatures.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    self, EcdsaKeyPair, Ed25519KeyPair, KeyPair, ParsedPublicKey, RsaKeyPair, RsaSignatureEncoding,
};
use jose::core::base64url;
use jose_bench_measure::{Kind, Lane};

use super::SUBJECT;
use crate::act::Jws;
use crate::threads::lanes;
use crate::world::World;
use crate::{Result, must};

pub(super) fn sign(jws: Jws, world: &World) -> Result<Lane> {
    let token = world.signed(jws, &world.json)?;
    let (input, _) = halves(&token)?;
    Ok(match jws {
        Jws::Hs256 => {
            let key = hmac::Key::new(hmac::HMAC_SHA256, &world.secret);
            Lane::new(Kind::Primitive, SUBJECT, move || Ok::<_, String>(hmac::sign(&key, &input)))
        }
        Jws::Rs256 => rsa(&world.rsa.der, &signature::RSA_PKCS1_SHA256, input)?,
        Jws::Ps256 => rsa(&world.rsa.der, &signature::RSA_PSS_SHA256, input)?,
        Jws::Es256 => {
            ecdsa(EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, &world.p256.der)?, input)
        }
        Jws::Es384 => {
            ecdsa(EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P384_SHA384_FIXED_SIGNING, &world.p384.der)?, input)
        }
        Jws::EdDsa => {
            let key = Ed25519KeyPair::from_pkcs8(&world.ed25519.der)?;
            Lane::new(Kind::Primitive, SUBJECT, move || key.try_sign(&input))
        }
    })
}

fn rsa(der: &[u8], padding: &'static RsaSignatureEncoding, input: Vec<u8>) -> Result<Lane> {
    let key = RsaKeyPair::from_pkcs8(der)?;
    let random = SystemRandom::new();
    let mut signature = vec![0; key.public_modulus_len()];
    Ok(Lane::new(Kind::Primitive, SUBJECT, move || key.sign(padding, &random, &input, &mut signature)))
}

fn ecdsa(key: EcdsaKeyPair, input: Vec<u8>) -> Lane {
    let random = SystemRandom::new();
    Lane::new(Kind::Primitive, SUBJECT, move || key.sign(&random, &input))
}

pub(super) fn verify(jws: Jws, token: &str, world: &World) -> Result<Lane> {
    let (input, signature) = halves(token)?;
    if jws == Jws::Hs256 {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &world.secret);
        return Ok(Lane::new(Kind::Primitive, SUBJECT, move || hmac::verify(&key, &input, &signature)));
    }
    let key = public_key(jws, world)?;
    Ok(Lane::new(Kind::Primitive, SUBJECT, move || key.verify_sig(&input, &signature)))
}

/// The same by two threads, for what this machine gives to two.
pub(super) fn verify_by_threads(jws: Jws, world: &World) -> Result<Vec<Lane>> {
    let (input, signature) = halves(&world.signed(jws, &world.json)?)?;
    if jws == Jws::Hs256 {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &world.secret);
        return Ok(lanes(Kind::Part, SUBJECT, move || hmac::verify(&key, &input, &signature).is_ok()));
    }
    let key = public_key(jws, world)?;
    Ok(lanes(Kind::Part, SUBJECT, move || key.verify_sig(&input, &signature).is_ok()))
}

/// A tag that does not match: the MAC is computed all the same.
pub(super) fn refuse_hs256(token: &str, world: &World) -> Result<Lane> {
    let (input, tag) = halves(token)?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, &world.secret);
    Ok(Lane::new(Kind::Primitive, SUBJECT, move || {
        must(hmac::verify(&key, &input, &tag).is_err(), "the forgery was accepted")
    }))
}

pub(super) fn public_key(jws: Jws, world: &World) -> Result<ParsedPublicKey> {
    Ok(match jws {
        Jws::Hs256 => return Err("HS256 has no public key".into()),
        Jws::Rs256 => {
            let pair = RsaKeyPair::from_pkcs8(&world.rsa.der)?;
            ParsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref())?
        }
        Jws::Ps256 => {
            let pair = RsaKeyPair::from_pkcs8(&world.rsa.der)?;
            ParsedPublicKey::new(&signature::RSA_PSS_2048_8192_SHA256, pair.public_key().as_ref())?
        }
        Jws::Es256 => {
            let pair = EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, &world.p256.der)?;
            ParsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, pair.public_key().as_ref())?
        }
        Jws::Es384 => {
            let pair = EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P384_SHA384_FIXED_SIGNING, &world.p384.der)?;
            ParsedPublicKey::new(&signature::ECDSA_P384_SHA384_FIXED, pair.public_key().as_ref())?
        }
        Jws::EdDsa => {
            let pair = Ed25519KeyPair::from_pkcs8(&world.ed25519.der)?;
            ParsedPublicKey::new(&signature::ED25519, pair.public_key().as_ref())?
        }
    })
}

/// What is signed, and the signature.
pub(super) fn halves(token: &str) -> Result<(Vec<u8>, Vec<u8>)> {
    let (input, signature) = token.rsplit_once('.').ok_or("no dot in the token")?;
    Ok((input.as_bytes().to_vec(), base64url::decode(signature)?))
}
