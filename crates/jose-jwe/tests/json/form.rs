//! Which members a form has. Attacks 54, 57, 59 and 82.

use jose_core::LimitExceeded;
use jose_jwe::{DecryptError, Decryptor, decrypt_compact};
use serde_json::{Value, json};

use crate::json::{Forged, PLAINTEXT, code, decrypt_flattened, decrypt_general, flat, keys, limits, with, without};

fn general() -> Value {
    Forged::to(&["frodo"]).general()
}

#[test]
fn a_form_is_what_was_asked_for() {
    assert_eq!(decrypt_general(&general(), &keys("frodo")).unwrap().plaintext(), PLAINTEXT);
    assert_eq!(decrypt_flattened(&flat(general()), &keys("frodo")).unwrap().plaintext(), PLAINTEXT);
    let refused_general: &[(&str, Value, &str)] = &[
        ("flattened", flat(general()), "parse.form"),
        ("an encrypted key beside the recipients", with(general(), "encrypted_key", "AAAA"), "parse.form"),
        ("a header beside the recipients", with(general(), "header", json!({"x": 1})), "parse.form"),
        ("no recipients", without(general(), "recipients"), "parse.form"),
        ("an empty list of recipients", with(general(), "recipients", json!([])), "parse.form"),
        ("recipients that are null", with(general(), "recipients", json!(null)), "json.type"),
        ("recipients as an object", with(general(), "recipients", general()["recipients"][0].clone()), "json.type"),
        ("a recipient as text", with(general(), "recipients", json!(["x"])), "json.type"),
        ("no ciphertext", without(general(), "ciphertext"), "parse.form"),
        ("a ciphertext that is null", with(general(), "ciphertext", json!(null)), "json.type"),
        ("no vector", without(general(), "iv"), "parse.length"),
        ("an empty vector", with(general(), "iv", ""), "parse.form"),
        ("no tag", without(general(), "tag"), "parse.length"),
        ("an empty protected header", with(general(), "protected", ""), "parse.form"),
        ("a protected header that is null", with(general(), "protected", json!(null)), "json.type"),
        ("a protected header as an object", with(general(), "protected", json!({"enc": "A128GCM"})), "json.type"),
        ("an empty aad", with(general(), "aad", ""), "parse.form"),
        ("an aad that is null", with(general(), "aad", json!(null)), "json.type"),
        ("an aad that is no base64url", with(general(), "aad", "a b"), "parse.base64"),
        ("an aad with padding", with(general(), "aad", "QQ=="), "parse.base64"),
        ("an unprotected header as text", with(general(), "unprotected", "e30"), "json.type"),
        ("a vector with a stray bit", with(general(), "iv", "AAAAAAAAAAAAAAAB="), "parse.base64"),
        ("a tag that is a number", with(general(), "tag", 1), "json.type"),
        ("a list around it", json!([general()]), "json.object"),
    ];
    for (name, message, expected) in refused_general {
        assert_eq!(code(&decrypt_general(message, &keys("frodo"))), *expected, "{name}");
    }
    let refused_flattened: &[(&str, Value, &str)] = &[
        ("general", general(), "parse.form"),
        ("recipients beside the encrypted key", with(flat(general()), "recipients", json!([])), "parse.form"),
        ("no encrypted key", without(flat(general()), "encrypted_key"), "parse.length"),
        ("an empty encrypted key", with(flat(general()), "encrypted_key", ""), "parse.form"),
        ("an encrypted key that is null", with(flat(general()), "encrypted_key", json!(null)), "json.type"),
        ("a header that is null", with(flat(general()), "header", json!(null)), "json.type"),
        ("no ciphertext", without(flat(general()), "ciphertext"), "parse.form"),
        ("no header of any kind", without(without(flat(general()), "header"), "protected"), "parse.form"),
    ];
    for (name, message, expected) in refused_flattened {
        assert_eq!(code(&decrypt_flattened(message, &keys("frodo"))), *expected, "{name}");
    }
}

#[test]
fn json_is_no_compact_message_and_the_reverse() {
    let keys = keys("frodo");
    for text in [general().to_string(), flat(general()).to_string(), format!(" {}", general())] {
        for outcome in [decrypt_compact(&text, &keys, &limits(|_| ())), Decryptor::new(&keys).decrypt_compact(&text)] {
            assert_eq!(code(&outcome), "parse.segments");
        }
    }
    let compact =
        jose_jwe::Encryptor::new(&crate::json::sender("frodo"), crate::json::ENC).encrypt_compact(b"").unwrap();
    for text in [compact.clone(), format!("\"{compact}\""), format!("[\"{compact}\"]"), String::new()] {
        let decryptor = Decryptor::new(&keys);
        for outcome in [decryptor.decrypt_flattened(&text), decryptor.decrypt_general(&text)] {
            assert!(code(&outcome).starts_with("json."), "{text}: {}", code(&outcome));
        }
    }
}

/// Two parsers of which one takes the first and the other the last could be told two things.
#[test]
fn members_that_occur_twice() {
    let text = flat(general()).to_string();
    for member in ["ciphertext", "protected", "iv", "tag", "encrypted_key", "header", "x"] {
        let twice = text.replacen('{', &format!(r#"{{"{member}":"QQ","#), 1);
        let once_more = twice.replacen('{', &format!(r#"{{"{member}":"QQ","#), 1);
        let outcome = Decryptor::new(&keys("frodo")).decrypt_flattened(&once_more);
        assert!(["json.duplicate", "json.type"].contains(&code(&outcome)), "{member}: {}", code(&outcome));
    }
    let escaped = text.replacen('{', r#"{"\u0069v":"QQ","#, 1);
    assert_eq!(code(&Decryptor::new(&keys("frodo")).decrypt_flattened(&escaped)), "json.duplicate");
}

/// Members that no standard defines are ignored, as RFC 7516, section 7.2.1, wants.
#[test]
fn unknown_members_do_no_harm() {
    let message = with(with(general(), "Payload", "QQ"), "https://example.com/x", json!([1, {"y": null}]));
    assert_eq!(decrypt_general(&message, &keys("frodo")).unwrap().plaintext(), PLAINTEXT);
}

#[test]
fn the_size_counts_before_anything_else() {
    let message = general().to_string();
    for (room, expected) in [(message.len(), "decrypted"), (message.len() - 1, "parse.limit"), (0, "parse.limit")] {
        let keys = keys("frodo");
        let decryptor = Decryptor::new(&keys).limits(limits(|limits| limits.token_bytes = room));
        assert_eq!(code(&decryptor.decrypt_general(&message)), expected, "{room}");
    }
}

/// Attack 114.
#[test]
fn seventeen_recipients() {
    let names = ["sam"; 17];
    for (count, expected) in [(16, "key.not_found"), (17, "parse.limit")] {
        let message = Forged::to(&names[..count]).general();
        let outcome = decrypt_general(&message, &keys("frodo"));
        assert_eq!(code(&outcome), expected, "{count}");
    }
    let error = decrypt_general(&Forged::to(&names).general(), &keys("sam")).unwrap_err();
    let expected = LimitExceeded::check("recipients", 17, 16).unwrap_err();
    assert_eq!(error, DecryptError::Parse(expected.into()));
}
