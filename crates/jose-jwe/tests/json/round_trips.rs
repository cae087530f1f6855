//! Every algorithm in every form, and every byte of every member.

use jose_core::ContentEncryption;
use jose_jwe::{Decryptor, Encryptor, GeneralEncryptor, Recipient};
use serde_json::Value;

use crate::{
    forge::{ALPHABET, limits, replaced},
    json::{PLAINTEXT, code, sender},
    keys,
};

#[test]
fn every_algorithm_in_every_form() {
    let mut messages = 0;
    for enc in ContentEncryption::ALL {
        for pair in keys::all_pairs(*enc) {
            let keys = pair.set();
            let decryptor = Decryptor::new(&keys).limits(limits()).require_protected_algorithm();
            let encryptor = Encryptor::new(&pair.encryption, *enc).content_type("c");
            let compact = decryptor.decrypt_compact(&encryptor.encrypt_compact(PLAINTEXT).unwrap()).expect(&pair.name);
            let encryptor = encryptor.aad(b"aad");
            let flattened =
                decryptor.decrypt_flattened(&encryptor.encrypt_flattened(PLAINTEXT).unwrap()).expect(&pair.name);
            let general = decryptor.decrypt_general(&encryptor.encrypt_general(PLAINTEXT).unwrap()).expect(&pair.name);
            for (decrypted, aad) in [(compact, None), (flattened, Some(&b"aad"[..])), (general, Some(b"aad"))] {
                assert_eq!((decrypted.plaintext(), decrypted.aad()), (PLAINTEXT, aad), "{}", pair.name);
                assert_eq!(decrypted.content_encryption(), Some(*enc), "{}", pair.name);
                assert_eq!(decrypted.header().content_type(), Some("c"), "{}", pair.name);
                assert!(decrypted.protects_algorithm() && decrypted.recipient_header().is_none(), "{}", pair.name);
                assert_eq!(decrypted.is_compact(), aad.is_none());
                messages += 1;
            }
        }
    }
    assert_eq!(messages, keys::all_pairs(ContentEncryption::A128Gcm).len() * 6 * 3);
}

/// Three recipients: the one that is meant, before, between and behind two others.
#[test]
fn every_wrapping_algorithm_among_three_recipients() {
    let (frodo, sam) = (sender("frodo"), sender("sam"));
    for enc in ContentEncryption::ALL {
        for pair in keys::all_pairs(*enc).into_iter().filter(|pair| pair.algorithm().wraps_keys()) {
            let pair = pair.with_key_id("meant");
            for place in 0..3 {
                let mut recipients = vec![Recipient::new(&frodo), Recipient::new(&sam)];
                recipients.insert(place, Recipient::new(&pair.encryption));
                let encryptor = recipients.iter().fold(GeneralEncryptor::new(*enc), GeneralEncryptor::recipient);
                let message = encryptor.encrypt_general(PLAINTEXT).unwrap();
                let keys = pair.set();
                let decrypted = Decryptor::new(&keys).limits(limits()).decrypt_general(&message).expect(&pair.name);
                assert_eq!((decrypted.plaintext(), decrypted.recipient_index()), (PLAINTEXT, place), "{}", pair.name);
            }
        }
    }
}

/// Every letter of every member that is base64url, one changed at a time, in both forms.
#[test]
fn every_change_of_one_letter_is_refused() {
    for (index, algorithm) in keys::algorithms().into_iter().enumerate() {
        let enc = ContentEncryption::ALL[index % 6];
        let pair = keys::pair(algorithm, enc).with_key_id("k");
        let keys = pair.set();
        let decryptor = Decryptor::new(&keys).limits(limits());
        let encryptor = Encryptor::new(&pair.encryption, enc).aad(b"aad");
        // RSA takes a millisecond a message, and each of its letters is like the next.
        let step = if algorithm.name().starts_with("RSA") { 23 } else { 1 };
        for general in [false, true] {
            let text =
                if general { encryptor.encrypt_general(b"x") } else { encryptor.encrypt_flattened(b"x") }.unwrap();
            let message: Value = serde_json::from_str(&text).unwrap();
            let decrypt =
                |text: &str| if general { decryptor.decrypt_general(text) } else { decryptor.decrypt_flattened(text) };
            assert_eq!(code(&decrypt(&text)), "decrypted", "{algorithm}");
            for member in ["protected", "encrypted_key", "aad", "iv", "ciphertext", "tag"] {
                let holder = if general && member == "encrypted_key" { &message["recipients"][0] } else { &message };
                let Some(value) = holder[member].as_str() else { continue };
                for place in (0..value.len()).step_by(step) {
                    let letter = value.as_bytes()[place];
                    let at = ALPHABET.iter().position(|known| *known == letter).unwrap();
                    let changed = replaced(value, place, ALPHABET[(at + 1 + place % 62) % 64]);
                    let changed = text.replace(&format!("\"{value}\""), &format!("\"{changed}\""));
                    assert_ne!(changed, text);
                    assert_ne!(code(&decrypt(&changed)), "decrypted", "{algorithm} {member} {place}");
                }
            }
        }
    }
}
