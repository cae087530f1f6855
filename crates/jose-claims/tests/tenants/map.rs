//! A fixed table of issuers.

use jose_claims::{IssuerMap, PolicyError, Tenants, Validator};

use crate::{
    ACCEPTED, ACME, GLOBEX, STRANGER, UNKNOWN, World, from, signed, verdict,
    world::{self, API, clock},
};

#[test]
fn by_the_issuer_alone() {
    let (acme, globex) = (World::new(), World::new());
    let tenants: Tenants = Tenants::new(IssuerMap::new([signed(ACME, &acme), signed(GLOBEX, &globex)]).unwrap());
    for (name, signer, payload, expected) in [
        ("acme", &acme, from(ACME), ACCEPTED),
        ("globex", &globex, from(GLOBEX), ACCEPTED),
        ("acme, by the key of globex", &globex, from(ACME), "jws.signature"),
        ("globex, by the key of acme", &acme, from(GLOBEX), "jws.signature"),
        ("a stranger", &acme, from(STRANGER), UNKNOWN),
        ("nobody", &acme, from(ACME).without("iss"), UNKNOWN),
        ("empty", &acme, from(""), UNKNOWN),
        ("a beginning", &acme, from("https://acme.exampl"), UNKNOWN),
        ("a slash more", &acme, from("https://acme.example/"), UNKNOWN),
        ("a space more", &acme, from("https://acme.example "), UNKNOWN),
        ("another case", &acme, from("HTTPS://acme.example"), UNKNOWN),
    ] {
        assert_eq!(verdict(name, &tenants, &signer.sign(payload.json()), &()), expected, "{name}");
    }
    // An envelope without iss in its header names nobody.
    assert_eq!(verdict("sealed", &tenants, &acme.seal(acme.sign(from(ACME).json())), &()), UNKNOWN);
}

#[test]
fn one_policy_for_several_issuers() {
    let (acme, globex, other) = (World::new(), World::new(), World::new());
    let both = Validator::access_token().issuer(ACME, acme.verifying.clone()).issuer(GLOBEX, globex.verifying.clone());
    let both = both.audience(API).clock(clock(world::NOW)).signed_only().build().unwrap();
    let map = IssuerMap::new([both.clone(), signed("https://other.example", &other)]).unwrap();
    assert!(format!("{map:?}").contains(GLOBEX));
    let tenants: Tenants = Tenants::new(map);
    for (signer, issuer, expected) in [
        (&acme, ACME, ACCEPTED),
        (&globex, GLOBEX, ACCEPTED),
        (&other, "https://other.example", ACCEPTED),
        (&acme, GLOBEX, "jws.signature"),
        (&other, ACME, "jws.signature"),
        (&acme, "https://other.example", "jws.signature"),
    ] {
        assert_eq!(verdict(issuer, &tenants, &signer.sign(from(issuer).json()), &()), expected, "{issuer}");
    }
    for (name, validators, expected) in [
        ("the same twice", vec![both.clone(), both.clone()], "policy.contradiction"),
        ("one of them twice", vec![both, signed(ACME, &other)], "policy.contradiction"),
        (
            "one that waives its issuer",
            vec![signed(ACME, &acme), world::waive_all(&globex).signed_only().build().unwrap()],
            "policy.unstated",
        ),
    ] {
        let error: PolicyError = IssuerMap::new(validators).unwrap_err();
        assert_eq!(error.code(), expected, "{name}: {error}");
    }
    let nobody: Tenants = Tenants::new(IssuerMap::default());
    assert_eq!(verdict("nobody", &nobody, &acme.sign(from(ACME).json()), &()), UNKNOWN);
}
