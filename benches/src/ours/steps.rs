//! The steps of opening a token, as far as each is a public call.

use jose::claims::ClaimsBuffer;
use jose::core::compact::CompactJwe;
use jose::core::header::{self, JoseHeader};
use jose::core::json;
use jose::{DecryptionKeySet, Limits, VerifyingKeySet, jwe, jws};
use jose_bench_measure::{Kind, Lane, thread_nanoseconds};

use super::{BEST, encrypted::decryption_key, signed_policy};
use crate::Result;
use crate::act::{Jwe, Jws, Step};
use crate::claims::{BorrowedClaims, Claims};
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
/// The pass has no call of its own, so it is the difference between validating a token and verifying its signature.
pub(super) fn claims(world: &World) -> Result<Vec<Lane>> {
    let owned = world.json.clone();
    let (strict, twice, tree) = (owned.clone(), owned.clone(), owned.clone());
    let limits = Limits::token().claims;
    Ok(vec![
        Lane::new(Kind::Primitive, "serde_json, the caller's type alone", move || {
            serde_json::from_slice::<BorrowedClaims>(&owned).map(|claims| claims.exp)
        }),
        after_the_signature(world)?,
        Lane::new(Kind::Part, "ours, strict reading of the caller's type alone", move || {
            json::parse_object::<BorrowedClaims>(&strict, &limits).map(|claims| claims.exp)
        }),
        Lane::new(Kind::Part, "serde_json, twice: registered claims, then the caller's type", move || {
            let registered: Registered = serde_json::from_slice(&twice)?;
            serde_json::from_slice::<BorrowedClaims>(&twice).map(|claims| claims.exp.max(registered.exp))
        }),
        Lane::new(Kind::Part, "serde_json, by a Value", move || {
            serde_json::from_slice(&tree).and_then(serde_json::from_value::<Claims>)
        }),
    ])
}

fn after_the_signature(world: &World) -> Result<Lane> {
    const TIMES: u32 = 500;

    let token = world.signed(Jws::Hs256, &world.json)?;
    let validator = signed_policy(Jws::Hs256, world)?.signed_only().build()?;
    let keys = VerifyingKeySet::from(world.shared("HS256", KEY_ID)?.verifying_key()?);
    let limits = Limits::token();
    Ok(Lane::sampled(Kind::Ours, BEST, move || {
        let whole = thread_nanoseconds();
        for _ in 0..TIMES {
            let mut room = ClaimsBuffer::new();
            let token =
                validator.validate_in::<BorrowedClaims>(&token, &mut room).map_err(|error| error.to_string())?;
            std::hint::black_box(token.claims().exp);
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

/// What another library reads before the caller's type.
#[derive(serde::Deserialize)]
struct Registered {
    #[expect(dead_code, reason = "it is read, and that is what is measured")]
    iss: Option<String>,
    #[expect(dead_code, reason = "it is read, and that is what is measured")]
    aud: Option<String>,
    exp: u64,
}
