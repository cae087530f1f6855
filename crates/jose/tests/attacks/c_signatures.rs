//! Section C: the signatures themselves.

use std::time::Instant;

use jose::{
    Jwk, JwsAlgorithm, PrivateJwk, SigningKey, SymmetricJwk, VerifyingKey, VerifyingKeySet, core::KeyType, jws::Signer,
};
use serde_json::{Value, json};

use crate::support::{
    ACCEPTED, TestKey, changed, decode, encode, forge, import, material, members, pair, rsa, rsa_public, set,
    signature_algorithms, signature_of, verify, with_signature,
};

const BAD: &str = "jws.signature";

/// The orders of the curves, as RFC 7518's curves have them, and secp256k1.
const ORDERS: [(JwsAlgorithm, &str); 4] = [
    (JwsAlgorithm::Es256, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
    (JwsAlgorithm::Es256K, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
    (
        JwsAlgorithm::Es384,
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
    ),
    (
        JwsAlgorithm::Es512,
        "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    ),
];

fn hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|index| u8::from_str_radix(&text[2 * index..2 * index + 2], 16).unwrap()).collect()
}

/// `left - right` for big-endian numbers of one length.
fn minus(left: &[u8], right: &[u8]) -> Vec<u8> {
    let mut borrow = 0;
    let mut result: Vec<u8> = left
        .iter()
        .zip(right)
        .rev()
        .map(|(left, right)| {
            let difference = i16::from(*left) - i16::from(*right) - borrow;
            borrow = i16::from(difference < 0);
            u8::try_from(difference.rem_euclid(256)).unwrap()
        })
        .collect();
    result.reverse();
    result
}

fn signed(key: &SigningKey) -> String {
    Signer::new(key).sign_compact(b"payload").unwrap()
}

#[test]
fn attack_030_psychic_signatures_are_refused() {
    for (algorithm, order) in ORDERS {
        let (signing, verifying) = pair(algorithm);
        let token = signed(&signing);
        let order = hex(order);
        let small = |value: u8| {
            let mut number = vec![0; order.len()];
            *number.last_mut().unwrap() = value;
            number
        };
        let mut more = order.clone();
        *more.last_mut().unwrap() += 1;
        let special = [small(0), small(1), minus(&order, &small(1)), order.clone(), more, vec![0xff; order.len()]];
        for r in &special {
            for s in &special {
                let forged = with_signature(&token, &[&r[..], s].concat());
                assert_eq!(verify(&forged, verifying.clone()), BAD, "{algorithm} {r:?} {s:?}");
            }
        }
        assert_eq!(verify(&token, verifying), ACCEPTED, "{algorithm}");
    }
}

/// A positive integer in DER.
fn integer(number: &[u8]) -> Vec<u8> {
    let number: Vec<u8> = number.iter().copied().skip_while(|byte| *byte == 0).collect();
    let sign: &[u8] = if number.first().is_some_and(|byte| *byte >= 0x80) { &[0] } else { &[] };
    [&[2, u8::try_from(sign.len() + number.len()).unwrap()], sign, &number].concat()
}

#[test]
fn attack_031_an_ecdsa_signature_in_der_is_refused() {
    for algorithm in [JwsAlgorithm::Es256, JwsAlgorithm::Es256K, JwsAlgorithm::Es384] {
        let (signing, verifying) = pair(algorithm);
        let token = signed(&signing);
        let signature = signature_of(&token);
        let (r, s) = signature.split_at(signature.len() / 2);
        let content = [integer(r), integer(s)].concat();
        let der = [&[0x30, u8::try_from(content.len()).unwrap()], &content[..]].concat();
        assert_eq!(verify(&with_signature(&token, &der), verifying.clone()), BAD, "{algorithm}");
        for easy in ["MAYCAQACAQA", "MAYCAQECAQE"] {
            assert_eq!(verify(&with_signature(&token, &decode(easy)), verifying.clone()), BAD, "{algorithm} {easy}");
        }
    }
}

#[test]
fn attack_032_an_ecdsa_signature_of_another_length_is_refused() {
    for (algorithm, _) in ORDERS {
        let (signing, verifying) = pair(algorithm);
        let token = signed(&signing);
        let signature = signature_of(&token);
        let (r, s) = signature.split_at(signature.len() / 2);
        for (name, other) in [
            ("a zero in front", [&[0], &signature[..]].concat()),
            ("a zero behind", [&signature[..], &[0]].concat()),
            ("a zero in front of each", [&[0], r, &[0], s].concat()),
            ("a zero behind each", [r, &[0], s, &[0]].concat()),
            ("one less", signature[1..].to_vec()),
            ("the last one less", signature[..signature.len() - 1].to_vec()),
            ("r alone", r.to_vec()),
            ("of P-521", [vec![0; 132 - signature.len().min(131)], signature.clone()].concat()),
            ("empty", Vec::new()),
        ] {
            assert_eq!(verify(&with_signature(&token, &other), verifying.clone()), BAD, "{algorithm} {name}");
        }
    }
}

#[test]
fn attack_033_an_rsa_signature_of_another_length_or_size_is_refused() {
    for algorithm in signature_algorithms().filter(|algorithm| algorithm.row().key_type == KeyType::Rsa) {
        let (signing, verifying) = pair(algorithm);
        let token = signed(&signing);
        let good = signature_of(&token);
        let jose::crypto::material::PublicMaterial::Rsa { n, .. } = rsa_public() else { panic!("RSA") };
        for (name, signature) in [
            ("empty", Vec::new()),
            ("one byte", vec![1]),
            ("one less", good[1..].to_vec()),
            ("one more", [&[0], &good[..]].concat()),
            ("one more behind", [&good[..], &[0]].concat()),
            ("zero", vec![0; good.len()]),
            ("the modulus", n.clone()),
            ("beyond the modulus", vec![0xff; good.len()]),
            ("half a megabyte", vec![1; 1 << 19]),
        ] {
            assert_eq!(verify(&with_signature(&token, &signature), verifying.clone()), BAD, "{algorithm} {name}");
        }
    }
}

#[test]
fn attack_034_the_second_form_of_an_ecdsa_signature_is_known() {
    // RFC 7518 allows either s, so both verify. Whoever lists refused tokens lists `jti`, or what was signed, and never the text.
    for (algorithm, order) in ORDERS {
        let (signing, verifying) = pair(algorithm);
        let token = signed(&signing);
        let signature = signature_of(&token);
        let (r, s) = signature.split_at(signature.len() / 2);
        let other = with_signature(&token, &[r, &minus(&hex(order), s)].concat());
        assert_ne!(token, other, "{algorithm}");
        assert_eq!(verify(&other, verifying.clone()), ACCEPTED, "{algorithm}");
        let input = |token: &str| {
            let parsed = jose::core::compact::CompactJws::parse(token, &jose::Limits::token()).unwrap();
            parsed.signing_input().to_owned()
        };
        assert_eq!(input(&token), input(&other), "{algorithm}");
        let wrong = with_signature(&token, &[&minus(&hex(order), r)[..], s].concat());
        assert_eq!(verify(&wrong, verifying), BAD, "{algorithm}");
    }
}

#[test]
fn attack_035_the_second_form_of_an_ed25519_signature_is_refused() {
    let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let key = TestKey::EdDsa;
    let token = signed(&key.signing_key());
    let signature = signature_of(&token);
    let (r, s) = signature.split_at(32);
    let mut s = s.to_vec();
    for times in 1..=7 {
        let mut carry = 0;
        for (byte, add) in s.iter_mut().zip(&order) {
            let sum = u16::from(*byte) + u16::from(*add) + carry;
            [*byte, _] = sum.to_le_bytes();
            carry = sum >> 8;
        }
        let forged = with_signature(&token, &[r, &s].concat());
        assert_eq!(verify(&forged, key.verifying_key()), BAD, "{times}");
    }
    // Points of small order sign everything, so they are no keys: the identity, and one of order eight.
    for x in [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ] {
        let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, encode(hex(x)));
        assert_eq!(import(jwk), "key.invalid", "{x}");
    }
}

#[test]
fn attack_036_halves_of_two_keys_are_no_key() {
    for algorithm in [JwsAlgorithm::Es256, JwsAlgorithm::Es384, JwsAlgorithm::EdDsa, JwsAlgorithm::MlDsa44] {
        let [one, two] = [(); 2].map(|()| Jwk::from(PrivateJwk::generate_signing(algorithm).unwrap()));
        let two = members(&two);
        let changes: Vec<(&str, Value)> =
            ["x", "y", "pub"].into_iter().filter_map(|name| Some((name, two.get(name)?.clone()))).collect();
        assert!(!changes.is_empty());
        assert_eq!(import(changed(&one, &changes)), "key.inconsistent", "{algorithm}");
        assert_eq!(import(changed(&one, &[])), ACCEPTED, "{algorithm}");
    }
    let one = TestKey::Rs256.jwk();
    let other = members(&TestKey::Rs256.attacker())["n"].clone();
    assert_eq!(import(changed(&one, &[("n", other)])), "key.inconsistent");
}

/// Signatures that were made with the private key of the test issuer, over paddings that are nearly right. The first of each algorithm is good.
fn paddings(algorithm: JwsAlgorithm) {
    let table = include_str!("c_signatures/rsa_paddings.txt");
    let verifying = VerifyingKey::new(algorithm, &rsa_public()).unwrap();
    let input = format!("{}.{}", encode(format!(r#"{{"alg":"{algorithm}"}}"#)), encode("payload"));
    let mut refused = 0;
    for line in table.lines() {
        let [of, name, signature] = line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        if of == algorithm.name() {
            let expected = if name == "good" { ACCEPTED } else { BAD };
            assert_eq!(verify(&format!("{input}.{signature}"), verifying.clone()), expected, "{algorithm} {name}");
            refused += usize::from(name != "good");
        }
    }
    assert!(refused > 10, "{refused}");
}

#[test]
fn attack_037_pkcs1_paddings_that_are_nearly_right_are_refused() {
    paddings(JwsAlgorithm::Rs256);
}

#[test]
fn attack_038_pss_parameters_that_are_nearly_right_are_refused() {
    paddings(JwsAlgorithm::Ps256);
}

#[test]
fn attack_039_a_signature_of_another_scheme_is_refused() {
    // The signature is made by the right key in another scheme, and the header says what the verifier expects.
    let with = |of_key: JwsAlgorithm, of_signature: &SigningKey| {
        forge::signed(of_signature, format!(r#"{{"alg":"{of_key}"}}"#), "payload")
    };
    let rsa_family: Vec<_> = signature_algorithms().filter(|one| one.row().key_type == KeyType::Rsa).collect();
    for of_key in &rsa_family {
        let verifying = VerifyingKey::new(*of_key, &rsa_public()).unwrap();
        for other in &rsa_family {
            let token = with(*of_key, &SigningKey::new(*other, &rsa()).unwrap());
            let expected = if of_key == other { ACCEPTED } else { BAD };
            assert_eq!(verify(&token, verifying.clone()), expected, "{of_key} {other}");
        }
    }
    let hmacs = [JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512];
    for of_key in hmacs {
        for other in hmacs.into_iter().filter(|other| *other != of_key) {
            assert_eq!(verify(&with(of_key, &pair(other).0), pair(of_key).1), BAD, "{of_key} {other}");
        }
    }
}

#[test]
fn attack_040_weak_rsa_keys_are_refused() {
    let jwk = |n: &[u8], e: &[u8]| json!({"kty":"RSA","n":encode(n),"e":encode(e)}).to_string();
    let modulus = |bytes: usize| {
        let mut n = vec![0xb7; bytes];
        n[bytes - 1] = 0x6b;
        n
    };
    let jose::crypto::material::PublicMaterial::Rsa { n, .. } = rsa_public() else { panic!("RSA") };
    let mut even = n.clone();
    *even.last_mut().unwrap() &= 0xfe;
    for (name, key, expected) in [
        ("512 bits", jwk(&modulus(64), &[1, 0, 1]), "key.rsa_size"),
        ("1024 bits", jwk(&modulus(128), &[1, 0, 1]), "key.rsa_size"),
        ("2040 bits", jwk(&modulus(255), &[1, 0, 1]), "key.rsa_size"),
        ("e is 1", jwk(&n, &[1]), "key.invalid"),
        ("e is even", jwk(&n, &[1, 0, 0]), "key.invalid"),
        ("n is even", jwk(&even, &[1, 0, 1]), "key.invalid"),
        ("n is even and e small", jwk(&even, &[3]), "key.invalid"),
        ("a zero in front", jwk(&[&[0], &n[..]].concat(), &[1, 0, 1]), "jwk.member"),
        ("no modulus", jwk(&[], &[1, 0, 1]), "jwk.member"),
        ("good", jwk(&n, &[1, 0, 1]), ACCEPTED),
    ] {
        assert_eq!(import(key), expected, "{name}");
    }
    // Primes that are one, and halves that do not multiply to the modulus.
    let key = TestKey::Rs256.jwk();
    let p = members(&key)["p"].clone();
    assert_eq!(import(changed(&key, &[("q", p)])), "key.inconsistent");
}

#[test]
fn attack_041_oversized_rsa_keys_are_refused_at_once() {
    let good = TestKey::Rs256.jwk().public().unwrap().with_key_id("good").to_json();
    let jwk = |bits: usize, e: usize| {
        let number = |bytes: usize| encode([&[0xb7], &vec![0x6b; bytes - 1][..]].concat());
        json!({"kty":"RSA","alg":"RS256","n":number(bits / 8),"e":number(e)}).to_string()
    };
    let begun = Instant::now();
    for (name, key) in [("16384 bits", jwk(16384, 3)), ("32768 bits", jwk(32768, 3))] {
        assert_eq!(import(&key), "key.rsa_size", "{name}");
    }
    assert_eq!(import(jwk(2048, 512)), "key.invalid", "an exponent of 4096 bits");
    // It costs the others nothing.
    let (keys, skipped) = VerifyingKeySet::from_jwk_set(&set(&[jwk(16384, 3), good, jwk(2048, 512)]), &[]).unwrap();
    assert_eq!((keys.keys().len(), skipped.len()), (1, 2));
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}

#[test]
fn attack_042_short_and_empty_secrets_are_refused() {
    for (algorithm, least) in [(JwsAlgorithm::Hs256, 32), (JwsAlgorithm::Hs384, 48), (JwsAlgorithm::Hs512, 64)] {
        for bytes in [0, 1, 16, least - 1] {
            let secret = vec![7; bytes];
            assert_eq!(
                SigningKey::hmac(algorithm, &secret).unwrap_err().code(),
                "key.too_short",
                "{algorithm} {bytes}"
            );
            assert_eq!(
                VerifyingKey::hmac(algorithm, &secret).unwrap_err().code(),
                "key.too_short",
                "{algorithm} {bytes}"
            );
        }
        assert!(VerifyingKey::hmac(algorithm, &vec![7; least]).is_ok());
        assert_eq!(VerifyingKey::hmac_with_short_legacy_secret(algorithm, b"").unwrap_err().code(), "key.too_short");
    }
    for (k, expected) in [("", "jwk.member"), ("AAAA", "key.too_short")] {
        let key = Jwk::from_json(format!(r#"{{"kty":"oct","alg":"HS256","k":"{k}"}}"#).as_bytes());
        let refused = key.and_then(|key| key.verifying_key()).unwrap_err();
        assert_eq!(crate::support::jwk_code(&refused), expected, "{k:?}");
    }
    let missing = Jwk::from_json(br#"{"kty":"oct","alg":"HS256"}"#).unwrap_err();
    assert_eq!(missing.code(), "jwk.missing");
}

#[test]
fn attack_043_a_typed_secret_is_no_key() {
    for typed in ["secret", "your-256-bit-secret", "correct horse battery staple", "changeme", "0123456789abcdef"] {
        let refused = SigningKey::hmac(JwsAlgorithm::Hs256, typed.as_bytes()).unwrap_err();
        assert_eq!(refused.code(), "key.too_short", "{typed}");
        assert!(refused.to_string().contains("generate one"), "{refused}");
    }
    // What generates one makes it of random bytes, as long as the hash.
    let [one, two] = [(); 2].map(|()| SymmetricJwk::generate_signing(JwsAlgorithm::Hs512).unwrap());
    assert_eq!((one.secret().len(), two.secret().len()), (64, 64));
    assert_ne!(one.secret().expose(), two.secret().expose());
}

#[test]
fn attack_044_every_byte_of_a_mac_counts() {
    // Equal time cannot be shown by a test: the backend compares. What can is that no byte is passed over, whatever the others are.
    let token = signed(&TestKey::Hs256.signing_key());
    let good = signature_of(&token);
    for index in 0..good.len() {
        for bit in 0..8 {
            let mut changed = good.clone();
            changed[index] ^= 1 << bit;
            assert_eq!(verify(&with_signature(&token, &changed), TestKey::Hs256.verifying_key()), BAD, "{index} {bit}");
        }
    }
    assert_eq!(verify(&token, TestKey::Hs256.verifying_key()), ACCEPTED);
}

#[test]
fn attack_045_a_part_of_a_mac_is_none() {
    for algorithm in [JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512] {
        let (signing, verifying) = pair(algorithm);
        let token = signed(&signing);
        let good = signature_of(&token);
        for length in 0..good.len() {
            assert_eq!(
                verify(&with_signature(&token, &good[..length]), verifying.clone()),
                BAD,
                "{algorithm} {length}"
            );
        }
        let longer = with_signature(&token, &[&good[..], &[0]].concat());
        assert_eq!(verify(&longer, verifying), BAD, "{algorithm}");
    }
}

#[test]
fn attack_046_a_signature_that_is_none_is_refused() {
    for algorithm in signature_algorithms() {
        let (signing, verifying) = pair(algorithm);
        let token = signed(&signing);
        let [header, payload, signature] = crate::support::segments(&token);
        for (name, forged, expected) in [
            ("empty", format!("{header}.{payload}."), BAD),
            ("one byte", format!("{header}.{payload}.AA"), BAD),
            ("zeros", with_signature(&token, &vec![0; decode(signature).len()]), BAD),
            ("two segments", format!("{header}.{payload}"), "parse.segments"),
            ("a space", format!("{header}.{payload}. "), "parse.base64"),
            ("a word", format!("{header}.{payload}.null"), BAD),
        ] {
            assert_eq!(verify(&forged, verifying.clone()), expected, "{algorithm} {name}");
        }
    }
}

#[test]
fn attack_047_no_two_ecdsa_signatures_share_a_nonce() {
    for (algorithm, _) in ORDERS {
        let (signing, _) = pair(algorithm);
        let mut seen: Vec<Vec<u8>> = (0..32).map(|_| signature_of(&signed(&signing))).collect();
        for signature in &mut seen {
            signature.truncate(signature.len() / 2);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 32, "{algorithm}: r occurs twice");
    }
}

#[test]
fn attack_048_rsa_numbers_that_contradict_each_other_are_no_key() {
    let key = TestKey::Rs256.jwk();
    for member in ["d", "p", "q", "dp", "dq", "qi"] {
        let mut number = decode(members(&key)[member].as_str().unwrap());
        let last = number.last_mut().unwrap();
        *last ^= 2;
        assert_eq!(import(changed(&key, &[(member, json!(encode(number)))])), "key.inconsistent", "{member}");
    }
    assert_eq!(import(changed(&key, &[("oth", json!([]))])), "jwk.member");
}

#[test]
fn attack_049_ml_dsa_is_whole_and_under_its_own_name() {
    for algorithm in [JwsAlgorithm::MlDsa44, JwsAlgorithm::MlDsa65, JwsAlgorithm::MlDsa87] {
        let (signing, verifying) = pair(algorithm);
        let token = signed(&signing);
        let good = signature_of(&token);
        for (name, signature) in [
            ("one less", good[..good.len() - 1].to_vec()),
            ("one more", [&good[..], &[0]].concat()),
            ("zeros", vec![0; good.len()]),
            ("ones", vec![0xff; good.len()]),
            ("bad hints", [&good[..good.len() - 8], &[0xff; 8]].concat()),
        ] {
            assert_eq!(verify(&with_signature(&token, &signature), verifying.clone()), BAD, "{algorithm} {name}");
        }
        let jwk = Jwk::from(PrivateJwk::from_material(material(algorithm)).unwrap().public());
        let short = decode(members(&jwk)["pub"].as_str().unwrap());
        let other = if algorithm == JwsAlgorithm::MlDsa44 { "ML-DSA-65" } else { "ML-DSA-44" };
        for (name, changes, expected) in [
            ("no alg", ("alg", Value::Null), "jwk.missing"),
            ("another of the family", ("alg", json!(other)), "key.length"),
            ("another algorithm", ("alg", json!("ES256")), "key.type"),
            ("a public key cut short", ("pub", json!(encode(&short[1..]))), "key.length"),
        ] {
            assert_eq!(import(changed(&jwk, &[changes])), expected, "{algorithm} {name}");
        }
        assert_eq!(import(changed(&jwk, &[])), ACCEPTED, "{algorithm}");
    }
}
