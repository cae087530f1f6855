//! Five segments and nothing around them. Attacks 54 and 61.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits, ParseError};
use jose_jwe::{DecryptError, Encryptor, PendingDecryption};

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
