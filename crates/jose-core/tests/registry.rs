//! The tables: complete, unique, case-sensitive, and what the standards say. Attacks 2 and 20.
#![allow(clippy::arithmetic_side_effects, reason = "tests")]

use std::collections::BTreeSet;

use jose_core::{
    ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType,
    registry::{ContentEncryptionKind, Hash, JwsKind, KeyManagementKind},
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
    "ES256K",
    "RSA1_5",
    "HS1",
    "RS1",
    "HMAC",
    "AES",
    "SHA256",
    "DEF",
    "alg",
    "PBES2-HS256+A128KW",
    "A128CBC",
    "A128CTR",
    "dir ",
    "ECDH",
    "ECDH-SS",
    "X448",
    "Ed448",
    "secp256k1",
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
            "ES256", "ES384", "ES512", "Ed25519", "EdDSA", "HS256", "HS384", "HS512", "PS256", "PS384", "PS512",
            "RS256", "RS384", "RS512"
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
            "RSA-OAEP",
            "RSA-OAEP-256",
            "RSA-OAEP-384",
            "RSA-OAEP-512",
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
    assert_eq!(check_registry!(KeyType), ["EC", "OKP", "RSA", "oct"]);
    assert_eq!(check_registry!(Curve), ["Ed25519", "P-256", "P-384", "P-521", "X25519"]);
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

/// Typed from RFC 7518, section 3.1, RFC 8037, section 3.1, and RFC 9864, section 2.2.
#[test]
fn jws_facts() {
    use Hash::{Sha256, Sha384, Sha512};
    use JwsKind::{Ecdsa, Eddsa, Hmac, RsaPkcs1, RsaPss};
    use KeyType::{Ec, Oct, Okp, Rsa};

    let facts = [
        ("HS256", Oct, Hmac(Sha256), None, Some(256 / 8)),
        ("HS384", Oct, Hmac(Sha384), None, Some(384 / 8)),
        ("HS512", Oct, Hmac(Sha512), None, Some(512 / 8)),
        ("RS256", Rsa, RsaPkcs1(Sha256), None, None),
        ("RS384", Rsa, RsaPkcs1(Sha384), None, None),
        ("RS512", Rsa, RsaPkcs1(Sha512), None, None),
        ("ES256", Ec, Ecdsa(Sha256), Some(Curve::P256), Some(2 * 32)),
        ("ES384", Ec, Ecdsa(Sha384), Some(Curve::P384), Some(2 * 48)),
        ("ES512", Ec, Ecdsa(Sha512), Some(Curve::P521), Some(2 * 66)),
        ("PS256", Rsa, RsaPss(Sha256), None, None),
        ("PS384", Rsa, RsaPss(Sha384), None, None),
        ("PS512", Rsa, RsaPss(Sha512), None, None),
        ("EdDSA", Okp, Eddsa, Some(Curve::Ed25519), Some(64)),
        ("Ed25519", Okp, Eddsa, Some(Curve::Ed25519), Some(64)),
    ];
    assert_eq!(facts.len(), JwsAlgorithm::ALL.len());
    for (name, key_type, kind, curve, signature_bytes) in facts {
        let row = JwsAlgorithm::from_name(name).unwrap().row();
        let found = (row.key_type, row.kind, row.curve, row.signature_bytes);
        assert_eq!(found, (key_type, kind, curve, signature_bytes), "{name}");
    }
}

/// Typed from RFC 7518, sections 4.1 and 4.3 to 4.7, and RFC 8037, section 3.2.
#[test]
fn key_management_facts() {
    use KeyManagementKind::{AesGcmKeyWrap, AesKeyWrap, Direct, EcdhEs, EcdhEsAesKeyWrap, RsaOaep};

    let (oct, agreed, rsa) = (&[KeyType::Oct][..], &[KeyType::Ec, KeyType::Okp][..], &[KeyType::Rsa][..]);
    let facts = [
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
    ];
    assert_eq!(facts.len(), KeyManagementAlgorithm::ALL.len());
    for (name, key_types, kind, symmetric) in facts {
        let algorithm = KeyManagementAlgorithm::from_name(name).unwrap();
        assert_eq!((algorithm.row().key_types, algorithm.row().kind), (key_types, kind), "{name}");
        assert_eq!(algorithm.is_symmetric(), symmetric, "{name}");
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
        ("P-256", KeyType::Ec, 256_usize.div_ceil(8)),
        ("P-384", KeyType::Ec, 384_usize.div_ceil(8)),
        ("P-521", KeyType::Ec, 521_usize.div_ceil(8)),
        ("Ed25519", KeyType::Okp, 32),
        ("X25519", KeyType::Okp, 32),
    ];
    assert_eq!(curves.len(), Curve::ALL.len());
    for (name, key_type, coordinate_bytes) in curves {
        let row = Curve::from_name(name).unwrap().row();
        assert_eq!((row.key_type, row.coordinate_bytes), (key_type, coordinate_bytes), "{name}");
    }
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
        assert!(source.starts_with("RFC ") || source.starts_with("IANA, "), "{source}");
    }
}
