//! Several recipients of one ciphertext. Attacks 114 and 115.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::{DecryptFailed, DecryptionKey, EncryptionKey};
use jose_jwe::{DecryptError, Decryptor, EncryptError, Encryptor, GeneralEncryptor, Recipient};
use jose_jwk::{DecryptionKeySet, SelectError};
use serde_json::json;

use crate::{
    forge::encode,
    json::{ENC, Forged, PLAINTEXT, code, decrypt_general, keys, limits, recipient, sender},
    keys as pairs,
};

const NAMES: [&str; 3] = ["frodo", "sam", "merry"];

#[test]
fn each_finds_its_part() {
    let message = Forged::to(&NAMES).general();
    for (index, name) in NAMES.iter().enumerate() {
        let decrypted = decrypt_general(&message, &keys(name)).unwrap();
        assert_eq!((decrypted.plaintext(), decrypted.recipient_index()), (PLAINTEXT, index));
        assert_eq!(decrypted.recipient_header().unwrap().key_id(), Some(*name));
    }
    let all = DecryptionKeySet::new(NAMES.map(recipient)).unwrap();
    assert_eq!(decrypt_general(&message, &all).unwrap().recipient_index(), 0);
}

#[test]
fn the_nearest_key_is_named() {
    let message = Forged::to(&["frodo", "sam"]).general();
    let a256kw = KeyManagementAlgorithm::A256Kw;
    let named = |name: &str, algorithm: KeyManagementAlgorithm, length: usize| {
        DecryptionKey::symmetric(algorithm, &vec![1; length]).unwrap().with_key_id(name)
    };
    let not_found = SelectError::KeyNotFound { key_id: Some("frodo".into()) };
    let not_allowed = SelectError::AlgorithmNotAllowed { algorithm: "A128KW".into() };
    let mismatch = SelectError::AlgorithmMismatch { key_id: "sam".into(), algorithm: "A128KW" };
    let other = || recipient("pippin");
    for (name, keys, expected) in [
        ("nobody is named so", vec![other()], not_found.clone()),
        ("nobody has the algorithm", vec![named("frodo", a256kw, 32)], not_allowed),
        ("the name is there, with another algorithm", vec![named("sam", a256kw, 32), other()], mismatch.clone()),
    ] {
        let error = decrypt_general(&message, &DecryptionKeySet::new(keys).unwrap()).unwrap_err();
        assert_eq!(error, DecryptError::Key(expected), "{name}");
    }
}

/// A part that is damaged is skipped like a stranger's, as long as it can be read.
#[test]
fn a_damaged_part_costs_only_its_recipient() {
    let all = DecryptionKeySet::new(NAMES.map(recipient)).unwrap();
    let mut message = Forged::to(&NAMES).general();
    message["recipients"][0]["encrypted_key"] = encode([0; 24]).into();
    message["recipients"][1]["encrypted_key"] = encode([0; 23]).into();
    assert_eq!(decrypt_general(&message, &all).unwrap().recipient_index(), 2);
    for name in ["frodo", "sam"] {
        let error = decrypt_general(&message, &keys(name)).unwrap_err();
        assert_eq!(error, DecryptError::Failed(DecryptFailed), "{name}");
    }
    // A message that cannot be read is refused, whoever it is for.
    let unreadable: &[(&str, serde_json::Value, &str)] = &[
        ("no base64url", json!("a b"), "parse.base64"),
        ("padding", json!("QUFB=="), "parse.base64"),
        ("a stray bit", json!("QUFBQR"), "parse.base64"),
        ("null", json!(null), "json.type"),
    ];
    for (name, encrypted_key, expected) in unreadable {
        for place in 0..3 {
            let mut message = Forged::to(&NAMES).general();
            message["recipients"][place]["encrypted_key"] = encrypted_key.clone();
            for own in NAMES {
                assert_eq!(code(&decrypt_general(&message, &keys(own))), *expected, "{name} {place} {own}");
            }
        }
    }
    let mut message = Forged::to(&NAMES).general();
    message["tag"] = encode([0; 16]).into();
    assert_eq!(decrypt_general(&message, &all).unwrap_err(), DecryptError::Failed(DecryptFailed));
}

#[test]
fn there_is_one_content_encryption() {
    let named = |enc: &str| json!({"alg": "A128KW", "kid": "frodo", "enc": enc});
    let differs = Forged::to(&["frodo", "sam"])
        .protected(r#"{"x":1}"#)
        .own(0, named("A128GCM"))
        .own(1, json!({"alg": "A128KW", "kid": "sam", "enc": "A256GCM"}));
    for name in ["frodo", "sam"] {
        assert_eq!(code(&decrypt_general(&differs.general(), &keys(name))), "parse.member", "{name}");
    }
    let missing = Forged::to(&["frodo", "sam"]).protected(r#"{"x":1}"#).own(0, named("A128GCM"));
    assert_eq!(code(&decrypt_general(&missing.general(), &keys("frodo"))), "parse.member");
    let same = Forged::to(&["frodo", "sam"])
        .protected(r#"{"x":1}"#)
        .own(0, named("A128GCM"))
        .own(1, json!({"alg": "A128KW", "kid": "sam", "enc": "A128GCM"}));
    let decrypted = decrypt_general(&same.general(), &keys("sam")).unwrap();
    assert!(!decrypted.protects_content_encryption());
}

/// Attacks 83 and 114: where the key is shared or agreed, there is nothing to share with others.
#[test]
fn an_algorithm_without_an_encrypted_key_is_alone() {
    for alone in ["dir", "ECDH-ES", "HPKE-0", "HPKE-7"] {
        for place in [0, 1] {
            let message = Forged::to(&["frodo", "sam"]).own(place, json!({"alg": alone})).general();
            for name in ["frodo", "sam"] {
                assert_eq!(code(&decrypt_general(&message, &keys(name))), "parse.member", "{alone} {place} {name}");
            }
        }
    }
    let key = pairs::pair(KeyManagementAlgorithm::Dir, ENC);
    let message = Encryptor::new(&key.encryption, ENC).encrypt_general(PLAINTEXT).unwrap();
    assert_eq!(Decryptor::new(&key.set()).decrypt_general(&message).unwrap().plaintext(), PLAINTEXT);
    let with_key = message.replace("{}", r#"{"encrypted_key":"QUFB"}"#);
    assert_eq!(code(&Decryptor::new(&key.set()).decrypt_general(&with_key)), "parse.length");
    let twice = message.replace("{}", "{},{}");
    assert_eq!(code(&Decryptor::new(&key.set()).decrypt_general(&twice)), "parse.member");
}

#[test]
fn what_cannot_be_one_of_several_is_not_encrypted_to() {
    let agreed = pairs::pairs_for(KeyManagementAlgorithm::EcdhEs, ENC);
    let direct = pairs::pair(KeyManagementAlgorithm::Dir, ENC);
    let (frodo, sam) = (sender("frodo"), sender("sam"));
    let new = || GeneralEncryptor::new(ENC).recipient(&Recipient::new(&frodo));
    for pair in agreed.iter().chain([&direct]) {
        for encryptor in [
            new().recipient(&Recipient::new(&pair.encryption)),
            GeneralEncryptor::new(ENC).recipient(&Recipient::new(&pair.encryption)),
        ] {
            let error = encryptor.encrypt_general(b"").unwrap_err();
            assert_eq!(error.code(), "jwe.several_recipients", "{}", pair.name);
        }
    }
    assert_eq!(GeneralEncryptor::new(ENC).encrypt_general(b""), Err(EncryptError::NoRecipient));
    let repeated = |name: &str| Err(EncryptError::RepeatedMember { name: name.into() });
    let reserved = |name: &str| Err(EncryptError::ReservedMember { name: name.into() });
    let own = |name: &str| Recipient::new(&sam).member(name, "x");
    for (name, encryptor, expected) in [
        ("protected and own", new().member("x", 1).recipient(&own("x")), repeated("x")),
        ("shared and own", new().unprotected_member("x", 1).recipient(&own("x")), repeated("x")),
        ("protected and shared", new().member("x", 1).unprotected_member("x", 2), repeated("x")),
        ("cty twice", new().content_type("a").unprotected_member("cty", "a"), repeated("cty")),
        ("typ twice", new().message_type("a").unprotected_member("typ", "b"), repeated("typ")),
        ("alg, own", new().recipient(&own("alg")), reserved("alg")),
        ("kid, own", new().recipient(&own("kid")), reserved("kid")),
        ("cty, own", new().recipient(&own("cty")), reserved("cty")),
        ("epk, shared", new().unprotected_member("epk", "x"), reserved("epk")),
        ("zip, shared", new().unprotected_member("zip", "DEF"), reserved("zip")),
        ("crit, shared", new().unprotected_member("crit", json!(["x"])), reserved("crit")),
        ("a cty that is no text", new().unprotected_member("cty", 1), reserved("cty")),
        ("enc, protected", new().member("enc", "A128GCM"), reserved("enc")),
        (
            "apu for a key that ignores it",
            new().recipient(&Recipient::new(&sam).party_u_info(b"x")),
            Err(EncryptError::PartyInfo),
        ),
    ] {
        assert_eq!(encryptor.encrypt_general(b""), expected, "{name}");
    }
    assert!(new().member("x", 1).unprotected_member("y", 2).recipient(&own("z")).encrypt_general(b"").is_ok());
}

/// Guesses are counted over the message: sixteen recipients times eight keys would be a hundred private operations.
#[test]
fn guesses_are_counted_over_the_message() {
    let without_name = |index: u8| DecryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[index; 16]).unwrap();
    let keys = |count| DecryptionKeySet::new((0..count).map(without_name)).unwrap();
    let nameless = |recipients: usize| {
        let mut forged = Forged::to(&["frodo"; 16][..recipients]);
        for index in 0..recipients {
            forged = forged.own(index, json!({"alg": "A128KW"}));
        }
        forged.general()
    };
    for (recipients, count, expected) in [
        (1, 8, "jwe.decryption"),
        (1, 9, "key.limit"),
        (2, 4, "jwe.decryption"),
        (2, 5, "key.limit"),
        (8, 1, "jwe.decryption"),
        (9, 1, "key.limit"),
        (16, 8, "key.limit"),
    ] {
        assert_eq!(code(&decrypt_general(&nameless(recipients), &keys(count))), expected, "{recipients} {count}");
    }
    let generous = limits(|limits| limits.candidate_keys = 128);
    let message = nameless(16).to_string();
    assert_eq!(code(&Decryptor::new(&keys(8)).limits(generous).decrypt_general(&message)), "jwe.decryption");
    // Keys that the message names are no guesses: sixteen recipients, and all sixteen keys.
    let names: Vec<&'static str> = "a b c d e f g h i j k l m n o p".split(' ').collect();
    let all = DecryptionKeySet::new(names.iter().map(|name| recipient(name))).unwrap();
    assert_eq!(decrypt_general(&Forged::to(&names).general(), &all).unwrap().plaintext(), PLAINTEXT);
}

/// A recipient of another algorithm, with parts that we could not read, is nobody's business but its own.
#[test]
fn strangers_may_be_of_another_kind() {
    for own in [
        json!({"alg": "KYBER-9000", "ek": "not ours"}),
        json!({"alg": "ECDH-ES+A128KW", "epk": {"kty": "EC", "crv": "brainpool", "x": "AA", "y": "AA"}}),
        json!({"alg": "PBES2-HS256+A128KW", "p2c": 4_000_000_000_u64, "p2s": "AA"}),
        json!({"alg": "RSA1_5"}),
    ] {
        let message = Forged::to(&["sam", "frodo"]).own(0, own.clone()).general();
        assert_eq!(decrypt_general(&message, &keys("frodo")).unwrap().recipient_index(), 1, "{own}");
    }
}

#[test]
fn several_algorithms_share_one_ciphertext() {
    for enc in ContentEncryption::ALL {
        let pairs: Vec<pairs::Pair> = pairs::algorithms()
            .into_iter()
            .filter(|algorithm| algorithm.wraps_keys())
            .map(|algorithm| pairs::pair(algorithm, *enc).with_key_id(algorithm.name()))
            .collect();
        for chunk in pairs.chunks(16) {
            let recipients: Vec<Recipient<'_>> = chunk.iter().map(|pair| Recipient::new(&pair.encryption)).collect();
            let new = GeneralEncryptor::new(*enc).aad(b"aad").message_type("t").unprotected_member("cty", "c");
            let encryptor = recipients.iter().fold(new, GeneralEncryptor::recipient);
            let message = encryptor.encrypt_general(PLAINTEXT).unwrap();
            for (index, pair) in chunk.iter().enumerate() {
                let keys = pair.set();
                let decryptor = Decryptor::new(&keys).limits(crate::forge::limits());
                let decrypted = decryptor.decrypt_general(&message).expect(&pair.name);
                assert_eq!((decrypted.plaintext(), decrypted.recipient_index()), (PLAINTEXT, index), "{}", pair.name);
                assert_eq!(decrypted.header().message_type(), Some("t"));
                assert_eq!(decrypted.unprotected_header().unwrap().content_type(), Some("c"));
            }
        }
    }
}

/// What is random is new for each recipient, and one key is wrapped.
#[test]
fn each_recipient_has_parts_of_its_own() {
    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A128GcmKw, &[7; 16]).unwrap();
    let twice = GeneralEncryptor::new(ENC).recipient(&Recipient::new(&key)).recipient(&Recipient::new(&key));
    let message: serde_json::Value = serde_json::from_str(&twice.encrypt_general(b"").unwrap()).unwrap();
    let [one, two] = [0, 1].map(|index| &message["recipients"][index]);
    assert_ne!(one["encrypted_key"], two["encrypted_key"]);
    assert_ne!(one["header"]["iv"], two["header"]["iv"]);
}
