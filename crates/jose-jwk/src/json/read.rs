//! From members to a key.

use jose_core::{JwsAlgorithm, KeyType, SecretBytes};
#[cfg(not(feature = "rsa-recovery"))]
use jose_crypto::KeyError;
use jose_crypto::material::{PrivateMaterial, PublicMaterial, RsaPrivate};

use super::{
    open::OpenValue,
    raw::{RawMembers, SECRET_MEMBERS},
};
use crate::{Jwk, JwkError, KeyKind, PrivateJwk, PublicJwk, SymmetricJwk, bind::suits, metadata::Metadata};

/// Makes a key of the members. If a kind is wanted, another kind is refused before its secrets are looked at.
pub(crate) fn key(mut members: RawMembers<'_>, wanted: Option<KeyKind>) -> Result<Jwk, JwkError> {
    let name = members.text("kty", "every JWK has it")?;
    let key_type = KeyType::from_name(&name).ok_or_else(|| JwkError::unsupported("key type", &name))?;
    refuse_foreign(&members, key_type)?;
    let found = kind(&members, key_type);
    if let Some(needed) = wanted.filter(|wanted| *wanted != found) {
        return Err(JwkError::WrongKind { found, needed });
    }
    match found {
        KeyKind::Public => {
            let material = public_material(&mut members, key_type)?;
            PublicJwk::build(material, Metadata::take(&mut members.open)?).map(Jwk::Public)
        }
        KeyKind::Private => {
            let material = private_material(&mut members, key_type)?;
            PrivateJwk::build(material, Metadata::take(&mut members.open)?).map(Jwk::Private)
        }
        KeyKind::Symmetric => {
            let secret = members.secret("k", OCT)?;
            SymmetricJwk::build(secret, Metadata::take(&mut members.open)?).map(Jwk::Symmetric)
        }
    }
}

/// Secret members belong to the key's own type, or the key is refused: kept as unknown members, they would be published with the rest.
fn refuse_foreign(members: &RawMembers<'_>, key_type: KeyType) -> Result<(), JwkError> {
    let own: &[&str] = match key_type {
        KeyType::Rsa => &["d", "dp", "dq", "oth", "p", "q", "qi"],
        KeyType::Oct => &["k"],
        KeyType::Akp => &["priv"],
        _ => &["d"],
    };
    if members.has_secret("oth") && key_type == KeyType::Rsa {
        return Err(JwkError::member("oth", "absent: keys of more than two primes are not supported"));
    }
    match SECRET_MEMBERS.iter().find(|member| members.has_secret(member) && !own.contains(member)) {
        Some(member) => Err(JwkError::Foreign { member, key_type }),
        None => Ok(()),
    }
}

fn kind(members: &RawMembers<'_>, key_type: KeyType) -> KeyKind {
    match key_type {
        KeyType::Oct => KeyKind::Symmetric,
        _ if members.secret.is_empty() => KeyKind::Public,
        _ => KeyKind::Private,
    }
}

fn public_material(members: &mut RawMembers<'_>, key_type: KeyType) -> Result<PublicMaterial, JwkError> {
    match key_type {
        KeyType::Rsa => Ok(PublicMaterial::Rsa { n: members.integer("n", RSA)?, e: members.integer("e", RSA)? }),
        KeyType::Ec => {
            let curve = members.curve(key_type, EC)?;
            let (x, y) = (members.bytes("x", EC)?, members.bytes("y", EC)?);
            Ok(PublicMaterial::Ec { curve, x, y })
        }
        KeyType::Okp => {
            let curve = members.curve(key_type, OKP)?;
            Ok(PublicMaterial::Okp { curve, x: members.bytes("x", OKP)? })
        }
        KeyType::Akp => {
            let algorithm = akp_algorithm(members)?;
            Ok(PublicMaterial::Akp { algorithm, public_key: members.bytes("pub", AKP)? })
        }
        other => Err(JwkError::unsupported("key type", other.name())),
    }
}

fn private_material(members: &mut RawMembers<'_>, key_type: KeyType) -> Result<PrivateMaterial, JwkError> {
    match public_material(members, key_type)? {
        PublicMaterial::Rsa { n, e } if !CHINESE_REMAINDER.iter().any(|member| members.has_secret(member)) => {
            rsa_from_exponents(n, e, &members.secret_integer("d", RSA_PRIVATE)?)
        }
        PublicMaterial::Rsa { n, e } => {
            let mut secret = |member| members.secret_integer(member, RSA_PRIVATE);
            let (d, p, q) = (secret("d")?, secret("p")?, secret("q")?);
            let (dp, dq, qi) = (secret("dp")?, secret("dq")?, secret("qi")?);
            Ok(PrivateMaterial::Rsa(Box::new(RsaPrivate { n, e, d, p, q, dp, dq, qi })))
        }
        PublicMaterial::Ec { curve, x, y } => Ok(PrivateMaterial::Ec { curve, x, y, d: members.secret("d", EC)? }),
        PublicMaterial::Okp { curve, x } => Ok(PrivateMaterial::Okp { curve, x, d: members.secret("d", OKP)? }),
        PublicMaterial::Akp { algorithm, public_key } => {
            Ok(PrivateMaterial::Akp { algorithm, public_key, seed: members.secret("priv", AKP)? })
        }
        other => Err(JwkError::unsupported("key type", other.key_type().name())),
    }
}

/// RFC 7518, section 6.3.2: a private key may have `d` and none of the others. Some of them, but not all, is a key that somebody has broken.
const CHINESE_REMAINDER: [&str; 5] = ["p", "q", "dp", "dq", "qi"];

#[cfg(feature = "rsa-recovery")]
fn rsa_from_exponents(n: Vec<u8>, e: Vec<u8>, d: &SecretBytes) -> Result<PrivateMaterial, JwkError> {
    Ok(PrivateMaterial::rsa_from_exponents(n, e, d)?)
}

#[cfg(not(feature = "rsa-recovery"))]
fn rsa_from_exponents(_: Vec<u8>, _: Vec<u8>, _: &SecretBytes) -> Result<PrivateMaterial, JwkError> {
    let what = "an RSA private key without its Chinese remainder members";
    Err(KeyError::FeatureNeeded { what, feature: "rsa-recovery" }.into())
}

/// RFC 9964, section 3: `alg` says what the key is. It stays among the members, as it is also the key's `alg` like any other's.
fn akp_algorithm(members: &RawMembers<'_>) -> Result<JwsAlgorithm, JwkError> {
    let name = match members.open.get("alg") {
        Some(OpenValue::Text(name)) => name,
        Some(_) => return Err(JwkError::member("alg", "a string")),
        None => return Err(JwkError::Missing { member: "alg", needed: AKP }),
    };
    suits::check(Some(name), KeyType::Akp, None)?;
    JwsAlgorithm::from_name(name).ok_or_else(|| JwkError::unsupported("algorithm of an AKP key", name))
}

const AKP: &str = "an AKP key has alg and pub, and priv if it is private";
const EC: &str = "an EC key has crv, x and y, and d if it is private";
const OCT: &str = "a symmetric key has k";
const OKP: &str = "an OKP key has crv and x, and d if it is private";
const RSA: &str = "an RSA key has n and e";
const RSA_PRIVATE: &str = "an RSA private key needs d and all of its Chinese remainder members p, q, dp, dq and qi";
