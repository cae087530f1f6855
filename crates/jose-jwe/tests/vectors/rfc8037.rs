//! RFC 8037, appendix A.6: agreement on X25519. The RFC stops at the shared secret; the message goes on from there by hand.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits, SecretBytes};
use jose_crypto::{EncryptionKey, remote::KeyOperation};
use jose_jwe::PendingDecryption;
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, concat_kdf, decode, decrypt, encode, outcome, sealed},
    keys,
};

const HEADER: &str = r#"{"alg":"ECDH-ES+A128KW","epk":{"kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"},"enc":"A128GCM","kid":"Bob"}"#;

/// The shared secret Z.
const Z: [u8; 32] = [
    0x4a, 0x5d, 0x9d, 0x5b, 0xa4, 0xce, 0x2d, 0xe1, 0x72, 0x8e, 0x3b, 0xf4, 0x80, 0x35, 0x0f, 0x25, 0xe0, 0x7e, 0x21,
    0xc9, 0x47, 0xd1, 0x9e, 0x33, 0x76, 0xf0, 0x9b, 0x3c, 0x1e, 0x16, 0x17, 0x42,
];

const WRAPPED: KeyManagementAlgorithm = KeyManagementAlgorithm::EcdhEsA128Kw;

fn bob(algorithm: KeyManagementAlgorithm) -> DecryptionKeySet {
    keys::jwk(keys::X25519).decryption_key_for(algorithm).unwrap().with_key_id("Bob").into()
}

/// A message whose content encryption key is wrapped under what `shared_secret` derives to.
fn wrapped(shared_secret: &[u8]) -> Parts {
    let wrapping = concat_kdf(shared_secret, "ECDH-ES+A128KW", b"", b"", 16);
    let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &wrapping).unwrap();
    let established = key.establish(ContentEncryption::A128Gcm, b"", b"").unwrap();
    let mut ciphertext = b"for Bob".to_vec();
    let tag = established.content().encrypt(established.iv(), encode(HEADER).as_bytes(), &mut ciphertext).unwrap();
    Parts {
        header: encode(HEADER),
        encrypted_key: established.encrypted_key().to_vec(),
        iv: established.iv().to_vec(),
        ciphertext,
        tag: tag.as_bytes().to_vec(),
    }
}

#[test]
fn a_message_from_the_shared_secret_opens_with_bobs_key() {
    let decrypted = decrypt(&wrapped(&Z).token(), &bob(WRAPPED)).unwrap();
    assert_eq!((decrypted.plaintext(), decrypted.key_id()), (&b"for Bob"[..], Some("Bob")));
}

#[test]
fn so_does_one_that_is_encrypted_with_the_agreed_key_itself() {
    let header = HEADER.replace("+A128KW", "");
    let key = concat_kdf(&Z, "A128GCM", b"", b"", 16);
    let token = sealed(header, ContentEncryption::A128Gcm, &key, b"for Bob").token();
    assert_eq!(decrypt(&token, &bob(KeyManagementAlgorithm::EcdhEs)).unwrap().plaintext(), b"for Bob");
    assert_eq!(outcome(&token, &bob(WRAPPED)), "key.algorithm_not_allowed");
}

/// The device is shown the sender's key of A.6 and brings back the shared secret of A.6.
#[test]
fn so_does_one_whose_key_is_in_a_device() {
    let token = wrapped(&Z).token();
    let pending = PendingDecryption::parse(&token, WRAPPED, &Limits::default()).unwrap();
    let KeyOperation::Agree { ephemeral } = pending.operation().unwrap() else { panic!("not an agreement") };
    assert_eq!(encode(ephemeral.encoded()), "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo");
    assert_eq!(pending.finish(Ok(SecretBytes::from(&Z[..]))).unwrap().plaintext(), b"for Bob");
}

#[test]
fn any_other_shared_secret_is_refused() {
    let mut altered = Z;
    altered[31] ^= 1;
    let turned: Vec<u8> = Z.iter().rev().copied().collect();
    let (bob, cases) =
        (bob(WRAPPED), [("altered", &altered[..]), ("turned round", &turned), ("zeros", &[0; 32]), ("none", &[])]);
    for (name, secret) in cases {
        assert_eq!(outcome(&wrapped(secret).token(), &bob), "jwe.decryption", "{name}");
        let token = wrapped(&Z).token();
        let pending = PendingDecryption::parse(&token, WRAPPED, &Limits::default()).unwrap();
        assert_eq!(pending.finish(Ok(SecretBytes::from(secret))).unwrap_err().code(), "jwe.decryption", "{name}");
    }
    assert_eq!(decode("hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo").len(), 32);
}
