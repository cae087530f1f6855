//! One million hits at the store itself. What it gives back is what was put in, for that very text, and not after it ended or was forgotten.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should panic"
)]

use std::collections::HashMap;

use jose_core::SecretBytes;

use super::*;
use crate::validator::Proof;

const PROOF: Proof<'_> =
    Proof { message_type: None, holds_a_token: false, outer: None, key_id: None, issuer: None, algorithm: None };

fn at(seconds: u64) -> UnixTime {
    UnixTime::from_seconds(i64::try_from(seconds).unwrap_or_default())
}

/// A payload that says which text it belongs to, and which of the times it was put in.
fn known(text: &str, round: u64) -> Arc<KnownToken> {
    let payload = format!("{round} {text}").into_bytes();
    Arc::new(KnownToken::new(text, SecretBytes::new(payload), &PROOF))
}

/// Texts that share beginnings and ends, so that nothing but the whole of each tells it from the others.
fn text(number: u64) -> String {
    format!(
        "eyJ0eXAiOiJhdCtqd3QifQ.{:04}{}.{:04}",
        number % 7,
        "A".repeat(usize::try_from(number % 5).unwrap_or_default()),
        number / 5
    )
}

#[test]
fn a_million_hits() {
    let store = VerifiedTokens::new(VerifiedCache::with_capacity(96));
    // What may be given back: for each text the round in which it was last put in, and when it ends.
    let mut right: HashMap<String, (u64, u64)> = HashMap::new();
    let (mut hits, mut misses, mut now, mut chance) = (0_u64, 0_u64, 1_000_u64, 7_u64);
    for round in 0_u64.. {
        if hits == 1_000_000 {
            break;
        }
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let roll = chance >> 33;
        // Some texts come often, more than there is room for come now and then.
        let wanted = text(if roll % 8 > 0 { roll % 40 } else { roll % 400 });
        match (roll >> 10) % 5_000 {
            0 => {
                store.forget();
                right.clear();
            }
            1..200 => now += 1,
            _ => {}
        }
        match store.recall(&wanted, at(now)) {
            Recalled::Known(found) => {
                hits += 1;
                let (put_in, until) = right[&wanted];
                assert!(now < until, "it has ended");
                assert!(found.is(&wanted) && found.payload() == format!("{put_in} {wanted}").as_bytes());
            }
            Recalled::Unknown(place) => {
                misses += 1;
                let until = now + (roll >> 20) % 60;
                place.fill(known(&wanted, round), at(until), at(now));
                right.insert(wanted, (round, until));
            }
        }
        if round % 1024 == 0 {
            let usage = store.usage();
            assert!(usage.tokens <= 96 && (usage.hits, usage.misses) == (hits, misses), "{usage:?}");
        }
    }
    assert!(misses > 50_000, "{misses}");
}

/// Two tokens of one hash, as chance alone can bring about: neither is taken for the other, and one of them stays.
#[test]
fn a_collision() {
    let store = VerifiedTokens::new(VerifiedCache::with_capacity(8));
    let (one, other) = ("one", "other");
    let put = |text: &'static str| {
        let place = Place { tokens: &store, token: text, hash: 42, epoch: 0 };
        place.fill(known(text, 0), at(100), at(1));
    };
    let get = |text: &str| store.shards[0].recall(42, text, at(1)).is_some();
    put(one);
    assert_eq!((get(one), get(other)), (true, false));
    put(other);
    assert_eq!((get(one), get(other), store.usage().tokens), (false, true, 1));
    // The same hash in the table of a part is no help to a text that is nearly the same.
    assert!(!get("othe") && !get("other ") && !get("Other") && !get(""));
}

/// What was proven before everything was forgotten is not remembered after it.
#[test]
fn a_proof_from_before() {
    let store = VerifiedTokens::new(VerifiedCache::with_capacity(8));
    let Recalled::Unknown(before) = store.recall("token", at(1)) else { unreachable!("nothing was put in") };
    store.forget();
    before.fill(known("token", 0), at(100), at(1));
    assert_eq!(store.usage().tokens, 0);
    let Recalled::Unknown(after) = store.recall("token", at(1)) else { unreachable!("nothing was put in") };
    after.fill(known("token", 1), at(100), at(1));
    assert_eq!(store.usage().tokens, 1);
    assert!(matches!(store.recall("token", at(99)), Recalled::Known(_)));
    assert!(matches!(store.recall("token", at(100)), Recalled::Unknown(_)), "it has ended");
}
