//! X25519 public keys. With a key of small order the agreed secret is zero, whatever the private key. Attack 88.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm};
use jose_crypto::{
    DecryptFailed, DecryptionKey, EncryptionKey, EphemeralPublicKey, KeyError, KeyParameters, VerifyingKey,
    content::ContentEncrypter, digest, material::PublicMaterial,
};

use crate::keys::{self, hex};

const SMALL_ORDER: KeyError = KeyError::Invalid { what: "the public key has small order and protects nothing" };
const NOT_CANONICAL: KeyError = KeyError::Invalid { what: "the public key is not written canonically" };

fn field_plus(small: i16) -> Vec<u8> {
    let mut bytes = vec![0xff; 32];
    bytes[0] = u8::try_from(0xed + small).unwrap();
    bytes[31] = 0x7f;
    bytes
}

fn with_top_bit(mut key: Vec<u8>) -> Vec<u8> {
    key[31] |= 0x80;
    key
}

/// The five u coordinates of small order: 0, 1, the field minus one and two of order 8.
fn small_order() -> Vec<Vec<u8>> {
    vec![
        vec![0; 32],
        [vec![1], vec![0; 31]].concat(),
        field_plus(-1),
        hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
        hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    ]
}

fn not_canonical() -> Vec<Vec<u8>> {
    let above_the_field = (0..=18).map(field_plus);
    let PublicMaterial::Okp { x, .. } = keys::public(Curve::X25519) else { panic!("no octet key") };
    let valid = [with_top_bit(x), with_top_bit(vec![9; 32])];
    above_the_field.chain(small_order().into_iter().map(with_top_bit)).chain(valid).collect()
}

#[test]
fn recipient_keys_are_refused() {
    let cases = small_order().into_iter().map(|x| (x, SMALL_ORDER));
    for (x, error) in cases.chain(not_canonical().into_iter().map(|x| (x, NOT_CANONICAL))) {
        let material = PublicMaterial::Okp { curve: Curve::X25519, x };
        assert_eq!(material.check(), Err(error.clone()), "{material:?}");
        for algorithm in [KeyManagementAlgorithm::EcdhEs, KeyManagementAlgorithm::EcdhEsA192Kw] {
            assert_eq!(EncryptionKey::new(algorithm, &material).err(), Some(error.clone()), "{material:?}");
        }
    }
    for length in [0, 1, 31, 33, 44, 56, 64] {
        let material = PublicMaterial::Okp { curve: Curve::X25519, x: vec![9; length] };
        let error = KeyError::WrongLength { what: "x", needed: 32, found: length };
        assert_eq!(EncryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material).err(), Some(error));
        let error = KeyError::WrongLength { what: "x", needed: 32, found: length };
        assert_eq!(EphemeralPublicKey::new(Curve::X25519, &vec![9; length], None).err(), Some(error));
    }
}

/// What `ECDH-ES` with `A256GCM` would make of a secret that is all zeros (RFC 7518, section 4.6.2).
fn key_of_a_zero_secret() -> [u8; 32] {
    let (round, secret) = ([0, 0, 0, 1], [0; 32]);
    let info = [&[0, 0, 0, 7][..], b"A256GCM", &[0; 8], &[0, 0, 1, 0]].concat();
    digest::sha256(&[&round[..], &secret, &info].concat())
}

/// Whoever knows that the secret is zero can make a message that decrypts, if anybody agrees to it.
#[test]
fn ephemeral_keys_are_refused_at_the_tag() {
    let recipient = DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, &keys::private(Curve::X25519)).unwrap();
    let forger = ContentEncrypter::new(ContentEncryption::A256Gcm, &key_of_a_zero_secret()).unwrap();
    for x in small_order().into_iter().chain(not_canonical()) {
        let ephemeral = EphemeralPublicKey::new(Curve::X25519, &x, None).unwrap();
        let mut buffer = b"forged".to_vec();
        let tag = forger.encrypt(&[1; 12], b"header", &mut buffer).unwrap();
        let parameters =
            KeyParameters { ephemeral: Some(&ephemeral), ..KeyParameters::new(ContentEncryption::A256Gcm, &[]) };
        let content = recipient.content_key(&parameters).expect("a refusal here would say more than the tag does");
        assert_eq!(content.decrypt(&[1; 12], b"header", tag.as_bytes(), &mut buffer), Err(DecryptFailed), "{x:?}");
    }
}

#[test]
fn an_agreement_key_cannot_verify() {
    let material = keys::public(Curve::X25519);
    for algorithm in [jose_core::JwsAlgorithm::EdDsa, jose_core::JwsAlgorithm::Ed25519] {
        let error = KeyError::WrongCurve { algorithm: algorithm.name(), found: Curve::X25519 };
        assert_eq!(VerifyingKey::new(algorithm, &material).err(), Some(error));
    }
    let edwards = keys::public(Curve::Ed25519);
    let error = KeyError::WrongCurve { algorithm: "ECDH-ES", found: Curve::Ed25519 };
    assert_eq!(EncryptionKey::new(KeyManagementAlgorithm::EcdhEs, &edwards).err(), Some(error));
}

/// X25519 itself ignores the top bit, so the second spelling would agree on the same secret.
#[test]
fn the_second_spelling_of_an_ephemeral_key_is_refused_at_the_tag() {
    let material = keys::private(Curve::X25519);
    let sender = EncryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material.public()).unwrap();
    let recipient = DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material).unwrap();
    let established = sender.establish(ContentEncryption::A128Gcm, b"", b"").unwrap();
    let mut ciphertext = b"content".to_vec();
    let tag = established.content().encrypt(established.iv(), b"header", &mut ciphertext).unwrap();

    let sent = established.ephemeral_key().unwrap();
    let respelled = EphemeralPublicKey::new(Curve::X25519, &with_top_bit(sent.x().to_vec()), None).unwrap();
    for (ephemeral, expected) in [(sent, Ok(&mut b"content".to_vec()[..])), (&respelled, Err(DecryptFailed))] {
        let parameters =
            KeyParameters { ephemeral: Some(ephemeral), ..KeyParameters::new(ContentEncryption::A128Gcm, &[]) };
        let content = recipient.content_key(&parameters).unwrap();
        let mut buffer = ciphertext.clone();
        assert_eq!(content.decrypt(established.iv(), b"header", tag.as_bytes(), &mut buffer), expected);
    }
}
