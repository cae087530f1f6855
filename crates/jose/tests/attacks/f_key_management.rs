//! Section F: how the content's key comes to a JWE.

use std::time::{Duration, Instant};

use jose::{
    ContentEncryption, Curve, DecryptionKey, EncryptionKey, Jwk, KeyManagementAlgorithm, Limits, PrivateJwk, Validator,
    crypto::material::PrivateMaterial,
    jwe::{Decryptor, Encryptor, decrypt_compact},
};
use serde_json::{Value, json};

use crate::support::{
    ACCEPTED, API, ISSUER, TestRecipient, changed, concat_kdf, decode, decrypt, decrypt_flattened, encode, forge,
    header_of, issuer, join, jwk_code, key_management, parts, policy, rsa, rsa_public, sealed, validate, with_part,
    wrapping,
};

const FAILED: &str = "jwe.decryption";
const ENC: ContentEncryption = ContentEncryption::A256Gcm;

fn encrypted(key: &EncryptionKey) -> String {
    let enc = key.content_encryption().unwrap_or(ENC);
    Encryptor::new(key, enc).encrypt_compact(b"plaintext").unwrap()
}

/// The message with another header, which its tag does not cover: only for refusals that come before the tag.
fn with_header(token: &str, header: &str) -> String {
    with_part(token, 0, |old| *old = header.as_bytes().to_vec())
}

#[test]
fn attack_076_rsa1_5_is_no_algorithm_of_the_everyday_build() {
    let material = rsa();
    let rsa1_5 = KeyManagementAlgorithm::Rsa15;
    let refused = [
        DecryptionKey::new(rsa1_5, &material).map(drop).unwrap_err(),
        EncryptionKey::new(rsa1_5, &rsa_public()).map(drop).unwrap_err(),
    ];
    assert_eq!(refused.map(|error| error.code()), ["key.invalid"; 2]);
    let jwk = Jwk::from_json(changed(&TestRecipient::RsaOaep.jwk(), &[("alg", json!("RSA1_5"))]).as_bytes()).unwrap();
    assert!(jwk.decryption_key().is_err() && jwk.encryption_key().is_err());
    // A message that asks for it meets no key that would.
    let token = encrypted(&TestRecipient::RsaOaep.encryption_key());
    let relabelled = with_header(&token, r#"{"alg":"RSA1_5","enc":"A256GCM"}"#);
    assert_eq!(decrypt(&relabelled, TestRecipient::RsaOaep.decryption_key()), "key.algorithm_not_allowed");
}

/// Where the feature brings it, whatever happens to the padding looks like a wrong tag.
#[cfg(feature = "rsa1_5-insecure")]
#[test]
fn attack_076_rsa1_5_tells_nothing_about_the_padding() {
    let key = DecryptionKey::rsa1_5_insecure(&rsa()).unwrap();
    for first in [0, 1, 2, 0xff] {
        let [header, _, iv, ciphertext, tag] = sealed(r#"{"alg":"RSA1_5","enc":"A256GCM"}"#, ENC, &[7; 32], b"x");
        let mut encrypted_key = vec![0x5a; 256];
        encrypted_key[0] = first;
        let token = join(&[header, encrypted_key, iv, ciphertext, tag]);
        assert_eq!(decrypt(&token, key.clone()), FAILED, "{first}");
    }
}

/// The messages of a sender who wraps a key of another length and encrypts with it, under a header that says otherwise. A recipient who
/// takes the key as it comes would accept each.
fn of_other_lengths(key: &EncryptionKey) -> Vec<(ContentEncryption, ContentEncryption, String)> {
    let mut all = Vec::new();
    for wrapped in ContentEncryption::ALL.iter().copied() {
        for stated in ContentEncryption::ALL.iter().copied().filter(|stated| *stated != wrapped) {
            let honest = Encryptor::new(key, wrapped).encrypt_compact(b"plaintext").unwrap();
            let established = key.establish(wrapped, b"", b"").unwrap();
            let mut header: Value = serde_json::from_str(&header_of(&honest)).unwrap();
            header["enc"] = json!(stated.name());
            if let Some((iv, tag)) = established.gcm_key_wrap() {
                header["iv"] = json!(encode(iv));
                header["tag"] = json!(encode(tag));
            }
            if let Some(epk) = established.ephemeral_key() {
                header["epk"]["x"] = json!(encode(epk.x()));
                if let Some(y) = epk.y() {
                    header["epk"]["y"] = json!(encode(y));
                }
            }
            let header = header.to_string();
            let mut ciphertext = b"plaintext".to_vec();
            let content = established.content();
            let tag = content.encrypt(established.iv(), encode(&header).as_bytes(), &mut ciphertext).unwrap();
            let mut iv = established.iv().to_vec();
            iv.resize(stated.row().iv_bytes, 0);
            let mut tag = tag.as_bytes().to_vec();
            tag.resize(stated.row().tag_bytes, 0);
            all.push((
                wrapped,
                stated,
                join(&[header.into_bytes(), established.encrypted_key().to_vec(), iv, ciphertext, tag]),
            ));
        }
    }
    all
}

#[test]
fn attack_077_a_content_key_of_another_length_looks_like_a_wrong_key() {
    for (name, encryption, decryption) in key_management(ENC) {
        if encryption.content_encryption().is_some() || name == "ECDH-ES" {
            continue;
        }
        for (wrapped, stated, token) in of_other_lengths(&encryption) {
            assert_eq!(decrypt(&token, decryption.clone()), FAILED, "{name}: {wrapped} for {stated}");
        }
    }
}

#[test]
fn attack_078_every_failure_of_oaep_is_the_same() {
    for algorithm in [KeyManagementAlgorithm::RsaOaep, KeyManagementAlgorithm::RsaOaep256] {
        let encryption = EncryptionKey::new(algorithm, &rsa_public()).unwrap();
        let decryption = DecryptionKey::new(algorithm, &rsa()).unwrap();
        let token = encrypted(&encryption);
        let other = EncryptionKey::new(
            if algorithm == KeyManagementAlgorithm::RsaOaep {
                KeyManagementAlgorithm::RsaOaep256
            } else {
                KeyManagementAlgorithm::RsaOaep
            },
            &rsa_public(),
        );
        let of_other_hash = parts(&encrypted(&other.unwrap()))[1].clone();
        let jose::crypto::material::PublicMaterial::Rsa { n, .. } = rsa_public() else { panic!("RSA") };
        for (name, encrypted_key) in [
            ("zero", vec![0; 256]),
            ("one", [vec![0; 255], vec![1]].concat()),
            ("the modulus", n),
            ("beyond the modulus", vec![0xff; 256]),
            ("another hash", of_other_hash),
            ("short", vec![7; 255]),
            ("long", vec![7; 257]),
        ] {
            let token = with_part(&token, 1, |old| *old = encrypted_key);
            assert_eq!(decrypt(&token, decryption.clone()), FAILED, "{algorithm} {name}");
        }
        assert_eq!(decrypt(&with_part(&token, 4, |tag| tag[0] ^= 1), decryption.clone()), FAILED, "{algorithm} tag");
        assert_eq!(decrypt(&token, decryption), ACCEPTED, "{algorithm}");
    }
}

#[test]
fn attack_079_the_content_key_has_the_length_of_enc() {
    for enc in ContentEncryption::ALL.iter().copied() {
        for bytes in [0, 1, 15, 16, 17, 24, 31, 32, 33, 48, 64, 65] {
            let code = DecryptionKey::direct(enc, &vec![7; bytes]).map_or_else(|error| error.code(), |_| ACCEPTED);
            let expected = if bytes == enc.row().key_bytes { ACCEPTED } else { "key.length" };
            assert_eq!(code, expected, "{enc} {bytes}");
        }
        // A `dir` key is for its own content encryption, also where another has keys of the same length.
        let key = DecryptionKey::direct(enc, &vec![7; enc.row().key_bytes]).unwrap();
        for other in ContentEncryption::ALL.iter().copied().filter(|other| *other != enc) {
            let header = format!(r#"{{"alg":"dir","enc":"{other}"}}"#);
            let token = join(&sealed(header, other, &vec![7; other.row().key_bytes], b"x"));
            assert_eq!(decrypt(&token, key.clone()), "jwe.content_encryption", "{enc} {other}");
        }
    }
    let (encryption, decryption) = wrapping(KeyManagementAlgorithm::A128Kw, &[7; 16]);
    let (_, _, token) = of_other_lengths(&encryption)
        .into_iter()
        .find(|(wrapped, stated, _)| (*wrapped, *stated) == (ContentEncryption::A128Gcm, ContentEncryption::A256Gcm))
        .unwrap();
    assert_eq!(decrypt(&token, decryption), FAILED, "go-jose 265");
}

/// Every other length of the wrapped key.
fn wrapped_keys_of_other_lengths() {
    for (algorithm, bytes) in [
        (KeyManagementAlgorithm::A128Kw, 16),
        (KeyManagementAlgorithm::A192Kw, 24),
        (KeyManagementAlgorithm::A256Kw, 32),
    ] {
        let (encryption, decryption) = wrapping(algorithm, &vec![7; bytes]);
        let token = encrypted(&encryption);
        for length in [1, 7, 8, 9, 16, 23, 24, 32, 39, 41, 48, 64, 72, 80, 1024, 1 << 16] {
            let token = with_part(&token, 1, |key| key.resize(length, 0));
            assert_eq!(decrypt(&token, decryption.clone()), FAILED, "{algorithm} {length}");
        }
        // The register of eight bytes that became a key of zeros: the content is encrypted under those.
        let header = format!(r#"{{"alg":"{algorithm}","enc":"A256GCM"}}"#);
        let [header, _, iv, ciphertext, tag] = sealed(header, ENC, &[0; 32], b"forged");
        for wrapped in [vec![0xa6; 8], vec![0; 8], vec![0; 40]] {
            let forged = join(&[header.clone(), wrapped, iv.clone(), ciphertext.clone(), tag.clone()]);
            assert_eq!(decrypt(&forged, decryption.clone()), FAILED, "{algorithm}");
        }
    }
}

#[test]
fn attack_080_a_wrapped_key_of_another_length_is_no_key_of_zeros() {
    wrapped_keys_of_other_lengths();
}

#[test]
fn attack_081_an_oversized_wrapped_key_is_refused() {
    for (name, encryption, decryption) in key_management(ENC) {
        let token = encrypted(&encryption);
        if parts(&token)[1].is_empty() {
            continue;
        }
        for more in [1, 8, 64, 4096, 1 << 18] {
            let longer = with_part(&token, 1, |key| key.resize(key.len() + more, 0));
            assert_eq!(decrypt(&longer, decryption.clone()), FAILED, "{name} {more}");
        }
        let huge = with_part(&token, 1, |key| key.resize(1 << 20, 0));
        assert_eq!(decrypt(&huge, decryption), "parse.limit", "{name}");
    }
}

#[test]
fn attack_082_an_empty_wrapped_key_is_malformed() {
    for (name, encryption, decryption) in key_management(ENC) {
        let token = encrypted(&encryption);
        if !parts(&token)[1].is_empty() {
            assert_eq!(decrypt(&with_part(&token, 1, Vec::clear), decryption.clone()), "parse.length", "{name}");
            let json = Encryptor::new(&encryption, ENC).encrypt_flattened(b"x").unwrap();
            let mut json: serde_json::Map<String, Value> = serde_json::from_str(&json).unwrap();
            json.remove("encrypted_key").unwrap();
            let absent = Value::Object(json.clone()).to_string();
            assert_eq!(decrypt_flattened(&absent, decryption.clone()), "parse.length", "{name}");
            json.insert("encrypted_key".into(), json!(""));
            let found = decrypt_flattened(&Value::Object(json.clone()).to_string(), decryption.clone());
            assert_eq!(found, "parse.form", "{name}");
            json.insert("encrypted_key".into(), Value::Null);
            assert_eq!(decrypt_flattened(&Value::Object(json).to_string(), decryption), "json.type", "{name}");
        }
    }
}

#[test]
fn attack_083_a_wrapped_key_that_belongs_to_nothing_is_malformed() {
    for (name, encryption, decryption) in key_management(ENC) {
        let token = encrypted(&encryption);
        if parts(&token)[1].is_empty() {
            for bytes in [1, 16, 32, 40] {
                let token = with_part(&token, 1, |key| *key = vec![7; bytes]);
                assert_eq!(decrypt(&token, decryption.clone()), "parse.length", "{name} {bytes}");
            }
        }
    }
}

#[test]
fn attack_084_vector_and_tag_of_a_wrapped_key_are_whole() {
    let (encryption, decryption) = wrapping(KeyManagementAlgorithm::A256GcmKw, &[7; 32]);
    let token = encrypted(&encryption);
    let header: Value = serde_json::from_str(&header_of(&token)).unwrap();
    let with = |member: &str, value: Value| {
        let mut header = header.clone();
        header[member] = value;
        with_header(&token, &header.to_string())
    };
    let bytes = |member: &str| decode(header[member].as_str().unwrap());
    for (member, own) in [("tag", 16), ("iv", 12)] {
        for length in (0..=17).chain([32, 64]).filter(|length| *length != own) {
            let mut changed = bytes(member);
            changed.resize(length, 0);
            assert_eq!(
                decrypt(&with(member, json!(encode(changed))), decryption.clone()),
                "parse.length",
                "{member} {length}"
            );
        }
        assert_eq!(decrypt(&with(member, json!(1)), decryption.clone()), "json.type", "{member}");
        let missing = header.as_object().unwrap().iter().filter(|(name, _)| *name != member);
        let missing: serde_json::Map<String, Value> =
            missing.map(|(name, value)| (name.clone(), value.clone())).collect();
        let code = decrypt(&with_header(&token, &Value::Object(missing).to_string()), decryption.clone());
        assert_eq!(code, "parse.member", "{member}");
        // In a second header of the message it is there twice.
        let json = Encryptor::new(&encryption, ENC).encrypt_flattened(b"x").unwrap();
        let mut json: Value = serde_json::from_str(&json).unwrap();
        json["unprotected"] = json!({ member: header[member] });
        assert_eq!(decrypt_flattened(&json.to_string(), decryption.clone()), "parse.repeated", "{member}");
    }
}

#[test]
fn attack_085_one_changed_bit_anywhere_is_noticed() {
    for (name, encryption, decryption) in key_management(ENC) {
        let token = encrypted(&encryption);
        for index in 1..5 {
            for at in 0..parts(&token)[index].len() {
                let changed = with_part(&token, index, |part| part[at] ^= 1);
                assert_eq!(decrypt(&changed, decryption.clone()), FAILED, "{name} part {index} byte {at}");
            }
        }
        let header: Value = serde_json::from_str(&header_of(&token)).unwrap();
        for member in ["iv", "tag"] {
            if let Some(text) = header.get(member).and_then(Value::as_str) {
                let mut bytes = decode(text);
                bytes[0] ^= 1;
                let mut header = header.clone();
                header[member] = json!(encode(bytes));
                assert_eq!(decrypt(&with_header(&token, &header.to_string()), decryption.clone()), FAILED, "{name}");
            }
        }
    }
}

fn with_epk(token: &str, epk: &Value) -> String {
    let mut header: Value = serde_json::from_str(&header_of(token)).unwrap();
    header["epk"] = epk.clone();
    with_header(token, &header.to_string())
}

#[test]
fn attack_086_a_point_that_is_not_on_the_curve_is_refused() {
    let recipient = TestRecipient::EcdhEsP256;
    let token = encrypted(&recipient.encryption_key());
    let header: Value = serde_json::from_str(&header_of(&token)).unwrap();
    let epk = header["epk"].clone();
    let with = |changes: &[(&str, Value)]| {
        let mut epk = epk.clone();
        for (name, value) in changes {
            epk[*name] = value.clone();
        }
        epk
    };
    let (x, y) = (epk["x"].clone(), epk["y"].clone());
    let other = decode(x.as_str().unwrap());
    let mut off = decode(y.as_str().unwrap());
    off[31] ^= 1;
    // The field of P-256, and a point of the curve with another b that an invalid curve attack uses.
    let field = [&[0xff; 4][..], &[0, 0, 0, 1], &[0; 12], &[0xff; 12]].concat();
    for (name, epk, expected) in [
        ("off the curve", with(&[("y", json!(encode(&off)))]), FAILED),
        ("swapped", with(&[("x", y.clone()), ("y", x.clone())]), FAILED),
        ("zero", with(&[("x", json!(encode([0; 32]))), ("y", json!(encode([0; 32])))]), FAILED),
        ("the field", with(&[("x", json!(encode(&field)))]), FAILED),
        ("beyond the field", with(&[("x", json!(encode([0xff; 32])))]), FAILED),
        (
            "a small point of another curve",
            with(&[
                ("x", json!(encode([&[0; 31][..], &[1]].concat()))),
                ("y", json!(encode([&[0; 31][..], &[1]].concat()))),
            ]),
            FAILED,
        ),
        ("short", with(&[("x", json!(encode(&other[1..])))]), "parse.member"),
        ("long", with(&[("x", json!(encode([&[0], &other[..]].concat())))]), "parse.member"),
        ("empty", with(&[("x", json!(""))]), "parse.member"),
        ("no y", json!({"kty":"EC","crv":"P-256","x":x}), "parse.member"),
        ("no x", json!({"kty":"EC","crv":"P-256","y":y}), "json.type"),
        ("with d", with(&[("d", json!(encode([7; 32])))]), "json.type"),
        ("y is null", with(&[("y", Value::Null)]), "json.type"),
        ("a text", json!("epk"), "json.type"),
        ("a list", json!([]), "json.type"),
        ("nothing", json!({}), "json.type"),
        ("null", Value::Null, "json.type"),
    ] {
        assert_eq!(decrypt(&with_epk(&token, &epk), recipient.decryption_key()), expected, "{name}");
    }
    assert_eq!(decrypt(&token, recipient.decryption_key()), ACCEPTED);
}

/// RFC 7518, appendix C: both keys, the agreement, and a message that only the right agreement opens.
#[test]
fn attack_087_the_agreement_is_the_published_one() {
    let recipient =
        PrivateJwk::from_json(changed(&TestRecipient::EcdhEsP256.jwk(), &[("alg", json!("ECDH-ES"))]).as_bytes())
            .unwrap();
    let header = r#"{"alg":"ECDH-ES","enc":"A128GCM","apu":"QWxpY2U","apv":"Qm9i","epk":{"kty":"EC","crv":"P-256","x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"}}"#;
    let cek = decode("VqqN6vgjbSBcIijNcacQGg");
    let token = join(&sealed(header, ContentEncryption::A128Gcm, &cek, b"plaintext"));
    assert_eq!(decrypt(&token, recipient.decryption_key().unwrap()), ACCEPTED);
    // Carries and borrows: many random agreements, both ways.
    for curve in [Curve::P256, Curve::P384, Curve::P521, Curve::X25519] {
        for _ in 0..20 {
            let material = PrivateMaterial::generate_on(curve).unwrap();
            let by = KeyManagementAlgorithm::EcdhEs;
            let token = encrypted(&EncryptionKey::new(by, &material.public()).unwrap());
            assert_eq!(decrypt(&token, DecryptionKey::new(by, &material).unwrap()), ACCEPTED, "{curve}");
        }
    }
}

#[test]
fn attack_088_a_shared_secret_of_zeros_opens_nothing() {
    let material = PrivateMaterial::generate_on(Curve::X25519).unwrap();
    let key = DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material).unwrap();
    let mut field_minus_one = [0xff; 32];
    (field_minus_one[0], field_minus_one[31]) = (0xec, 0x7f);
    let mut field = field_minus_one;
    field[0] = 0xed;
    let mut one = [0; 32];
    one[0] = 1;
    let order_eight = decode("4Ot6fDtBuK4WVuP68Z_EatoJjeucMrH9hmIFFl9JuAA");
    for u in [&[0; 32][..], &one, &field_minus_one, &field, &order_eight] {
        let header =
            format!(r#"{{"alg":"ECDH-ES","enc":"A256GCM","epk":{{"kty":"OKP","crv":"X25519","x":"{}"}}}}"#, encode(u));
        let token = join(&sealed(header, ENC, &concat_kdf(&[0; 32], "A256GCM", 32), b"forged"));
        assert_eq!(decrypt(&token, key.clone()), FAILED, "{u:?}");
        let jwk = format!(r#"{{"kty":"OKP","crv":"X25519","x":"{}"}}"#, encode(u));
        let refused =
            Jwk::from_json(jwk.as_bytes()).and_then(|key| key.encryption_key_for(KeyManagementAlgorithm::EcdhEs));
        assert_eq!(jwk_code(&refused.unwrap_err()), "key.invalid", "{u:?}");
    }
}

#[test]
fn attack_089_the_ephemeral_key_is_on_the_recipients_curve() {
    let by = KeyManagementAlgorithm::EcdhEs;
    let on = |curve| {
        let material = PrivateMaterial::generate_on(curve).unwrap();
        (EncryptionKey::new(by, &material.public()).unwrap(), DecryptionKey::new(by, &material).unwrap())
    };
    let curves = [Curve::P256, Curve::P384, Curve::P521, Curve::X25519];
    for of_key in curves {
        let (encryption, decryption) = on(of_key);
        let token = encrypted(&encryption);
        for of_epk in curves.into_iter().filter(|of_epk| *of_epk != of_key) {
            let foreign: Value = serde_json::from_str(&header_of(&encrypted(&on(of_epk).0))).unwrap();
            let code = decrypt(&with_epk(&token, &foreign["epk"]), decryption.clone());
            assert_eq!(code, FAILED, "{of_key} {of_epk}");
        }
        for (name, epk, expected) in [
            ("another type", json!({"kty":"RSA","n":"AQAB","e":"AQAB"}), "json.type"),
            ("an unknown curve", json!({"kty":"EC","crv":"P-192","x":"AA","y":"AA"}), "parse.member"),
            ("a signing curve", json!({"kty":"OKP","crv":"Ed25519","x":encode([9; 32])}), "parse.member"),
            ("a type of another curve", json!({"kty":"OKP","crv":"P-256","x":encode([9; 32])}), "parse.member"),
        ] {
            let code = decrypt(&with_epk(&token, &epk), decryption.clone());
            assert_eq!(code, expected, "{of_key} {name}");
        }
    }
}

#[test]
fn attack_090_apu_and_apv_are_in_the_agreement() {
    for recipient in [TestRecipient::EcdhEsP256, TestRecipient::EcdhEsX25519] {
        let key = recipient.encryption_key();
        let token =
            Encryptor::new(&key, ENC).party_u_info(b"Alice").party_v_info(b"Bob").encrypt_compact(b"x").unwrap();
        assert_eq!(decrypt(&token, recipient.decryption_key()), ACCEPTED);
        let header: Value = serde_json::from_str(&header_of(&token)).unwrap();
        for (member, value) in [
            ("apu", json!(encode("Mallory"))),
            ("apv", json!(encode("Mallory"))),
            ("apu", json!(encode("Bob"))),
            ("apu", json!("")),
        ] {
            let mut header = header.clone();
            header[member] = value;
            assert_eq!(
                decrypt(&with_header(&token, &header.to_string()), recipient.decryption_key()),
                FAILED,
                "{member}"
            );
        }
    }
}

#[test]
fn attack_091_party_information_and_salts_have_limits() {
    let recipient = TestRecipient::EcdhEsX25519;
    let token = encrypted(&recipient.encryption_key());
    let mut header: Value = serde_json::from_str(&header_of(&token)).unwrap();
    for member in ["apu", "apv"] {
        for (bytes, expected) in [(1024, FAILED), (1025, "parse.limit"), (1 << 20, "parse.limit")] {
            header[member] = json!(encode(vec![7; bytes]));
            let code = decrypt(&with_header(&token, &header.to_string()), recipient.decryption_key());
            assert_eq!(code, expected, "{member} {bytes}");
        }
        header.as_object_mut().unwrap().remove(member);
    }
    for (bytes, expected) in [(1025, "parse.length"), (8192, "parse.length"), (1 << 20, "parse.limit")] {
        let (code, _) =
            with_password(&format!(r#""p2c":1000,"p2s":"{}""#, encode(vec![7; bytes])), Limits::PBES2_ROUNDS);
        assert_eq!(code, expected, "{bytes}");
    }
}

#[test]
fn attack_092_every_message_has_its_own_ephemeral_key() {
    for recipient in [TestRecipient::EcdhEsP256, TestRecipient::EcdhEsX25519] {
        let key = recipient.encryption_key();
        let encryptor = Encryptor::new(&key, ENC);
        let mut seen: Vec<String> = (0..100)
            .map(|_| {
                let token = encryptor.encrypt_compact(b"x").unwrap();
                serde_json::from_str::<Value>(&header_of(&token)).unwrap()["epk"]["x"].to_string()
            })
            .collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 100, "{recipient:?}");
    }
}

/// What a message for a password with these header members comes to, and how long it takes.
fn with_password(members: &str, rounds: usize) -> (&'static str, Duration) {
    let key =
        DecryptionKey::password(KeyManagementAlgorithm::Pbes2Hs256A128Kw, b"correct horse battery staple").unwrap();
    let header = format!(r#"{{"alg":"PBES2-HS256+A128KW","enc":"A256GCM",{members}}}"#);
    let [header, _, iv, ciphertext, tag] = sealed(header, ENC, &[7; 32], b"x");
    let token = join(&[header, vec![7; 40], iv, ciphertext, tag]);
    let mut limits = Limits::default();
    limits.pbes2_rounds = rounds;
    let begun = Instant::now();
    let decrypted = decrypt_compact(&token, &key.into(), &limits);
    (decrypted.map_or_else(|error| error.code(), |_| ACCEPTED), begun.elapsed())
}

const SALT: &str = r#""p2s":"c2FsdHNhbHQ""#;

#[test]
fn attack_093_a_billion_rounds_cost_nothing() {
    for (rounds, limit, expected) in [
        ("1000000000", 0, "jwe.passwords_off"),
        ("1000", 0, "jwe.passwords_off"),
        ("1000000000", Limits::PBES2_ROUNDS, "parse.limit"),
        ("1200001", Limits::PBES2_ROUNDS, "parse.limit"),
        ("4294967296", Limits::PBES2_ROUNDS, "parse.limit"),
        ("18446744073709551615", Limits::PBES2_ROUNDS, "parse.limit"),
        ("1001", 1000, "parse.limit"),
        ("1000", 1000, FAILED),
    ] {
        let (code, took) = with_password(&format!(r#""p2c":{rounds},{SALT}"#), limit);
        assert_eq!(code, expected, "{rounds} {limit}");
        assert!(expected == FAILED || took < Duration::from_secs(1), "{rounds}: {took:?}");
    }
    // All recipients together have the limit once.
    let one = json!({"header":{"alg":"PBES2-HS256+A128KW","p2c":600_000,"p2s":"c2FsdHNhbHQ"},"encrypted_key":encode([7; 40])});
    let message = json!({
        "protected": encode(r#"{"enc":"A256GCM"}"#), "iv": encode([0; 12]), "ciphertext": "AA", "tag": encode([0; 16]),
        "recipients": vec![one; 16],
    });
    let key = DecryptionKey::password(KeyManagementAlgorithm::Pbes2Hs256A128Kw, b"password").unwrap();
    let mut limits = Limits::default();
    limits.pbes2_rounds = Limits::PBES2_ROUNDS;
    let keys = key.into();
    let begun = Instant::now();
    let refused = Decryptor::new(&keys).limits(limits).decrypt_general(&message.to_string()).unwrap_err();
    assert_eq!(refused.code(), "parse.limit");
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[test]
fn attack_094_too_few_rounds_and_what_is_no_number_are_malformed() {
    for (rounds, expected) in [
        ("0", "parse.member"),
        ("1", "parse.member"),
        ("999", "parse.member"),
        ("-1", "json.type"),
        ("-0", "json.type"),
        ("1.5", "json.type"),
        ("1000.0", "json.type"),
        ("1e4", "json.type"),
        ("\"4096\"", "json.type"),
        ("null", "json.type"),
        ("true", "json.type"),
        ("9007199254740992", "parse.limit"),
        ("18446744073709551616", "json.type"),
    ] {
        let (code, _) = with_password(&format!(r#""p2c":{rounds},{SALT}"#), Limits::PBES2_ROUNDS);
        assert_eq!(code, expected, "{rounds}");
    }
    assert_eq!(with_password(SALT, Limits::PBES2_ROUNDS).0, "parse.member", "no p2c");
}

#[test]
fn attack_095_a_short_salt_is_malformed() {
    for bytes in 0..8 {
        let members = format!(r#""p2c":1000,"p2s":"{}""#, encode(vec![7; bytes]));
        assert_eq!(with_password(&members, Limits::PBES2_ROUNDS).0, "parse.length", "{bytes}");
    }
    assert_eq!(with_password(&format!(r#""p2c":1000,"p2s":"{}""#, encode([7; 8])), Limits::PBES2_ROUNDS).0, FAILED);
    assert_eq!(with_password(r#""p2c":1000"#, Limits::PBES2_ROUNDS).0, "parse.member", "no p2s");
    assert_eq!(with_password(r#""p2c":1000,"p2s":1"#, Limits::PBES2_ROUNDS).0, "json.type");
}

#[test]
fn attack_096_passwords_are_asked_for_or_off() {
    let header = format!(r#"{{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","cty":"JWT","p2c":1000,{SALT}}}"#);
    let [header, _, iv, ciphertext, tag] = sealed(header, ENC, &[7; 32], b"x");
    let token = join(&[header, vec![7; 40], iv, ciphertext, tag]);
    // No key but one that was made of a password takes it, and none of those does unless a limit was raised.
    for (name, _, decryption) in key_management(ENC) {
        assert_eq!(decrypt(&token, decryption), "key.algorithm_not_allowed", "{name}");
    }
    let password = DecryptionKey::password(KeyManagementAlgorithm::Pbes2Hs256A128Kw, b"password").unwrap();
    assert_eq!(decrypt(&token, password.clone()), "jwe.passwords_off");
    let refused = DecryptionKey::symmetric(KeyManagementAlgorithm::Pbes2Hs256A128Kw, &[7; 16]).unwrap_err();
    assert_eq!(refused.code(), "key.invalid");
    let issuer = issuer();
    let validator = policy(&issuer).encrypted(password).build().unwrap();
    assert_eq!(validate(&validator, &token), "jwe.passwords_off");
}

#[test]
fn attack_097_encryption_to_a_public_key_proves_no_sender() {
    let issuer = issuer();
    let claims = issuer.draft().claims_json();
    let policy = |key: DecryptionKey| {
        Validator::access_token()
            .issuer_with_shared_key(ISSUER)
            .audience(API)
            .encrypted_with_shared_key(key)
            .clock(issuer.clock())
            .build()
    };
    for recipient in [TestRecipient::EcdhEsP256, TestRecipient::EcdhEsX25519, TestRecipient::RsaOaep] {
        assert_eq!(policy(recipient.decryption_key()).unwrap_err().code(), "policy.keys", "{recipient:?}");
    }
    // A shared key does, as far as it is shared: the mode has a name of its own, and nested mode takes no bare claims from it.
    let recipient = TestRecipient::Dir;
    let bare = forge::envelope(&recipient.encryption_key(), &[("typ", "\"at+jwt\"")], claims.as_bytes());
    assert_eq!(validate(&policy(recipient.decryption_key()).unwrap(), &bare), ACCEPTED);
    let nested = crate::support::policy(&issuer).encrypted(recipient.decryption_key()).build().unwrap();
    assert_eq!(validate(&nested, &bare), "token.content_type");
    for (name, encryption, decryption) in key_management(ENC) {
        let decrypted =
            decrypt_compact(&encrypted(&encryption), &decryption.clone().into(), &Limits::default()).unwrap();
        assert_eq!(decrypted.proves_shared_key(), decryption.algorithm().is_symmetric(), "{name}");
    }
}

#[cfg(not(feature = "hpke-unstable"))]
#[test]
fn attack_098_hpke_is_left_out_of_the_everyday_build() {
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    for algorithm in [KeyManagementAlgorithm::Hpke0, KeyManagementAlgorithm::Hpke0Ke] {
        assert_eq!(DecryptionKey::new(algorithm, &material).unwrap_err().code(), "key.feature", "{algorithm}");
        assert_eq!(EncryptionKey::new(algorithm, &material.public()).unwrap_err().code(), "key.feature", "{algorithm}");
    }
}

#[cfg(feature = "hpke-unstable")]
#[test]
fn attack_098_hpke_has_its_own_parts_and_no_others() {
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let pair = |algorithm| {
        (EncryptionKey::new(algorithm, &material.public()).unwrap(), DecryptionKey::new(algorithm, &material).unwrap())
    };
    let (encryption, decryption) = pair(KeyManagementAlgorithm::Hpke0);
    let token = Encryptor::integrated(&encryption).encrypt_compact(b"plaintext").unwrap();
    assert_eq!(decrypt(&token, decryption.clone()), ACCEPTED);
    for (name, forged, expected) in [
        ("enc", with_header(&token, r#"{"alg":"HPKE-0","enc":"A128GCM"}"#), "parse.member"),
        ("ek", with_header(&token, r#"{"alg":"HPKE-0","ek":"AA"}"#), "parse.member"),
        ("an iv", with_part(&token, 2, |iv| iv.extend([0; 12])), "parse.length"),
        ("a tag", with_part(&token, 4, |tag| tag.extend([0; 16])), "parse.length"),
        ("a short key", with_part(&token, 1, |key| key.truncate(64)), "parse.length"),
        ("a long key", with_part(&token, 1, |key| key.push(0)), "parse.length"),
        ("no key", with_part(&token, 1, Vec::clear), "parse.length"),
    ] {
        let code = decrypt(&forged, decryption.clone());
        assert_eq!(code, expected, "{name}");
    }
    assert_eq!(decrypt(&with_part(&token, 1, |key| key[40] ^= 1), decryption), FAILED);
    let (encryption, decryption) = pair(KeyManagementAlgorithm::Hpke0Ke);
    let token = encrypted(&encryption);
    assert_eq!(decrypt(&token, decryption.clone()), ACCEPTED);
    let header: Value = serde_json::from_str(&header_of(&token)).unwrap();
    let mut without = header.clone();
    without.as_object_mut().unwrap().remove("ek");
    assert_eq!(decrypt(&with_header(&token, &without.to_string()), decryption.clone()), "parse.member");
    let mut other = header.clone();
    other["enc"] = json!("A128GCM");
    let changed = with_header(&token, &other.to_string());
    assert_eq!(decrypt(&changed, decryption), FAILED, "another enc");
}
