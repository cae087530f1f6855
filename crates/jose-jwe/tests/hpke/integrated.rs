//! Integrated encryption: no content encryption, no vector, no tag apart.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits};
use jose_jwe::{
    DecryptError, Decryptor, EncryptError, Encryptor, GeneralEncryptor, PendingDecryption, Recipient,
    decrypt_compact_with,
};
use serde_json::{Value, json};

use crate::{
    forge::{ALPHABET, Parts, decrypt, encode, outcome, replaced, split},
    keys::{Pair, pair},
};

const PLAINTEXT: &[u8] = b"any bytes";
const ENC: ContentEncryption = ContentEncryption::A128Gcm;

fn pairs() -> Vec<Pair> {
    use KeyManagementAlgorithm::{Hpke0, Hpke1, Hpke2, Hpke3, Hpke4, Hpke7};
    [Hpke0, Hpke1, Hpke2, Hpke3, Hpke4, Hpke7].map(|algorithm| pair(algorithm, ENC).with_key_id("1")).into()
}

#[test]
fn every_form_comes_back() {
    for pair in pairs() {
        let keys = pair.set();
        let encryptor = Encryptor::integrated(&pair.encryption).content_type("c");
        let compact = encryptor.encrypt_compact(PLAINTEXT).unwrap();
        let [header, encrypted_key, iv, _, tag] = split(&compact);
        assert_eq!((iv, tag, encrypted_key.is_empty()), ("", "", false));
        let header: Value = serde_json::from_slice(&crate::forge::decode(header)).unwrap();
        assert_eq!(header, json!({"alg": pair.name, "kid": "1", "cty": "c"}));
        let encryptor = encryptor.aad(b"aad");
        let decryptor = Decryptor::new(&keys).require_protected_algorithm();
        for decrypted in [
            decryptor.decrypt_compact(&compact),
            decryptor.decrypt_flattened(&encryptor.encrypt_flattened(PLAINTEXT).unwrap()),
            decryptor.decrypt_general(&encryptor.encrypt_general(PLAINTEXT).unwrap()),
        ] {
            let decrypted = decrypted.expect(&pair.name);
            assert_eq!((decrypted.plaintext(), decrypted.content_encryption()), (PLAINTEXT, None), "{}", pair.name);
            assert_eq!(decrypted.key_id(), Some("1"));
        }
        let again = encryptor.encrypt_compact(PLAINTEXT);
        assert_eq!(again, Err(EncryptError::OnlyInJson { what: "additional authenticated data" }));
    }
}

#[test]
fn a_message_that_mixes_the_families_is_refused() {
    for pair in pairs() {
        let keys = pair.set();
        let token = Encryptor::integrated(&pair.encryption).encrypt_compact(PLAINTEXT).unwrap();
        let parts = Parts::of(&token);
        let header = |members: &str| format!(r#"{{"alg":"{}"{members}}}"#, pair.name);
        let with = |change: &dyn Fn(&mut Parts)| {
            let mut changed = parts.clone();
            change(&mut changed);
            changed.token()
        };
        let ek = format!(r#","ek":"{}""#, encode(&parts.encrypted_key));
        for (name, token, expected) in [
            ("enc", parts.with_header(header(r#","enc":"A128GCM""#)).token(), "parse.member"),
            ("enc that nobody knows", parts.with_header(header(r#","enc":"""#)).token(), "parse.member"),
            ("ek", parts.with_header(header(&ek)).token(), "parse.member"),
            ("enc and ek", parts.with_header(header(&(ek.clone() + r#","enc":"A128GCM""#))).token(), "parse.member"),
            ("a vector", with(&|parts| parts.iv = vec![0; 12]), "parse.length"),
            ("a tag", with(&|parts| parts.tag = vec![0; 16]), "parse.length"),
            ("no encapsulated key", with(&|parts| parts.encrypted_key.clear()), "parse.length"),
            (
                "a byte less of it",
                with(&|parts| parts.encrypted_key.truncate(parts.encrypted_key.len() - 1)),
                "parse.length",
            ),
            ("a byte more of it", with(&|parts| parts.encrypted_key.push(0)), "parse.length"),
            ("another one", with(&|parts| parts.encrypted_key[10] ^= 1), "jwe.decryption"),
            ("one of zeros", with(&|parts| parts.encrypted_key.fill(0)), "jwe.decryption"),
            ("no ciphertext", with(&|parts| parts.ciphertext.clear()), "jwe.decryption"),
            (
                "a cut ciphertext",
                with(&|parts| parts.ciphertext.truncate(parts.ciphertext.len() - 1)),
                "jwe.decryption",
            ),
            ("another header", parts.with_header(header(r#","x":1"#)).token(), "jwe.decryption"),
            (
                "the family of key encryption",
                parts.with_header(format!(r#"{{"alg":"{}-KE","enc":"A128GCM"}}"#, pair.name)).token(),
                "key.algorithm_not_allowed",
            ),
        ] {
            assert_eq!(outcome(&token, &keys), expected, "{name}, {}", pair.name);
        }
        for place in 0..token.len() {
            let at = ALPHABET.iter().position(|letter| *letter == token.as_bytes()[place]);
            let changed = replaced(&token, place, at.map_or(b'A', |at| ALPHABET[(at + 1) % 64]));
            assert_ne!(outcome(&changed, &keys), "decrypted", "{} {place}", pair.name);
        }
    }
}

#[test]
fn key_encryption_needs_its_own_parts() {
    let pair = pair(KeyManagementAlgorithm::Hpke0Ke, ENC);
    let keys = pair.set();
    let parts = Parts::of(&Encryptor::new(&pair.encryption, ENC).encrypt_compact(PLAINTEXT).unwrap());
    let ek = |bytes: usize| format!(r#","ek":"{}""#, encode(vec![4; bytes]));
    for (name, header, expected) in [
        ("no enc", format!(r#"{{"alg":"HPKE-0-KE"{}}}"#, ek(65)), "parse.member"),
        ("no ek", r#"{"alg":"HPKE-0-KE","enc":"A128GCM"}"#.to_owned(), "parse.member"),
        ("an empty ek", r#"{"alg":"HPKE-0-KE","enc":"A128GCM","ek":""}"#.to_owned(), "parse.length"),
        ("an ek of 64 bytes", format!(r#"{{"alg":"HPKE-0-KE","enc":"A128GCM"{}}}"#, ek(64)), "parse.length"),
        ("an ek of 97 bytes", format!(r#"{{"alg":"HPKE-0-KE","enc":"A128GCM"{}}}"#, ek(97)), "parse.length"),
        ("an ek off the curve", format!(r#"{{"alg":"HPKE-0-KE","enc":"A128GCM"{}}}"#, ek(65)), "jwe.decryption"),
        ("an ek that is no base64url", r#"{"alg":"HPKE-0-KE","enc":"A128GCM","ek":"a b"}"#.to_owned(), "parse.base64"),
    ] {
        assert_eq!(outcome(&parts.with_header(header).token(), &keys), expected, "{name}");
    }
    // The content encryption enters the key: another one of the same lengths does not do.
    let header = parts.header_text().replace("A128GCM", "A192GCM");
    assert_eq!(outcome(&parts.with_header(header).token(), &keys), "jwe.decryption");
}

#[test]
fn the_right_constructor_is_named() {
    let (integrated, other) = (pairs().remove(0), pair(KeyManagementAlgorithm::A128Kw, ENC));
    for (encryptor, algorithm, named) in [
        (Encryptor::new(&integrated.encryption, ENC), KeyManagementAlgorithm::Hpke0, "Encryptor::integrated"),
        (Encryptor::integrated(&other.encryption), KeyManagementAlgorithm::A128Kw, "Encryptor::new"),
    ] {
        for error in [encryptor.encrypt_compact(b"").unwrap_err(), encryptor.encrypt_flattened(b"").unwrap_err()] {
            assert_eq!(error, EncryptError::Constructor { algorithm });
            assert!(error.to_string().contains(named), "{error}");
        }
    }
    let several = GeneralEncryptor::new(ENC).recipient(&Recipient::new(&integrated.encryption));
    assert_eq!(several.encrypt_general(b"").unwrap_err().code(), "jwe.several_recipients");
}

/// A caller who names content encryptions has not named this one.
#[test]
fn a_list_of_content_encryptions_does_not_have_it() {
    let pair = pairs().remove(0);
    let token = Encryptor::integrated(&pair.encryption).encrypt_compact(PLAINTEXT).unwrap();
    let refused = DecryptError::ContentEncryption { name: "HPKE-0".into() };
    let keys = pair.set();
    for accepted in [&[ENC][..], ContentEncryption::ALL] {
        let error = Decryptor::new(&keys).accept(accepted).decrypt_compact(&token).unwrap_err();
        assert_eq!(error, refused);
        let limits = Limits::default();
        let found = decrypt_compact_with(&token, &keys, &limits, accepted, |_, _, _, _| Ok::<_, DecryptError>(()));
        assert_eq!(found, Err(refused.clone()));
    }
    assert_eq!(decrypt(&token, &keys).unwrap().plaintext(), PLAINTEXT);
    let pending = PendingDecryption::parse(&token, KeyManagementAlgorithm::Hpke0, &Limits::default());
    assert_eq!(pending.unwrap_err().code(), "key.algorithm_not_allowed");
}
