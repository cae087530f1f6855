//! The tables: complete, unique, case-sensitive, and what the standards say. Attacks 2 and 20.
#![allow(clippy::arithmetic_side_effects, reason = "tests")]

use std::collections::BTreeSet;

use jose_core::{
    ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType,
    registry::{ContentEncryptionKind, Hash, HpkeAead, HpkeSuite, JwsKind, KeyManagementKind, ML_DSA_SEED_BYTES},
};

/// Checks what holds for every registry, and returns the names in the order of the table.
macro_rules! check_registry {
    ($type:ty) => {{
        let all = <$type>::ALL;
        let names: Vec<&str> = all.iter().map(|entry| entry.name()).collect();
        for entry in all {
            assert_eq!(<$type>::from_name(entry.name()), Some(*entry));
            assert_eq!(entry.row().name, entry.name());
            assert_eq!(entry.to_string(), entry.name());
        }
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "names are unique");
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "entries are unique");
        assert!(names.is_sorted(), "the table is sorted");
        for name in &names {
            for other in near(name) {
                assert!(names.contains(&other.as_str()) || <$type>::from_name(&other).is_none(), "{other:?}");
            }
        }
        for name in NOBODY {
            assert_eq!(<$type>::from_name(name), None, "{name:?}");
        }
        names
    }};
}

/// Spellings that are nearly `name`.
fn near(name: &str) -> Vec<String> {
    let wide: String =
        name.chars().map(|letter| char::from_u32(u32::from(letter) + 0xfee0).unwrap_or(letter)).collect();
    vec![
        name.to_lowercase(),
        name.to_uppercase(),
        format!("{name} "),
        format!(" {name}"),
        format!("{name}\0"),
        format!("{name}\n"),
        format!("{name}\u{200b}"),
        format!("\u{feff}{name}"),
        format!("\"{name}\""),
        name.replace('-', "_"),
        name.replace('-', "\u{2010}"),
        name.replace('+', " "),
        name.chars().skip(1).collect(),
        name.chars().take(name.len() - 1).collect(),
        name.repeat(2),
        wide,
    ]
}

const NOBODY: &[&str] = &[
    "",
    " ",
    "none",
    "None",
    "NONE",
    "nOnE",
    "none ",
    "none\0",
    "ｎｏｎｅ",
    "nоne",
    "null",
    "0",
    "ES256k",
    "HS1",
    "RS1",
    "RSA1_6",
    "ML-DSA",
    "ML-DSA-128",
    "MLDSA44",
    "HPKE",
    "HPKE-8",
    "PBES2",
    "P-256K",
    "Ed521",
    "HMAC",
    "AES",
    "SHA256",
    "DEF",
    "alg",
    "A128CBC",
    "A128CTR",
    "dir ",
    "ECDH",
    "ECDH-SS",
    "P-192",
    "P256",
    "prime256v1",
    "ec",
    "rsa",
    "OCT",
    "okp",
];

#[test]
fn jws_algorithms() {
    assert_eq!(
        check_registry!(JwsAlgorithm),
        [
            "ES256",
            "ES256K",
            "ES384",
            "ES512",
            "Ed25519",
            "Ed448",
            "EdDSA",
            "HS256",
            "HS384",
            "HS512",
            "ML-DSA-44",
            "ML-DSA-65",
            "ML-DSA-87",
            "PS256",
            "PS384",
            "PS512",
            "RS256",
            "RS384",
            "RS512"
        ]
    );
}

#[test]
fn key_management_algorithms() {
    assert_eq!(
        check_registry!(KeyManagementAlgorithm),
        [
            "A128GCMKW",
            "A128KW",
            "A192GCMKW",
            "A192KW",
            "A256GCMKW",
            "A256KW",
            "ECDH-ES",
            "ECDH-ES+A128KW",
            "ECDH-ES+A192KW",
            "ECDH-ES+A256KW",
            "HPKE-0",
            "HPKE-0-KE",
            "HPKE-1",
            "HPKE-1-KE",
            "HPKE-2",
            "HPKE-2-KE",
            "HPKE-3",
            "HPKE-3-KE",
            "HPKE-4",
            "HPKE-4-KE",
            "HPKE-5",
            "HPKE-5-KE",
            "HPKE-6",
            "HPKE-6-KE",
            "HPKE-7",
            "HPKE-7-KE",
            "PBES2-HS256+A128KW",
            "PBES2-HS384+A192KW",
            "PBES2-HS512+A256KW",
            "RSA-OAEP",
            "RSA-OAEP-256",
            "RSA-OAEP-384",
            "RSA-OAEP-512",
            "RSA1_5",
            "dir"
        ]
    );
}

#[test]
fn content_encryption_algorithms() {
    assert_eq!(
        check_registry!(ContentEncryption),
        ["A128CBC-HS256", "A128GCM", "A192CBC-HS384", "A192GCM", "A256CBC-HS512", "A256GCM"]
    );
}

#[test]
fn key_types_and_curves() {
    assert_eq!(check_registry!(KeyType), ["AKP", "EC", "OKP", "RSA", "oct"]);
    assert_eq!(check_registry!(Curve), ["Ed25519", "Ed448", "P-256", "P-384", "P-521", "X25519", "X448", "secp256k1"]);
}

#[test]
fn no_name_is_in_two_registries() {
    for algorithm in JwsAlgorithm::ALL {
        assert_eq!(KeyManagementAlgorithm::from_name(algorithm.name()), None);
        assert_eq!(ContentEncryption::from_name(algorithm.name()), None);
    }
    for algorithm in KeyManagementAlgorithm::ALL {
        assert_eq!(JwsAlgorithm::from_name(algorithm.name()), None);
        assert_eq!(ContentEncryption::from_name(algorithm.name()), None);
    }
    for algorithm in ContentEncryption::ALL {
        assert_eq!(JwsAlgorithm::from_name(algorithm.name()), None);
        assert_eq!(KeyManagementAlgorithm::from_name(algorithm.name()), None);
    }
}

/// Typed from RFC 7518, section 3.1, RFC 8037, section 3.1, RFC 8812, section 3.2, RFC 9864, section 2.2, and FIPS 204, table 2.
#[test]
fn jws_facts() {
    use Hash::{Sha256, Sha384, Sha512};
    use JwsKind::{Ecdsa, Eddsa, Hmac, MlDsa, RsaPkcs1, RsaPss};
    use KeyType::{Akp, Ec, Oct, Okp, Rsa};

    let none: &[Curve] = &[];
    let ml_dsa = |public_key_bytes| MlDsa { public_key_bytes };
    let facts = [
        ("HS256", Oct, Hmac(Sha256), none, Some(256 / 8)),
        ("HS384", Oct, Hmac(Sha384), none, Some(384 / 8)),
        ("HS512", Oct, Hmac(Sha512), none, Some(512 / 8)),
        ("RS256", Rsa, RsaPkcs1(Sha256), none, None),
        ("RS384", Rsa, RsaPkcs1(Sha384), none, None),
        ("RS512", Rsa, RsaPkcs1(Sha512), none, None),
        ("ES256", Ec, Ecdsa(Sha256), &[Curve::P256], Some(2 * 32)),
        ("ES256K", Ec, Ecdsa(Sha256), &[Curve::Secp256k1], Some(2 * 32)),
        ("ES384", Ec, Ecdsa(Sha384), &[Curve::P384], Some(2 * 48)),
        ("ES512", Ec, Ecdsa(Sha512), &[Curve::P521], Some(2 * 66)),
        ("PS256", Rsa, RsaPss(Sha256), none, None),
        ("PS384", Rsa, RsaPss(Sha384), none, None),
        ("PS512", Rsa, RsaPss(Sha512), none, None),
        ("EdDSA", Okp, Eddsa, &[Curve::Ed25519, Curve::Ed448], None),
        ("Ed25519", Okp, Eddsa, &[Curve::Ed25519], Some(64)),
        ("Ed448", Okp, Eddsa, &[Curve::Ed448], Some(114)),
        ("ML-DSA-44", Akp, ml_dsa(1312), none, Some(2420)),
        ("ML-DSA-65", Akp, ml_dsa(1952), none, Some(3309)),
        ("ML-DSA-87", Akp, ml_dsa(2592), none, Some(4627)),
    ];
    assert_eq!(facts.len(), JwsAlgorithm::ALL.len());
    for (name, key_type, kind, curves, signature_bytes) in facts {
        let algorithm = JwsAlgorithm::from_name(name).unwrap();
        let row = algorithm.row();
        let found = (row.key_type, row.kind, row.curves, row.signature_bytes);
        assert_eq!(found, (key_type, kind, curves, signature_bytes), "{name}");
        assert!(curves.iter().all(|curve| curve.row().key_type == key_type), "{name}");
        let possible = |length| match (signature_bytes, key_type) {
            (Some(needed), _) => length == needed,
            (None, Okp) => length == 64 || length == 114,
            (None, _) => (256..=1024).contains(&length),
        };
        for length in (0..5000).chain([usize::MAX]) {
            assert_eq!(algorithm.allows_signature_of(length), possible(length), "{name}, {length} bytes");
        }
    }
}

/// Typed from RFC 7518, sections 4.1 to 4.8, and RFC 8037, section 3.2.
#[test]
fn key_management_facts() {
    use KeyManagementKind::{
        AesGcmKeyWrap, AesKeyWrap, Direct, EcdhEs, EcdhEsAesKeyWrap, Pbes2AesKeyWrap, RsaOaep, RsaPkcs1,
    };

    let (oct, agreed, rsa) = (&[KeyType::Oct][..], &[KeyType::Ec, KeyType::Okp][..], &[KeyType::Rsa][..]);
    let pbes2 = |hash, key_bytes| Pbes2AesKeyWrap { hash, key_bytes };
    let facts = [
        ("RSA1_5", rsa, RsaPkcs1, false),
        ("RSA-OAEP", rsa, RsaOaep(Hash::Sha1), false),
        ("RSA-OAEP-256", rsa, RsaOaep(Hash::Sha256), false),
        ("RSA-OAEP-384", rsa, RsaOaep(Hash::Sha384), false),
        ("RSA-OAEP-512", rsa, RsaOaep(Hash::Sha512), false),
        ("A128KW", oct, AesKeyWrap { key_bytes: 16 }, true),
        ("A192KW", oct, AesKeyWrap { key_bytes: 24 }, true),
        ("A256KW", oct, AesKeyWrap { key_bytes: 32 }, true),
        ("dir", oct, Direct, true),
        ("ECDH-ES", agreed, EcdhEs, false),
        ("ECDH-ES+A128KW", agreed, EcdhEsAesKeyWrap { key_bytes: 16 }, false),
        ("ECDH-ES+A192KW", agreed, EcdhEsAesKeyWrap { key_bytes: 24 }, false),
        ("ECDH-ES+A256KW", agreed, EcdhEsAesKeyWrap { key_bytes: 32 }, false),
        ("A128GCMKW", oct, AesGcmKeyWrap { key_bytes: 16 }, true),
        ("A192GCMKW", oct, AesGcmKeyWrap { key_bytes: 24 }, true),
        ("A256GCMKW", oct, AesGcmKeyWrap { key_bytes: 32 }, true),
        ("PBES2-HS256+A128KW", oct, pbes2(Hash::Sha256, 16), true),
        ("PBES2-HS384+A192KW", oct, pbes2(Hash::Sha384, 24), true),
        ("PBES2-HS512+A256KW", oct, pbes2(Hash::Sha512, 32), true),
    ];
    assert_eq!(facts.len() + 16, KeyManagementAlgorithm::ALL.len());
    let agreement = [Curve::P256, Curve::P384, Curve::P521, Curve::X25519, Curve::X448];
    for (name, key_types, kind, symmetric) in facts {
        let algorithm = KeyManagementAlgorithm::from_name(name).unwrap();
        assert_eq!((algorithm.row().key_types, algorithm.row().kind), (key_types, kind), "{name}");
        assert_eq!(algorithm.is_symmetric(), symmetric, "{name}");
        assert_eq!(algorithm.wraps_keys(), !matches!(kind, Direct | EcdhEs), "{name}");
        assert_eq!(algorithm.row().curves, if key_types == agreed { &agreement[..] } else { &[] }, "{name}");
        assert_eq!(algorithm.row().feature, (name == "RSA1_5").then_some("rsa1_5-insecure"), "{name}");
    }
}

/// Typed from draft-ietf-jose-hpke-encrypt, section "Algorithms": each suite twice, for the content and for its key.
#[test]
fn hpke_facts() {
    let facts = [
        (Curve::P256, Hash::Sha256, HpkeAead::Aes128Gcm),
        (Curve::P384, Hash::Sha384, HpkeAead::Aes256Gcm),
        (Curve::P521, Hash::Sha512, HpkeAead::Aes256Gcm),
        (Curve::X25519, Hash::Sha256, HpkeAead::Aes128Gcm),
        (Curve::X25519, Hash::Sha256, HpkeAead::ChaCha20Poly1305),
        (Curve::X448, Hash::Sha512, HpkeAead::Aes256Gcm),
        (Curve::X448, Hash::Sha512, HpkeAead::ChaCha20Poly1305),
        (Curve::P256, Hash::Sha256, HpkeAead::Aes256Gcm),
    ];
    for (index, (curve, hash, aead)) in facts.into_iter().enumerate() {
        let suite = HpkeSuite { curve, hash, aead };
        for (name, kind, wraps) in [
            (format!("HPKE-{index}"), KeyManagementKind::Hpke(suite), false),
            (format!("HPKE-{index}-KE"), KeyManagementKind::HpkeKeyEncryption(suite), true),
        ] {
            let algorithm = KeyManagementAlgorithm::from_name(&name).unwrap();
            let row = algorithm.row();
            assert_eq!((row.kind, row.curves, row.feature), (kind, &[curve][..], Some("hpke-unstable")), "{name}");
            assert_eq!(row.key_types, [curve.row().key_type], "{name}");
            assert_eq!((algorithm.is_symmetric(), algorithm.wraps_keys()), (false, wraps), "{name}");
        }
    }
}

/// Typed from RFC 7518, sections 5.2.3 to 5.2.5 and 5.3.
#[test]
fn content_encryption_facts() {
    use ContentEncryptionKind::{AesCbcHmac, AesGcm};

    let facts = [
        ("A128CBC-HS256", AesCbcHmac(Hash::Sha256), 32, 16, 16),
        ("A192CBC-HS384", AesCbcHmac(Hash::Sha384), 48, 16, 24),
        ("A256CBC-HS512", AesCbcHmac(Hash::Sha512), 64, 16, 32),
        ("A128GCM", AesGcm, 16, 12, 16),
        ("A192GCM", AesGcm, 24, 12, 16),
        ("A256GCM", AesGcm, 32, 12, 16),
    ];
    assert_eq!(facts.len(), ContentEncryption::ALL.len());
    for (name, kind, key_bytes, iv_bytes, tag_bytes) in facts {
        let row = ContentEncryption::from_name(name).unwrap().row();
        let found = (row.kind, row.key_bytes, row.iv_bytes, row.tag_bytes);
        assert_eq!(found, (kind, key_bytes, iv_bytes, tag_bytes), "{name}");
        if let AesCbcHmac(hash) = row.kind {
            // Half of the key authenticates and half of the hash is the tag.
            assert_eq!((row.key_bytes, row.tag_bytes * 2), (hash.output_bytes(), hash.output_bytes()), "{name}");
        }
    }
}

#[test]
fn curve_and_hash_facts() {
    let curves = [
        ("P-256", KeyType::Ec, 256_usize.div_ceil(8), None),
        ("P-384", KeyType::Ec, 384_usize.div_ceil(8), None),
        ("P-521", KeyType::Ec, 521_usize.div_ceil(8), None),
        ("secp256k1", KeyType::Ec, 256_usize.div_ceil(8), None),
        ("Ed25519", KeyType::Okp, 32, None),
        ("Ed448", KeyType::Okp, 57, Some("ed448")),
        ("X25519", KeyType::Okp, 32, None),
        ("X448", KeyType::Okp, 56, Some("x448")),
    ];
    assert_eq!(curves.len(), Curve::ALL.len());
    for (name, key_type, coordinate_bytes, feature) in curves {
        let row = Curve::from_name(name).unwrap().row();
        let found = (row.key_type, row.coordinate_bytes, row.feature);
        assert_eq!(found, (key_type, coordinate_bytes, feature), "{name}");
    }
    assert_eq!(ML_DSA_SEED_BYTES, 32);
    let hashes = [(Hash::Sha1, 160), (Hash::Sha256, 256), (Hash::Sha384, 384), (Hash::Sha512, 512)];
    for (hash, bits) in hashes {
        assert_eq!(hash.output_bytes() * 8, bits, "{hash:?}");
    }
}

#[test]
fn every_row_names_its_source() {
    let sources = (JwsAlgorithm::ALL.iter().map(|algorithm| algorithm.row().source))
        .chain(KeyManagementAlgorithm::ALL.iter().map(|algorithm| algorithm.row().source))
        .chain(ContentEncryption::ALL.iter().map(|algorithm| algorithm.row().source));
    for source in sources {
        let known = ["RFC ", "IANA, ", "draft-ietf-"];
        assert!(known.iter().any(|start| source.starts_with(start)), "{source}");
    }
}
