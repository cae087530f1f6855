//! Tokens that are remembered: a token that comes again is judged as it was when it came first, and nothing that would be refused is ever returned.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "../support/payload.rs"]
mod payload;
#[path = "../support/world.rs"]
mod world;

mod bounds;
mod changes;
mod ends;
mod hits;
mod million;
mod presented;
mod tenants;
mod threads;

use std::{sync::Arc, time::Duration};

use jose_claims::{FixedClock, UnixTime, Validator, ValidatorBuilder, VerifiedCache, VerifiedCacheUse};
use payload::Payload;
use world::{ACCEPTED, API, ISSUER, NOW, World, verdict};

/// The same policy twice, once with a cache. Both look at one clock.
struct Twins {
    cached: Validator,
    plain: Validator,
    clock: Arc<FixedClock>,
}

impl Twins {
    fn new(policy: impl Fn() -> ValidatorBuilder) -> Self {
        let clock = clock();
        let build = |policy: ValidatorBuilder| policy.clock(Arc::clone(&clock)).build().unwrap();
        Self {
            cached: build(policy().cache_verified(VerifiedCache::with_capacity(100))),
            plain: build(policy()),
            clock,
        }
    }

    /// What both say, which must be the same.
    fn verdict(&self, name: &str, token: &str) -> &'static str {
        let (cached, plain) = (verdict(name, &self.cached, token), verdict(name, &self.plain, token));
        assert_eq!(cached, plain, "{name}: another verdict with a cache");
        cached
    }

    fn usage(&self) -> VerifiedCacheUse {
        self.cached.verified_cache().unwrap()
    }

    /// Lets the token in once and then again, so that it stands in the cache.
    fn remember(&self, token: &str) {
        let hits = self.usage().hits;
        assert_eq!(self.verdict("first", token), ACCEPTED);
        assert_eq!(self.verdict("again", token), ACCEPTED);
        assert!(self.usage().hits > hits, "it is not in the cache");
    }

    fn set(&self, seconds: i64) {
        self.clock.set(UnixTime::from_seconds(seconds));
    }
}

fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::new(UnixTime::from_seconds(NOW)))
}

/// Access tokens of the issuer, signed, without leeway.
fn signed(world: &World) -> ValidatorBuilder {
    let policy = Validator::access_token().issuer(ISSUER, world.verifying.clone()).audience(API);
    policy.signed_only().leeway(Duration::ZERO)
}

/// The same with an envelope.
fn nested(world: &World) -> ValidatorBuilder {
    let policy = Validator::access_token().issuer(ISSUER, world.verifying.clone()).audience(API);
    policy.encrypted(world.decryption.clone()).leeway(Duration::ZERO)
}

/// A good token, told from others by its `jti`.
fn token(world: &World, id: usize) -> String {
    world.sign(Payload::good().with("jti", format!("\"{id}\"")).json())
}
