//! One million hits, or as many as a build without optimisation can do in the time of a test; a test beside the store itself does a million in every
//! build. Whatever happens in between, what is returned is what a policy without a memory would return.

use std::{sync::Arc, thread, time::Duration};

use jose_claims::{FixedClock, RevocationEpoch, UnixTime, Validator, VerifiedCache};
use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, VerifyingKey};
use serde::de::IgnoredAny;

use crate::world::{ACCEPTED, NOW, sign};

const HITS: u64 = if cfg!(debug_assertions) { 120_000 } else { 1_000_000 };
const THREADS: u64 = 2;
const TOKENS: usize = 48;

/// Numbers that look like chance and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }
}

/// What is known of a token without looking at it.
struct Known {
    text: String,
    issued: i64,
    begins: i64,
    ends: i64,
    /// The keys that it was signed under.
    keys: u8,
}

/// What the world is like at the moment.
struct World {
    now: i64,
    keys: u8,
    revoked_until: i64,
    epoch: RevocationEpoch,
    clock: Arc<FixedClock>,
    validator: Validator,
    hits_of_others: u64,
}

impl World {
    fn new() -> Self {
        let (epoch, clock) = (RevocationEpoch::new(), Arc::new(FixedClock::new(UnixTime::from_seconds(NOW))));
        let validator = validator(0, &epoch, &clock);
        Self { now: NOW, keys: 0, revoked_until: i64::MIN, epoch, clock, validator, hits_of_others: 0 }
    }

    fn hits(&self) -> u64 {
        self.hits_of_others + self.validator.verified_cache().unwrap().hits
    }

    /// Other keys, and with them another policy.
    fn rotate(&mut self) {
        self.hits_of_others = self.hits();
        self.keys = 1 - self.keys;
        self.validator = validator(self.keys, &self.epoch, &self.clock);
    }

    fn set(&mut self, now: i64) {
        self.now = now;
        self.clock.set(UnixTime::from_seconds(now));
    }

    /// What must be said of a token that nobody has touched.
    fn expected(&self, token: &Known) -> &'static str {
        if token.keys != self.keys {
            "jws.signature"
        } else if self.now >= token.ends {
            "claims.expired"
        } else if self.now < token.begins {
            "claims.not_yet_valid"
        } else if self.now < token.issued {
            "claims.issued_in_future"
        } else if token.issued <= self.revoked_until {
            "claims.revoked"
        } else {
            ACCEPTED
        }
    }

    fn verdict(&self, token: &str) -> &'static str {
        self.validator.validate::<IgnoredAny>(token).map_or_else(|error| error.code(), |_| ACCEPTED)
    }
}

fn secret(keys: u8) -> [u8; 32] {
    [keys + 1; 32]
}

/// Less room than there are tokens, so that they make room for each other all the time.
fn validator(keys: u8, epoch: &RevocationEpoch, clock: &Arc<FixedClock>) -> Validator {
    let key = VerifyingKey::hmac(JwsAlgorithm::Hs256, &secret(keys)).unwrap();
    Validator::builder()
        .waive_issuer(key, "a test")
        .waive_audience("a test")
        .waive_token_type("a test")
        .expires()
        .signed_only()
        .leeway(Duration::ZERO)
        .revocation_epoch(epoch.clone())
        .cache_verified(VerifiedCache::with_capacity(TOKENS / 2))
        .clock(Arc::clone(clock))
        .build()
        .unwrap()
}

fn issue(dice: &mut Dice, now: i64, keys: u8) -> Known {
    let (issued, ends) = (now - roll(dice, 3), now + 1 + roll(dice, 40));
    let begins = now - 2 + roll(dice, 4);
    let key = SigningKey::hmac(JwsAlgorithm::Hs256, &secret(keys)).unwrap();
    let payload =
        format!(r#"{{"iat":{issued},"nbf":{begins},"exp":{ends},"jti":{:?}}}"#, roll(dice, 1 << 30).to_string());
    Known { text: sign(&key, None, payload), issued, begins, ends, keys }
}

fn roll(dice: &mut Dice, sides: usize) -> i64 {
    i64::try_from(dice.roll(sides)).unwrap()
}

/// One token with something else in one place.
fn changed(dice: &mut Dice, text: &str, other: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let place = dice.roll(bytes.len());
    match dice.roll(5) {
        0 => bytes[place] ^= 1 << dice.roll(7),
        1 => bytes.truncate(place),
        2 => drop(bytes.remove(place)),
        3 => bytes.insert(place, b'A'),
        // The beginning of one and the end of another.
        _ => bytes = [&bytes[..place], &other.as_bytes()[place.min(other.len())..]].concat(),
    }
    String::from_utf8(bytes).unwrap()
}

/// Presents tokens until the cache has helped as often as it should, and counts what was accepted and what was refused.
fn run(seed: u64) -> (u64, u64, u64) {
    let (mut dice, mut world) = (Dice(seed), World::new());
    let mut tokens: Vec<Known> = (0..TOKENS).map(|_| issue(&mut dice, NOW, 0)).collect();
    let (mut accepted, mut refused) = (0, 0);
    let mut step = 0_u64;
    loop {
        step += 1;
        // Asking costs as much as a token.
        if step.is_multiple_of(64) {
            assert!(world.validator.verified_cache().unwrap().tokens <= TOKENS / 2);
            if world.hits() >= HITS / THREADS {
                return (accepted, refused, world.hits());
            }
        }
        // Half of them come often, as tokens in use do.
        let at = if dice.roll(4) > 0 { dice.roll(8) } else { dice.roll(TOKENS) };
        match dice.roll(4096) {
            0 => world.rotate(),
            1 => world.validator.forget_verified(),
            2 | 3 => {
                world.revoked_until = world.revoked_until.max(world.now - 2);
                world.epoch.revoke_until(UnixTime::from_seconds(world.revoked_until));
            }
            4..60 => world.set(world.now + 1),
            60..64 => {
                // A clock that was wrong for a moment.
                let now = world.now;
                world.set(now - 1 - roll(&mut dice, 5));
                assert_eq!(world.verdict(&tokens[at].text), world.expected(&tokens[at]));
                world.set(now);
            }
            64..300 => {
                let changed = changed(&mut dice, &tokens[at].text, &tokens[(at + 1) % TOKENS].text);
                if tokens.iter().all(|token| token.text != changed) {
                    let hits = world.hits();
                    assert_ne!(world.verdict(&changed), ACCEPTED, "{changed}");
                    assert_eq!(world.hits(), hits, "it was taken for another: {changed}");
                    refused += 1;
                }
            }
            _ => {}
        }
        let expected = world.expected(&tokens[at]);
        assert_eq!(world.verdict(&tokens[at].text), expected, "token {at} at {}", world.now - NOW);
        if expected == ACCEPTED {
            accepted += 1;
        } else {
            refused += 1;
            // It is presented again a few times before there is another in its place.
            if dice.roll(8) == 0 {
                tokens[at] = issue(&mut dice, world.now, world.keys);
            }
        }
    }
}

#[test]
fn hits_return_nothing_that_is_refused() {
    let runs: Vec<_> = (0..THREADS).map(|seed| thread::spawn(move || run(seed))).collect();
    let (mut hits, mut refused) = (0, 0);
    for run in runs {
        let (accepted, more_refused, more_hits) = run.join().unwrap();
        assert!(accepted > HITS / THREADS / 2, "{accepted}");
        hits += more_hits;
        refused += more_refused;
    }
    println!("{hits} hits, {refused} refusals");
    assert!(hits >= HITS && refused > HITS / 20, "{hits} hits, {refused} refusals");
}
