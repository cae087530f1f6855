//! Laws, on tokens that nobody thought of.
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

use std::{collections::BTreeMap, sync::LazyLock};

use jose_claims::{Issuer, Token, Validator};
use jose_core::UnixTime;
use proptest::{
    collection::{btree_map, vec},
    prelude::*,
    sample::Index,
};
use serde_json::Value;

use payload::Payload;
use world::{ACCEPTED, API, NOW, World, verdict};

struct Road {
    world: World,
    issuer: Issuer,
    nested: Validator,
    signed: Validator,
    /// One good nested token.
    token: String,
}

static ROAD: LazyLock<Road> = LazyLock::new(|| {
    let world = World::new();
    let issuer = world.issuer().encrypt_to(API, world.encryption.clone()).build().unwrap();
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    Road { issuer, nested: world.nested(), signed: world.signed(), token, world }
});

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9_f64).prop_map(|number| Value::from((number * 8.0).round() / 8.0)),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Names that no registered claim has.
fn private() -> impl Strategy<Value = BTreeMap<String, Value>> {
    btree_map(prop_oneof!["x_[a-z]{0,6}", "x\\PC{0,8}", "https://[a-z]{1,8}/\\PC{0,4}"], json(), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_issued_comes_out_exactly(
        subject in any::<String>().prop_filter("says nothing", |text| !text.is_empty()),
        client in any::<String>().prop_filter("says nothing", |text| !text.is_empty()),
        scope in vec("[!#-\\[\\]-~]{1,12}", 0..6),
        lifetime in 1..86_400_u64,
        claims in private(),
    ) {
        let draft = ROAD.issuer.access_token(&subject, API).client_id(&client).scope(&scope).claims(&claims);
        let token = draft.lifetime(std::time::Duration::from_secs(lifetime)).issue().unwrap();
        let token: Token<BTreeMap<String, Value>> = ROAD.nested.validate(&token).unwrap();
        prop_assert_eq!(token.subject(), Some(subject.as_str()));
        prop_assert_eq!(token.client_id(), Some(client.as_str()));
        prop_assert!(token.scope().iter().eq(scope.iter().map(String::as_str)));
        let end = UnixTime::from_seconds(NOW).saturating_add(lifetime);
        prop_assert_eq!(token.expires_at(), Some(end));
        let mut found = token.into_claims();
        found.retain(|name, _| claims.contains_key(name));
        prop_assert_eq!(found, claims);
    }

    #[test]
    fn another_character_anywhere_is_refused(place in any::<Index>(), character in any::<char>()) {
        let mut characters: Vec<char> = ROAD.token.chars().collect();
        let place = place.index(characters.len());
        prop_assume!(characters[place] != character);
        characters[place] = character;
        let token: String = characters.into_iter().collect();
        prop_assert_ne!(verdict("changed", &ROAD.nested, &token), ACCEPTED);
    }

    #[test]
    fn another_letter_of_the_alphabet_anywhere_is_refused(place in any::<Index>(), letter in "[A-Za-z0-9_.-]") {
        let place = place.index(ROAD.token.len());
        prop_assume!(ROAD.token[place..=place] != letter);
        let mut token = ROAD.token.clone();
        token.replace_range(place..=place, &letter);
        prop_assert_ne!(verdict("changed", &ROAD.nested, &token), ACCEPTED);
    }

    #[test]
    fn any_text_is_refused(text in any::<String>(), bytes in vec(any::<u8>(), 0..200)) {
        prop_assert_ne!(verdict("text", &ROAD.nested, &text), ACCEPTED);
        prop_assert_ne!(verdict("text", &ROAD.signed, &text), ACCEPTED);
        prop_assert_ne!(verdict("sealed text", &ROAD.nested, &ROAD.world.seal(&text)), ACCEPTED);
        prop_assert_ne!(verdict("sealed bytes", &ROAD.nested, &ROAD.world.seal(&bytes)), ACCEPTED);
        let signed = ROAD.world.sign(&bytes);
        prop_assert_ne!(verdict("signed bytes", &ROAD.signed, &signed), ACCEPTED);
        prop_assert_ne!(verdict("nested bytes", &ROAD.nested, &ROAD.world.seal(&signed)), ACCEPTED);
    }

    /// A value of the wrong type is refused with the same code, whatever it is.
    #[test]
    fn a_registered_claim_of_any_other_type_is_refused(value in json()) {
        for claim in ["sub", "iss", "jti", "client_id", "scope", "exp", "iat", "nbf"] {
            let fits = if ["exp", "iat", "nbf"].contains(&claim) { value.is_number() } else { value.is_string() };
            let token = ROAD.world.sign(Payload::good().with(claim, &value).json());
            if !fits {
                prop_assert_eq!(verdict(claim, &ROAD.signed, &token), "claims.malformed");
            }
        }
    }

    /// Signed and nested tokens with the same claims get the same verdict.
    #[test]
    fn an_envelope_changes_no_verdict(exp in -10_i64..700, nbf in -10_i64..10, iat in -10_i64..10) {
        let payload = Payload::good().with("exp", NOW + exp).with("nbf", NOW + nbf).with("iat", NOW + iat);
        let signed = ROAD.world.sign(payload.json());
        let nested = ROAD.world.policy().encrypted(ROAD.world.decryption.clone());
        let nested = nested.leeway(std::time::Duration::ZERO).build().unwrap();
        let expected = verdict("signed", &ROAD.signed, &signed);
        prop_assert_eq!(verdict("nested", &nested, &ROAD.world.seal(&signed)), expected);
        prop_assert_eq!(expected == ACCEPTED, exp > 0 && nbf <= 0 && iat <= 0);
    }
}

/// Every place once, so that no segment is left to chance.
#[test]
fn one_other_letter_at_every_place_is_refused() {
    for place in 0..ROAD.token.len() {
        let mut token = ROAD.token.clone();
        let other = if &token[place..=place] == "A" { "B" } else { "A" };
        token.replace_range(place..=place, other);
        assert_ne!(verdict("changed", &ROAD.nested, &token), ACCEPTED, "{place}");
        token.replace_range(place..=place, "");
        assert_ne!(verdict("shortened", &ROAD.nested, &token), ACCEPTED, "{place}");
    }
}
