//! X25519 keys with which every agreement gives zeros, so that anybody can write the message. Attack 88.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::EncryptionKey;
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, concat_kdf, encode, outcome, sealed},
    keys,
};

/// The u coordinates of small order, as RFC 7748 implementations meet them: canonical, with the field added, and with the top bit set.
fn low_order() -> Vec<[u8; 32]> {
    let field_plus = |small: u8| {
        let mut number = [0xff; 32];
        number[0] = 0xed + small;
        number[31] = 0x7f;
        number
    };
    let field_minus_one = {
        let mut number = field_plus(0);
        number[0] = 0xec;
        number
    };
    let small = |value: u8| {
        let mut number = [0; 32];
        number[0] = value;
        number
    };
    let order_eight = [
        *b"\xe0\xeb\x7a\x7c\x3b\x41\xb8\xae\x16\x56\xe3\xfa\xf1\x9f\xc4\x6a\xda\x09\x8d\xeb\x9c\x32\xb1\xfd\x86\x62\x05\x16\x5f\x49\xb8\x00",
        *b"\x5f\x9c\x95\xbc\xa3\x50\x8c\x24\xb1\xd0\xb1\x55\x9c\x83\xef\x5b\x04\x44\x5c\xc4\x58\x1c\x8e\x86\xd8\x22\x4e\xdd\xd0\x9f\x11\x57",
    ];
    let canonical = [small(0), small(1), field_minus_one, field_plus(0), field_plus(1), order_eight[0], order_eight[1]];
    let top_bit = canonical.map(|mut number| {
        number[31] |= 0x80;
        number
    });
    canonical.into_iter().chain(top_bit).collect()
}

/// The message is right for whoever takes the zeros for a shared secret.
#[test]
fn a_message_from_a_shared_secret_of_zeros_is_refused() {
    let zeros = [0; 32];
    for coordinate in low_order() {
        let header = |algorithm: KeyManagementAlgorithm| {
            let epk = format!(r#"{{"kty":"OKP","crv":"X25519","x":"{}"}}"#, encode(coordinate));
            format!(r#"{{"alg":"{algorithm}","enc":"A256GCM","epk":{epk}}}"#)
        };
        let keys =
            |algorithm| -> DecryptionKeySet { keys::jwk(keys::X25519).decryption_key_for(algorithm).unwrap().into() };

        let direct = KeyManagementAlgorithm::EcdhEs;
        let cek = concat_kdf(&zeros, "A256GCM", b"", b"", 32);
        let token = sealed(header(direct), ContentEncryption::A256Gcm, &cek, b"forged").token();
        assert_eq!(outcome(&token, &keys(direct)), "jwe.decryption", "{coordinate:?}");

        let wrapped = KeyManagementAlgorithm::EcdhEsA256Kw;
        let kek = concat_kdf(&zeros, "ECDH-ES+A256KW", b"", b"", 32);
        let wrapping = EncryptionKey::symmetric(KeyManagementAlgorithm::A256Kw, &kek).unwrap();
        let established = wrapping.establish(ContentEncryption::A256Gcm, b"", b"").unwrap();
        let mut ciphertext = b"forged".to_vec();
        let header = encode(header(wrapped));
        let tag = established.content().encrypt(established.iv(), header.as_bytes(), &mut ciphertext).unwrap();
        let parts = Parts {
            header,
            encrypted_key: established.encrypted_key().to_vec(),
            iv: established.iv().to_vec(),
            ciphertext,
            tag: tag.as_bytes().to_vec(),
        };
        assert_eq!(outcome(&parts.token(), &keys(wrapped)), "jwe.decryption", "{coordinate:?}");
    }
}

/// Nobody encrypts to such a key either: no key is made of it.
#[test]
fn no_key_is_made_of_such_a_coordinate() {
    for coordinate in low_order() {
        let jwk = format!(r#"{{"kty":"OKP","crv":"X25519","x":"{}"}}"#, encode(coordinate));
        let key = jose_jwk::Jwk::from_json(jwk.as_bytes())
            .and_then(|key| key.encryption_key_for(KeyManagementAlgorithm::EcdhEs));
        assert!(key.is_err(), "{coordinate:?}");
    }
}
