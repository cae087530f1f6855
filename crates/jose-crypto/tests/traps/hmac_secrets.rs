//! Shared secrets. The backend takes any bytes, none at all included. Attacks 4, 5, 14, 42 and 45.

use jose_core::{Curve, JwsAlgorithm, KeyType, base64url};
use jose_crypto::{BadSignature, KeyError, SigningKey, VerifyingKey, material::PublicMaterial};

use crate::keys::{self, altered, hex, scattered};

const HMAC: [(JwsAlgorithm, usize); 3] =
    [(JwsAlgorithm::Hs256, 32), (JwsAlgorithm::Hs384, 48), (JwsAlgorithm::Hs512, 64)];
const PUBLIC: &str = "this secret is a public key or a key file in its text form: everybody may know it";

/// The error of the two ordinary constructors, and that of the one for old secrets.
fn refusals(algorithm: JwsAlgorithm, secret: &[u8]) -> (Option<KeyError>, Option<KeyError>) {
    let error = SigningKey::hmac(algorithm, secret).err();
    assert_eq!(VerifyingKey::hmac(algorithm, secret).err(), error);
    (error, VerifyingKey::hmac_with_short_legacy_secret(algorithm, secret).err())
}

#[test]
fn an_empty_secret_is_refused_by_every_constructor() {
    for (algorithm, needed) in HMAC {
        let error = KeyError::TooShort { algorithm: algorithm.name(), needed, found: 0 };
        assert_eq!(refusals(algorithm, b""), (Some(error.clone()), Some(error)));
    }
}

#[test]
fn a_short_secret_needs_the_constructor_that_says_so() {
    for (algorithm, needed) in HMAC {
        for found in [1, 16, 19, 31, needed - 1] {
            let error = KeyError::TooShort { algorithm: algorithm.name(), needed, found };
            let (refused, legacy) = refusals(algorithm, &vec![7; found]);
            assert_eq!((refused, legacy), (Some(error), None), "{algorithm}, {found} bytes");
        }
        for enough in [needed, needed + 1, 64, 65, 128, 129, 1000] {
            assert_eq!(refusals(algorithm, &vec![7; enough]), (None, None), "{algorithm}, {enough} bytes");
        }
    }
}

#[test]
fn the_refusal_says_what_to_do() {
    let error = SigningKey::hmac(JwsAlgorithm::Hs256, b"your-256-bit-secret").unwrap_err();
    assert_eq!(
        error.to_string(),
        "HS256 needs a secret of at least 32 bytes and this one has 19: generate one instead of typing it"
    );
    assert_eq!(error.code(), "key.too_short");
}

#[test]
fn a_secret_fits_only_hmac() {
    for algorithm in JwsAlgorithm::ALL.iter().filter(|algorithm| algorithm.row().key_type != KeyType::Oct) {
        let error = Some(KeyError::WrongKeyType { algorithm: algorithm.name(), found: KeyType::Oct });
        assert_eq!(refusals(*algorithm, &[7; 64]), (error.clone(), error), "{algorithm}");
    }
}

/// The backend compares whole tags only; this pins it, for both ways to build the key.
#[test]
fn a_tag_that_is_not_whole() {
    for (algorithm, length) in HMAC {
        let secret = scattered(1, length);
        let tag = SigningKey::hmac(algorithm, &secret).unwrap().sign(b"message").unwrap();
        assert_eq!(tag.len(), length);
        let keys = [
            VerifyingKey::hmac(algorithm, &secret).unwrap(),
            VerifyingKey::hmac_with_short_legacy_secret(algorithm, &secret).unwrap(),
        ];
        for key in keys {
            assert_eq!(key.verify(b"message", &tag), Ok(()));
            for kept in 0..length {
                assert_eq!(key.verify(b"message", &tag[..kept]), Err(BadSignature), "{algorithm}, {kept} bytes");
                assert_eq!(
                    key.verify(b"message", &tag[length - kept..]),
                    Err(BadSignature),
                    "{algorithm}, last {kept}"
                );
                assert_eq!(key.verify(b"message", &altered(&tag, kept)), Err(BadSignature), "{algorithm}, byte {kept}");
            }
            for extra in [&[0][..], &[0; 16], &tag] {
                assert_eq!(key.verify(b"message", &[&tag, extra].concat()), Err(BadSignature), "{algorithm}");
                assert_eq!(key.verify(b"message", &[extra, &tag].concat()), Err(BadSignature), "{algorithm}");
            }
            assert_eq!(key.verify(b"message", &vec![0; length]), Err(BadSignature), "{algorithm}");
            assert_eq!(key.verify(b"another message", &tag), Err(BadSignature), "{algorithm}");
        }
    }
}

/// One DER value: tag, length, content.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let length = match u8::try_from(length) {
        Ok(short) if short < 128 => vec![short],
        Ok(long) => vec![0x81, long],
        Err(_) => [vec![0x82], u16::try_from(length).unwrap().to_be_bytes().to_vec()].concat(),
    };
    [vec![tag], length, content.to_vec()].concat()
}

fn subject_public_key_info(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    der(0x30, &[der(0x30, algorithm), der(0x03, &[&[0], key].concat())].concat())
}

/// RFC 8017, appendix A.1.1.
fn pkcs1() -> Vec<u8> {
    let PublicMaterial::Rsa { n, e } = keys::rsa().public() else { panic!("not RSA") };
    der(0x30, &[der(0x02, &[&[0], &*n].concat()), der(0x02, &e)].concat())
}

fn subject_public_key_infos() -> Vec<(&'static str, Vec<u8>)> {
    let rsa = hex("06092a864886f70d0101010500");
    let p256 = hex("06072a8648ce3d020106082a8648ce3d030107");
    let p521 = hex("06072a8648ce3d020106052b81040023");
    vec![
        ("RSA", subject_public_key_info(&rsa, &pkcs1())),
        ("P-256", subject_public_key_info(&p256, &[&[4][..], &scattered(2, 64)].concat())),
        ("P-256, compressed", subject_public_key_info(&p256, &[&[2][..], &scattered(2, 32)].concat())),
        ("P-521", subject_public_key_info(&p521, &[&[4][..], &scattered(3, 132)].concat())),
        ("Ed25519", subject_public_key_info(&hex("06032b6570"), &scattered(4, 32))),
        ("X25519", subject_public_key_info(&hex("06032b656e"), &scattered(5, 32))),
    ]
}

/// Standard base64 with padding, as key files have it.
fn base64(bytes: &[u8]) -> String {
    let text = base64url::encode(bytes).replace('-', "+").replace('_', "/");
    let padding = "=".repeat((4 - text.len() % 4) % 4);
    text + &padding
}

fn lines(text: &str, end: &str) -> String {
    text.as_bytes().chunks(64).flat_map(|line| [str::from_utf8(line).unwrap(), end]).collect()
}

fn public_texts() -> Vec<(String, Vec<u8>)> {
    let mut texts: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, text: &[u8]| texts.push((name.to_owned(), text.to_vec()));
    for (name, bytes) in subject_public_key_infos() {
        let body = base64(&bytes);
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{}-----END PUBLIC KEY-----\n", lines(&body, "\n"));
        add(&format!("{name}: DER"), &bytes);
        add(&format!("{name}: PEM"), pem.as_bytes());
        add(&format!("{name}: PEM without final newline"), pem.trim_end().as_bytes());
        add(&format!("{name}: PEM with CRLF"), pem.replace('\n', "\r\n").as_bytes());
        add(&format!("{name}: PEM after spaces"), format!("  \t{pem}").as_bytes());
        add(&format!("{name}: PEM after empty lines"), format!("\r\n\n\n{pem}").as_bytes());
        add(&format!("{name}: PEM after a byte order mark"), format!("\u{feff}{pem}").as_bytes());
        add(&format!("{name}: PEM after a byte order mark and spaces"), format!(" \u{feff} \n{pem}").as_bytes());
        add(&format!("{name}: PEM after a comment"), format!("Issuer's key, 2026\n{pem}").as_bytes());
        add(&format!("{name}: PEM on one line"), pem.replace('\n', "").as_bytes());
        add(&format!("{name}: base64 without armour"), body.as_bytes());
        add(&format!("{name}: base64 without armour or padding"), body.trim_end_matches('=').as_bytes());
        add(&format!("{name}: base64 in lines"), lines(&body, "\r\n").as_bytes());
        add(&format!("{name}: base64url"), base64url::encode(&bytes).as_bytes());
    }
    add("PKCS#1: DER", &pkcs1());
    add("PKCS#1: base64", base64(&pkcs1()).as_bytes());
    for label in ["RSA PUBLIC KEY", "CERTIFICATE", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"] {
        let pem = format!("-----BEGIN {label}-----\n{}-----END {label}-----\n", lines(&base64(&pkcs1()), "\n"));
        add(label, pem.as_bytes());
    }
    // What begins a certificate: a sequence in a sequence, then a version or a serial number.
    let certificate = |first: &[u8]| der(0x30, &[der(0x30, first), der(0x30, &hex("06032b6570"))].concat());
    add("certificate, version 3: DER", &certificate(&[&hex("a003020102"), &scattered(6, 80)[..]].concat()));
    add(
        "certificate, version 3: base64",
        base64(&certificate(&[&hex("a003020102"), &scattered(6, 80)[..]].concat())).as_bytes(),
    );

    let (x, n) = (base64url::encode(&scattered(7, 32)), base64url::encode(&scattered(8, 256)));
    for (name, text) in [
        ("JWK, EC", format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{x}"}}"#)),
        ("JWK, EC, type last", format!(r#"{{"crv":"P-256","x":"{x}","y":"{x}","kty":"EC"}}"#)),
        ("JWK, RSA", format!(r#"{{"kty":"RSA","e":"AQAB","n":"{n}"}}"#)),
        ("JWK, RSA, type last", format!(r#"{{"e":"AQAB","n":"{n}", "kty" : "RSA"}}"#)),
        ("JWK, OKP", format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#)),
        ("JWK, over several lines", format!("\n{{\n  \"kty\": \"OKP\",\n  \"x\": \"{x}\"\n}}\n")),
        ("JWK after a byte order mark", format!("\u{feff}{{\"kty\":\"OKP\",\"x\":\"{x}\"}}")),
        ("JWK, oct", format!(r#"{{"kty":"oct","k":"{x}"}}"#)),
        ("JWK Set", format!(r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}]}}"#)),
        ("array of JWKs", format!(r#"[{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}]"#)),
        ("ssh-rsa", format!("ssh-rsa AAAAB3NzaC1yc2E{n} someone@example")),
        ("ssh-ed25519", format!("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5{x} someone@example\n")),
        ("ssh-ed25519 after spaces", format!(" \n ssh-ed25519 AAAAC3NzaC1lZDI1NTE5{x}")),
        ("ecdsa-sha2-nistp256", format!("ecdsa-sha2-nistp256 AAAAE2VjZHNh{x}{x}")),
        ("sk-ssh-ed25519", format!("sk-ssh-ed25519@openssh.com AAAAGnNrLXNz{x}{x}")),
        ("sk-ecdsa-sha2", format!("sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVj{x}{x}")),
        ("SSH2, RFC 4716", format!("---- BEGIN SSH2 PUBLIC KEY ----\n{n}\n---- END SSH2 PUBLIC KEY ----\n")),
    ] {
        add(name, text.as_bytes());
    }
    texts
}

#[test]
fn the_text_of_a_public_key_is_no_secret() {
    for (name, text) in public_texts() {
        for (algorithm, _) in HMAC {
            let error = Some(KeyError::Invalid { what: PUBLIC });
            assert_eq!(refusals(algorithm, &text), (error.clone(), error), "{name}, {algorithm}");
        }
    }
}

#[test]
fn random_secrets_are_never_taken_for_a_key() {
    for seed in 0..10_000 {
        let secret = scattered(seed, 32 + usize::try_from(seed).unwrap() % 33);
        assert!(SigningKey::hmac(JwsAlgorithm::Hs256, &secret).is_ok(), "{secret:?}");
        let text = base64(&secret);
        assert!(VerifyingKey::hmac(JwsAlgorithm::Hs256, text.as_bytes()).is_ok(), "{text}");
    }
}

#[test]
fn secrets_that_only_resemble_a_key() {
    let sequence = der(0x30, &scattered(9, 40));
    for (name, secret) in [
        ("hexadecimal", b"30593013060702a8648ce3d020106082a8648ce3d030107".to_vec()),
        ("words", b"correct horse battery staple correct horse".to_vec()),
        ("JSON without a key type", br#"{"secret":"correct horse battery staple"}"#.to_vec()),
        ("braces", b"{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{".to_vec()),
        ("a DER sequence of noise", sequence),
        ("a short DER sequence of integers", der(0x30, &[der(0x02, &[1; 20]), der(0x02, &[2; 20])].concat())),
        ("zeros", vec![0; 32]),
        (
            "an Ed25519 key, raw",
            match keys::public(Curve::Ed25519) {
                PublicMaterial::Okp { x, .. } => x,
                other => panic!("{other:?}"),
            },
        ),
    ] {
        assert_eq!(refusals(JwsAlgorithm::Hs256, &secret), (None, None), "{name}");
    }
}
