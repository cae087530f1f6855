//! Signed messages where encrypted ones are required. Base64 is not encryption. Attacks 1 and 104.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits, ParseError};
use jose_crypto::DecryptionKey;
use jose_jwe::{DecryptError, PendingDecryption};

use crate::{
    forge::{decrypt, encode, outcome},
    keys,
};

/// RFC 7515, appendices A.1 to A.3 and A.5.
const SIGNED: &[(&str, &str)] = &[
    (
        "HS256",
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
         eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
         dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    ),
    (
        "ES256",
        "eyJhbGciOiJFUzI1NiJ9.\
         eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
         DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    ),
    (
        "none",
        "eyJhbGciOiJub25lIn0.\
         eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
    ),
    ("the shortest", "e30.."),
];

#[test]
fn a_signed_token_where_an_encrypted_one_is_required_is_refused() {
    for (name, token) in SIGNED {
        for pair in keys::all_pairs(ContentEncryption::A256Gcm) {
            let expected = DecryptError::Parse(ParseError::Segments { expected: 5 });
            assert_eq!(decrypt(token, &pair.set()).err(), Some(expected.clone()), "{name} for {}", pair.name);
            let pending = PendingDecryption::parse(token, pair.algorithm(), &Limits::default());
            assert_eq!(pending.err(), Some(expected), "{name} for {}", pair.name);
        }
    }
}

#[test]
fn base64_of_a_signed_token_where_an_encrypted_one_is_required_is_refused() {
    let keys = keys::pair(KeyManagementAlgorithm::RsaOaep256, ContentEncryption::A256Gcm).set();
    for (name, token) in SIGNED {
        let once = encode(token);
        let twice = encode(&once);
        for text in [once.clone(), twice.clone(), format!("{once}=="), format!("{once}\n")] {
            assert_eq!(outcome(&text, &keys), "parse.segments", "{name}");
        }
        // In the shape of an encrypted one: as its header, as its ciphertext, as every part.
        for (text, code) in [
            (format!("{once}...."), "json.object"),
            (format!("{once}.{once}.{once}.{once}.{once}"), "json.object"),
            (format!("{}.{once}.{once}.{once}.{once}", encode(r#"{"alg":"none"}"#)), "parse.member"),
            (format!("{}..{once}.{once}.", encode(r#"{"alg":"none","enc":"none"}"#)), "jwe.content_encryption"),
            (format!("{}..{once}.{once}.", encode(r#"{"alg":"none","enc":"A256GCM"}"#)), "key.algorithm_not_allowed"),
            (format!("{}..{once}.{once}.", encode(r#"{"alg":"dir","enc":"A256GCM"}"#)), "key.algorithm_not_allowed"),
            (
                format!("{}..AAAAAAAAAAAAAAAA.{once}.", encode(r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#)),
                "parse.length",
            ),
        ] {
            assert_eq!(outcome(&text, &keys), code, "{name}: {text}");
        }
    }
}

/// With a shared key for the content, an unencrypted text as the ciphertext does not pass either.
#[test]
fn a_signed_token_as_the_ciphertext_is_refused() {
    for enc in ContentEncryption::ALL {
        let keys = DecryptionKey::direct(*enc, &keys::secret(enc.row().key_bytes)).unwrap().into();
        let (iv, tag) = (encode(vec![0; enc.row().iv_bytes]), encode(vec![0; enc.row().tag_bytes]));
        for (name, token) in SIGNED {
            let header = encode(format!(r#"{{"alg":"dir","enc":"{enc}"}}"#));
            let code = outcome(&format!("{header}..{iv}.{}.{tag}", encode(token)), &keys);
            assert_eq!(code, "jwe.decryption", "{name} with {enc}");
        }
    }
}
