//! Where `Encryptor` puts what, letter by letter.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::EncryptionKey;
use jose_jwe::{Encryptor, GeneralEncryptor, Recipient};
use jose_jwk::PrivateJwk;
use serde_json::{Value, json};

use crate::{
    forge::decode,
    json::{ENC, sender},
};

/// The protected header as text, and the other two as JSON writes them.
fn headers(message: &str) -> (String, Value, Value) {
    let message: Value = serde_json::from_str(message).unwrap();
    let protected = message["protected"].as_str().map(|text| String::from_utf8(decode(text)).unwrap());
    (protected.unwrap_or_default(), message["unprotected"].clone(), message["header"].clone())
}

#[test]
fn each_choice_moves_its_members() {
    let key = sender("frodo");
    let new = || Encryptor::new(&key, ENC);
    let null = || json!(null);
    let cases: &[(&str, Encryptor<'_>, &str, Value)] = &[
        ("none", new(), r#"{"alg":"A128KW","kid":"frodo","enc":"A128GCM"}"#, null()),
        ("kid", new().unprotected_key_id(), r#"{"alg":"A128KW","enc":"A128GCM"}"#, json!({"kid": "frodo"})),
        ("alg", new().unprotected_algorithm(), r#"{"kid":"frodo","enc":"A128GCM"}"#, json!({"alg": "A128KW"})),
        ("enc", new().unprotected_content_encryption(), r#"{"alg":"A128KW","kid":"frodo"}"#, json!({"enc": "A128GCM"})),
        (
            "all",
            new().unprotected_algorithm().unprotected_key_id().unprotected_content_encryption(),
            "",
            json!({"alg": "A128KW", "kid": "frodo", "enc": "A128GCM"}),
        ),
        (
            "all but a member",
            new().unprotected_algorithm().unprotected_key_id().unprotected_content_encryption().member("x", 1),
            r#"{"x":1}"#,
            json!({"alg": "A128KW", "kid": "frodo", "enc": "A128GCM"}),
        ),
        (
            "members",
            new().member("b", 1).critical_member("a", 2).unprotected_member("c", 3).unprotected_member("typ", "t"),
            r#"{"alg":"A128KW","kid":"frodo","enc":"A128GCM","crit":["a"],"a":2,"b":1}"#,
            json!({"c": 3, "typ": "t"}),
        ),
        (
            "urls",
            new().key_set_url("https://a").certificates_url("https://b").content_type("c"),
            r#"{"alg":"A128KW","kid":"frodo","jku":"https://a","x5u":"https://b","cty":"c","enc":"A128GCM"}"#,
            null(),
        ),
    ];
    for (name, encryptor, protected, shared) in cases {
        let message = encryptor.encrypt_flattened(b"").unwrap();
        assert_eq!(headers(&message), ((*protected).into(), shared.clone(), null()), "{name}");
        let general = encryptor.encrypt_general(b"").unwrap();
        let (protected_there, shared_there, _) = headers(&general);
        assert_eq!((protected_there.as_str(), &shared_there), (*protected, shared), "{name}");
        assert!(general.starts_with(r#"{"recipients":[{"encrypted_key":""#), "{name}: {general}");
    }
}

/// What belongs to the algorithm goes where it goes.
#[test]
fn the_members_of_an_algorithm_stay_together() {
    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A256GcmKw, &[7; 32]).unwrap();
    let message = Encryptor::new(&key, ENC).unprotected_algorithm().encrypt_flattened(b"").unwrap();
    let (protected, shared, _) = headers(&message);
    assert_eq!(protected, r#"{"enc":"A128GCM"}"#);
    let names: Vec<&String> = shared.as_object().unwrap().keys().collect();
    assert_eq!(names, ["alg", "iv", "tag"]);
}

#[test]
fn several_recipients_have_headers_of_their_own() {
    let (frodo, sam) = (sender("frodo"), EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[7; 16]).unwrap());
    let message = GeneralEncryptor::new(ContentEncryption::A256Gcm)
        .recipient(&Recipient::new(&frodo).member("x", 1))
        .recipient(&Recipient::new(&sam))
        .critical_member("y", 2)
        .encrypt_general(b"")
        .unwrap();
    assert_eq!(headers(&message).0, r#"{"enc":"A256GCM","crit":["y"],"y":2}"#);
    let message: Value = serde_json::from_str(&message).unwrap();
    assert_eq!(message["recipients"][0]["header"], json!({"alg": "A128KW", "kid": "frodo", "x": 1}));
    assert_eq!(message["recipients"][1]["header"], json!({"alg": "A128KW"}));
    assert_eq!(message.get("unprotected"), None);
}

#[test]
fn the_recipients_key_can_be_shown() {
    let private = PrivateJwk::generate_encryption(KeyManagementAlgorithm::EcdhEsA128Kw).unwrap();
    let key = private.public().encryption_key().unwrap();
    let message = Encryptor::new(&key, ENC).public_key(&private.public()).encrypt_flattened(b"").unwrap();
    let header: Value = serde_json::from_str(&headers(&message).0).unwrap();
    assert_eq!(header["jwk"], serde_json::from_str::<Value>(&private.public().to_json()).unwrap());
    assert_eq!(header["jwk"].get("d"), None);
    for certificate in [&b""[..], b"-----BEGIN CERTIFICATE-----", b"\x30\x00"] {
        let encryptor = || Encryptor::new(&key, ENC);
        assert!(encryptor().certificates(&[certificate]).is_err());
        assert!(encryptor().certificate_thumbprint(certificate).is_err());
        assert!(encryptor().certificate_sha1_thumbprint(certificate).is_err());
    }
    assert!(Encryptor::new(&key, ENC).certificates::<&[u8]>(&[]).is_err());
}
