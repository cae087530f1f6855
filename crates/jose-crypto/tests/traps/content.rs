//! Content encryption: lengths that must be exact, and a padding that must tell nothing. Attacks 99 to 103 and 113.

use jose_core::{ContentEncryption, JwsAlgorithm, registry::ContentEncryptionKind};
use jose_crypto::{
    DecryptFailed, KeyError, OperationError, SigningKey,
    content::{ContentDecrypter, ContentEncrypter},
};

use crate::keys::{altered, scattered};

const AAD: &[u8] = b"eyJhbGciOiJkaXIifQ";
const PLAINTEXT: &[u8] = b"a plaintext that fills more than two blocks";

struct Sealed {
    key: Vec<u8>,
    iv: Vec<u8>,
    ciphertext: Vec<u8>,
    tag: Vec<u8>,
}

fn sealed(enc: ContentEncryption, plaintext: &[u8]) -> Sealed {
    let (key, iv) = (scattered(1, enc.row().key_bytes), scattered(2, enc.row().iv_bytes));
    let mut ciphertext = plaintext.to_vec();
    let tag = ContentEncrypter::new(enc, &key).unwrap().encrypt(&iv, AAD, &mut ciphertext).unwrap();
    Sealed { key, iv, ciphertext, tag: tag.as_bytes().to_vec() }
}

fn decrypt(
    enc: ContentEncryption,
    key: &[u8],
    iv: &[u8],
    aad: &[u8],
    tag: &[u8],
    ciphertext: &[u8],
) -> Result<Vec<u8>, DecryptFailed> {
    let mut buffer = ciphertext.to_vec();
    let result =
        ContentDecrypter::new(enc, key).unwrap().decrypt(iv, aad, tag, &mut buffer).map(|plain| plain.to_vec());
    if result.is_err() {
        assert!(
            !buffer.windows(8).any(|window| PLAINTEXT.windows(8).any(|part| part == window)),
            "{enc}: plaintext stays"
        );
    }
    result
}

#[test]
fn keys_of_another_length() {
    for enc in ContentEncryption::ALL {
        let (what, needed) = (enc.name(), enc.row().key_bytes);
        for found in [0, 1, 8, 15, 16, 17, 23, 24, 25, 31, 32, 33, 47, 48, 49, 63, 64, 65, 96, 128] {
            let error = (found != needed).then_some(KeyError::WrongLength { what, needed, found });
            assert_eq!(ContentEncrypter::new(*enc, &vec![7; found]).err(), error, "{what}, {found} bytes");
            assert_eq!(ContentDecrypter::new(*enc, &vec![7; found]).err(), error, "{what}, {found} bytes");
        }
    }
}

#[test]
fn vectors_of_another_length() {
    for enc in ContentEncryption::ALL {
        let Sealed { key, iv, ciphertext, tag } = sealed(*enc, PLAINTEXT);
        for length in [0, 1, 7, 8, 11, 12, 13, 15, 16, 17, 24, 32, 64].into_iter().filter(|length| *length != iv.len())
        {
            let other: Vec<u8> = iv.iter().copied().chain(std::iter::repeat(0)).take(length).collect();
            let refused = decrypt(*enc, &key, &other, AAD, &tag, &ciphertext);
            assert_eq!(refused, Err(DecryptFailed), "{enc}, {length} bytes");
            let encrypter = ContentEncrypter::new(*enc, &key).unwrap();
            let mut buffer = PLAINTEXT.to_vec();
            assert_eq!(
                encrypter.encrypt(&other, AAD, &mut buffer).err(),
                Some(OperationError::Backend),
                "{enc}, {length}"
            );
        }
    }
}

#[test]
fn tags_of_another_length() {
    for enc in ContentEncryption::ALL {
        let Sealed { key, iv, ciphertext, tag } = sealed(*enc, PLAINTEXT);
        let lengths = [0, 1, 4, 8, 12, 15, 16, 17, 23, 24, 25, 31, 32, 33, 48, 64];
        for length in lengths.into_iter().filter(|length| *length != tag.len()) {
            let other: Vec<u8> = tag.iter().copied().chain(std::iter::repeat(0)).take(length).collect();
            assert_eq!(decrypt(*enc, &key, &iv, AAD, &other, &ciphertext), Err(DecryptFailed), "{enc}, {length} bytes");
        }
        for doubled in [[&*tag, &tag].concat(), [&[0], &*tag].concat(), tag[1..].to_vec()] {
            assert_eq!(decrypt(*enc, &key, &iv, AAD, &doubled, &ciphertext), Err(DecryptFailed), "{enc}");
        }
    }
}

#[test]
fn every_changed_byte() {
    for enc in ContentEncryption::ALL {
        let Sealed { key, iv, ciphertext, tag } = sealed(*enc, PLAINTEXT);
        assert_eq!(decrypt(*enc, &key, &iv, AAD, &tag, &ciphertext).as_deref(), Ok(PLAINTEXT), "{enc}");
        let refused = |key: &[u8], iv: &[u8], aad: &[u8], tag: &[u8], ciphertext: &[u8], name: &str| {
            assert_eq!(decrypt(*enc, key, iv, aad, tag, ciphertext), Err(DecryptFailed), "{enc}, {name}");
        };
        for index in 0..key.len() {
            refused(&altered(&key, index), &iv, AAD, &tag, &ciphertext, "key");
        }
        for index in 0..iv.len() {
            refused(&key, &altered(&iv, index), AAD, &tag, &ciphertext, "iv");
        }
        for index in 0..AAD.len() {
            refused(&key, &iv, &altered(AAD, index), &tag, &ciphertext, "additional data");
        }
        for index in 0..tag.len() {
            refused(&key, &iv, AAD, &altered(&tag, index), &ciphertext, "tag");
        }
        for index in 0..ciphertext.len() {
            refused(&key, &iv, AAD, &tag, &altered(&ciphertext, index), "ciphertext");
        }
        for kept in 0..ciphertext.len() {
            refused(&key, &iv, AAD, &tag, &ciphertext[..kept], "ciphertext cut");
        }
        for extra in [1, 15, 16, 32] {
            refused(&key, &iv, AAD, &tag, &[&*ciphertext, &vec![0; extra]].concat(), "ciphertext extended");
        }
        refused(&key, &iv, b"", &tag, &ciphertext, "no additional data");
        refused(&key, &iv, &[AAD, b"\0"].concat(), &tag, &ciphertext, "additional data extended");
        // What joins the parts must be unambiguous: a byte may not wander from one part into the next.
        let (wandered, rest) = ([AAD, &iv[..1]].concat(), [&iv[1..], &ciphertext[..1]].concat());
        refused(&key, &rest, &wandered, &tag, &ciphertext[1..], "a byte moved between the parts");
    }
}

/// The tag that a sender with the key would make (RFC 7518, section 5.2.2.1). HMAC fills a short key with zeros itself, so the longer key that
/// a signing key demands is the same key.
fn authentic_tag(enc: ContentEncryption, key: &[u8], iv: &[u8], ciphertext: &[u8]) -> Vec<u8> {
    let (algorithm, key_bytes) = match enc {
        ContentEncryption::A128CbcHs256 => (JwsAlgorithm::Hs256, 32),
        ContentEncryption::A192CbcHs384 => (JwsAlgorithm::Hs384, 48),
        ContentEncryption::A256CbcHs512 => (JwsAlgorithm::Hs512, 64),
        other => panic!("{other} has no separate tag"),
    };
    let mut mac_key = key[..key.len() / 2].to_vec();
    mac_key.resize(key_bytes, 0);
    let aad_bits = u64::try_from(AAD.len() * 8).unwrap().to_be_bytes();
    let mut tag =
        SigningKey::hmac(algorithm, &mac_key).unwrap().sign(&[AAD, iv, ciphertext, &aad_bits].concat()).unwrap();
    tag.truncate(enc.row().tag_bytes);
    tag
}

fn with_padding() -> impl Iterator<Item = ContentEncryption> {
    let padded = |enc: &&ContentEncryption| matches!(enc.row().kind, ContentEncryptionKind::AesCbcHmac(_));
    ContentEncryption::ALL.iter().filter(padded).copied()
}

#[test]
fn a_bad_padding_under_a_good_tag() {
    let blocks: [(&str, [u8; 16]); 9] = [
        ("a padding of 0", [0; 16]),
        ("a padding of 17", [17; 16]),
        ("a padding of 255", [255; 16]),
        ("2 after a 3", *b"plaintext here\x03\x02"),
        ("3 after a 2", *b"plaintext her\x03\x02\x03"),
        ("16 with one 15", [16, 16, 15, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16]),
        ("16 with a first 0", [0, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16]),
        ("15 with a first 0, and a last 16", [0, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 16]),
        ("text", *b"sixteen letters!"),
    ];
    for enc in with_padding() {
        for (name, block) in blocks {
            // Without its last block, the ciphertext ends in a block of our choice instead of a padding.
            let Sealed { key, iv, mut ciphertext, .. } = sealed(enc, &[&PLAINTEXT[..32], &block].concat());
            ciphertext.truncate(48);
            let tag = authentic_tag(enc, &key, &iv, &ciphertext);
            assert_eq!(decrypt(enc, &key, &iv, AAD, &tag, &ciphertext), Err(DecryptFailed), "{enc}, {name}");
        }
        // The same tags are accepted over a good padding, so it was the padding that was refused.
        let Sealed { key, iv, ciphertext, tag } = sealed(enc, PLAINTEXT);
        assert_eq!(authentic_tag(enc, &key, &iv, &ciphertext), tag, "{enc}");
        assert_eq!(decrypt(enc, &key, &iv, AAD, &tag, &ciphertext).as_deref(), Ok(PLAINTEXT), "{enc}");
    }
}

#[test]
fn a_broken_block_under_a_good_tag() {
    for enc in with_padding() {
        let Sealed { key, iv, ciphertext, .. } = sealed(enc, PLAINTEXT);
        for length in [0, 1, 15, 17, 31, 33, 47] {
            let cut = &ciphertext[..length];
            let tag = authentic_tag(enc, &key, &iv, cut);
            assert_eq!(decrypt(enc, &key, &iv, AAD, &tag, cut), Err(DecryptFailed), "{enc}, {length} bytes");
        }
    }
}

/// RFC 7518, section 5.2.2.2: a good tag over a bad padding needs the key, but even that sender learns nothing from the buffer.
#[test]
fn no_plaintext_stays_behind_a_bad_padding() {
    for enc in with_padding() {
        let Sealed { key, iv, mut ciphertext, .. } = sealed(enc, &[&PLAINTEXT[..32], &[0; 16]].concat());
        ciphertext.truncate(48);
        let tag = authentic_tag(enc, &key, &iv, &ciphertext);
        let refused = ContentDecrypter::new(enc, &key).unwrap().decrypt(&iv, AAD, &tag, &mut ciphertext).err();
        assert_eq!(refused, Some(DecryptFailed));
        assert_eq!(ciphertext, [0; 48], "{enc}");
    }
}

#[test]
fn no_plaintext_stays_behind_a_bad_tag() {
    for enc in ContentEncryption::ALL {
        let Sealed { key, iv, mut ciphertext, tag } = sealed(*enc, PLAINTEXT);
        let before = ciphertext.clone();
        let decrypter = ContentDecrypter::new(*enc, &key).unwrap();
        assert_eq!(decrypter.decrypt(&iv, AAD, &altered(&tag, 0), &mut ciphertext).err(), Some(DecryptFailed));
        assert!(ciphertext == before || ciphertext.iter().all(|byte| *byte == 0), "{enc}");
    }
}

#[test]
fn an_empty_plaintext_is_a_plaintext() {
    for enc in ContentEncryption::ALL {
        let Sealed { key, iv, ciphertext, tag } = sealed(*enc, b"");
        assert_eq!(decrypt(*enc, &key, &iv, AAD, &tag, &ciphertext), Ok(vec![]), "{enc}");
        assert_eq!(decrypt(*enc, &key, &iv, AAD, &altered(&tag, 0), &ciphertext), Err(DecryptFailed), "{enc}");
        assert_eq!(decrypt(*enc, &key, &iv, AAD, &[], &ciphertext), Err(DecryptFailed), "{enc}");
    }
}
