//! Section A: choosing the algorithm or the key from the token.

use std::{io::ErrorKind, net::TcpListener};

use jose::{
    Curve, Jwk, JwkSet, JwsAlgorithm, Limits, PrivateJwk, PublicJwk, SigningKey, Validator, VerifyingKey,
    VerifyingKeySet,
    crypto::material::{PrivateMaterial, PublicMaterial},
    jwk::{KeySetError, SelectError},
    jws::{self, Require, Signer, Verifier},
};
use serde_json::json;

use crate::support::{
    ACCEPTED, API, ISSUER, TestKey, changed, decrypt, encode, forge, hmac, import, issuer, jwk_code, key_management,
    material, pair, policy, rsa, rsa_public, set, signature_algorithms, signature_of, signed_only, validate, verify,
    verify_flattened, verify_general, with_signature,
};

const NOT_ALLOWED: &str = "key.algorithm_not_allowed";

#[test]
fn attack_001_alg_none_is_refused() {
    let none = |kid: Option<&str>| match kid {
        Some(kid) => format!(r#"{{"alg":"none","kid":"{kid}"}}"#),
        None => r#"{"alg":"none"}"#.to_owned(),
    };
    for key in TestKey::ALL {
        let own = key.verifying_key();
        let stale = signature_of(&forge::signed(&key.signing_key(), none(None), "payload"));
        for kid in [None, own.key_id()] {
            for signature in [vec![], stale.clone(), vec![7; 32]] {
                let token = forge::with_signature(none(kid), "payload", &signature);
                assert_eq!(verify(&token, own.clone()), NOT_ALLOWED, "{key:?} {kid:?}");
                let (protected, signature) = (encode(none(kid)), encode(&signature));
                let one = format!(r#""protected":"{protected}","signature":"{signature}""#);
                let flattened = format!(r#"{{"payload":"{}",{one}}}"#, encode("payload"));
                assert_eq!(verify_flattened(&flattened, own.clone()), NOT_ALLOWED, "{key:?} {kid:?}");
                let general = format!(r#"{{"payload":"{}","signatures":[{{{one}}}]}}"#, encode("payload"));
                for require in [Require::Any, Require::All] {
                    assert_eq!(verify_general(&general, require, own.clone()), NOT_ALLOWED, "{key:?} {kid:?}");
                }
            }
        }
    }
    // A verifier without any key cannot be made, so that there is none whom a token could ask.
    assert_eq!(VerifyingKeySet::new([]).unwrap_err(), KeySetError::Empty);
}

#[test]
fn attack_002_alg_none_in_any_spelling_is_refused() {
    for alg in [
        "None",
        "NONE",
        "nOnE",
        "none ",
        " none",
        "none\\u0000",
        "n\\u006fne",
        "\u{ff4e}\u{ff4f}\u{ff4e}\u{ff45}",
        "null",
        "",
    ] {
        let token = forge::with_signature(format!(r#"{{"alg":"{alg}"}}"#), "payload", b"");
        for key in TestKey::ALL {
            assert_eq!(verify(&token, key.verifying_key()), NOT_ALLOWED, "{alg:?}");
        }
    }
    assert_eq!(JwsAlgorithm::from_name("none"), None);
}

#[test]
fn attack_003_no_algorithm_is_a_default() {
    assert_eq!(VerifyingKeySet::new([]).unwrap_err().code(), "key_set.empty");
    assert_eq!(Validator::builder().build().unwrap_err().code(), "policy.unstated");
    assert_eq!(Validator::access_token().audience(API).signed_only().build().unwrap_err().code(), "policy.unstated");
    // A key that fits several algorithms does not choose one.
    let rsa = PublicJwk::from_material(rsa_public()).unwrap();
    assert_eq!(rsa.verifying_key().unwrap_err().code(), "jwk.algorithm_needed");
    let oct = Jwk::from_json(changed(&TestKey::Hs256.jwk(), &[("alg", json!(null))]).as_bytes()).unwrap();
    assert_eq!(oct.verifying_key().unwrap_err().code(), "jwk.algorithm_needed");
    // Nor does a token without one get any.
    for key in TestKey::ALL {
        let token = forge::signed(&key.signing_key(), "{}", "payload");
        assert_eq!(verify(&token, key.verifying_key()), "parse.member", "{key:?}");
    }
}

/// What a public key looks like when it is taken for a shared secret.
fn spellings(public: &PublicJwk) -> Vec<(&'static str, Vec<u8>)> {
    let pem = public.to_pem().unwrap();
    let json = public.to_json();
    let backwards: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str::<serde_json::Map<_, _>>(&json).unwrap().into_iter().rev().collect();
    let raw = match public.material() {
        PublicMaterial::Rsa { n, .. } => n.clone(),
        PublicMaterial::Ec { x, y, .. } => [&x[..], y].concat(),
        PublicMaterial::Okp { x, .. } => x.clone(),
        other => panic!("{other:?}"),
    };
    let text = |text: String| text.into_bytes();
    vec![
        ("PEM", text(pem.clone())),
        ("PEM, trimmed", text(pem.trim_end().to_owned())),
        ("PEM, CRLF", text(pem.replace('\n', "\r\n"))),
        ("PEM behind a space", text(format!(" {pem}"))),
        ("DER", public.to_der().unwrap()),
        ("JWK", text(json)),
        ("JWK in another order", text(serde_json::Value::Object(backwards).to_string())),
        ("the raw numbers", raw),
        ("nothing", Vec::new()),
    ]
}

#[test]
fn attack_004_hmac_keyed_with_a_public_key_is_refused() {
    for key in [TestKey::Es256, TestKey::EdDsa, TestKey::Rs256] {
        let public = key.jwk().public().unwrap();
        for (name, secret) in spellings(&public) {
            for (alg, output) in [("HS256", 32), ("HS384", 48), ("HS512", 64)] {
                let input = format!("{}.{}", encode(format!(r#"{{"alg":"{alg}"}}"#)), encode("payload"));
                let token = format!("{input}.{}", encode(hmac(output, &secret, input.as_bytes())));
                assert_eq!(verify(&token, key.verifying_key()), NOT_ALLOWED, "{key:?} {alg} {name}");
            }
        }
    }
    // The HMAC of this test is the real one.
    let input = format!("{}.{}", encode(r#"{"alg":"HS384"}"#), encode("payload"));
    let token = format!("{input}.{}", encode(hmac(48, &[0x5a; 64], input.as_bytes())));
    assert_eq!(verify(&token, pair(JwsAlgorithm::Hs384).1), ACCEPTED);
}

#[test]
fn attack_005_a_key_file_is_no_shared_secret() {
    for key in [TestKey::Es256, TestKey::EdDsa, TestKey::Rs256] {
        let public = key.jwk().public().unwrap();
        for (name, secret) in spellings(&public).into_iter().filter(|(name, _)| !name.contains("raw")) {
            let expected = if secret.is_empty() { "key.too_short" } else { "key.invalid" };
            for prefix in ["", " ", "\n", "\u{feff}"] {
                let secret = [prefix.as_bytes(), &secret].concat();
                if name == "DER" && !prefix.is_empty() || name == "nothing" && !prefix.is_empty() {
                    continue;
                }
                let refused = [
                    SigningKey::hmac(JwsAlgorithm::Hs256, &secret).unwrap_err(),
                    VerifyingKey::hmac(JwsAlgorithm::Hs256, &secret).unwrap_err(),
                ];
                assert_eq!(refused.map(|error| error.code()), [expected; 2], "{key:?} {name} {prefix:?}");
            }
        }
        let json = format!(r#"{{"keys":[{}]}}"#, public.to_json());
        assert_eq!(VerifyingKey::hmac(JwsAlgorithm::Hs256, json.as_bytes()).unwrap_err().code(), "key.invalid");
    }
}

#[test]
fn attack_006_a_jwk_without_alg_does_not_ask_the_header() {
    for key in [TestKey::Es256, TestKey::EdDsa, TestKey::Rs256] {
        let bare = changed(&Jwk::from(key.jwk().public().unwrap()), &[("alg", json!(null))]);
        let jwk = Jwk::from_json(bare.as_bytes()).unwrap();
        for hmac in [JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512] {
            assert_eq!(jwk_code(&jwk.verifying_key_for(hmac).unwrap_err()), "key.type", "{key:?}");
            let nothing = VerifyingKeySet::from_jwk_set(&set(std::slice::from_ref(&bare)), &[hmac]).unwrap_err();
            assert_eq!(nothing.code(), "key_set.nothing_usable", "{key:?}");
        }
        let (keys, _) = VerifyingKeySet::from_jwk_set(&set(std::slice::from_ref(&bare)), &[key.algorithm()]).unwrap();
        for secret in [&b""[..], bare.as_bytes(), &[0; 32]] {
            let input = format!("{}.{}", encode(r#"{"alg":"HS256"}"#), encode("payload"));
            let token = format!("{input}.{}", encode(hmac(32, secret, input.as_bytes())));
            assert_eq!(verify(&token, keys.clone()), NOT_ALLOWED, "{key:?}");
        }
    }
}

#[test]
fn attack_007_the_keys_own_algorithm_binds() {
    // One RSA key under each of its algorithms, and tokens of all the others by the same key.
    let family = signature_algorithms().filter(|algorithm| algorithm.row().key_type == jose::core::KeyType::Rsa);
    for of_key in family.clone() {
        let verifying = VerifyingKey::new(of_key, &rsa_public()).unwrap();
        for of_token in family.clone() {
            let token = Signer::new(&SigningKey::new(of_token, &rsa()).unwrap()).sign_compact(b"payload").unwrap();
            let expected = if of_key == of_token { ACCEPTED } else { NOT_ALLOWED };
            assert_eq!(verify(&token, verifying.clone()), expected, "{of_key} {of_token}");
        }
        // A key that says what it is for is not made into another.
        let jwk = PublicJwk::from_material(rsa_public()).unwrap().with_algorithm(of_key.name());
        for other in family.clone().filter(|other| *other != of_key) {
            assert_eq!(jwk.verifying_key_for(other).unwrap_err().code(), "jwk.algorithm_mismatch", "{of_key} {other}");
        }
    }
    let all = key_management(jose::ContentEncryption::A256Gcm);
    for (of_key, _, decryption) in &all {
        for (of_token, encryption, _) in &all {
            let token = forge::envelope(encryption, &[], b"plaintext");
            let code = decrypt(&token, decryption.clone());
            if encryption.algorithm() != decryption.algorithm() {
                assert_eq!(code, NOT_ALLOWED, "{of_key} {of_token}");
            }
        }
    }
}

#[test]
fn attack_008_an_unprotected_header_does_not_choose_the_algorithm() {
    let rs256 = TestKey::Rs256;
    let keys = VerifyingKeySet::from(rs256.verifying_key());
    let flattened = |protected: &str, unprotected: &str| {
        let signed = forge::signed(&rs256.signing_key(), protected, "payload");
        let [protected, payload, signature] = crate::support::segments(&signed);
        let protected = if protected == encode("") { String::new() } else { format!(r#""protected":"{protected}","#) };
        let one = format!(r#"{protected}"header":{unprotected},"signature":"{signature}""#);
        (
            format!(r#"{{"payload":"{payload}",{one}}}"#),
            format!(r#"{{"payload":"{payload}","signatures":[{{{one}}}]}}"#),
        )
    };
    for (protected, unprotected, expected) in [
        (r#"{"alg":"RS256"}"#, r#"{"alg":"HS256"}"#, "parse.repeated"),
        (r#"{"alg":"RS256"}"#, r#"{"alg":"none"}"#, "parse.repeated"),
        (r#"{"alg":"RS256"}"#, r#"{"alg":"RS256"}"#, "parse.repeated"),
        (r#"{"typ":"x"}"#, r#"{"alg":"HS256"}"#, NOT_ALLOWED),
        (r#"{"typ":"x"}"#, r#"{"alg":"none"}"#, NOT_ALLOWED),
        (r#"{"typ":"x"}"#, r#"{"kid":"x"}"#, "parse.member"),
    ] {
        let (flattened, general) = flattened(protected, unprotected);
        assert_eq!(verify_flattened(&flattened, keys.clone()), expected, "{protected} {unprotected}");
        assert_eq!(verify_general(&general, Require::Any, keys.clone()), expected, "{protected} {unprotected}");
    }
    // RFC 7520, section 4.7, has the key's own algorithm there. It chooses nothing, the result says so, and it can be refused.
    let (own, _) = flattened("{\"typ\":\"x\"}", r#"{"alg":"RS256"}"#);
    assert!(!Verifier::new(&keys).verify_flattened(&own).unwrap().protects_algorithm());
    let refused = Verifier::new(&keys).require_protected_algorithm().verify_flattened(&own).unwrap_err();
    assert_eq!(refused.code(), "parse.member");
}

#[test]
fn attack_009_a_key_in_the_header_is_not_used() {
    for key in [TestKey::Es256, TestKey::EdDsa, TestKey::Rs256] {
        let attacker = key.attacker();
        let signing = attacker.signing_key_for(key.algorithm()).unwrap();
        let public = attacker.public().unwrap();
        let token = Signer::new(&signing).public_key(&public).sign_compact(b"payload").unwrap();
        assert_eq!(verify(&token, key.verifying_key()), "jws.signature", "{key:?}");
        let named = signing.with_key_id("nobody");
        let token = Signer::new(&named).public_key(&public).sign_compact(b"payload").unwrap();
        assert_eq!(verify(&token, key.verifying_key()), "key.not_found", "{key:?}");
        // The key would have been right.
        assert_eq!(verify(&token, public.verifying_key_for(key.algorithm()).unwrap()), ACCEPTED, "{key:?}");
    }
}

#[test]
fn attack_010_a_secret_in_the_header_is_malformed() {
    for (name, jwk) in [
        ("oct", r#"{"kty":"oct","k":"AAAA"}"#),
        ("d", r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA","d":"AAAA"}"#),
        ("p", r#"{"kty":"RSA","n":"AAAA","e":"AQAB","p":"AAAA"}"#),
        ("priv", r#"{"kty":"AKP","alg":"ML-DSA-44","pub":"AAAA","priv":"AAAA"}"#),
        ("null", r#"{"kty":"oct","k":null}"#),
        ("no object", r#""key""#),
    ] {
        let token =
            forge::signed(&TestKey::Es256.signing_key(), format!(r#"{{"alg":"ES256","jwk":{jwk}}}"#), "payload");
        assert_eq!(verify(&token, TestKey::Es256.verifying_key()), "json.type", "{name}");
    }
}

/// A self-signed certificate of the attacker, in DER.
fn certificate() -> Vec<u8> {
    let pem = include_str!("../../../jose-jwk/tests/jwk/files/p256.certificate.pem");
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let standard = body.replace('+', "-").replace('/', "_");
    crate::support::decode(standard.trim_end_matches('='))
}

fn standard_base64(bytes: &[u8]) -> String {
    let text = encode(bytes).replace('-', "+").replace('_', "/");
    let padding = (4 - text.len() % 4) % 4;
    format!("{text}{}", "=".repeat(padding))
}

#[test]
fn attack_011_a_certificate_in_the_header_is_not_trusted() {
    let attacker = TestKey::Es256.attacker();
    let signing = attacker.signing_key_for(JwsAlgorithm::Es256).unwrap();
    let token = Signer::new(&signing).certificates(&[certificate()]).unwrap().sign_compact(b"payload").unwrap();
    assert_eq!(verify(&token, TestKey::Es256.verifying_key()), "jws.signature");
    // In a JWK a chain is checked against the key, and is standard base64.
    let chain = standard_base64(&certificate());
    let public = Jwk::from(TestKey::Es256.jwk().public().unwrap());
    assert_eq!(import(changed(&public, &[("x5c", json!([chain]))])), "jwk.member", "another key");
    let own = PublicJwk::from_certificate(&certificate()).unwrap();
    let own = Jwk::from(own);
    assert_eq!(import(changed(&own, &[("x5c", json!([chain]))])), ACCEPTED);
    for (name, x5c) in [
        ("base64url", json!([encode(certificate())])),
        ("unpadded", json!([chain.trim_end_matches('=')])),
        ("empty", json!([])),
        ("no list", json!(chain)),
        ("no certificate", json!(["AAAA"])),
    ] {
        assert_eq!(import(changed(&own, &[("x5c", x5c)])), "jwk.member", "{name}");
    }
}

#[test]
fn attack_012_a_thumbprint_of_another_certificate_is_refused() {
    let own =
        Jwk::from(PublicJwk::from_certificate(&certificate()).unwrap().with_certificates(&[certificate()]).unwrap());
    let token = |member: &str, value: String| {
        let attacker = TestKey::Es256.attacker().signing_key_for(JwsAlgorithm::Es256).unwrap();
        forge::signed(&attacker, format!(r#"{{"alg":"ES256","{member}":"{value}"}}"#), "payload")
    };
    for (member, bytes) in [("x5t", 20), ("x5t#S256", 32)] {
        assert_eq!(import(changed(&own, &[(member, json!(encode(vec![7; bytes])))])), "jwk.member", "{member}");
        assert_eq!(import(changed(&own, &[(member, json!(encode(vec![7; 8])))])), "jwk.member", "{member}");
        // In a token it selects nothing.
        let token = token(member, encode(vec![7; bytes]));
        assert_eq!(verify(&token, TestKey::Es256.verifying_key()), "jws.signature", "{member}");
    }
}

#[test]
fn attack_013_nothing_is_fetched() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}/jwks.json", listener.local_addr().unwrap());
    let attacker = TestKey::Es256.attacker().signing_key_for(JwsAlgorithm::Es256).unwrap();
    let own = TestKey::Es256.signing_key();
    for member in ["jku", "x5u"] {
        for (key, expected) in [(&attacker, "jws.signature"), (&own, ACCEPTED)] {
            let header = format!(r#"{{"alg":"ES256","{member}":"{url}"}}"#);
            let token = forge::signed(key, header, "payload");
            assert_eq!(verify(&token, TestKey::Es256.verifying_key()), expected, "{member}");
        }
    }
    assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "somebody asked for {url}");
}

#[test]
fn attack_014_no_key_is_an_error_and_no_empty_key() {
    let keys = VerifyingKeySet::from(TestKey::Hs256.verifying_key());
    let limits = Limits::default();
    let nobody = keys.candidates("HS256", Some("nobody"), &limits).unwrap_err();
    assert!(matches!(nobody, SelectError::KeyNotFound { .. }));
    let input = format!("{}.{}", encode(r#"{"alg":"HS256","kid":"nobody"}"#), encode("payload"));
    let token = format!("{input}.{}", encode(hmac(32, b"", input.as_bytes())));
    assert_eq!(verify(&token, keys), "key.not_found");
    for algorithm in [JwsAlgorithm::Hs256, JwsAlgorithm::Hs512] {
        assert_eq!(VerifyingKey::hmac(algorithm, b"").unwrap_err().code(), "key.too_short");
        assert_eq!(VerifyingKey::hmac_with_short_legacy_secret(algorithm, b"").unwrap_err().code(), "key.too_short");
    }
}

#[test]
fn attack_015_keys_are_not_tried_at_will() {
    let pairs: Vec<_> = (0..9).map(|_| pair(JwsAlgorithm::EdDsa)).collect();
    let named = pairs.iter().enumerate().map(|(index, (_, key))| key.clone().with_key_id(format!("{index}")));
    let keys = VerifyingKeySet::new(named).unwrap();
    let signing = |kid: &str| pairs[0].0.clone().with_key_id(kid);
    let token = |key: &SigningKey| Signer::new(key).sign_compact(b"payload").unwrap();
    assert_eq!(verify(&token(&signing("0")), keys.clone()), ACCEPTED);
    // An unknown name is not answered by whoever is first, nor is one key's name by another key.
    assert_eq!(verify(&token(&signing("nobody")), keys.clone()), "key.not_found");
    assert_eq!(verify(&token(&signing("1")), keys.clone()), "jws.signature");
    // Without a name nine keys are too many to try, and eight are not.
    assert_eq!(verify(&token(&pairs[0].0), keys), "key.limit");
    let eight = VerifyingKeySet::new(pairs[..8].iter().map(|(_, key)| key.clone())).unwrap();
    assert_eq!(verify(&token(&pairs[7].0), eight.clone()), ACCEPTED);
    assert_eq!(verify(&token(&pairs[8].0), eight), "jws.signature");
}

#[test]
fn attack_016_two_keys_of_one_name_are_no_set() {
    let named = |algorithm| pair(algorithm).1.with_key_id("one");
    let twice = VerifyingKeySet::new([named(JwsAlgorithm::EdDsa), named(JwsAlgorithm::EdDsa)]).unwrap_err();
    assert_eq!(twice.code(), "key_set.duplicate");
    // Different algorithms are told apart by name and algorithm.
    let (signing, verifying) = pair(JwsAlgorithm::Es256);
    let keys = VerifyingKeySet::new([verifying.with_key_id("one"), named(JwsAlgorithm::EdDsa)]).unwrap();
    let signing = signing.with_key_id("one");
    assert_eq!(verify(&Signer::new(&signing).sign_compact(b"payload").unwrap(), keys.clone()), ACCEPTED);
    let foreign = pair(JwsAlgorithm::EdDsa).0.with_key_id("one");
    assert_eq!(verify(&Signer::new(&foreign).sign_compact(b"payload").unwrap(), keys), "jws.signature");
    // Of a published set both are set aside.
    let key = || PrivateJwk::generate_signing(JwsAlgorithm::EdDsa).unwrap().public().with_key_id("one").to_json();
    let nothing = VerifyingKeySet::from_jwk_set(&set(&[key(), key()]), &[]).unwrap_err();
    let KeySetError::NothingUsable { skipped } = nothing else { panic!("{nothing:?}") };
    assert_eq!(skipped.iter().map(|key| key.reason.code()).collect::<Vec<_>>(), ["jwk.duplicate"; 2]);
}

#[test]
fn attack_017_shared_and_public_keys_verify_in_no_common_set() {
    let mixed = [TestKey::Hs256.verifying_key(), TestKey::Es256.verifying_key()];
    assert_eq!(VerifyingKeySet::new(mixed).unwrap_err(), KeySetError::Mixed);
    let json = [TestKey::Hs256, TestKey::Es256].map(|key| key.jwk().to_secret_json().as_str().to_owned());
    let (keys, skipped) = VerifyingKeySet::from_jwk_set(&set(&json), &[]).unwrap();
    assert_eq!(keys.algorithms().collect::<Vec<_>>(), ["ES256"]);
    assert_eq!(skipped.iter().map(|key| key.reason.code()).collect::<Vec<_>>(), ["jwk.mixed"]);
}

#[test]
fn attack_018_use_and_key_ops_are_obeyed() {
    let public = Jwk::from(TestKey::Es256.jwk().public().unwrap());
    for (name, changes, expected) in [
        ("use enc", vec![("use", json!("enc"))], "jwk.not_permitted"),
        ("use of another kind", vec![("use", json!("other"))], "jwk.not_permitted"),
        ("key_ops sign", vec![("use", json!(null)), ("key_ops", json!(["sign"]))], "jwk.not_permitted"),
        ("key_ops encrypt", vec![("use", json!(null)), ("key_ops", json!(["encrypt"]))], "jwk.not_permitted"),
        ("key_ops empty", vec![("use", json!(null)), ("key_ops", json!([]))], "jwk.not_permitted"),
        ("key_ops twice", vec![("use", json!(null)), ("key_ops", json!(["verify", "verify"]))], "jwk.member"),
        ("key_ops text", vec![("key_ops", json!("verify"))], "jwk.member"),
        ("key_ops numbers", vec![("key_ops", json!([1]))], "jwk.member"),
        ("use number", vec![("use", json!(1))], "jwk.member"),
        ("contradiction", vec![("use", json!("sig")), ("key_ops", json!(["encrypt"]))], "jwk.member"),
        ("verify", vec![("use", json!(null)), ("key_ops", json!(["verify"]))], ACCEPTED),
    ] {
        let read = Jwk::from_json(changed(&public, &changes).as_bytes()).and_then(|key| key.verifying_key());
        assert_eq!(read.map_or_else(|error| error.code(), |_| ACCEPTED), expected, "{name}");
    }
}

#[test]
fn attack_019_the_curve_is_the_algorithms() {
    let on = |curve| PrivateMaterial::generate_on(curve).unwrap();
    for (algorithm, curve) in [
        (JwsAlgorithm::Es256, Curve::P384),
        (JwsAlgorithm::Es256, Curve::Secp256k1),
        (JwsAlgorithm::Es384, Curve::P256),
        (JwsAlgorithm::Es512, Curve::P384),
        (JwsAlgorithm::Es256K, Curve::P256),
        (JwsAlgorithm::EdDsa, Curve::X25519),
        (JwsAlgorithm::Ed25519, Curve::X25519),
    ] {
        let material = on(curve);
        assert_eq!(VerifyingKey::new(algorithm, &material.public()).unwrap_err().code(), "key.curve", "{algorithm}");
        assert_eq!(SigningKey::new(algorithm, &material).unwrap_err().code(), "key.curve", "{algorithm}");
    }
    assert_eq!(VerifyingKey::new(JwsAlgorithm::Es256, &rsa_public()).unwrap_err().code(), "key.type");
    assert_eq!(VerifyingKey::new(JwsAlgorithm::Rs256, &on(Curve::P256).public()).unwrap_err().code(), "key.type");
    let pss = include_bytes!("../../../jose-jwk/tests/jwk/files/rsapss.spki.pem");
    assert_eq!(PublicJwk::from_pem(pss).unwrap_err().code(), "jwk.format", "a key for PSS alone");
}

#[test]
fn attack_020_names_for_several_curves_are_compared_like_others() {
    let material = material(JwsAlgorithm::Ed25519);
    let of = |algorithm| {
        (SigningKey::new(algorithm, &material).unwrap(), VerifyingKey::new(algorithm, &material.public()).unwrap())
    };
    let (fully, polymorphic) = (of(JwsAlgorithm::Ed25519), of(JwsAlgorithm::EdDsa));
    let token = |key: &SigningKey| Signer::new(key).sign_compact(b"payload").unwrap();
    assert_eq!(verify(&token(&polymorphic.0), fully.1.clone()), NOT_ALLOWED);
    assert_eq!(verify(&token(&fully.0), polymorphic.1.clone()), NOT_ALLOWED);
    let relabelled = forge::signed(&fully.0, r#"{"alg":"Ed448"}"#, "payload");
    assert_eq!(verify(&relabelled, fully.1), NOT_ALLOWED);
    let es256 = changed(&TestKey::EdDsa.jwk(), &[("alg", json!("ES256"))]);
    let refused = Jwk::from_json(es256.as_bytes()).and_then(|key| key.verifying_key()).unwrap_err();
    assert_eq!(jwk_code(&refused), "key.type");
}

#[test]
fn attack_021_a_family_does_not_stand_in_for_its_member() {
    // The policy accepts PS256 by one key and RS256 by another. Tokens of each key in the other's algorithm are not in between.
    let other = TestKey::Rs256.attacker();
    let pss = Jwk::from_json(changed(&TestKey::Rs256.jwk(), &[("alg", json!("PS256"))]).as_bytes()).unwrap();
    let (pss_key, rs_key) = ("pss", "rs");
    let keys = VerifyingKeySet::new([
        pss.verifying_key().unwrap().with_key_id(pss_key),
        other.verifying_key_for(JwsAlgorithm::Rs256).unwrap().with_key_id(rs_key),
    ])
    .unwrap();
    let token = |algorithm, kid: &str| {
        let key = SigningKey::new(algorithm, &rsa()).unwrap().with_key_id(kid);
        Signer::new(&key).sign_compact(b"payload").unwrap()
    };
    assert_eq!(verify(&token(JwsAlgorithm::Ps256, pss_key), keys.clone()), ACCEPTED);
    assert_eq!(verify(&token(JwsAlgorithm::Rs256, pss_key), keys.clone()), "key.algorithm_mismatch");
    assert_eq!(verify(&token(JwsAlgorithm::Rs256, rs_key), keys.clone()), "jws.signature");
    assert_eq!(verify(&token(JwsAlgorithm::Rs512, pss_key), keys), NOT_ALLOWED);
}

#[test]
fn attack_022_a_path_is_no_key() {
    let file = std::env::current_exe().unwrap();
    let path = file.to_str().unwrap().as_bytes();
    assert_eq!(Jwk::from_json(path).unwrap_err().code(), "jwk.json");
    for refused in
        [Jwk::from_bytes(path).unwrap_err(), Jwk::from_pem(path).unwrap_err(), JwkSet::from_bytes(path).unwrap_err()]
    {
        assert_eq!(refused.code(), "jwk.format", "{refused}");
    }
    assert_eq!(Jwk::from_der(path).unwrap_err().code(), "jwk.broken");
}

#[test]
fn attack_023_what_is_not_verified_has_another_type() {
    // `jose::core::compact` takes a token apart and gives text. `Verified` and `Token` have no constructor, so a function that asks for
    // one cannot be given less: the examples on the page do not compile. What can be run: no mode of a policy looks at no signature.
    let issuer = issuer();
    let unsigned = with_signature(&issuer.draft().issue(), &[0; 64]);
    assert!(jose::core::compact::CompactJws::parse(&unsigned, &Limits::token()).is_ok());
    assert_eq!(validate(&signed_only(&issuer), &unsigned), "jws.signature");
    let waived = Validator::builder()
        .waive_issuer(issuer.validator_keys(), "a test")
        .waive_audience("a test")
        .waive_token_type("a test")
        .waive_expiry("a test")
        .signed_only();
    assert_eq!(validate(&waived.build().unwrap(), &unsigned), "jws.signature");
    let keyless = Validator::access_token().issuer_with_shared_key(ISSUER).audience(API).signed_only();
    assert_eq!(keyless.build().unwrap_err().code(), "policy.keys");
    assert_eq!(validate(&policy(&issuer).signed_only().build().unwrap(), &issuer.draft().issue()), ACCEPTED);
    let error = jws::verify_compact(&unsigned, &issuer.validator_keys().into(), &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "jws.signature");
}
