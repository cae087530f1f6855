//! What a JWK must be. Attacks 25, 36, 40, 41, 42, 48, 65, 67, 69, 70, 75, 147 and, of 18 to 20, what concerns the file.

use jose_jwk::{Jwk, JwkError, KeyKind, PrivateJwk, PublicJwk, SymmetricJwk};

use crate::{changed, keys::*, refusal, table};

#[test]
fn refused() {
    for [name, key, changes, without, code, part] in table(include_str!("tables/json-refused.txt")) {
        let json = changed(named(key), changes, without);
        let (found, sentence) = refusal(name, Jwk::from_json(json.as_bytes()));
        assert_eq!(found, code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

#[test]
fn accepted_and_written_back() {
    for [name, key, changes, without] in table(include_str!("tables/json-accepted.txt")) {
        let json = changed(named(key), changes, without);
        let key = Jwk::from_json(json.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let written: serde_json::Value = serde_json::from_str(&key.to_secret_json()).expect(name);
        assert_eq!(written, serde_json::from_str::<serde_json::Value>(&json).expect(name), "{name}");
    }
    let key = Jwk::from_json(changed(RFC8037_A2, r#"{"tenant":"acme"}"#, "").as_bytes()).unwrap();
    assert_eq!(key.member("tenant"), Some(&"acme".into()));
    assert_eq!((key.member("kid"), key.member("x")), (None, None));
}

/// Text that no JSON of ours is made from.
const DAMAGED: &[(&str, &[u8], &str)] = &[
    ("nothing", b"", "not a JSON object"),
    ("a list", b"[]", "not a JSON object"),
    ("a string", b"\"kty\"", "not a JSON object"),
    ("cut short", br#"{"kty":"oct","k":"AA""#, "not JSON"),
    ("two keys", br#"{"kty":"oct","k":"AA"}{"kty":"oct","k":"AA"}"#, "something follows"),
    ("kty twice", br#"{"kty":"oct","kty":"oct","k":"AA"}"#, "occurs twice"),
    ("k twice, once escaped", br#"{"kty":"oct","k":"AA","\u006b":"AB"}"#, "occurs twice"),
    ("twice inside an unknown member", br#"{"kty":"oct","k":"AA","x":{"a":1,"a":2}}"#, "occurs twice"),
    ("twice inside a secret", br#"{"kty":"oct","k":{"a":1,"a":2}}"#, "occurs twice"),
    ("a byte order mark", b"\xef\xbb\xbf{\"kty\":\"oct\",\"k\":\"AA\"}", "not a JSON object"),
    ("not UTF-8", b"{\"kty\":\"oct\",\"k\":\"AA\",\"kid\":\"\xff\"}", "not UTF-8"),
    ("half a surrogate", br#"{"kty":"oct","k":"AA","kid":"\ud800"}"#, "not JSON"),
    ("a comment", br#"{"kty":"oct","k":"AA"/**/}"#, "not JSON"),
    ("a comma too many", br#"{"kty":"oct","k":"AA",}"#, "not JSON"),
];

#[test]
fn damaged() {
    for (name, bytes, part) in DAMAGED {
        let (code, sentence) = refusal(name, Jwk::from_json(bytes));
        assert_eq!(code, "jwk.json", "{name}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

#[test]
fn limits() {
    let with = |member: &str| format!(r#"{{"kty":"oct","k":"AA",{member}}}"#);
    let many = |count| (0..count).map(|index| format!("\"m{index}\":0")).collect::<Vec<_>>().join(",");
    let cases = [
        (
            "64 KiB",
            format!("\"m\":\"{}\"", "a".repeat(65_507)),
            format!("\"m\":\"{}\"", "a".repeat(65_508)),
            "key_bytes",
        ),
        ("256 members", many(254), many(255), "json_members"),
        (
            "16 levels",
            format!("\"m\":{}{}", "[".repeat(15), "]".repeat(15)),
            format!("\"m\":{}{}", "[".repeat(16), "]".repeat(16)),
            "json_depth",
        ),
        (
            "a kid of 1 KiB",
            format!("\"kid\":\"{}\"", "a".repeat(1024)),
            format!("\"kid\":\"{}\"", "a".repeat(1025)),
            "key_id_bytes",
        ),
    ];
    for (name, within, beyond, limit) in cases {
        Jwk::from_json(with(&within).as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (code, sentence) = refusal(name, Jwk::from_json(with(&beyond).as_bytes()));
        assert_eq!(code, "jwk.limit", "{name}");
        assert!(sentence.contains(limit), "{name}: {sentence}");
    }
    let brackets = format!("{{\"kty\":{}", "[".repeat(60_000));
    assert_eq!(refusal("brackets", Jwk::from_json(brackets.as_bytes())).0, "jwk.limit");
}

/// Attacks 40 and 41: sizes on both sides of what is used, refused without any arithmetic on them.
#[test]
fn attack_40_and_41_rsa_sizes() {
    let of_bits = |bits: usize| {
        let mut n = vec![0xff; bits.div_ceil(8)];
        n[0] = u8::try_from((1_u16 << ((bits - 1) % 8 + 1)) - 1).unwrap();
        format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, jose_core::base64url::encode(&n))
    };
    for bits in [512, 1024, 2040, 2047, 8193, 16_384, 65_536] {
        let (code, sentence) = refusal("size", Jwk::from_json(of_bits(bits).as_bytes()));
        assert_eq!(code, "jwk.key");
        assert!(sentence.contains(&format!("has {bits} bits")), "{sentence}");
    }
    for bits in [2048, 2049, 3072, 4096, 8192] {
        assert!(Jwk::from_json(of_bits(bits).as_bytes()).is_ok(), "{bits}");
    }
}

#[test]
fn a_kind_is_asked_for_and_checked() {
    let kinds =
        [(RFC7517_A1_EC, KeyKind::Public), (RFC7517_A2_EC, KeyKind::Private), (RFC7517_A3_HMAC, KeyKind::Symmetric)];
    for (json, found) in kinds {
        let json = json.as_bytes();
        let attempts = [
            (KeyKind::Public, PublicJwk::from_json(json).map(Jwk::from)),
            (KeyKind::Private, PrivateJwk::from_json(json).map(Jwk::from)),
            (KeyKind::Symmetric, SymmetricJwk::from_json(json).map(Jwk::from)),
        ];
        for (needed, result) in attempts {
            if needed == found {
                assert_eq!(result.unwrap().kind(), found);
            } else {
                assert_eq!(result.unwrap_err(), JwkError::WrongKind { found, needed });
            }
        }
    }
    // Whatever stands in a private member, the key is no public one.
    for value in [r#""""#, "null", "{}", "[]", "7", r#""***""#] {
        for key in [RFC7517_A1_EC, RFC8037_A2] {
            let json = changed(key, &format!(r#"{{"d":{value}}}"#), "");
            assert_eq!(refusal(value, PublicJwk::from_json(json.as_bytes())).0, "jwk.wrong_kind");
        }
        for member in ["d", "p", "q", "dp", "dq", "qi"] {
            let json = changed(RFC7517_A1_RSA, &format!(r#"{{"{member}":{value}}}"#), "");
            assert_eq!(refusal(value, PublicJwk::from_json(json.as_bytes())).0, "jwk.wrong_kind");
        }
    }
}

/// Attack 5: the real defence is that a secret and a public key are two types; this is the second line.
#[test]
fn attack_5_a_key_file_is_no_shared_secret() {
    use crate::files::*;
    let base64: String = P256_SPKI.lines().filter(|line| !line.starts_with('-')).collect();
    let files: [&[u8]; 24] = [
        P256_SPKI.as_bytes(),
        P256_CERTIFICATE.as_bytes(),
        RSA2048_PKCS1_PUBLIC.as_bytes(),
        OPENSSH_PUBLIC.as_bytes(),
        RFC7517_A1_EC.as_bytes(),
        br#"{"keys":[]}"#,
        &der(P256_SPKI),
        &der(RSA2048_PKCS1_PUBLIC),
        &der(P256_CERTIFICATE),
        &der(ED25519_SPKI),
        &der(P256_PKCS8),
        &[b"  \r\n\t", P256_SPKI.as_bytes()].concat(),
        br#"{"x":[1,{"a":2}],"keys":[]}"#,
        br#"{"\u006b\u0074y":"EC"}"#,
        br#"{"k\u0065ys":[]}"#,
        br#"[{"kty":"EC"}]"#,
        br#"{"kty":"EC", damaged"#,
        "\u{feff}ssh-ed25519 AAAA".as_bytes(),
        b"sk-ssh-ed25519@openssh.com AAAA",
        &[b"The issuer's key\n", P256_SPKI.as_bytes()].concat(),
        base64.as_bytes(),
        &der(ED25519_PKCS8),
        &der(P256_SEC1),
        &der(P256_ENCRYPTED),
    ];
    for file in files {
        for secret in [file, file.trim_ascii()] {
            let json = format!(r#"{{"kty":"oct","k":"{}"}}"#, jose_core::base64url::encode(secret));
            let (code, sentence) = refusal("a file", SymmetricJwk::from_json(json.as_bytes()));
            assert_eq!(code, "jwk.member");
            assert!(sentence.contains("these are a key file"), "{sentence}");
            let secret = jose_core::SecretBytes::from(secret);
            assert_eq!(refusal("a file", SymmetricJwk::from_secret(secret)).0, "jwk.member");
        }
    }
}

#[test]
fn a_secret_that_only_resembles_a_key_file() {
    let integers = [&[0x30, 44][..], &[2, 20], &[1; 20], &[2, 20], &[2; 20]].concat();
    let secrets: [&[u8]; 5] = [
        &integers,
        br#"{"secret":"\u006beyring"}"#,
        br#"{"monkeys":["kt","y"]}"#,
        b"kty keys correct horse",
        &[0x30; 32],
    ];
    for secret in secrets {
        assert!(SymmetricJwk::from_secret(jose_core::SecretBytes::from(secret)).is_ok(), "{secret:?}");
    }
}
