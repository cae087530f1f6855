//! What opening a token asks of the allocator. A count that grew would be a copy that nobody meant, or a key that is parsed again.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

use jose_claims::{Check, ClaimsBuffer, Issuer, Token, Validator, ValidatorBuilder, VerifiedCache};
use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm};
use jose_crypto::{DecryptionKey, EncryptionKey, SigningKey, VerifyingKey, material::PrivateMaterial};
use jose_jwe::Encryptor;
use jose_jws::Signer;

fn allocations<T>(run: impl FnOnce() -> T) -> u64 {
    allocation_counter::measure(|| drop(run())).count_total
}

/// The keys remember a header that has come before, which allocates once.
fn warm_up(mut run: impl FnMut()) {
    (0..3).for_each(|_| run());
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Private {
    tenant: String,
}

const ISSUER: &str = "https://id.example";
const AUDIENCE: &str = "https://api.example";

struct Case {
    name: &'static str,
    encrypt: EncryptionKey,
    decrypt: DecryptionKey,
    at_most: u64,
}

fn cases() -> Vec<Case> {
    let agreement = |name, algorithm, curve, at_most| {
        let material = PrivateMaterial::generate_on(curve).unwrap();
        Case {
            name,
            encrypt: EncryptionKey::new(algorithm, &material.public()).unwrap().with_key_id("api"),
            decrypt: DecryptionKey::new(algorithm, &material).unwrap().with_key_id("api"),
            at_most,
        }
    };
    let direct = Case {
        name: "ES256 in dir",
        encrypt: EncryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap().with_key_id("api"),
        decrypt: DecryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap().with_key_id("api"),
        at_most: 12,
    };
    vec![
        agreement("ES256 in ECDH-ES+A256KW, X25519", KeyManagementAlgorithm::EcdhEsA256Kw, Curve::X25519, 12),
        agreement("ES256 in ECDH-ES+A256KW, P-256", KeyManagementAlgorithm::EcdhEsA256Kw, Curve::P256, 12),
        agreement("ES256 in ECDH-ES, P-521", KeyManagementAlgorithm::EcdhEs, Curve::P521, 12),
        direct,
    ]
}

#[test]
fn opening_a_nested_token_makes_at_most_twelve_allocations() {
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let signing = SigningKey::new(JwsAlgorithm::Es256, &material).unwrap().with_key_id("issuer");
    let verifying = VerifyingKey::new(JwsAlgorithm::Es256, &material.public()).unwrap().with_key_id("issuer");
    for case in cases() {
        let issuer =
            Issuer::builder(ISSUER).sign_with(signing.clone()).encrypt_to(AUDIENCE, case.encrypt).build().unwrap();
        let validator = Validator::access_token()
            .issuer(ISSUER, verifying.clone())
            .audience(AUDIENCE)
            .encrypted(case.decrypt)
            .build()
            .unwrap();
        let token = issuer
            .access_token("user-42", AUDIENCE)
            .client_id("web")
            .scope(["orders:read", "orders:write"])
            .claims(&Private { tenant: "acme".into() })
            .issue()
            .unwrap();
        let open = || -> Token<Private> { validator.validate(&token).unwrap() };
        let first = allocations(open);
        warm_up(|| drop(open()));
        let later: Vec<u64> = (0..50).map(|_| allocations(open)).collect();
        println!("{}: {first} allocations, then {}", case.name, later[0]);
        assert!(later.iter().all(|count| *count == later[0]), "{}: {later:?}", case.name);
        assert!(first <= case.at_most, "{}: {first}", case.name);
        assert!(later[0] <= case.at_most, "{}: {}", case.name, later[0]);
    }
}

#[derive(serde::Deserialize)]
struct Borrowed<'c> {
    tenant: &'c str,
}

/// A policy pays for what it looks at: a second look at the payload for several issuers, and one list of views for checks on claims by name.
#[test]
fn more_in_a_policy_costs_no_more_than_it_must() {
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let signing = SigningKey::new(JwsAlgorithm::Es256, &material).unwrap().with_key_id("issuer");
    let verifying = VerifyingKey::new(JwsAlgorithm::Es256, &material.public()).unwrap().with_key_id("issuer");
    let issuer = Issuer::builder(ISSUER).sign_with(signing).signed_only().build().unwrap();
    let draft = issuer.access_token("user-42", AUDIENCE).client_id("web").scope(["orders:read"]);
    let token = draft.claims(&Private { tenant: "acme".into() }).issue().unwrap();
    let policy = || Validator::access_token().issuer(ISSUER, verifying.clone()).audience(AUDIENCE).signed_only();
    let plain = policy().build().unwrap();
    let several = policy().issuer("https://other.example", verifying.clone()).build().unwrap();
    let checked = policy().scope_all(["orders:read"]).claim("tenant", Check::equals("acme")).build().unwrap();
    let open = |validator: &Validator| -> Token<Private> { validator.validate(&token).unwrap() };
    let count = |validator: &Validator| allocations(|| open(validator));
    for validator in [&plain, &several, &checked] {
        warm_up(|| drop(open(validator)));
    }
    let one = count(&plain);
    let borrowed = allocations(|| {
        let mut room = ClaimsBuffer::new();
        let token: Token<Borrowed<'_>> = plain.validate_in(&token, &mut room).unwrap();
        assert_eq!(token.claims().tenant, "acme");
    });
    println!(
        "{one} allocations; {borrowed} borrowed, {} with two issuers, {} checked",
        count(&several),
        count(&checked)
    );
    assert!(borrowed < one, "{borrowed} and {one}");
    assert!(count(&several) <= one + 1, "{} and {one}", count(&several));
    assert!(count(&checked) <= one + 1, "{} and {one}", count(&checked));
}

/// A policy for each way of proving the sender, with a token for it.
fn ways(cache: Option<VerifiedCache>) -> Vec<(&'static str, Validator, String, u64)> {
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let es256 = SigningKey::new(JwsAlgorithm::Es256, &material).unwrap().with_key_id("issuer");
    let its_public = VerifyingKey::new(JwsAlgorithm::Es256, &material.public()).unwrap().with_key_id("issuer");
    let hs256 = SigningKey::hmac(JwsAlgorithm::Hs256, &[9; 32]).unwrap().with_key_id("issuer");
    let its_secret = VerifyingKey::hmac(JwsAlgorithm::Hs256, &[9; 32]).unwrap().with_key_id("issuer");
    let to_direct = EncryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap().with_key_id("api");
    let direct = || DecryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap().with_key_id("api");
    let payload = br#"{"iss":"https://id.example","sub":"user-42","aud":"https://api.example","exp":4000000000,"iat":1700000000,"jti":"1","client_id":"web","tenant":"acme"}"#;
    let sign = |key: &SigningKey| Signer::new(key).message_type("at+jwt").sign_compact(payload).unwrap();
    let seal = || Encryptor::new(&to_direct, ContentEncryption::A256Gcm);
    let policy = |validator: ValidatorBuilder| {
        let validator = validator.audience(AUDIENCE);
        let validator = if let Some(cache) = cache { validator.cache_verified(cache) } else { validator };
        validator.build().unwrap()
    };
    let issuer = |key: &VerifyingKey| Validator::access_token().issuer(ISSUER, key.clone());
    let shared = Validator::access_token().issuer_with_shared_key(ISSUER).encrypted_with_shared_key(direct());
    vec![
        ("HS256", policy(issuer(&its_secret).signed_only()), sign(&hs256), 2),
        ("ES256", policy(issuer(&its_public).signed_only()), sign(&es256), 2),
        ("dir", policy(shared), seal().message_type("at+jwt").encrypt_compact(payload).unwrap(), 3),
        (
            "ES256 in dir",
            policy(issuer(&its_public).encrypted(direct())),
            seal().content_type("JWT").encrypt_compact(sign(&es256).as_bytes()).unwrap(),
            6,
        ),
    ]
}

/// One for the payload, one for what the token keeps of it, and for an envelope one more.
#[test]
fn borrowed_claims_take_little() {
    for (name, validator, token, at_most) in ways(None) {
        let mut room = ClaimsBuffer::new();
        warm_up(|| {
            open_in(&validator, &token, &mut room);
        });
        let counts: Vec<u64> = (0..10).map(|_| open_in(&validator, &token, &mut room)).collect();
        println!("{name}: {counts:?}");
        assert!(counts.iter().all(|count| *count <= at_most), "{name}: {counts:?}");
    }
}

/// What is remembered is lent and not copied: only what the token keeps of it is allocated.
#[test]
fn a_token_that_is_remembered_takes_one() {
    for (name, validator, token, _) in ways(Some(VerifiedCache::with_capacity(10))) {
        let mut room = ClaimsBuffer::new();
        warm_up(|| {
            open_in(&validator, &token, &mut room);
        });
        let counts: Vec<u64> = (0..10).map(|_| open_in(&validator, &token, &mut room)).collect();
        println!("{name}: {counts:?}");
        assert!(counts.iter().all(|count| *count == 1), "{name}: {counts:?}");
    }
}

fn open_in(validator: &Validator, token: &str, room: &mut ClaimsBuffer) -> u64 {
    allocations(|| {
        let token: Token<Borrowed<'_>> = validator.validate_in(token, room).unwrap();
        assert_eq!(token.claims().tenant, "acme");
    })
}
