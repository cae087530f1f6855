//! The policy that was chosen is applied in full. A resolver that is wrong refuses too much, and never accepts too much.

use std::sync::Arc;

use jose_claims::{Tenants, UntrustedIssuer, Validator};
use jose_core::ContentEncryption;
use jose_jwe::Encryptor;
use serde_json::json;

use crate::{
    ACCEPTED, ACME, GLOBEX, STRANGER, UNKNOWN, World, from, policy, signed, verdict,
    world::{self, API, clock},
};

/// Whatever the token says, it is this policy.
fn always(validator: Validator) -> Tenants {
    let validator = Arc::new(validator);
    Tenants::new(move |_: Option<&UntrustedIssuer<'_>>, (): &()| Some(Arc::clone(&validator)))
}

#[test]
fn a_resolver_cannot_be_talked_into_anything() {
    let (acme, globex) = (World::new(), World::new());
    let one = always(signed(ACME, &acme));
    let both = Validator::access_token().issuer(ACME, acme.verifying.clone()).issuer(GLOBEX, globex.verifying.clone());
    let both = always(both.audience(API).clock(clock(world::NOW)).signed_only().build().unwrap());
    for (name, signer, payload, of_one, of_both) in [
        ("its own", &acme, from(ACME), ACCEPTED, ACCEPTED),
        ("the other's", &globex, from(GLOBEX), UNKNOWN, ACCEPTED),
        ("the other's name, its own key", &acme, from(GLOBEX), UNKNOWN, "jws.signature"),
        ("its own name, the other's key", &globex, from(ACME), "jws.signature", "jws.signature"),
        ("a stranger's name, its own key", &acme, from(STRANGER), UNKNOWN, UNKNOWN),
        ("no name", &acme, from(ACME).without("iss"), "claims.missing", UNKNOWN),
        ("an empty name", &acme, from(""), UNKNOWN, UNKNOWN),
        ("another case", &acme, from("https://ACME.example"), UNKNOWN, UNKNOWN),
        ("a slash more", &acme, from("https://acme.example/"), UNKNOWN, UNKNOWN),
        ("expired", &acme, from(ACME).with("exp", 1), "claims.expired", "claims.expired"),
        ("another audience", &acme, from(ACME).with("aud", "\"b\""), "claims.audience", "claims.audience"),
    ] {
        let token = signer.sign(payload.json());
        assert_eq!(verdict(name, &one, &token, &()), of_one, "{name}");
        assert_eq!(verdict(name, &both, &token, &()), of_both, "{name}, of both");
    }
    let token = acme.sign(from(ACME).json());
    assert_eq!(verdict("sealed", &one, &acme.seal(&token), &()), "token.encrypted");
}

/// The header of an envelope chooses, and the claims inside must say the same.
#[test]
fn envelopes_choose_by_their_header_or_not_at_all() {
    let (acme, globex) = (World::new(), World::new());
    let nested = |issuer: &str, signer: &World, of: &World| {
        Arc::new(policy(issuer, signer).encrypted(of.decryption.clone()).build().unwrap())
    };
    let (for_acme, for_globex) = (nested(ACME, &acme, &acme), nested(GLOBEX, &globex, &globex));
    let tenants = Tenants::<str>::new(move |issuer: Option<&UntrustedIssuer<'_>>, host: &str| match (issuer, host) {
        (Some(issuer), _) if *issuer == *ACME => Some(Arc::clone(&for_acme)),
        (Some(issuer), _) if *issuer == *GLOBEX => Some(Arc::clone(&for_globex)),
        (None, "acme") => Some(Arc::clone(&for_acme)),
        (None, "globex") => Some(Arc::clone(&for_globex)),
        _ => None,
    });
    let seal = |to: &World, outer: Option<&str>, signer: &World, inner: &str| {
        let encryptor = Encryptor::new(&to.encryption, ContentEncryption::A256Gcm).content_type("JWT");
        let encryptor = match outer {
            Some(issuer) => encryptor.member("iss", json!(issuer)),
            None => encryptor,
        };
        encryptor.encrypt_compact(signer.sign(from(inner).json()).as_bytes()).unwrap()
    };
    let (a, g) = (&acme, &globex);
    for (name, to, outer, signer, inner, host, expected) in [
        ("by the header", a, Some(ACME), a, ACME, "nowhere", ACCEPTED),
        ("by the host", a, None, a, ACME, "acme", ACCEPTED),
        ("by the other's host", a, None, a, ACME, "globex", "jwe.decryption"),
        ("by no host", a, None, a, ACME, "nowhere", UNKNOWN),
        ("a stranger outside", a, Some(STRANGER), a, ACME, "acme", UNKNOWN),
        ("the other outside", a, Some(GLOBEX), a, ACME, "acme", "jwe.decryption"),
        ("the other outside, and for it", g, Some(GLOBEX), a, ACME, "globex", "jws.signature"),
        ("the other inside", a, Some(ACME), a, GLOBEX, "acme", "claims.issuer"),
        ("the other inside, nothing outside", a, None, a, GLOBEX, "acme", "claims.issuer"),
        ("the other's own, sealed to this one", a, Some(ACME), g, GLOBEX, "acme", "jws.signature"),
        ("signed by the other", a, Some(ACME), g, ACME, "acme", "jws.signature"),
        ("signed by the other, by the host", a, None, g, ACME, "acme", "jws.signature"),
    ] {
        assert_eq!(verdict(name, &tenants, &seal(to, outer, signer, inner), host), expected, "{name}");
    }
    let readable = acme.sign(from(ACME).json());
    assert_eq!(verdict("no envelope", &tenants, &readable, "acme"), "token.not_encrypted");
}

/// A policy that waives its issuer is chosen by the context and proven by its keys.
#[test]
fn waived_issuers() {
    let (acme, globex) = (World::new(), World::new());
    let lax = |world: &World| {
        let policy = world::waive_all(world).signed_only().clock(clock(world::NOW));
        Arc::new(policy.build().unwrap())
    };
    let (one, other) = (lax(&acme), lax(&globex));
    let tenants = Tenants::<bool>::new(move |_: Option<&UntrustedIssuer<'_>>, first: &bool| {
        Some(Arc::clone(if *first { &one } else { &other }))
    });
    for (name, signer, first, expected) in [
        ("one", &acme, true, ACCEPTED),
        ("other", &globex, false, ACCEPTED),
        ("one to the other", &acme, false, "jws.signature"),
        ("other to the one", &globex, true, "jws.signature"),
    ] {
        assert_eq!(verdict(name, &tenants, &signer.sign(from(STRANGER).json()), &first), expected, "{name}");
    }
}

#[test]
fn the_policy_itself_and_borrowed_claims() {
    let acme = World::new();
    let tenants = always(signed(ACME, &acme));
    let token = acme.sign(from(ACME).json());
    assert_eq!(tenants.policy(&token, &()).unwrap().mode(), jose_claims::TokenMode::SignedOnly);
    let mut room = jose_claims::ClaimsBuffer::new();
    let claims =
        tenants.clone().validate_in::<std::collections::BTreeMap<&str, serde_json::Value>>(&token, &(), &mut room);
    assert_eq!(claims.unwrap().claims()["sub"], "user-42");
    let stranger = acme.sign(from(STRANGER).json());
    assert_eq!(tenants.policy(&stranger, &()).unwrap_err().code(), UNKNOWN);
    let refused = tenants.validate_in::<std::collections::BTreeMap<&str, serde_json::Value>>(&stranger, &(), &mut room);
    assert_eq!(refused.unwrap_err().code(), UNKNOWN);
}
