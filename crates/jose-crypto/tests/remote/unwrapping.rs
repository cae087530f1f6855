//! Decrypting with a key in a device: in one step, awaited, and in two steps. All three must agree on every message.

use std::sync::Arc;

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{
    DecryptFailed, DecryptionKey, EncryptionKey, EphemeralPublicKey, KeyParameters, UnwrapError,
    content::{ContentEncrypter, MessageDecrypter},
    digest,
    remote::{AsyncUnwrapKey, UnwrapKey},
};

use crate::{
    block_on::block_on,
    keys::{self, decode, scattered},
    vault::Vault,
};

pub(crate) const GCM: ContentEncryption = ContentEncryption::A256Gcm;

/// The content key by the three ways. They must end alike.
pub(crate) fn by_every_way(
    vault: Vault,
    parameters: &KeyParameters<'_>,
) -> Vec<Result<MessageDecrypter<'static>, UnwrapError>> {
    let algorithm = AsyncUnwrapKey::algorithm(&vault);
    let vault = Arc::new(vault);
    // What it yields might be lent from it.
    let blocking: &'static _ = Box::leak(Box::new(DecryptionKey::remote(Arc::clone(&vault) as _).unwrap()));
    assert_eq!((blocking.algorithm(), blocking.key_id()), (algorithm, Some("vault-1")));
    let awaited = match parameters.operation(algorithm) {
        Ok(operation) => block_on(AsyncUnwrapKey::unwrap_key(&*vault, operation)),
        Err(failed) => Err(failed.into()),
    };
    let in_two_steps = match parameters.operation(algorithm) {
        Ok(operation) => UnwrapKey::unwrap_key(&*vault, operation),
        Err(failed) => Err(failed.into()),
    };
    vec![
        blocking.content_key(parameters),
        parameters.finish(algorithm, awaited).map(MessageDecrypter::from),
        parameters.finish(algorithm, in_two_steps).map(MessageDecrypter::from),
    ]
}

/// Whether each way opens a message that was encrypted under `cek`.
pub(crate) fn assert_opens(
    vault: Vault,
    parameters: &KeyParameters<'_>,
    cek: &[u8],
    expected: Result<(), DecryptFailed>,
    name: &str,
) {
    let enc = parameters.content_encryption;
    let iv = vec![7; enc.row().iv_bytes];
    for (way, content) in by_every_way(vault, parameters).into_iter().enumerate() {
        let content = content.unwrap_or_else(|error| panic!("{name}, way {way}: {error}"));
        let mut buffer = b"content".to_vec();
        let tag = ContentEncrypter::new(enc, cek).unwrap().encrypt(&iv, b"header", &mut buffer).unwrap();
        let opened =
            content.decrypt(&iv, b"header", tag.as_bytes(), &mut buffer).map(|plain| assert_eq!(plain, b"content"));
        assert_eq!(opened, expected, "{name}, way {way}");
    }
}

/// The algorithms whose device turns an encrypted key into the content encryption key.
pub(crate) fn unwrapping() -> impl Iterator<Item = KeyManagementAlgorithm> {
    let is_unwrap = |algorithm: &&KeyManagementAlgorithm| {
        matches!(algorithm.row().kind, KeyManagementKind::AesKeyWrap { .. } | KeyManagementKind::RsaOaep(_))
    };
    KeyManagementAlgorithm::ALL.iter().filter(is_unwrap).copied()
}

/// An encrypted key as long as the algorithm makes it.
pub(crate) fn encrypted_key(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> Vec<u8> {
    match algorithm.row().kind {
        KeyManagementKind::RsaOaep(_) => scattered(1, 256),
        _ => scattered(1, enc.row().key_bytes + 8),
    }
}

#[test]
fn a_device_that_unwraps() {
    for algorithm in unwrapping() {
        for enc in ContentEncryption::ALL {
            let (cek, wrapped) = (scattered(2, enc.row().key_bytes), encrypted_key(algorithm, *enc));
            let vault = || Vault::answering(algorithm, &wrapped, &cek);
            let parameters = KeyParameters::new(*enc, &wrapped);
            assert_opens(vault(), &parameters, &cek, Ok(()), algorithm.name());

            let other = keys::altered(&wrapped, 0);
            let parameters = KeyParameters::new(*enc, &other);
            assert_opens(vault(), &parameters, &cek, Err(DecryptFailed), "a changed encrypted key");
        }
    }
}

#[test]
fn a_device_that_unwraps_with_gcm() {
    for (algorithm, length) in [
        (KeyManagementAlgorithm::A128GcmKw, 16),
        (KeyManagementAlgorithm::A192GcmKw, 24),
        (KeyManagementAlgorithm::A256GcmKw, 32),
    ] {
        let kek = scattered(3, length);
        for enc in ContentEncryption::ALL {
            let sender = EncryptionKey::symmetric(algorithm, &kek).unwrap();
            let established = sender.establish(*enc, b"", b"").unwrap();
            let parameters = KeyParameters {
                gcm_key_wrap: established.gcm_key_wrap(),
                ..KeyParameters::new(*enc, established.encrypted_key())
            };
            let mut sealed = b"content".to_vec();
            let tag = established.content().encrypt(established.iv(), b"", &mut sealed).unwrap();
            let (iv, wrap_tag) = established.gcm_key_wrap().unwrap();
            let changed_tag = keys::altered(wrap_tag, 0).try_into().unwrap();
            let bad = KeyParameters { gcm_key_wrap: Some((iv, &changed_tag)), ..parameters };
            for (parameters, expected) in [(parameters, Ok(())), (bad, Err(DecryptFailed))] {
                for content in by_every_way(Vault::with_gcm_key(algorithm, &kek), &parameters) {
                    let mut buffer = sealed.clone();
                    let opened = content.unwrap().decrypt(established.iv(), b"", tag.as_bytes(), &mut buffer);
                    assert_eq!(opened.map(|_| ()), expected, "{algorithm}, {enc}");
                }
            }
        }
    }
}

/// The one round of the Concat KDF that `A256GCM` needs (RFC 7518, section 4.6.2).
pub(crate) fn derived(secret: &[u8]) -> [u8; 32] {
    let info = [&[0, 0, 0, 7][..], b"A256GCM", &[0; 8], &[0, 0, 1, 0]].concat();
    digest::sha256(&[&[0, 0, 0, 1][..], secret, &info].concat())
}

pub(crate) fn x25519(x: &[u8]) -> EphemeralPublicKey {
    EphemeralPublicKey::new(Curve::X25519, x, None).unwrap()
}

pub(crate) fn alice() -> EphemeralPublicKey {
    let x = decode("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0");
    EphemeralPublicKey::new(Curve::P256, &x, Some(&decode("SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"))).unwrap()
}

/// RFC 7518, appendix C: the device returns Z, and the derivation stays here.
#[test]
fn a_device_that_agrees() {
    let z = keys::hex("9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4");
    let alice = alice();
    let parameters = KeyParameters {
        ephemeral: Some(&alice),
        party_u_info: b"Alice",
        party_v_info: b"Bob",
        ..KeyParameters::new(ContentEncryption::A128Gcm, &[])
    };
    let agreeing = |z: &[u8]| Vault::answering(KeyManagementAlgorithm::EcdhEs, alice.encoded(), z);
    let cek = decode("VqqN6vgjbSBcIijNcacQGg");
    assert_opens(agreeing(&z), &parameters, &cek, Ok(()), "appendix C");
    let swapped = KeyParameters { party_u_info: b"Bob", party_v_info: b"Alice", ..parameters };
    assert_opens(agreeing(&z), &swapped, &cek, Err(DecryptFailed), "names swapped");
    for index in 0..z.len() {
        assert_opens(agreeing(&keys::altered(&z, index)), &parameters, &cek, Err(DecryptFailed), "another secret");
    }
}
