//! Which operations there are.

use jose::core::base64url;
use jose_bench_measure::Operation;

use crate::act::{Act, ClaimsSize, Garbage, Jwe, Jws, KeyKind, Pem, Step};
use crate::world::World;
use crate::{Result, ours, peers, primitive};

/// A row: its table, its name, and what is done.
#[derive(Clone, Debug)]
pub struct Row {
    pub family: &'static str,
    pub name: String,
    pub act: Act,
}

pub const VERIFY: &str = "JWS: verify and validate";
pub const SIGN: &str = "JWS: sign";
pub const DECRYPT: &str = "JWE: decrypt and validate";
pub const ENCRYPT: &str = "JWE: encrypt";
pub const NESTED: &str = "Nested tokens";
pub const SIZES: &str = "By size of the payload";
pub const KEYS: &str = "Keys";
pub const GARBAGE: &str = "Refusals of garbage";
pub const STEPS: &str = "The steps of opening a nested token";
pub const THREADS: &str = "Two threads";

const CLAIMS_BASE: &str = "one strict pass that reads all claims into one type; ours is all that follows the signature: the pass that reads the \
    registered claims for the policy and the private ones for the caller, the policy, the clock, the token that is handed out";

/// Every row, table by table.
#[must_use]
pub fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |family, name: String, act| rows.push(Row { family, name, act });
    for jws in Jws::ALL {
        add(VERIFY, format!("{} verify", jws.name()), Act::Verify(jws));
    }
    for jws in Jws::ALL {
        add(SIGN, format!("{} sign", jws.name()), Act::Sign(jws));
    }
    for jwe in Jwe::ALL {
        add(DECRYPT, format!("{} decrypt", jwe.title()), Act::Decrypt(jwe));
    }
    for jwe in Jwe::ALL {
        add(ENCRYPT, format!("{} encrypt", jwe.title()), Act::Encrypt(jwe));
    }
    for jwe in [Jwe::DirGcm, Jwe::EcdhP256, Jwe::EcdhX25519] {
        add(NESTED, format!("ES256 in {}, open", jwe.title()), Act::NestedOpen(jwe));
        add(NESTED, format!("ES256 in {}, issue", jwe.title()), Act::NestedIssue(jwe));
    }
    for (size, name) in [(64, "64 B"), (1 << 10, "1 KiB"), (64 << 10, "64 KiB"), (1 << 20, "1 MiB")] {
        add(SIZES, format!("HS256 verify {name}"), Act::VerifyBytes(size));
        add(SIZES, format!("dir+A256GCM decrypt {name}"), Act::DecryptBytes(size));
    }
    add(KEYS, "set of 100 keys, parse".into(), Act::ParseSet);
    add(KEYS, "set of 100 keys, pick by kid".into(), Act::PickKey);
    for (pem, name) in [
        (Pem::RsaPrivate, "RSA private"),
        (Pem::RsaPublic, "RSA public"),
        (Pem::EcPrivate, "P-256 private"),
        (Pem::EcPublic, "P-256 public"),
    ] {
        add(KEYS, format!("PEM import, {name}"), Act::Import(pem));
    }
    add(KEYS, "thumbprint, RSA".into(), Act::Thumbprint(KeyKind::Rsa));
    add(KEYS, "thumbprint, P-256".into(), Act::Thumbprint(KeyKind::Ec));
    add(KEYS, "RS256 first signature".into(), Act::FirstSignature);
    for (garbage, name) in [
        (Garbage::Random8KiB, "8 KiB random"),
        (Garbage::Dots1MiB, "1 MiB of dots"),
        (Garbage::DeepHeader, "header nested 1000 deep"),
        (Garbage::WrongSignature, "wrong signature"),
        (Garbage::UnknownKeyId, "unknown kid"),
        (Garbage::AlgorithmNone, "alg none"),
    ] {
        add(GARBAGE, format!("refuse {name}"), Act::Refuse(garbage));
    }
    for (step, name) in [
        (Step::Split, "step 1: size, alphabet, five segments"),
        (Step::Header, "step 2: protected header"),
        (Step::FindKey, "step 3: find the key"),
        (Step::ContentKey, "steps 1 to 5: decrypt"),
        (Step::Signature, "steps 6 and 7: verify the inner token"),
    ] {
        add(STEPS, name.into(), Act::Step(step));
    }
    add(STEPS, "step 8: claims".into(), Act::ClaimsPass(ClaimsSize::Typical));
    add(STEPS, "step 8: claims with 1000 roles".into(), Act::ClaimsPass(ClaimsSize::Large));
    for jws in Jws::ALL {
        add(THREADS, format!("{} verify, two threads", jws.name()), Act::TwoThreads(jws));
    }
    rows
}

/// Makes every lane of a row, or all but ours. What cannot be made is named in the result.
pub fn operation(row: &Row, world: &World, peers_alone: bool) -> Operation {
    let mut operation = Operation {
        family: row.family,
        name: row.name.clone(),
        base: String::new(),
        lanes: Vec::new(),
        failed: Vec::new(),
    };
    match primitive::lane(row.act, world) {
        Ok(Some((lane, does))) => {
            operation.base = does;
            operation.lanes.push(lane);
        }
        Ok(None) if matches!(row.act, Act::ClaimsPass(_)) => operation.base = CLAIMS_BASE.into(),
        Ok(None) => {}
        Err(error) => operation.failed.push(("primitive".into(), error.to_string())),
    }
    match primitive::threads(row.act, world) {
        Ok(lanes) => operation.lanes.extend(lanes),
        Err(error) => operation.failed.push(("primitive".into(), error.to_string())),
    }
    match ours::lanes(row.act, world) {
        Ok(_) if peers_alone => {}
        Ok(lanes) => operation.lanes.extend(lanes),
        Err(error) => operation.failed.push(("ours".into(), error.to_string())),
    }
    for (name, subject) in peers::SUBJECTS {
        match subject(row.act, world) {
            Ok(lanes) => operation.lanes.extend(lanes),
            Err(error) => operation.failed.push(((*name).into(), error.to_string())),
        }
    }
    operation
}

/// What a stranger sends.
pub fn garbage(garbage: Garbage, world: &World) -> Result<String> {
    Ok(match garbage {
        Garbage::Random8KiB => {
            let mut bytes = vec![0; 6 << 10];
            aws_lc_rs::rand::fill(&mut bytes)?;
            base64url::encode(&bytes)
        }
        Garbage::Dots1MiB => ".".repeat(1 << 20),
        Garbage::DeepHeader => {
            let header = format!("{{\"alg\":\"HS256\",\"x\":{}{}}}", "[".repeat(1000), "]".repeat(1000));
            format!("{}.e30.{}", base64url::encode(header.as_bytes()), base64url::encode(&[7; 32]))
        }
        Garbage::WrongSignature => {
            let token = world.signed(Jws::Hs256, &world.json)?;
            let (input, _) = token.rsplit_once('.').ok_or("no dot")?;
            format!("{input}.{}", base64url::encode(&[7; 32]))
        }
        Garbage::UnknownKeyId | Garbage::AlgorithmNone => {
            let token = world.signed(Jws::Hs256, &world.json)?;
            let (_, rest) = token.split_once('.').ok_or("no dot")?;
            if garbage == Garbage::UnknownKeyId {
                let header = r#"{"alg":"HS256","typ":"JWT","kid":"somebody-else"}"#;
                format!("{}.{rest}", base64url::encode(header.as_bytes()))
            } else {
                let (payload, _) = rest.split_once('.').ok_or("no dot")?;
                format!("{}.{payload}.", base64url::encode(br#"{"alg":"none","typ":"JWT"}"#))
            }
        }
    })
}
