//! A changed message. Whatever was changed, there is a content encryption key, and the content's tag refuses: nobody can tell a bad encrypted key
//! from a bad ciphertext (RFC 7516, section 11.5). Attacks 76 to 90.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{DecryptFailed, EphemeralPublicKey, UnwrapError};

use crate::{
    keys::{self, altered, scattered},
    message::{Message, Pair, Stopped, curves, pairs},
};

fn at_the_tag(pair: &Pair, message: &Message, name: &str) {
    assert_eq!(message.open(&pair.recipient), Err(Stopped::AtTheTag(DecryptFailed)), "{}, {name}", pair.name);
}

fn at_the_key(pair: &Pair, message: &Message, name: &str) {
    let failed = UnwrapError::Failed(DecryptFailed);
    assert_eq!(message.open(&pair.recipient), Err(Stopped::AtTheKey(failed)), "{}, {name}", pair.name);
}

fn wraps(pair: &Pair) -> bool {
    !matches!(pair.algorithm.row().kind, KeyManagementKind::Direct | KeyManagementKind::EcdhEs)
}

fn agrees(pair: &Pair) -> bool {
    matches!(pair.algorithm.row().kind, KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. })
}

#[test]
fn the_content_changed() {
    for enc in ContentEncryption::ALL {
        for pair in pairs(*enc) {
            let good = Message::seal(&pair.sender, *enc, b"", b"");
            for (name, change) in [
                ("iv", (|message| message.iv = altered(&message.iv, 0)) as fn(&mut Message)),
                ("iv, last byte", |message| message.iv = altered(&message.iv, message.iv.len() - 1)),
                ("iv missing", |message| message.iv.clear()),
                ("tag", |message| message.tag = altered(&message.tag, 0)),
                ("tag, last byte", |message| message.tag = altered(&message.tag, message.tag.len() - 1)),
                ("tag missing", |message| message.tag.clear()),
                ("tag cut", |message| message.tag.truncate(8)),
                ("ciphertext", |message| message.ciphertext = altered(&message.ciphertext, 0)),
                ("ciphertext missing", |message| message.ciphertext.clear()),
            ] {
                let mut message = good.clone();
                change(&mut message);
                at_the_tag(&pair, &message, name);
            }
        }
    }
}

#[test]
fn the_encrypted_key_changed() {
    for enc in [ContentEncryption::A128Gcm, ContentEncryption::A256CbcHs512] {
        for pair in pairs(enc).iter().filter(|pair| wraps(pair)) {
            let good = Message::seal(&pair.sender, enc, b"", b"");
            let with = |encrypted_key| Message { encrypted_key, ..good.clone() };
            let length = good.encrypted_key.len();
            // A private RSA operation is slow; a few bytes of it stand for all.
            for index in (0..length).step_by(length.div_ceil(40)) {
                at_the_tag(pair, &with(altered(&good.encrypted_key, index)), "a changed byte");
            }
            at_the_tag(pair, &with(altered(&good.encrypted_key, length - 1)), "the last byte changed");
            at_the_tag(pair, &with(good.encrypted_key[1..].to_vec()), "the first byte missing");
            at_the_tag(pair, &with(good.encrypted_key[..length - 1].to_vec()), "the last byte missing");
            at_the_tag(pair, &with([&[0], &*good.encrypted_key].concat()), "a zero byte in front");
            at_the_tag(pair, &with([&*good.encrypted_key, &[0]].concat()), "a zero byte behind");
            at_the_tag(pair, &with([&*good.encrypted_key, &good.encrypted_key].concat()), "twice");
            at_the_tag(pair, &with(vec![0; length]), "zeros");
            at_the_tag(pair, &with(vec![0xff; length]), "ones");
            at_the_tag(pair, &with(scattered(9, length)), "other bytes");
            at_the_tag(pair, &with(vec![1]), "one byte");
            at_the_tag(pair, &with(scattered(9, 100_000)), "far too long");
            at_the_key(pair, &with(vec![]), "missing");
            let other = Message::seal(&pair.sender, enc, b"", b"");
            at_the_tag(pair, &with(other.encrypted_key), "of another message");
        }
    }
}

#[test]
fn an_encrypted_key_where_none_belongs() {
    let enc = ContentEncryption::A128Gcm;
    for pair in pairs(enc).iter().filter(|pair| !wraps(pair)) {
        let good = Message::seal(&pair.sender, enc, b"", b"");
        for length in [1, 8, 16, 24, 40, 256, 10_000] {
            let message = Message { encrypted_key: vec![0; length], ..good.clone() };
            at_the_key(pair, &message, "an encrypted key");
        }
    }
}

#[test]
fn the_parameters_of_a_gcm_wrap_changed() {
    let enc = ContentEncryption::A256Gcm;
    for pair in
        pairs(enc).iter().filter(|pair| matches!(pair.algorithm.row().kind, KeyManagementKind::AesGcmKeyWrap { .. }))
    {
        let good = Message::seal(&pair.sender, enc, b"", b"");
        let (iv, tag) = good.gcm_key_wrap.unwrap();
        let with = |iv: &[u8], tag: &[u8]| {
            let gcm_key_wrap = Some((iv.try_into().unwrap(), tag.try_into().unwrap()));
            Message { gcm_key_wrap, ..good.clone() }
        };
        for index in 0..12 {
            at_the_tag(pair, &with(&altered(&iv, index), &tag), "iv");
        }
        for index in 0..16 {
            at_the_tag(pair, &with(&iv, &altered(&tag, index)), "tag");
        }
        at_the_tag(pair, &with(&[0; 12], &[0; 16]), "zeros");
        at_the_key(pair, &Message { gcm_key_wrap: None, ..good.clone() }, "missing");
    }
}

#[test]
fn the_ephemeral_key_changed() {
    for enc in [ContentEncryption::A128Gcm, ContentEncryption::A192CbcHs384] {
        for pair in pairs(enc).iter().filter(|pair| agrees(pair)) {
            let good = Message::seal(&pair.sender, enc, b"", b"");
            let key = good.ephemeral.clone().unwrap();
            let holding = |ephemeral| Message { ephemeral: Some(ephemeral), ..good.clone() };
            at_the_key(pair, &Message { ephemeral: None, ..good.clone() }, "missing");
            for curve in curves() {
                let other = Message::seal(&sender_on(curve), enc, b"", b"").ephemeral.unwrap();
                at_the_tag(pair, &holding(other), "of another message, on every curve");
            }
            let width = key.x().len();
            for (name, x, y) in [
                ("x changed", altered(key.x(), width - 1), key.y().map(<[u8]>::to_vec)),
                ("x is zero", vec![0; width], key.y().map(<[u8]>::to_vec)),
                ("x is ones", vec![0xff; width], key.y().map(<[u8]>::to_vec)),
                ("y changed", key.x().to_vec(), key.y().map(|y| altered(y, width - 1))),
                ("y is zero", key.x().to_vec(), key.y().map(|_| vec![0; width])),
                ("infinity", vec![0; width], key.y().map(|_| vec![0; width])),
                ("coordinates swapped", key.y().unwrap_or(&vec![9; width]).to_vec(), key.y().map(|_| key.x().to_vec())),
            ] {
                let ephemeral = EphemeralPublicKey::new(key.curve(), &x, y.as_deref()).unwrap();
                if ephemeral != key {
                    at_the_tag(pair, &holding(ephemeral), name);
                }
            }
        }
    }
}

#[test]
fn the_parameters_of_a_password_changed() {
    let enc = ContentEncryption::A128CbcHs256;
    let is_password = |pair: &&Pair| matches!(pair.algorithm.row().kind, KeyManagementKind::Pbes2AesKeyWrap { .. });
    for pair in pairs(enc).iter().filter(is_password) {
        let good = Message::seal(&pair.sender, enc, b"", b"");
        let (salt, rounds) = good.password.clone().unwrap();
        let with = |salt: &[u8], rounds| Message { password: Some((salt.to_vec(), rounds)), ..good.clone() };
        for index in 0..salt.len() {
            at_the_tag(pair, &with(&altered(&salt, index), rounds), "salt");
        }
        at_the_tag(pair, &with(&salt, rounds + 1), "one round more");
        at_the_tag(pair, &with(&salt[..8], rounds), "the shortest salt");
        at_the_tag(pair, &with(&scattered(4, 1024), rounds), "the longest salt");
        // RFC 7518, section 4.8.1.1: what is stretched under is the name of the algorithm, a zero byte and the salt, and only the salt is sent.
        let spelt_out = [pair.algorithm.name().as_bytes(), &[0], &salt].concat();
        at_the_tag(pair, &with(&spelt_out, rounds), "the name again");
        for (name, salt, rounds) in [
            ("no salt", &b""[..], rounds),
            ("a salt of seven bytes", &salt[..7], rounds),
            ("a salt of more than 1 KiB", &scattered(4, 1025), rounds),
            ("a salt of 1 MiB", &vec![7; 1 << 20], rounds),
            ("no round", &salt, 0),
            ("one round", &salt, 1),
            ("999 rounds", &salt, 999),
            ("more than ten million rounds", &salt, 10_000_001),
            ("as many rounds as can be", &salt, u32::MAX),
        ] {
            at_the_key(pair, &with(salt, rounds), name);
        }
        at_the_key(pair, &Message { password: None, ..good.clone() }, "missing");
    }
}

#[test]
fn the_encapsulated_key_changed() {
    let enc = ContentEncryption::A256Gcm;
    let encapsulates = |pair: &&Pair| matches!(pair.algorithm.row().kind, KeyManagementKind::HpkeKeyEncryption(_));
    for pair in pairs(enc).iter().filter(encapsulates) {
        let good = Message::seal(&pair.sender, enc, b"", b"");
        let key = good.encapsulated_key.clone().unwrap();
        let with = |key: &[u8]| Message { encapsulated_key: Some(key.to_vec()), ..good.clone() };
        for index in 0..key.len() {
            at_the_tag(pair, &with(&altered(&key, index)), "a changed byte");
        }
        for (name, other) in [
            ("empty", vec![]),
            ("one byte", vec![4]),
            ("cut", key[..key.len() - 1].to_vec()),
            ("a zero byte behind", [&*key, &[0]].concat()),
            ("twice", [&*key, &key].concat()),
            ("zeros", vec![0; key.len()]),
            ("ones", vec![0xff; key.len()]),
            ("without its first byte", key[1..].to_vec()),
            ("far too long", scattered(5, 100_000)),
            ("of another message", Message::seal(&pair.sender, enc, b"", b"").encapsulated_key.unwrap()),
        ] {
            at_the_tag(pair, &with(&other), name);
        }
        at_the_key(pair, &Message { encapsulated_key: None, ..good.clone() }, "missing");
    }
}

fn sender_on(curve: Curve) -> jose_crypto::EncryptionKey {
    jose_crypto::EncryptionKey::new(KeyManagementAlgorithm::EcdhEs, &keys::public(curve)).unwrap()
}

/// Attack 90: both names enter the derivation, each in its place.
#[test]
fn the_names_of_the_parties_changed() {
    for enc in ContentEncryption::ALL {
        for pair in pairs(*enc).iter().filter(|pair| agrees(pair)) {
            let good = Message::seal(&pair.sender, *enc, b"Alice", b"Bob");
            for (name, u, v) in [
                ("no names", &b""[..], &b""[..]),
                ("no first name", b"", b"Bob"),
                ("no second name", b"Alice", b""),
                ("swapped", b"Bob", b"Alice"),
                ("first name changed", b"Alicf", b"Bob"),
                ("second name changed", b"Alice", b"Boc"),
                ("a letter moved", b"AliceB", b"ob"),
                ("a letter moved back", b"Alic", b"eBob"),
                ("all in the first", b"AliceBob", b""),
                ("all in the second", b"", b"AliceBob"),
                ("a zero byte behind", b"Alice\0", b"Bob"),
                ("a length in the name", b"Alice\0\0\0\x03Bob", b""),
            ] {
                let message = Message { party_u_info: u.to_vec(), party_v_info: v.to_vec(), ..good.clone() };
                at_the_tag(pair, &message, name);
            }
        }
    }
}

/// Attack 79: the key that comes out is good, but for a content encryption of another key length or none that was agreed on.
#[test]
fn the_content_encryption_changed() {
    for enc in ContentEncryption::ALL {
        for pair in pairs(*enc) {
            let good = Message::seal(&pair.sender, *enc, b"", b"");
            for other in ContentEncryption::ALL.iter().filter(|other| *other != enc) {
                let message = Message { enc: *other, ..good.clone() };
                match pair.algorithm {
                    KeyManagementAlgorithm::Dir => at_the_key(&pair, &message, other.name()),
                    _ => at_the_tag(&pair, &message, other.name()),
                }
            }
        }
    }
}

/// A key that anybody could guess would open what a stranger made.
#[test]
fn substitutes_are_not_zeros() {
    let enc = ContentEncryption::A256Gcm;
    for pair in pairs(enc).iter().filter(|pair| wraps(pair)) {
        let good = Message::seal(&pair.sender, enc, b"", b"");
        let bad = Message { encrypted_key: vec![1; good.encrypted_key.len()], ..good.clone() };
        let key = pair.recipient.content_key(&bad.parameters()).unwrap();
        // With a known key, the tag over nothing is known too.
        let zero = jose_crypto::content::ContentEncrypter::new(enc, &[0; 32]).unwrap();
        let tag = zero.encrypt(&[0; 12], b"", &mut vec![]).unwrap();
        assert!(key.decrypt(&[0; 12], b"", tag.as_bytes(), &mut []).is_err(), "{}", pair.name);
    }
}
