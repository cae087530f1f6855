//! The size of a token, foretold. A plan that is exact is exact, and one that is not is never too small.

use jose_claims::{AccessTokenDraft, Issuer, IssuerBuilder, ReplicatedClaim, SizePart, SizePlan, SizeWarning};
use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm};
use jose_crypto::{EncryptionKey, SigningKey, material::PrivateMaterial};
use serde_json::json;

use crate::{
    keys,
    world::{API, ISSUER, NOW, World, clock},
};

const SIZES: [usize; 8] = [0, 1, 2, 3, 15, 16, 17, 5_000];

fn builder(key: &SigningKey) -> IssuerBuilder {
    Issuer::builder(ISSUER).sign_with(key.clone()).clock(clock(NOW))
}

/// Whether the plans of this issuer come true, for claims of several lengths.
fn comes_true(name: &str, builder: IssuerBuilder) {
    let issuer = builder.build().unwrap();
    let draft = |length: usize| -> AccessTokenDraft<'_> {
        issuer.access_token("user-42", API).client_id("web").claims(&json!({ "text": "x".repeat(length) }))
    };
    let first = draft(7).plan().unwrap();
    assert!(first.is_exact(), "{name}");
    let token = draft(7).issue().unwrap();
    assert!(first.token_bytes() >= token.len(), "{name}: {} < {}", first.token_bytes(), token.len());
    for length in SIZES {
        let plan = draft(length).plan().unwrap();
        let token = draft(length).issue().unwrap();
        assert!(plan.is_exact(), "{name}");
        assert_eq!(plan.token_bytes(), token.len(), "{name}, {length}");
        assert_eq!(plan.header_line_bytes(), format!("Authorization: Bearer {token}").len(), "{name}, {length}");
        let parts: usize = SizePart::ALL.iter().map(|part| plan.part_bytes(*part)).sum();
        assert_eq!(parts, token.len(), "{name}, {length}");
        assert_eq!(plan.part_bytes(SizePart::Envelope) == 0, token.split('.').count() == 3, "{name}");
    }
}

#[test]
fn every_signature_in_every_envelope() {
    let recipients: Vec<_> = keys::encryption_algorithms()
        .map(|algorithm| (algorithm, keys::encryption(algorithm, ContentEncryption::A256Gcm).0))
        .collect();
    for algorithm in keys::signature_algorithms() {
        let (key, _) = keys::signature(algorithm);
        // Where the algorithm leaves it to the key, the key tells.
        comes_true(algorithm.name(), builder(&key).signed_only());
        for (by, recipient) in &recipients {
            let key = key.clone().with_key_id("2026-11");
            comes_true(&format!("{algorithm} in {by}"), builder(&key).encrypt_to(API, recipient.clone()));
        }
    }
}

#[test]
fn every_content_encryption() {
    let world = World::new();
    for by in keys::encryption_algorithms() {
        for enc in ContentEncryption::ALL.iter().copied() {
            let (recipient, _) = keys::encryption(by, enc);
            for recipient in [recipient.clone(), recipient.with_key_id("a name that is longer than most names are")] {
                comes_true(&format!("{by} {enc}"), world.issuer().encrypt_to_with(API, recipient, enc));
            }
        }
    }
}

/// Integrated HPKE has no tag of its own: it is a part of the content.
#[cfg(feature = "hpke-unstable")]
#[test]
fn every_suite_of_hpke() {
    let world = World::new();
    let hpke = KeyManagementAlgorithm::ALL.iter().copied().filter(|by| by.name().starts_with("HPKE-"));
    for by in hpke.filter(|by| by.row().curves.iter().all(|curve| curve.row().feature.is_none())) {
        let key = jose_jwk::PrivateJwk::generate_encryption(by).unwrap();
        let recipient = || key.public().encryption_key().unwrap();
        comes_true(by.name(), world.issuer().encrypt_to(API, recipient()));
        let token = world.issuer().encrypt_to(API, recipient()).build().unwrap();
        let token = token.access_token("user-42", API).client_id("web").issue().unwrap();
        let validator = world.policy().encrypted(key.decryption_key().unwrap()).build().unwrap();
        assert_eq!(crate::world::verdict(by.name(), &validator, &token), crate::world::ACCEPTED);
        let both = world.issuer().encrypt_to_with(API, recipient(), ContentEncryption::A256Gcm).build();
        assert_eq!(both.is_err(), !by.name().ends_with("-KE"), "{by}: it is its own content encryption");
    }
}

#[test]
fn every_curve_and_every_repeated_claim() {
    let world = World::new();
    for curve in [Curve::P256, Curve::P384, Curve::P521, Curve::X25519] {
        let material = PrivateMaterial::generate_on(curve).unwrap().public();
        for by in [KeyManagementAlgorithm::EcdhEs, KeyManagementAlgorithm::EcdhEsA128Kw] {
            let recipient = EncryptionKey::new(by, &material).unwrap();
            let issuer = || world.issuer().encrypt_to(API, recipient.clone());
            let all = [ReplicatedClaim::Issuer, ReplicatedClaim::Subject, ReplicatedClaim::Audience];
            for count in 0..=3 {
                let name = format!("{curve:?} {by}, {count}");
                comes_true(&name, issuer().replicate_claims(all[..count].iter().copied()));
            }
        }
    }
    // Letters that JSON writes as several.
    let issuer = world.issuer().encrypt_to(API, world.encryption.clone()).replicate_claims([ReplicatedClaim::Subject]);
    let issuer = issuer.build().unwrap();
    let draft = issuer.access_token("J\u{fc}rgen \"\\\n\u{0}\u{1f600}", API).client_id("web").scope(["a", "b"]);
    let draft = draft.not_before(jose_core::UnixTime::from_seconds(NOW + 1));
    assert_eq!(draft.plan().unwrap().token_bytes(), draft.issue().unwrap().len());
}

fn issuer() -> Issuer {
    World::new().issuer().signed_only().build().unwrap()
}

fn plan_of(issuer: &Issuer, length: usize) -> SizePlan {
    issuer.access_token("user-42", API).client_id("web").claims(&json!({ "text": "x".repeat(length) })).plan().unwrap()
}

fn plan(length: usize) -> SizePlan {
    plan_of(&issuer(), length)
}

/// A plan whose header line has this many bytes, or one more where base64 has no such length.
fn line(bytes: usize) -> SizePlan {
    let (issuer, start) = (issuer(), bytes * 3 / 4 - 600);
    (start..bytes).map(|length| plan_of(&issuer, length)).find(|plan| plan.header_line_bytes() >= bytes).unwrap()
}

#[test]
fn warnings_begin_where_they_are_said_to() {
    let codes = |plan: &SizePlan| plan.warnings().iter().map(SizeWarning::code).collect::<Vec<_>>();
    for (name, plan, expected) in [
        ("small", plan(0), &[][..]),
        ("4 KiB at most", line(4_094), &[]),
        ("over 4 KiB", line(4_097), &["size.large"]),
        ("8 KiB at most", line(8_190), &["size.large"]),
        ("over 8 KiB", line(8_193), &["size.over_budget", "size.large"]),
        ("a small budget", plan(0).with_header_budget(300), &["size.over_budget"]),
        ("a large budget", line(8_193).with_header_budget(64 * 1024), &["size.large"]),
        ("no validator reads it", plan(300 * 1024), &["size.over_limit", "size.over_budget", "size.large"]),
    ] {
        assert_eq!(codes(&plan), expected, "{name}: {}", plan.header_line_bytes());
    }
    let exact = plan(1_000);
    let bytes = exact.header_line_bytes();
    assert!(exact.clone().with_header_budget(bytes).warnings().is_empty());
    let over = exact.with_header_budget(bytes - 1);
    assert_eq!(over.warnings(), [SizeWarning::OverBudget { bytes, budget: bytes - 1, largest: SizePart::Claims }]);
    assert_eq!((SizePlan::HEADER_BUDGET, plan(0).header_budget(), over.header_budget()), (8_192, 8_192, bytes - 1));
    for warning in plan(300 * 1024).warnings() {
        let sentence = warning.to_string();
        assert!(sentence.contains(" bytes") && !sentence.ends_with('.'), "{sentence}");
    }
}

/// A warning says what to make smaller.
#[test]
fn the_largest_part() {
    let world = World::new();
    assert_eq!(plan(0).largest_part(), SizePart::Claims);
    let rsa = keys::rsa().signing_key_for(JwsAlgorithm::Ps512).unwrap();
    let here = builder(&rsa).signed_only().build().unwrap();
    let here = here.access_token("user-42", API).client_id("web").plan().unwrap();
    assert_eq!((here.part_bytes(SizePart::Signature), here.is_exact()), (342, true));
    let issuer = Issuer::builder(ISSUER).sign_elsewhere(JwsAlgorithm::Ps512, None).signed_only().build().unwrap();
    let first = issuer.access_token("user-42", API).client_id("web").plan().unwrap();
    // The largest key that there is, until this one has signed.
    assert_eq!((first.part_bytes(SizePart::Signature), first.is_exact()), (1_366, false));
    assert_eq!(first.largest_part(), SizePart::Signature);
    let pending = issuer.access_token("user-42", API).client_id("web").prepare().unwrap();
    let signature = rsa.sign(pending.signing_input()).unwrap();
    pending.finish(&signature).unwrap();
    let second = issuer.access_token("user-42", API).client_id("web").plan().unwrap();
    assert_eq!((second.part_bytes(SizePart::Signature), second.is_exact()), (342, true));
    let issuer = world.issuer().encrypt_to(API, world.encryption.clone()).build().unwrap();
    assert_eq!(issuer.access_token("u", API).client_id("w").plan().unwrap().largest_part(), SizePart::Envelope);
}

/// A signature of ML-DSA is larger than all the rest, and known to the byte.
#[test]
fn signatures_for_the_time_after() {
    for (algorithm, encoded, expected) in [
        (JwsAlgorithm::MlDsa44, 3_227, &[][..]),
        (JwsAlgorithm::MlDsa65, 4_412, &["size.large"]),
        (JwsAlgorithm::MlDsa87, 6_170, &["size.large"]),
    ] {
        let issuer = builder(&keys::signature(algorithm).0).signed_only().build().unwrap();
        let plan = issuer.access_token("user-42", API).client_id("web").plan().unwrap();
        assert_eq!((plan.part_bytes(SizePart::Signature), plan.is_exact()), (encoded, true), "{algorithm}");
        assert_eq!(plan.largest_part(), SizePart::Signature, "{algorithm}");
        let warnings = plan.warnings();
        assert_eq!(warnings.iter().map(SizeWarning::code).collect::<Vec<_>>(), expected, "{algorithm}");
        assert!(warnings.iter().all(|warning| warning.to_string().contains("signature")), "{warnings:?}");
    }
}

/// A plan refuses what issuing refuses, and asks nobody to sign.
#[test]
fn what_has_no_plan() {
    let world = World::new();
    let issuer = world.issuer().signed_only_for(API, "a test").build().unwrap();
    let plan = |draft: AccessTokenDraft<'_>| draft.plan().map_err(|error| error.code());
    assert_eq!(plan(issuer.access_token("user-42", API)), Err("issue.no_client"));
    assert_eq!(plan(issuer.access_token("user-42", "nobody").client_id("web")), Err("issue.no_recipient_key"));
    let draft = issuer.access_token("user-42", API).client_id("web");
    assert_eq!(plan(draft.clone().claims(&json!({ "password": "x" }))), Err("issue.exposed"));
    assert_eq!(plan(draft.clone().claims(&json!({ "iss": "x" }))), Err("issue.reserved_claim"));
    assert_eq!(plan(draft.clone().claims(&json!(1))), Err("issue.not_an_object"));
    assert!(plan(draft).is_ok());
    let elsewhere = Issuer::builder(ISSUER).sign_elsewhere(JwsAlgorithm::Es256, None).signed_only();
    assert!(elsewhere.build().unwrap().access_token("user-42", API).client_id("web").plan().unwrap().is_exact());
}
