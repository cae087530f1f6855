//! oxitoken, as its README says.

use jose_bench_measure::{Kind, Lane};
use oxitoken::claims::{Aud, Exp, Iss, Nbf};
use oxitoken::encoding::{self, Signer};
use oxitoken::header::Alg;
use oxitoken::validation::{StaticKeyProvider, ValidationPipeline, VerificationKey};
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::claims::{AUDIENCE, Claims, ISSUER};
use crate::keys::{Algorithm, Keys};

const NAME: &str = "oxitoken";

#[derive(Clone, Deserialize, Serialize)]
struct Header {
    alg: oxitoken::Algorithm,
    typ: String,
    kid: String,
}

impl Alg for Header {
    fn alg(&self) -> oxitoken::Algorithm {
        self.alg
    }
}

/// Its traits ask for signed numbers.
#[derive(Clone, Deserialize, Serialize)]
struct Own {
    iss: String,
    sub: String,
    aud: String,
    exp: i64,
    iat: i64,
    nbf: i64,
    jti: String,
    client_id: String,
    scope: String,
    roles: Vec<String>,
}

impl Iss for Own {
    fn iss(&self) -> &str {
        &self.iss
    }
}

impl Aud for Own {
    fn aud(&self) -> impl Iterator<Item = impl AsRef<str>> {
        std::iter::once(&self.aud)
    }
}

impl Exp for Own {
    fn exp(&self) -> i64 {
        self.exp
    }
}

impl Nbf for Own {
    fn nbf(&self) -> i64 {
        self.nbf
    }
}

fn header(algorithm: Algorithm) -> Header {
    let alg = match algorithm {
        Algorithm::Hs256 => oxitoken::Algorithm::HS256,
        Algorithm::Rs256 => oxitoken::Algorithm::RS256,
        Algorithm::Ps256 => oxitoken::Algorithm::PS256,
        Algorithm::Es256 => oxitoken::Algorithm::ES256,
        Algorithm::Es384 => oxitoken::Algorithm::ES384,
        Algorithm::EdDsa => oxitoken::Algorithm::EdDSA,
    };
    Header { alg, typ: "JWT".into(), kid: "2026-11".into() }
}

fn own(claims: &Claims) -> Result<Own> {
    Ok(serde_json::from_slice(&claims.json())?)
}

pub fn encode(algorithm: Algorithm, keys: &Keys, claims: &Claims) -> Result<String> {
    let (header, claims) = (header(algorithm), own(claims)?);
    Ok(match algorithm {
        Algorithm::Hs256 => encoding::encode(&keys.hmac(), &header, &claims)?,
        Algorithm::Rs256 | Algorithm::Ps256 => encoding::encode(&keys.rsa()?, &header, &claims)?,
        Algorithm::Es256 => encoding::encode(&keys.p256()?, &header, &claims)?,
        Algorithm::Es384 => encoding::encode(&keys.p384()?, &header, &claims)?,
        Algorithm::EdDsa => encoding::encode(&keys.ed25519()?, &header, &claims)?,
    })
}

pub fn sign(algorithm: Algorithm, keys: &Keys, claims: Claims) -> Result<Lane> {
    Ok(match algorithm {
        Algorithm::Hs256 => signing(keys.hmac(), algorithm, &claims)?,
        Algorithm::Rs256 | Algorithm::Ps256 => signing(keys.rsa()?, algorithm, &claims)?,
        Algorithm::Es256 => signing(keys.p256()?, algorithm, &claims)?,
        Algorithm::Es384 => signing(keys.p384()?, algorithm, &claims)?,
        Algorithm::EdDsa => signing(keys.ed25519()?, algorithm, &claims)?,
    })
}

fn signing<S>(key: S, algorithm: Algorithm, claims: &Claims) -> Result<Lane>
where
    S: Signer + 'static,
    S::Error: std::error::Error,
{
    let (header, claims) = (header(algorithm), own(claims)?);
    Ok(Lane::new(Kind::Peer, NAME, move || encoding::encode(&key, &header, &claims)))
}

pub fn verify(algorithm: Algorithm, keys: &Keys, token: String) -> Result<Lane> {
    Ok(match algorithm {
        Algorithm::Hs256 => verifying(keys.hmac(), token),
        other => verifying(keys.public(other)?, token),
    })
}

fn verifying<K: VerificationKey + Send + Sync + 'static>(key: K, token: String) -> Lane {
    let pipeline = ValidationPipeline::<Header, Own, StaticKeyProvider<K>>::builder(key.into())
        .with_issuer_validator(ISSUER)
        .with_audience_validator(AUDIENCE)
        .with_expiration_validator()
        .with_not_before_validator()
        .build();
    Lane::new(Kind::Peer, NAME, move || pipeline.verify(token.as_bytes()))
}
