//! `alg` and `enc`: compared with the keys, never obeyed. Attacks 1, 2, 7, 25, 76, 79, 93, 96 and 117.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, ParseError};
use jose_crypto::{DecryptionKey, EncryptionKey};
use jose_jwe::{DecryptError, Encryptor};
use jose_jwk::{DecryptionKeySet, SelectError};

use crate::{
    forge::{Parts, decrypt, outcome, sealed},
    keys::{self, secret},
};

const ENC: ContentEncryption = ContentEncryption::A256Gcm;

fn dir() -> DecryptionKeySet {
    DecryptionKey::direct(ENC, &secret(32)).unwrap().into()
}

/// A message under the `dir` key of this page, with exactly this header.
fn message(header: &str) -> String {
    sealed(header, ENC, &secret(32), b"plaintext").token()
}

#[test]
fn an_algorithm_that_no_key_has_is_refused_by_name() {
    for (text, shown) in [
        ("none", "none"),
        ("nOnE", "nOnE"),
        ("NONE", "NONE"),
        ("", ""),
        ("DIR", "DIR"),
        ("dir ", "dir "),
        ("dir\\u0000", "dir\\0"),
        ("\\u0064ir2", "dir2"),
        ("RSA1_5", "RSA1_5"),
        ("PBES2-HS256+A128KW", "PBES2-HS256+A128KW"),
        ("PBES2-HS512+A256KW", "PBES2-HS512+A256KW"),
        ("A256KW", "A256KW"),
        ("A256GCM", "A256GCM"),
        ("HS256", "HS256"),
        ("XC20PKW", "XC20PKW"),
        ("ECDH-ES+C20PKW", "ECDH-ES+C20PKW"),
    ] {
        let error = decrypt(&message(&format!(r#"{{"alg":"{text}","enc":"A256GCM"}}"#)), &dir()).unwrap_err();
        assert_eq!(error, DecryptError::Key(SelectError::AlgorithmNotAllowed { algorithm: shown.into() }), "{text}");
    }
}

#[test]
fn a_content_encryption_that_is_unknown_is_refused_by_name() {
    for (text, shown) in [
        ("A512GCM", "A512GCM"),
        ("a256gcm", "a256gcm"),
        ("A256GCM ", "A256GCM "),
        ("A256CBC", "A256CBC"),
        ("A256CBC+HS512", "A256CBC+HS512"),
        ("C20P", "C20P"),
        ("XC20P", "XC20P"),
        ("none", "none"),
        ("", ""),
        ("A256GCM\\n", "A256GCM\\n"),
    ] {
        let error = decrypt(&message(&format!(r#"{{"alg":"dir","enc":"{text}"}}"#)), &dir()).unwrap_err();
        assert_eq!(error, DecryptError::ContentEncryption { name: shown.into() }, "{text}");
        assert_eq!(error.to_string(), format!("the content encryption {shown} is not accepted"));
    }
    let long = decrypt(&message(&format!(r#"{{"alg":"dir","enc":"{}"}}"#, "x".repeat(9000))), &dir()).unwrap_err();
    assert_eq!(long, DecryptError::ContentEncryption { name: "x".repeat(64).into() });
}

#[test]
fn a_missing_member_is_malformed() {
    for (header, missing) in [
        ("{}", "alg"),
        (r#"{"enc":"A256GCM"}"#, "alg"),
        (r#"{"Alg":"dir","enc":"A256GCM"}"#, "alg"),
        (r#"{"alg":"dir"}"#, "enc"),
        (r#"{"alg":"dir","Enc":"A256GCM"}"#, "enc"),
        (r#"{"alg":"dir","ENC":"A256GCM"}"#, "enc"),
    ] {
        let error = decrypt(&message(header), &dir()).unwrap_err();
        assert_eq!(error, DecryptError::Parse(ParseError::Member { name: missing, expected: "present" }), "{header}");
    }
}

#[test]
fn a_member_that_is_no_string_is_malformed() {
    for value in ["null", "true", "0", "1.5", "[]", r#"["dir"]"#, "{}", r#"{"$ne":null}"#] {
        for header in [format!(r#"{{"alg":{value},"enc":"A256GCM"}}"#), format!(r#"{{"alg":"dir","enc":{value}}}"#)] {
            assert_eq!(outcome(&message(&header), &dir()), "json.type", "{header}");
        }
    }
}

/// Each algorithm under the keys of every other one.
#[test]
fn no_key_decrypts_for_another_algorithm() {
    let all = || keys::all_pairs(ENC);
    for own in all() {
        let keys = own.set();
        let genuine = Encryptor::new(&own.encryption, ENC).encrypt_compact(b"plaintext").unwrap();
        assert_eq!(outcome(&genuine, &keys), "decrypted", "{}", own.name);
        for other in all().iter().filter(|other| other.algorithm() != own.algorithm()) {
            let code = outcome(&genuine, &other.set());
            assert_eq!(code, "key.algorithm_not_allowed", "{} under {}", own.name, other.name);
        }
    }
}

/// A header that names the key's algorithm over a message that was made for another one.
#[test]
fn a_relabelled_message_is_refused() {
    for own in keys::all_pairs(ENC) {
        let genuine = Encryptor::new(&own.encryption, ENC).encrypt_compact(b"plaintext").unwrap();
        let parts = Parts::of(&genuine);
        for other in keys::all_pairs(ENC).iter().filter(|other| other.algorithm() != own.algorithm()) {
            let label = |algorithm: KeyManagementAlgorithm| format!(r#""alg":"{algorithm}""#);
            let header = parts.header_text().replace(&label(own.algorithm()), &label(other.algorithm()));
            let code = outcome(&parts.with_header(header).token(), &other.set());
            assert!(
                matches!(code, "jwe.decryption" | "parse.length" | "parse.member"),
                "{} as {}: {code}",
                own.name,
                other.name
            );
        }
    }
}

#[test]
fn a_dir_key_is_for_one_content_encryption() {
    for bound in ContentEncryption::ALL {
        let key = DecryptionKeySet::from(DecryptionKey::direct(*bound, &secret(bound.row().key_bytes)).unwrap());
        for other in ContentEncryption::ALL.iter().filter(|other| *other != bound) {
            let header = format!(r#"{{"alg":"dir","enc":"{other}"}}"#);
            let token = sealed(header, *other, &secret(other.row().key_bytes), b"plaintext").token();
            let error = decrypt(&token, &key).unwrap_err();
            let expected = DecryptError::ContentEncryption { name: other.name().into() };
            assert_eq!(error, expected, "{other} for a key of {bound}");
        }
    }
}

/// The other direction: the application is told when it asks a `dir` key for something else.
#[test]
fn a_dir_key_encrypts_with_one_content_encryption() {
    for bound in ContentEncryption::ALL {
        let key = EncryptionKey::direct(*bound, &secret(bound.row().key_bytes)).unwrap();
        for other in ContentEncryption::ALL.iter().filter(|other| *other != bound) {
            let error = Encryptor::new(&key, *other).encrypt_compact(b"plaintext").unwrap_err();
            let expected = jose_crypto::EncryptError::ContentEncryption { key: *bound, asked: *other };
            assert_eq!(error, jose_jwe::EncryptError::Key(expected));
            assert_eq!(error.code(), "jwe.content_encryption");
        }
    }
}

/// Attack 79: the content is encrypted under a shorter key than `enc` says, or a longer one.
#[test]
fn a_header_that_names_another_content_encryption_is_refused() {
    for own in ContentEncryption::ALL {
        for pair in keys::all_pairs(*own).iter().filter(|pair| pair.decryption.content_encryption().is_none()) {
            let genuine = Encryptor::new(&pair.encryption, *own).encrypt_compact(b"plaintext").unwrap();
            let parts = Parts::of(&genuine);
            for other in ContentEncryption::ALL.iter().filter(|other| *other != own) {
                let label = |enc: ContentEncryption| format!(r#""enc":"{enc}""#);
                let header = parts.header_text().replace(&label(*own), &label(*other));
                let code = outcome(&parts.with_header(header).token(), &pair.set());
                assert!(matches!(code, "jwe.decryption" | "parse.length"), "{}: {own} as {other}: {code}", pair.name);
            }
        }
    }
}

#[test]
fn only_the_accepted_content_encryptions_are_accepted() {
    let pair = keys::pair(KeyManagementAlgorithm::A256Kw, ENC);
    let run = |enc: ContentEncryption, accepted: &[ContentEncryption]| {
        let token = Encryptor::new(&pair.encryption, enc).encrypt_compact(b"plaintext").unwrap();
        let limits = jose_core::Limits::default();
        jose_jwe::decrypt_compact_with(&token, &pair.set(), &limits, accepted, |_, _, enc, _| {
            Ok::<_, DecryptError>(enc)
        })
    };
    for enc in ContentEncryption::ALL {
        assert_eq!(run(*enc, &[]), Ok(Some(*enc)));
        assert_eq!(run(*enc, &[*enc]), Ok(Some(*enc)));
        let others: Vec<_> = ContentEncryption::ALL.iter().copied().filter(|other| other != enc).collect();
        assert_eq!(run(*enc, &others), Err(DecryptError::ContentEncryption { name: enc.name().into() }));
    }
}
