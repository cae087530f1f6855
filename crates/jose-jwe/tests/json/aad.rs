//! Additional authenticated data. Attack 116.

use jose_jwe::{Decryptor, EncryptError, Encryptor};
use serde_json::{Value, json};

use crate::{
    forge::{decode, encode},
    json::{ENC, Forged, PLAINTEXT, code, decrypt_flattened, decrypt_general, keys, sender, with, without},
};

fn message() -> Value {
    let key = sender("frodo");
    let text = Encryptor::new(&key, ENC).aad(b"in the clear").encrypt_flattened(PLAINTEXT).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn it_is_covered_and_comes_back() {
    let message = message();
    assert_eq!(message["aad"], encode("in the clear"));
    let decrypted = decrypt_flattened(&message, &keys("frodo")).unwrap();
    assert_eq!((decrypted.plaintext(), decrypted.aad()), (PLAINTEXT, Some(&b"in the clear"[..])));
}

#[test]
fn any_change_of_it_is_noticed() {
    let changed: &[(&str, Value)] = &[
        ("removed", without(message(), "aad")),
        ("another", with(message(), "aad", encode("in the cleaR"))),
        ("longer", with(message(), "aad", encode("in the clear "))),
        ("shorter", with(message(), "aad", encode("in the clea"))),
        ("of another message", with(message(), "aad", encode("x"))),
        ("moved into the protected header", {
            let protected = format!("{}.{}", message()["protected"].as_str().unwrap(), encode("in the clear"));
            with(without(message(), "aad"), "protected", protected)
        }),
    ];
    for (name, message) in changed {
        let found = code(&decrypt_flattened(message, &keys("frodo")));
        let expected = if name.starts_with("moved") { "parse.base64" } else { "jwe.decryption" };
        assert_eq!(found, expected, "{name}");
    }
    let added = with(without(message(), "aad"), "aad", encode("in the clear"));
    assert_eq!(code(&decrypt_flattened(&added, &keys("frodo"))), "decrypted");
    let key = sender("frodo");
    let plain: Value = serde_json::from_str(&Encryptor::new(&key, ENC).encrypt_flattened(PLAINTEXT).unwrap()).unwrap();
    assert_eq!(code(&decrypt_flattened(&with(plain, "aad", "QQ"), &keys("frodo"))), "jwe.decryption");
}

/// The tag covers the letters that were sent, and not what a parser would write.
#[test]
fn the_headers_are_covered_as_they_were_sent() {
    let forged = Forged::to(&["frodo"]).protected("{ \"enc\" :\t\"A128GCM\" , \"x\": 1.50e1 }");
    assert_eq!(decrypt_general(&forged.general(), &keys("frodo")).unwrap().plaintext(), PLAINTEXT);
    let mut message = forged.general();
    let written_anew: Value = serde_json::from_slice(&decode(message["protected"].as_str().unwrap())).unwrap();
    message["protected"] = encode(written_anew.to_string()).into();
    assert_eq!(code(&decrypt_general(&message, &keys("frodo"))), "jwe.decryption");

    let mut with_aad = Forged::to(&["frodo"]);
    with_aad.aad = Some("aad".into());
    with_aad.protected = String::new();
    let with_aad = with_aad.unprotected(json!({"enc": "A128GCM"})).general();
    let decrypted = decrypt_general(&with_aad, &keys("frodo")).unwrap();
    assert_eq!((decrypted.header().received(), decrypted.aad()), ("", Some(&b"aad"[..])));
}

/// JSON may write any letter as an escape.
#[test]
fn escapes_are_undone_first() {
    let text = message().to_string();
    let escaped = text.replacen(":\"ey", ":\"\\u0065y", 1);
    assert_ne!(escaped, text);
    let keys = keys("frodo");
    assert_eq!(Decryptor::new(&keys).decrypt_flattened(&escaped).unwrap().plaintext(), PLAINTEXT);
}

#[test]
fn the_compact_form_has_no_place_for_it() {
    let key = sender("frodo");
    let encryptor = Encryptor::new(&key, ENC);
    for (name, encryptor, what) in [
        ("aad", encryptor.clone().aad(b"x"), "additional authenticated data"),
        ("a shared member", encryptor.clone().unprotected_member("x", 1), "an unprotected header"),
        ("alg", encryptor.clone().unprotected_algorithm(), "an unprotected header"),
        ("enc", encryptor.clone().unprotected_content_encryption(), "an unprotected header"),
        ("kid", encryptor.clone().unprotected_key_id(), "an unprotected header"),
    ] {
        let error = encryptor.encrypt_compact(b"").unwrap_err();
        assert_eq!(error, EncryptError::OnlyInJson { what }, "{name}");
        assert_eq!(error.code(), "jwe.only_in_json");
        assert!(encryptor.encrypt_flattened(b"").is_ok() && encryptor.encrypt_general(b"").is_ok(), "{name}");
    }
    assert!(encryptor.aad(b"").encrypt_compact(b"").is_ok());
}
