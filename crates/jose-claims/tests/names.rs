//! Names of claims in types of the caller's: a type reads the same whether or not the policy looks at a claim.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/payload.rs"]
mod payload;
#[path = "support/world.rs"]
mod world;

use std::{collections::BTreeMap, fmt::Debug};

use jose_claims::{Check, Validator};
use payload::Payload;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use world::World;

/// The claims as `T` has them, or the code of the refusal: under a policy that looks at no claim by name, at this one, and at all.
fn read<T: DeserializeOwned + Debug>(payload: &Payload) -> Result<String, &'static str> {
    let world = World::new();
    let token = world.sign(payload.json());
    let policy = || world.policy().signed_only();
    let by_name = policy().claim("levels", Check::present()).build().unwrap();
    let by_closure = policy().rule("any", |_| true).build().unwrap();
    let read = |policy: &Validator| match policy.validate::<T>(&token) {
        Ok(token) => Ok(format!("{:?}", token.claims())),
        Err(error) => Err(error.code()),
    };
    let plain = read(&policy().build().unwrap());
    assert_eq!(read(&by_name), plain, "where the policy looks at the claim");
    assert_eq!(read(&by_closure), plain, "where a rule may look at any claim");
    plain
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Name(String);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Wrapped(Name);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Claim {
    Iss,
    Sub,
    Aud,
    ClientId,
    Exp,
    Iat,
    Jti,
    Levels,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "it is shown")]
struct Levels<K: Ord> {
    levels: BTreeMap<K, bool>,
}

fn levels(json: &str) -> Payload {
    Payload::good().with("levels", json)
}

const UNFIT: Result<(), &str> = Err("claims.private");

/// Of all claims, as the names of a map.
#[test]
fn of_claims() {
    let good = levels(r#"{"a":1}"#);
    assert!(read::<BTreeMap<String, Value>>(&good).is_ok());
    assert!(read::<BTreeMap<Name, Value>>(&good).unwrap().contains("Name(\"levels\")"));
    assert!(read::<BTreeMap<Wrapped, Value>>(&good).unwrap().contains("Wrapped(Name(\"iss\"))"));
    assert!(read::<BTreeMap<Option<String>, Value>>(&good).unwrap().contains("Some(\"jti\")"));
    assert!(read::<BTreeMap<Claim, Value>>(&good).unwrap().contains("ClientId"));
    let unknown = good.with("other", 1);
    for (name, found) in [
        ("an enum without the name", read::<BTreeMap<Claim, Value>>(&unknown)),
        ("numbers", read::<BTreeMap<u32, Value>>(&unknown)),
        ("booleans", read::<BTreeMap<bool, Value>>(&unknown)),
        ("lists", read::<BTreeMap<Vec<String>, Value>>(&unknown)),
        ("nothing", read::<BTreeMap<(), Value>>(&unknown)),
    ] {
        assert_eq!(found.map(drop), UNFIT, "{name}");
    }
}

/// Of members inside a claim, which the policy reads first and the type after it.
#[test]
fn of_members() {
    for (name, found) in [
        ("text", read::<Levels<String>>(&levels(r#"{"a":true}"#))),
        ("text with an escape", read::<Levels<String>>(&levels(r#"{"\u0061":true}"#))),
        ("a newtype", read::<Levels<Name>>(&levels(r#"{"a":true}"#))),
        ("a newtype of a newtype", read::<Levels<Wrapped>>(&levels(r#"{"\u0061":true}"#))),
        ("a choice", read::<Levels<Claim>>(&levels(r#"{"sub":true}"#))),
        ("a choice with an escape", read::<Levels<Claim>>(&levels(r#"{"s\u0075b":true}"#))),
        ("an option", read::<Levels<Option<String>>>(&levels(r#"{"a":true}"#))),
        ("a number", read::<Levels<u8>>(&levels(r#"{"7":true,"255":false}"#))),
        ("a negative number", read::<Levels<i64>>(&levels(r#"{"-7":true}"#))),
        ("a boolean", read::<Levels<bool>>(&levels(r#"{"true":true}"#))),
    ] {
        assert!(found.is_ok(), "{name}: {found:?}");
    }
    for (name, found) in [
        ("no number", read::<Levels<u8>>(&levels(r#"{"a":true}"#))),
        ("too great", read::<Levels<u8>>(&levels(r#"{"256":true}"#))),
        ("negative", read::<Levels<u8>>(&levels(r#"{"-1":true}"#))),
        ("a zero before it", read::<Levels<u8>>(&levels(r#"{"01":true}"#))),
        ("a plus before it", read::<Levels<u8>>(&levels(r#"{"+1":true}"#))),
        ("a space before it", read::<Levels<u8>>(&levels(r#"{" 1":true}"#))),
        ("a fraction", read::<Levels<u8>>(&levels(r#"{"1.0":true}"#))),
        ("an exponent", read::<Levels<u64>>(&levels(r#"{"1e1":true}"#))),
        ("nothing", read::<Levels<u8>>(&levels(r#"{"":true}"#))),
        ("no boolean", read::<Levels<bool>>(&levels(r#"{"True":true}"#))),
        ("no choice", read::<Levels<Claim>>(&levels(r#"{"Sub":true}"#))),
        ("no text", read::<Levels<()>>(&levels(r#"{"":true}"#))),
    ] {
        assert_eq!(found.map(drop), UNFIT, "{name}");
    }
}
