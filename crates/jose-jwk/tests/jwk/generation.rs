//! New keys: of the right size, labelled, different each time, and refused where no key can be made.

use std::collections::HashSet;

use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType, registry::KeyManagementKind};
use jose_jwk::{Jwk, KeyKind, PrivateJwk, SymmetricJwk, generate::Generator};

use crate::refusal;

fn secret_bytes(key: &Jwk) -> usize {
    let Jwk::Symmetric(key) = key else { panic!("not symmetric") };
    key.secret().len()
}

/// Whether this build has what the feature brings.
fn is_built_in(feature: Option<&str>) -> bool {
    let features = [
        ("ed448", cfg!(feature = "ed448")),
        ("hpke-unstable", cfg!(feature = "hpke-unstable")),
        ("rsa1_5-insecure", cfg!(feature = "rsa1_5-insecure")),
        ("x448", cfg!(feature = "x448")),
    ];
    feature.is_none_or(|feature| features.contains(&(feature, true)))
}

#[test]
fn a_key_for_every_name() {
    let on_a_curve_of_this_build =
        |curves: &[Curve]| curves.first().is_none_or(|curve| is_built_in(curve.row().feature));
    let signatures = JwsAlgorithm::ALL.iter().filter(|known| on_a_curve_of_this_build(known.row().curves));
    let signatures = signatures.map(|known| (known.name(), "sig"));
    let wrapping = KeyManagementAlgorithm::ALL.iter().filter(|known| {
        let row = known.row();
        let has_keys = !matches!(row.kind, KeyManagementKind::RsaPkcs1 | KeyManagementKind::Pbes2AesKeyWrap { .. });
        has_keys && is_built_in(row.feature) && on_a_curve_of_this_build(row.curves)
    });
    let wrapping = wrapping.map(|known| (known.name(), "enc"));
    let contents = ContentEncryption::ALL.iter().map(|known| (known.name(), "enc"));
    // RSA of 2048 bits, to keep the test short.
    let generator = Generator::new().rsa_bits(2048);
    for (name, key_use) in signatures.chain(wrapping).chain(contents).filter(|(name, _)| *name != "dir") {
        let key = generator.named(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((key.algorithm(), key.key_use(), key.key_id()), (Some(name), Some(key_use), None), "{name}");
        assert_eq!(key.key_operations(), None, "{name}");
        assert_eq!(key.kind() == KeyKind::Symmetric, key.key_type() == KeyType::Oct, "{name}");
        // It does what it was made for, also after a journey.
        let key = Jwk::from_json(key.to_secret_json().as_bytes()).unwrap();
        if key_use == "sig" {
            assert!(key.signing_key().is_ok() && key.verifying_key().is_ok(), "{name}");
        } else {
            assert!(key.encryption_key().is_ok() && key.decryption_key().is_ok(), "{name}");
        }
    }
}

#[test]
fn sizes() {
    let secrets = [
        ("HS256", 32),
        ("HS384", 48),
        ("HS512", 64),
        ("A128KW", 16),
        ("A192KW", 24),
        ("A256KW", 32),
        ("A128GCMKW", 16),
        ("A192GCMKW", 24),
        ("A256GCMKW", 32),
        ("A128GCM", 16),
        ("A192GCM", 24),
        ("A256GCM", 32),
        ("A128CBC-HS256", 32),
        ("A192CBC-HS384", 48),
        ("A256CBC-HS512", 64),
    ];
    for (name, bytes) in secrets {
        assert_eq!(secret_bytes(&Jwk::generate(name).unwrap()), bytes, "{name}");
    }
    let curves = [
        ("ES256", "P-256"),
        ("ES384", "P-384"),
        ("ES256K", "secp256k1"),
        ("ES512", "P-521"),
        ("EdDSA", "Ed25519"),
        ("Ed25519", "Ed25519"),
        ("ECDH-ES", "P-256"),
    ];
    for (name, curve) in curves {
        assert_eq!(Jwk::generate(name).unwrap().curve(), Curve::from_name(curve), "{name}");
    }
    for curve in [Curve::P256, Curve::P384, Curve::P521, Curve::X25519] {
        let key = Generator::new().curve(curve).encryption(KeyManagementAlgorithm::EcdhEsA128Kw).unwrap();
        assert_eq!(key.curve(), Some(curve));
        assert!(key.encryption_key().is_ok());
        // A signature algorithm fixes its own curve, whatever was chosen for agreement.
        let key = Generator::new().curve(curve).signing(JwsAlgorithm::Es256).unwrap();
        assert_eq!(key.curve(), Some(Curve::P256));
    }
    // EdDSA leaves the choice.
    if is_built_in(Curve::Ed448.row().feature) {
        let key = Generator::new().curve(Curve::Ed448).signing(JwsAlgorithm::EdDsa).unwrap();
        assert_eq!((key.curve(), key.algorithm()), (Some(Curve::Ed448), Some("EdDSA")));
    }
}

/// A base64url text of `len` characters is what `bits` bits of modulus take.
#[test]
fn rsa_has_3072_bits_unless_another_size_is_chosen() {
    for (generator, bits) in [(Generator::new(), 3072), (Generator::new().rsa_bits(2048), 2048)] {
        let key = generator.named("RSA-OAEP-256").unwrap();
        let json: serde_json::Value = serde_json::from_str(&key.to_secret_json()).unwrap();
        let n = jose_core::base64url::decode(json["n"].as_str().unwrap()).unwrap();
        assert_eq!((n.len() * 8, n[0] >> 7), (bits, 1));
        assert_eq!(json["e"], "AQAB");
    }
}

#[test]
fn no_two_are_alike() {
    for name in ["ES256", "ES256K", "ML-DSA-44", "Ed25519", "ECDH-ES", "HS512", "A256GCM", "A128KW"] {
        let keys: HashSet<_> = (0..50).map(|_| Jwk::generate(name).unwrap().thumbprint()).collect();
        assert_eq!(keys.len(), 50, "{name}");
    }
}

/// Every bit of a secret is sometimes set and sometimes not, and no part of it repeats another.
#[test]
fn secrets_are_random_throughout() {
    for enc in ContentEncryption::ALL {
        let (mut set, mut unset) = (vec![0; enc.row().key_bytes], vec![0; enc.row().key_bytes]);
        for _ in 0..80 {
            let key = SymmetricJwk::generate_direct(*enc).unwrap();
            let secret = key.secret().expose();
            assert!(secret.chunks_exact(8).collect::<HashSet<_>>().len() == secret.len() / 8, "{enc}");
            for (index, byte) in secret.iter().enumerate() {
                set[index] |= byte;
                unset[index] |= !byte;
            }
        }
        assert!(set.iter().chain(&unset).all(|bits| *bits == 0xff), "{enc}");
    }
}

#[test]
fn refused() {
    for name in
        ["none", "", "es256", "ES256k", "ML-DSA", "ml-dsa-44", "RSA", "P-256", "PBES2", "A256", "ECDH-ES ", "HS1"]
    {
        let (code, sentence) = refusal(name, Jwk::generate(name));
        assert_eq!(code, "jwk.algorithm_unknown", "{name}: {sentence}");
    }
    for name in ["RSA1_5", "PBES2-HS256+A128KW", "PBES2-HS512+A256KW"] {
        let (code, sentence) = refusal(name, Jwk::generate(name));
        assert_eq!(code, "jwk.unsupported");
        assert!(sentence.contains(&format!("algorithm for new keys {name}")), "{sentence}");
    }
    for (name, feature) in [("Ed448", "ed448"), ("HPKE-0", "hpke-unstable"), ("HPKE-7-KE", "hpke-unstable")] {
        if !is_built_in(Some(feature)) {
            let (code, sentence) = refusal(name, Jwk::generate(name));
            assert_eq!(code, "jwk.key");
            assert!(
                sentence.contains(&format!("{name} is not built in: it needs the feature `{feature}`")),
                "{sentence}"
            );
        }
    }
    let (code, sentence) = refusal("dir", Jwk::generate("dir"));
    assert_eq!(code, "jwk.algorithm_needed");
    assert!(sentence.contains("such as A256GCM"), "{sentence}");
    for bits in [0, 1024, 2047, 2049, 16_384] {
        assert_eq!(refusal("size", Generator::new().rsa_bits(bits).named("RS256")).0, "jwk.key");
    }
    let edwards = Generator::new().curve(Curve::Ed25519);
    assert_eq!(refusal("curve", edwards.encryption(KeyManagementAlgorithm::EcdhEs)).0, "jwk.key");
    // Each typed call makes keys of its type.
    assert_eq!(refusal("HS256", PrivateJwk::generate_signing(JwsAlgorithm::Hs256)).0, "jwk.wrong_kind");
    assert_eq!(refusal("A128KW", PrivateJwk::generate_encryption(KeyManagementAlgorithm::A128Kw)).0, "jwk.wrong_kind");
    assert_eq!(refusal("ES256", SymmetricJwk::generate_signing(JwsAlgorithm::Es256)).0, "jwk.wrong_kind");
    assert_eq!(refusal("ECDH", SymmetricJwk::generate_encryption(KeyManagementAlgorithm::EcdhEs)).0, "jwk.wrong_kind");
}

#[test]
fn typed_calls() {
    assert_eq!(PrivateJwk::generate_signing(JwsAlgorithm::Es384).unwrap().algorithm(), Some("ES384"));
    assert_eq!(PrivateJwk::generate_encryption(KeyManagementAlgorithm::EcdhEs).unwrap().curve(), Some(Curve::P256));
    assert_eq!(SymmetricJwk::generate_signing(JwsAlgorithm::Hs384).unwrap().secret().len(), 48);
    assert_eq!(SymmetricJwk::generate_encryption(KeyManagementAlgorithm::A192GcmKw).unwrap().secret().len(), 24);
}
