//! The steps of opening a token, as far as each is a public call.

use std::borrow::Cow;

use jose::claims::ClaimsBuffer;
use jose::core::compact::CompactJwe;
use jose::core::header::{self, JoseHeader};
use jose::core::json;
use jose::{DecryptionKeySet, Limits, VerifyingKeySet, jwe, jws};
use jose_bench_measure::{Kind, Lane, thread_nanoseconds};

use super::{BEST, encrypted::decryption_key, signed_policy};
use crate::Result;
use crate::act::{ClaimsSize, Jwe, Jws, Step};
use crate::claims::{BorrowedClaims, BorrowedPrivate, Claims};
use crate::world::{KEY_ID, RECIPIENT_KEY_ID, World};

const ENVELOPE: Jwe = Jwe::EcdhP256;

pub(super) fn step(step: Step, world: &World) -> Result<Vec<Lane>> {
    let token = world.nested(ENVELOPE)?;
    let limits = Limits::default();
    let key = decryption_key(ENVELOPE, world)?;
    let keys = DecryptionKeySet::from(key);
    let lane = match step {
        Step::Split => {
            Lane::new(Kind::Ours, BEST, move || CompactJwe::parse(&token, &limits).map(|parsed| parsed.tag().len()))
        }
        Step::Header => {
            let received = token.split('.').next().unwrap_or_default().to_owned();
            Lane::new(Kind::Ours, BEST, move || {
                let json = header::decode(&received, &limits)?;
                JoseHeader::parse(&received, &json, &limits).map(|header| header.algorithm().map(str::len))
            })
        }
        Step::FindKey => Lane::new(Kind::Ours, BEST, move || {
            keys.candidates(ENVELOPE.alg(), Some(RECIPIENT_KEY_ID), &limits).map(|mut found| found.next().is_some())
        }),
        Step::ContentKey => Lane::new(Kind::Ours, BEST, move || jwe::decrypt_compact(&token, &keys, &limits)),
        Step::Signature => {
            let inner = world.signed(Jws::Es256, &world.json)?;
            let keys = VerifyingKeySet::from(world.p256.named("ES256").public().verifying_key()?);
            Lane::new(Kind::Ours, BEST, move || jws::verify_compact(&inner, &keys, &limits))
        }
        Step::Plaintext | Step::InnerToken | Step::Claims => return Ok(Vec::new()),
    };
    Ok(vec![lane])
}

/// What the validator does once the signature is checked: one strict pass for the policy and for the caller's type.
///
/// That has no call of its own, so it is the difference between validating a token and verifying its signature. Policy, clock and the token that is
/// handed out cost the same whatever the claims; with many claims what remains of it is the pass, or the passes.
pub(super) fn claims(size: ClaimsSize, world: &World) -> Result<Vec<Lane>> {
    let mut claims = world.claims.clone();
    if size == ClaimsSize::Large {
        claims.roles = (0..1000).map(|role| format!("role-{role:04}")).collect();
    }
    let json = claims.json();
    let (once, twice, plain, tree) = (json.clone(), json.clone(), json.clone(), json.clone());
    let limits = Limits::token().claims;
    Ok(vec![
        Lane::new(Kind::Primitive, "one strict pass over the claims", move || {
            json::parse_object::<BorrowedClaims>(&once, &limits).map(|claims| claims.exp)
        }),
        after_the_signature(&json, world)?,
        Lane::new(Kind::Part, "two strict passes: registered claims, then the private ones", move || {
            let registered: Registered = json::parse_object(&twice, &limits)?;
            json::parse_object::<BorrowedPrivate>(&twice, &limits).map(|claims| (claims.roles.len(), registered.exp))
        }),
        Lane::new(Kind::Part, "serde_json once: not strict, no policy", move || {
            serde_json::from_slice::<BorrowedClaims>(&plain).map(|claims| claims.exp)
        }),
        Lane::new(Kind::Part, "serde_json, by a Value", move || {
            serde_json::from_slice(&tree).and_then(serde_json::from_value::<Claims>)
        }),
    ])
}

fn after_the_signature(json: &[u8], world: &World) -> Result<Lane> {
    const TIMES: u32 = 100;

    let token = world.signed(Jws::Hs256, json)?;
    let validator = signed_policy(Jws::Hs256, world)?.signed_only().build()?;
    let keys = VerifyingKeySet::from(world.shared("HS256", KEY_ID)?.verifying_key()?);
    let limits = Limits::token();
    Ok(Lane::sampled(Kind::Ours, BEST, move || {
        let whole = thread_nanoseconds();
        for _ in 0..TIMES {
            let mut room = ClaimsBuffer::new();
            let token =
                validator.validate_in::<BorrowedPrivate>(&token, &mut room).map_err(|error| error.to_string())?;
            std::hint::black_box(token.claims().roles.len());
        }
        let signature = thread_nanoseconds();
        for _ in 0..TIMES {
            let verified =
                jws::verify_compact_with(&token, &keys, &limits, |_, _, payload| Ok::<_, jws::VerifyError>(payload));
            std::hint::black_box(verified.map_err(|error| error.to_string())?);
        }
        let end = thread_nanoseconds();
        let (whole, signature) = (signature - whole, end - signature);
        Ok(whole.saturating_sub(signature) as f64 / f64::from(TIMES))
    }))
}

/// What the registered claims are, for whoever reads them by themselves.
#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "they are read, and that is what is measured")]
struct Registered<'c> {
    #[serde(borrow)]
    iss: Option<Cow<'c, str>>,
    #[serde(borrow)]
    sub: Option<Cow<'c, str>>,
    #[serde(borrow)]
    aud: Option<Cow<'c, str>>,
    exp: u64,
    iat: Option<u64>,
    nbf: Option<u64>,
    #[serde(borrow)]
    jti: Option<Cow<'c, str>>,
    #[serde(borrow)]
    client_id: Option<Cow<'c, str>>,
    #[serde(borrow)]
    scope: Option<Cow<'c, str>>,
}
