//! The cryptography alone: aws-lc-rs on the same bytes with a prepared key. No base64, no JSON, no checks.

mod content;
mod jws;
mod keys;
mod management;

use jose::core::base64url;
use jose_bench_measure::{Kind, Lane};
use serde::de::IgnoredAny;

use crate::Result;
use crate::act::{Act, Garbage, Jws};
use crate::world::World;

const SUBJECT: &str = "primitive";

/// The lane of an operation, and what it does.
pub fn lane(act: Act, world: &World) -> Result<Option<(Lane, String)>> {
    let (lane, does) = match act {
        Act::Sign(jws) => (jws::sign(jws, world)?, "the signature alone, with a prepared key"),
        Act::Verify(jws) => (
            jws::verify(jws, &world.signed(jws, &world.json)?, world)?,
            "the signature check alone, with a prepared key",
        ),
        Act::VerifyBytes(size) => {
            let token = world.signed(Jws::Hs256, &payload(size))?;
            (jws::verify(Jws::Hs256, &token, world)?, "the MAC alone, with a prepared key")
        }
        Act::Encrypt(jwe) => {
            (management::encrypt(jwe, &world.json, world)?, "one draw of random bytes, the content key, the ciphertext")
        }
        Act::Decrypt(jwe) => {
            let token = world.encrypted(jwe, None, &world.json)?;
            (management::decrypt(jwe, &token, world)?, "the content key and the plaintext")
        }
        Act::DecryptBytes(size) => {
            let token = world.encrypted(crate::act::Jwe::DirGcm, None, &payload(size))?;
            (
                management::decrypt(crate::act::Jwe::DirGcm, &token, world)?,
                "the plaintext alone, into a buffer that is there already",
            )
        }
        Act::NestedIssue(jwe) => (
            both(
                jws::sign(Jws::Es256, world)?,
                management::encrypt(jwe, world.signed(Jws::Es256, &world.json)?.as_bytes(), world)?,
            ),
            "an ES256 signature and the encryption",
        ),
        Act::NestedOpen(jwe) => {
            let inner = world.signed(Jws::Es256, &world.json)?;
            let verify = jws::verify(Jws::Es256, &inner, world)?;
            (both(management::decrypt(jwe, &world.nested(jwe)?, world)?, verify), "the decryption and an ES256 check")
        }
        Act::ParseSet => (keys::parse_set()?, "100 prepared public keys from their raw forms"),
        Act::Import(pem) => (keys::import(pem, world)?, "the prepared key from DER"),
        Act::Thumbprint(kind) => (keys::thumbprint(kind, world)?, "SHA-256 of the canonical JSON"),
        Act::Refuse(garbage) => return refuse(garbage, world).map(Some),
        Act::FirstSignature => (jws::sign(Jws::Rs256, world)?, "a later signature"),
        Act::PickKey | Act::TwoThreads(_) | Act::ClaimsPass(_) | Act::Step(_) => return Ok(None),
    };
    Ok(Some((lane, does.to_owned())))
}

/// The lanes beside those of two threads.
pub fn threads(act: Act, world: &World) -> Result<Vec<Lane>> {
    if let Act::TwoThreads(jws) = act { jws::verify_by_threads(jws, world) } else { Ok(Vec::new()) }
}

/// One scan of as much as must be read, or the MAC where a forgery can be told from nothing else.
fn refuse(garbage: Garbage, world: &World) -> Result<(Lane, String)> {
    let token = crate::table::garbage(garbage, world)?;
    if garbage == Garbage::WrongSignature {
        return Ok((jws::refuse_hs256(&token, world)?, "the MAC, which must be computed".to_owned()));
    }
    let header = token.split('.').next().unwrap_or_default().to_owned();
    let (lane, does) = match garbage {
        Garbage::DeepHeader => {
            let scan = move || -> Result<usize> { Ok(std::str::from_utf8(&base64url::decode(&header)?)?.len()) };
            (Lane::new(Kind::Primitive, SUBJECT, scan), "one scan of the header: decoded, and checked as UTF-8")
        }
        Garbage::UnknownKeyId | Garbage::AlgorithmNone => {
            let scan = move || -> Result<IgnoredAny> { Ok(serde_json::from_slice(&base64url::decode(&header)?)?) };
            (
                Lane::new(Kind::Primitive, SUBJECT, scan),
                "one scan of the header: decoded, and read as JSON into nothing",
            )
        }
        _ => {
            let scan = move || std::str::from_utf8(std::hint::black_box(token.as_bytes())).map(str::len);
            (Lane::new(Kind::Primitive, SUBJECT, scan), "one scan of the bytes, checked as UTF-8")
        }
    };
    Ok((lane, does.to_owned()))
}

/// Bytes that are no claims, the same each time.
#[must_use]
pub fn payload(size: usize) -> Vec<u8> {
    (0_u8..=250).cycle().take(size).collect()
}

/// One after the other, as one lane.
fn both(mut first: Lane, mut second: Lane) -> Lane {
    Lane::new(Kind::Primitive, SUBJECT, move || first.repeat(1).and_then(|()| second.repeat(1)))
}
