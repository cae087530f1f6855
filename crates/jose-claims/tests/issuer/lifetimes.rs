//! How long a token lives, and an identifier that nobody guesses.

use std::{collections::HashSet, time::Duration};

use jose_claims::{AudienceSettings, IssueError, Token};
use jose_core::{UnixTime, base64url};
use serde_json::Value;

use crate::world::{ACCEPTED, API, NOW, World, clock, verdict};

#[test]
fn from_one_second_to_the_maximum() {
    let world = World::new();
    let hour = Duration::from_secs(3_600);
    let issuer = world.issuer().signed_only().maximum_lifetime(hour).build().unwrap();
    let issue = |lifetime| issuer.access_token("user-42", API).client_id("web").lifetime(lifetime).issue();
    for (lifetime, seconds) in [
        (Duration::from_secs(1), 1),
        (Duration::from_millis(1_999), 1),
        (Duration::from_secs(600), 600),
        (Duration::new(3_599, 999_999_999), 3_599),
        (hour, 3_600),
    ] {
        let token: Token<Value> = world.signed().validate(&issue(lifetime).unwrap()).unwrap();
        assert_eq!(token.expires_at(), Some(UnixTime::from_seconds(NOW + seconds)), "{lifetime:?}");
    }
    for lifetime in [
        Duration::ZERO,
        Duration::from_nanos(1),
        Duration::from_millis(999),
        hour + Duration::from_nanos(1),
        hour + Duration::from_secs(1),
        Duration::from_secs(u64::MAX),
        Duration::MAX,
    ] {
        let error = issue(lifetime).unwrap_err();
        assert_eq!((&error, error.code()), (&IssueError::Lifetime { maximum: hour }, "issue.lifetime"), "{lifetime:?}");
        assert!(error.to_string().contains("3600 seconds"), "{error}");
    }
}

#[test]
fn ten_minutes_unless_stated_and_a_day_at_most() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let draft = || issuer.access_token("user-42", API).client_id("web");
    let token: Token<Value> = world.signed().validate(&draft().issue().unwrap()).unwrap();
    assert_eq!(token.expires_at(), Some(UnixTime::from_seconds(NOW + 600)));
    let day = Duration::from_secs(86_400);
    assert!(draft().lifetime(day).issue().is_ok());
    let over = draft().lifetime(day + Duration::from_secs(1)).issue();
    assert_eq!(over, Err(IssueError::Lifetime { maximum: day }));
    // The issuer's own choice.
    let issuer = world.issuer().signed_only().lifetime(Duration::from_secs(60)).build().unwrap();
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    let token: Token<Value> = world.signed().validate(&token).unwrap();
    assert_eq!(token.expires_at(), Some(UnixTime::from_seconds(NOW + 60)));
}

/// A maximum shortens what nobody has stated, for the issuer as for each audience.
#[test]
fn the_usual_lifetime_is_no_longer_than_the_maximum() {
    let world = World::new();
    let minute = Duration::from_secs(60);
    for issuer in [
        world.issuer().signed_only().maximum_lifetime(minute),
        world.issuer().audience(API, AudienceSettings::signed_only("a test").maximum_lifetime(minute)),
        world.issuer().signed_only_for(API, "a test").maximum_lifetime(minute),
    ] {
        let token = issuer.build().unwrap().access_token("user-42", API).client_id("web").issue().unwrap();
        let token: Token<Value> = world.signed().validate(&token).unwrap();
        assert_eq!(token.expires_at(), Some(UnixTime::from_seconds(NOW + 60)));
    }
}

/// No overflow, and no token that outlives its clock's mistake: what is beyond the range is refused by every validator.
#[test]
fn clocks_at_the_end_of_time() {
    let world = World::new();
    for (now, expected) in [
        (i64::MIN, "claims.malformed"),
        (-62_135_596_801, "claims.malformed"),
        (-1, "claims.expired"),
        (NOW, ACCEPTED),
        (253_402_300_800, "claims.malformed"),
        (i64::MAX - 600, "claims.malformed"),
        (i64::MAX, "claims.malformed"),
    ] {
        let issuer = world.issuer().clock(clock(now)).signed_only().build().unwrap();
        let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
        assert_eq!(verdict("extreme", &world.signed(), &token), expected, "{now}");
    }
}

#[test]
fn identifiers_of_128_bits_are_never_the_same() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let draft = issuer.access_token("user-42", API).client_id("web");
    let mut seen = HashSet::new();
    let mut bits = [0_u32; 128];
    for _ in 0..1_000 {
        // One draft many times: the identifier belongs to the token and not to the draft.
        let token: Token<Value> = world.signed().validate(&draft.clone().issue().unwrap()).unwrap();
        let token_id = token.token_id().unwrap();
        let bytes = base64url::decode(token_id).unwrap();
        assert_eq!(bytes.len(), 16, "{token_id}");
        for (index, count) in bits.iter_mut().enumerate() {
            *count += u32::from(bytes[index / 8] >> (index % 8) & 1);
        }
        assert!(seen.insert(token_id.to_owned()), "{token_id}");
    }
    // No bit is fixed. Each is set in about half of the tokens; a deviation of 150 is more than nine standard deviations.
    assert!(bits.iter().all(|count| (350..=650).contains(count)), "{bits:?}");
}
