//! Five segments and nothing around them. Attacks 54 and 61.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits, ParseError, compact::Segments};
use jose_jwe::{DecryptError, Encryptor, PendingDecryption, decrypt_compact_with, decrypt_split_with};

use crate::{
    forge::{decrypt, outcome, split},
    keys,
};

const A128KW: KeyManagementAlgorithm = KeyManagementAlgorithm::A128Kw;

fn message() -> String {
    let pair = keys::pair(A128KW, ContentEncryption::A128Gcm);
    Encryptor::new(&pair.encryption, ContentEncryption::A128Gcm).encrypt_compact(b"plaintext").unwrap()
}

fn keys() -> jose_jwk::DecryptionKeySet {
    keys::pair(A128KW, ContentEncryption::A128Gcm).set()
}

fn segments_refused(name: &str, token: &str) {
    let expected = DecryptError::Parse(ParseError::Segments { expected: 5 });
    assert_eq!(decrypt(token, &keys()).unwrap_err(), expected, "{name}");
    let pending = PendingDecryption::parse(token, A128KW, &Limits::default());
    assert_eq!(pending.unwrap_err(), expected, "{name}, in two steps");
}

#[test]
fn any_other_number_of_segments_is_refused() {
    let token = message();
    let parts = split(&token);
    for (name, text) in [
        ("nothing", String::new()),
        ("a dot", ".".to_owned()),
        ("four dots", "....".to_owned()),
        ("one segment", parts[0].to_owned()),
        ("two segments", parts[..2].join(".")),
        ("three segments", parts[..3].join(".")),
        ("four segments", parts[..4].join(".")),
        ("no header", format!(".{}", parts[1..].join("."))),
        ("a dot in front", format!(".{token}")),
        ("a dot behind", format!("{token}.")),
        ("a segment behind", format!("{token}.{}", parts[4])),
        ("twice", format!("{token}.{token}")),
        ("two dots in the place of one", token.replacen('.', "..", 1)),
        ("colons", token.replace('.', ":")),
        ("a million dots", ".".repeat(1_000_000)),
    ] {
        segments_refused(name, &text);
    }
}

#[test]
fn anything_around_a_message_is_refused() {
    for (before, after) in [
        (" ", ""),
        ("", " "),
        ("\n", ""),
        ("", "\n"),
        ("", "\r\n"),
        ("\"", "\""),
        ("Bearer ", ""),
        ("", "\0"),
        ("\u{feff}", ""),
        ("", "="),
    ] {
        assert_eq!(outcome(&format!("{before}{}{after}", message()), &keys()), "parse.base64", "{before:?} {after:?}");
    }
}

#[test]
fn the_json_forms_are_refused_here() {
    let token = message();
    let [header, key, iv, ciphertext, tag] = split(&token);
    let content = format!(r#""protected":"{header}","iv":"{iv}","ciphertext":"{ciphertext}","tag":"{tag}""#);
    segments_refused("flattened", &format!(r#"{{{content},"encrypted_key":"{key}"}}"#));
    segments_refused("general", &format!(r#"{{{content},"recipients":[{{"encrypted_key":"{key}"}}]}}"#));
    let both = format!(r#"{{" {token}",{content},"encrypted_key":"{key}"}}"#);
    assert_eq!(outcome(&both, &keys()), "parse.base64");
}

#[test]
fn a_message_that_is_split_already_is_decrypted_alike() {
    let (token, keys, limits) = (message(), keys(), Limits::default());
    let [header, key, iv, ciphertext, tag] = split(&token);
    let too_long = "A".repeat(limits.token_bytes);
    for accepted in [&[][..], &[ContentEncryption::A128Gcm], &[ContentEncryption::A256Gcm]] {
        let split = |text: &str| -> Result<Vec<u8>, DecryptError> {
            let segments = Segments::split(text, &limits).map_err(ParseError::Limit)?;
            decrypt_split_with(&segments.jwe()?, &keys, &limits, accepted, |_, _, _, plain| Ok(plain.expose().to_vec()))
        };
        for (name, text) in [
            ("as it is", token.clone()),
            ("another tag", [header, key, iv, ciphertext, iv].join(".")),
            ("another key", [header, tag, iv, ciphertext, tag].join(".")),
            ("no vector", [header, key, "", ciphertext, tag].join(".")),
            ("another header", ["e30", key, iv, ciphertext, tag].join(".")),
            ("padding", format!("{token}=")),
            ("nothing", String::new()),
            ("a dot behind", format!("{token}.")),
            ("three segments", [header, key, iv].join(".")),
            ("too long", format!("{token}{too_long}")),
        ] {
            let whole = decrypt_compact_with(&text, &keys, &limits, accepted, |_, _, _, plain| {
                Ok::<_, DecryptError>(plain.expose().to_vec())
            });
            assert_eq!(split(&text), whole, "{name}");
            assert_eq!(whole.is_ok(), text == token && accepted != [ContentEncryption::A256Gcm], "{name}");
        }
    }
}
