//! AKP keys (RFC 9964), which are ML-DSA keys: read, written, bound, and what is refused. Attacks 3, 7, 36 and 147.

use jose_core::{JwsAlgorithm, base64url};
use jose_jwk::{Jwk, JwkSet, KeyKind, PrivateJwk, PublicJwk, VerifyingKeySet};
use serde_json::Value;

use crate::{
    changed,
    files::{ML_DSA_44_BOTH, ML_DSA_44_EXPANDED, ML_DSA_44_SPKI, der},
    keys::*,
    refusal,
};

/// The algorithm, its object identifier's last byte, and the thumbprint of the key whose seed is 32 zero bytes. The last is the `kid` in the
/// examples of draft-ietf-cose-dilithium, which became RFC 9964.
const PUBLISHED: [(&str, u8, &str); 3] = [
    ("ML-DSA-44", 0x11, "T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o"),
    ("ML-DSA-65", 0x12, "Suiu29qbfuaBaR4Ats-c6XQBePB_OpAxAwcTR_0KXVM"),
    ("ML-DSA-87", 0x13, "tRn1JNIkgMsABVQBlXeDHxAIcclh-2IX0UdDEzPt5XU"),
];

/// RFC 9881, appendix C.1: the seed of the bytes 0 to 31, for ML-DSA-44.
const RFC9881_SEED: &str = "-----BEGIN PRIVATE KEY-----
MDQCAQAwCwYJYIZIAWUDBAMRBCKAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZ
GhscHR4f
-----END PRIVATE KEY-----
";

/// One value in DER whose length fits the short or a long form.
fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = match content.len() {
        short @ 0..128 => vec![u8::try_from(short).unwrap()],
        middle @ 128..256 => vec![0x81, u8::try_from(middle).unwrap()],
        long => [&[0x82][..], &u16::try_from(long).unwrap().to_be_bytes()].concat(),
    };
    [&[tag][..], &length, content].concat()
}

/// PKCS#8 with this content of its octet string.
fn pkcs8(last: u8, parameters: &[u8], key: &[u8]) -> Vec<u8> {
    let identifier = tlv(6, &[&b"\x60\x86\x48\x01\x65\x03\x04\x03"[..], &[last]].concat());
    let algorithm = tlv(0x30, &[&identifier, parameters].concat());
    tlv(0x30, &[&[2, 1, 0], &*algorithm, &tlv(4, key)].concat())
}

fn seed(byte: u8) -> Vec<u8> {
    tlv(0x80, &[byte; 32])
}

/// The private key whose seed is zero, as a JWK.
fn zero(last: u8) -> PrivateJwk {
    PrivateJwk::from_der(&pkcs8(last, &[], &seed(0))).unwrap()
}

fn json(key: &PrivateJwk) -> String {
    (*key.to_secret_json()).clone()
}

#[test]
fn published_thumbprints() {
    for (name, last, thumbprint) in PUBLISHED {
        let key = zero(last);
        assert_eq!(key.thumbprint().to_string(), thumbprint, "{name}");
        assert_eq!(key.public().thumbprint().to_string(), thumbprint, "{name}");
        // Of `alg`, `kty` and `pub` alone, whatever else is there.
        let other = changed(&json(&key), r#"{"kid":"7","use":"sig","x":"y"}"#, "");
        assert_eq!(Jwk::from_json(other.as_bytes()).unwrap().thumbprint().to_string(), thumbprint, "{name}");
    }
}

#[test]
fn read_and_written_in_every_form() {
    for (name, last, _) in PUBLISHED {
        let key = zero(last);
        assert_eq!((key.key_type().name(), key.curve(), key.algorithm()), ("AKP", None, Some(name)));
        let written: Value = serde_json::from_str(&json(&key)).unwrap();
        assert_eq!((&written["kty"], &written["alg"]), (&"AKP".into(), &name.into()));
        assert_eq!(written["priv"], base64url::encode(&[0; 32]));
        assert_eq!(written.as_object().unwrap().len(), 4, "{name}");
        let from_json = PrivateJwk::from_json(json(&key).as_bytes()).unwrap();
        assert_eq!(*from_json.to_secret_pem().unwrap(), *key.to_secret_pem().unwrap());
        assert_eq!(key.to_secret_der().unwrap().expose(), pkcs8(last, &[], &seed(0)));

        let public = key.public();
        let written: Value = serde_json::from_str(&public.to_json()).unwrap();
        assert_eq!(written.as_object().unwrap().keys().collect::<Vec<_>>(), ["alg", "kty", "pub"]);
        for again in [
            PublicJwk::from_json(public.to_json().as_bytes()),
            PublicJwk::from_pem(public.to_pem().unwrap().as_bytes()),
            PublicJwk::from_der(&public.to_der().unwrap()),
        ] {
            assert!(again.unwrap() == public, "{name}");
        }
    }
    let key = PrivateJwk::from_pem(RFC9881_SEED.as_bytes()).unwrap();
    assert_eq!(key.algorithm(), Some("ML-DSA-44"));
    assert_eq!(*key.to_secret_pem().unwrap(), RFC9881_SEED);
}

#[test]
fn bound_to_its_own_algorithm() {
    for (name, last, _) in PUBLISHED {
        let key = Jwk::from(zero(last).with_key_id("pq"));
        let signature = key.signing_key().unwrap().sign(b"header.payload").unwrap();
        let verifying = key.verifying_key().unwrap();
        assert_eq!((verifying.algorithm().name(), verifying.key_id()), (name, Some("pq")));
        assert!(verifying.verify(b"header.payload", &signature).is_ok());
        assert!(verifying.verify(b"header.tampered", &signature).is_err());
        for asked in JwsAlgorithm::ALL.iter().filter(|asked| asked.name() != name) {
            let refused = refusal(name, key.verifying_key_for(*asked)).0;
            let of_the_type = asked.name().starts_with("ML-DSA");
            assert_eq!(refused, if of_the_type { "jwk.algorithm_mismatch" } else { "jwk.key" }, "{name} as {asked}");
            assert_eq!(refusal(name, key.signing_key_for(*asked)).0, refused);
        }
        assert_eq!(refusal(name, key.encryption_key()).0, "jwk.algorithm_purpose");
        assert_eq!(refusal(name, key.decryption_key()).0, "jwk.algorithm_purpose");
        for (changes, allowed) in [
            (r#"{"use":"sig"}"#, true),
            (r#"{"use":"enc"}"#, false),
            (r#"{"key_ops":["sign","verify"]}"#, true),
            (r#"{"key_ops":["deriveKey"]}"#, false),
            (r#"{"key_ops":[]}"#, false),
        ] {
            let key = Jwk::from_json(changed(&key.to_secret_json(), changes, "").as_bytes()).unwrap();
            assert_eq!(key.signing_key().is_ok(), allowed, "{changes}");
            assert_eq!(key.verifying_key().is_ok(), allowed, "{changes}");
        }
    }
}

/// A file with the seed and the expanded key, which another implementation made of the same seed, is the key of the seed. The expanded key alone
/// is not, and one bit of it that differs is an error.
#[test]
fn the_form_with_both_parts() {
    let key = PrivateJwk::from_pem(ML_DSA_44_BOTH.as_bytes()).unwrap();
    assert_eq!(*key.to_secret_pem().unwrap(), RFC9881_SEED);
    assert_eq!(key.public().to_pem().unwrap(), ML_DSA_44_SPKI);
    let (code, sentence) = refusal("expanded", PrivateJwk::from_pem(ML_DSA_44_EXPANDED.as_bytes()));
    assert_eq!(code, "jwk.format");
    assert!(sentence.starts_with("found an ML-DSA private key in its expanded form alone"), "{sentence}");

    let good = der(ML_DSA_44_BOTH);
    let expanded = good.len() - 2560;
    for at in (expanded..good.len()).step_by(97).chain([expanded - 5, good.len() - 1]) {
        let mut changed = good.clone();
        changed[at] ^= 1;
        let (code, sentence) = refusal("changed", PrivateJwk::from_der(&changed));
        assert_eq!(code, "jwk.key", "byte {at}: {sentence}");
        assert!(sentence.contains("do not belong together"), "byte {at}: {sentence}");
    }
}

/// Another `alg` is another key, and the length says so; of the same length there is none.
#[test]
fn the_algorithm_cannot_be_changed() {
    let key = zero(0x11).with_algorithm("ML-DSA-65");
    assert_eq!(refusal("set", key.signing_key()).0, "jwk.key");
    assert_eq!(refusal("set", key.public().verifying_key()).0, "jwk.key");
    assert_eq!(refusal("written", PrivateJwk::from_json(json(&key).as_bytes())).0, "jwk.key");
}

/// What, changes, members taken away, code, a part of the sentence.
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    ("no alg", "", "alg", "jwk.missing", "alg is missing: an AKP key has alg and pub"),
    ("alg null", r#"{"alg":null}"#, "", "jwk.member", "alg must be a string"),
    ("alg a list", r#"{"alg":["ML-DSA-44"]}"#, "", "jwk.member", "alg must be a string"),
    ("an algorithm of tomorrow", r#"{"alg":"SLH-DSA-SHA2-128s"}"#, "", "jwk.unsupported", "SLH-DSA-SHA2-128s"),
    ("another case", r#"{"alg":"ml-dsa-44"}"#, "", "jwk.unsupported", "algorithm of an AKP key ml-dsa-44"),
    ("without its size", r#"{"alg":"ML-DSA"}"#, "", "jwk.unsupported", "ML-DSA"),
    ("none", r#"{"alg":"none"}"#, "", "jwk.unsupported", "none"),
    ("a signature of another type", r#"{"alg":"ES256"}"#, "", "jwk.key", "ES256 does not work with a key of type AKP"),
    ("a MAC", r#"{"alg":"HS256"}"#, "", "jwk.key", "HS256 does not work"),
    ("a wrapping", r#"{"alg":"A256KW"}"#, "", "jwk.key", "A256KW does not work"),
    ("a content encryption", r#"{"alg":"A256GCM"}"#, "", "jwk.key", "A256GCM does not work"),
    ("an agreement", r#"{"alg":"ECDH-ES"}"#, "", "jwk.key", "ECDH-ES does not work"),
    ("a larger one", r#"{"alg":"ML-DSA-65"}"#, "", "jwk.key", "pub needs exactly 1952 bytes and there are 1312"),
    ("no pub", "", "pub", "jwk.missing", "pub is missing"),
    ("pub a number", r#"{"pub":7}"#, "", "jwk.member", "pub must be a string"),
    ("pub empty", r#"{"pub":""}"#, "", "jwk.key", "pub needs exactly 1312 bytes and there are 0"),
    ("pub padded", r#"{"pub":"AAA="}"#, "", "jwk.member", "pub must be"),
    ("pub cut", r#"{"pub":"AAAA"}"#, "", "jwk.key", "pub needs exactly 1312 bytes and there are 3"),
    ("priv null", r#"{"priv":null}"#, "", "jwk.member", "priv must be"),
    ("priv empty", r#"{"priv":""}"#, "", "jwk.key", "priv needs exactly 32 bytes and there are 0"),
    ("priv cut", r#"{"priv":"AAAA"}"#, "", "jwk.key", "priv needs exactly 32 bytes and there are 3"),
    (
        "priv of another key",
        r#"{"priv":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#,
        "",
        "jwk.key",
        "do not belong together",
    ),
    ("d", r#"{"d":"AAAA"}"#, "", "jwk.foreign", "d"),
    ("k", r#"{"k":"AAAA"}"#, "", "jwk.foreign", "k"),
    ("kty EC", r#"{"kty":"EC"}"#, "", "jwk.foreign", "priv"),
    ("kty OKP", r#"{"kty":"OKP"}"#, "", "jwk.foreign", "priv"),
    ("kty oct", r#"{"kty":"oct"}"#, "", "jwk.foreign", "priv"),
    ("kty in another case", r#"{"kty":"akp"}"#, "", "jwk.unsupported", "key type akp"),
];

#[test]
fn refused() {
    let good = json(&zero(0x11));
    for (name, changes, without, code, part) in REFUSED {
        let (found, sentence) = refusal(name, Jwk::from_json(changed(&good, changes, without).as_bytes()));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    // An expanded private key where the seed belongs.
    for length in [2560, 4032, 4896] {
        let expanded = format!(r#"{{"priv":"{}"}}"#, base64url::encode(&vec![7; length]));
        let (code, sentence) = refusal("expanded", Jwk::from_json(changed(&good, &expanded, "").as_bytes()));
        assert_eq!(code, "jwk.key");
        assert!(sentence.contains(&format!("priv needs exactly 32 bytes and there are {length}")), "{sentence}");
    }
    for other in [RFC7517_A2_EC, RFC7517_A2_RSA, RFC8037_A1, RFC7517_A3_HMAC] {
        let with = changed(other, r#"{"priv":"AAAA"}"#, "");
        assert_eq!(refusal(other, Jwk::from_json(with.as_bytes())).0, "jwk.foreign");
    }
}

#[test]
fn refused_in_der() {
    let (public, expanded) = (zero(0x11).public().to_der().unwrap(), vec![7; 2560]);
    let both = |seed: &[u8], expanded: &[u8]| tlv(0x30, &[tlv(4, seed), tlv(4, expanded)].concat());
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("expanded alone", pkcs8(0x11, &[], &tlv(4, &expanded)), "jwk.format", "in its expanded form alone"),
        (
            "expanded alone, 65",
            pkcs8(0x12, &[], &tlv(4, &vec![7; 4032])),
            "jwk.format",
            "export it again with its seed",
        ),
        ("both, and the expanded key is another's", pkcs8(0x11, &[], &both(&[0; 32], &expanded)), "jwk.key", "belong"),
        ("both, and the expanded key is cut", pkcs8(0x11, &[], &both(&[0; 32], &expanded[1..])), "jwk.key", "belong"),
        ("both, and the seed is cut", pkcs8(0x11, &[], &both(&[0; 31], &expanded)), "jwk.key", "exactly 32 bytes"),
        ("a seed and nothing", pkcs8(0x11, &[], &tlv(0x30, &tlv(4, &[0; 32]))), "jwk.broken", "a PKCS#8 private key"),
        (
            "both, and something behind",
            pkcs8(0x11, &[], &tlv(0x30, &[tlv(4, &[0; 32]), tlv(4, &expanded), vec![5, 0]].concat())),
            "jwk.broken",
            "something follows it",
        ),
        ("a seed of 31 bytes", pkcs8(0x11, &[], &tlv(0x80, &[0; 31])), "jwk.key", "priv needs exactly 32 bytes"),
        ("a seed of 64 bytes", pkcs8(0x11, &[], &tlv(0x80, &[0; 64])), "jwk.key", "priv needs exactly 32 bytes"),
        ("a seed without a tag", pkcs8(0x11, &[], &[0; 32]), "jwk.broken", ""),
        ("a seed that is constructed", pkcs8(0x11, &[], &tlv(0xa0, &tlv(4, &[0; 32]))), "jwk.broken", "three forms"),
        ("a seed under [1]", pkcs8(0x11, &[], &tlv(0x81, &[0; 32])), "jwk.broken", "three forms"),
        ("a seed and more", pkcs8(0x11, &[], &[seed(0), vec![0]].concat()), "jwk.broken", "something follows it"),
        ("parameters", pkcs8(0x11, &[5, 0], &seed(0)), "jwk.broken", "other parameters"),
        ("pre-hashed", pkcs8(0x20, &[], &seed(0)), "jwk.unsupported", "2.16.840.1.101.3.4.3.32"),
        ("SLH-DSA", pkcs8(0x14, &[], &seed(0)), "jwk.unsupported", "2.16.840.1.101.3.4.3.20"),
        (
            "a public key of another size",
            {
                let mut other = public.clone();
                let at = other.iter().position(|byte| *byte == 0x11).unwrap();
                other[at] = 0x12;
                other
            },
            "jwk.key",
            "pub needs exactly 1952 bytes",
        ),
        ("a public key and more", [&*public, &[0]].concat(), "jwk.broken", "something follows it"),
    ];
    for (name, der, code, part) in cases {
        let (found, sentence) = refusal(name, Jwk::from_der(&der));
        assert_eq!(found, code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

/// A set with a key of tomorrow, a malformed one and a post-quantum one yields the others, and says why for the rest.
#[test]
fn attack_146_a_set_of_old_and_new_keys() {
    let ml_dsa = zero(0x12).public().with_key_id("pq").to_json();
    let cut = changed(&ml_dsa, r#"{"kid":"cut","pub":"AAAA"}"#, "");
    let tomorrow = changed(&ml_dsa, r#"{"kid":"tomorrow","alg":"FN-DSA-512"}"#, "");
    let keys = [
        r#"{"kty":"LMS","kid":"future"}"#,
        RFC8037_A2,
        &changed(RFC7517_A1_EC, r#"{"kid":"off","x":"AAAA"}"#, ""),
        &ml_dsa,
        &cut,
        &tomorrow,
    ];
    let set = JwkSet::from_published_json(format!(r#"{{"keys":[{}]}}"#, keys.join(",")).as_bytes()).unwrap();
    assert_eq!(set.keys().map(|key| key.key_type().name()).collect::<Vec<_>>(), ["OKP", "AKP"]);
    let (usable, skipped) = VerifyingKeySet::from_jwk_set(&set, &[]).unwrap();
    let usable: Vec<&str> = usable.keys().iter().map(|key| key.algorithm().name()).collect();
    assert_eq!(usable, ["EdDSA", "Ed25519", "ML-DSA-65"]);
    let reasons: Vec<(usize, String)> = skipped.iter().map(|key| (key.index, key.reason.to_string())).collect();
    let expected = [
        (0, "the key type LMS is not supported"),
        (2, "the key is refused: x needs exactly 32 bytes and there are 3"),
        (4, "the key is refused: pub needs exactly 1952 bytes and there are 3"),
        (5, "the algorithm of an AKP key FN-DSA-512 is not supported"),
    ];
    assert_eq!(reasons.iter().map(|(index, text)| (*index, text.as_str())).collect::<Vec<_>>(), expected);

    // A published private half is no key at all.
    let leaked = format!(r#"{{"keys":[{}]}}"#, json(&zero(0x11)));
    let set = JwkSet::from_published_json(leaked.as_bytes()).unwrap();
    let skipped = set.skipped().next().unwrap();
    assert_eq!((set.keys().count(), skipped.reason.code()), (0, "jwk.published_secret"));
}

#[test]
fn the_public_half_and_debug_show_no_seed() {
    let seed: Vec<u8> = (100..132).collect();
    let key = PrivateJwk::from_der(&pkcs8(0x11, &[], &tlv(0x80, &seed))).unwrap().with_key_id("pq");
    assert_eq!(Jwk::from_der(key.to_secret_der().unwrap().expose()).unwrap().kind(), KeyKind::Private);
    let signing = key.signing_key().unwrap();
    for text in [format!("{key:?}"), format!("{key:#?}"), format!("{signing:?}"), key.public().to_json()] {
        for leak in ["\"priv\"", "100, 101", "6465666768", &base64url::encode(&seed)[..12]] {
            assert!(!text.to_lowercase().contains(&leak.to_lowercase()), "{leak} in {text}");
        }
    }
}
