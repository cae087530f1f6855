//! No secret is printed. Recognisable secrets are planted in every type, and everything printable is searched for them. Attack 28.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/keys.rs"]
mod keys;

use std::{
    fmt::{Debug, Write},
    sync::Arc,
};

use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, SecretBytes, base64url};
use jose_crypto::{
    DecryptionKey, EncryptionKey, KeyError, KeyParameters, OperationError, SigningKey, UnwrapError, VerifyingKey,
    content::{ContentDecrypter, ContentEncrypter},
    material::PrivateMaterial,
    remote::{KeyOperation, UnwrapKey},
};

/// 64 letters, so that a part of them fits every length and is never zero, never large and easy to find.
const PLANTED: &[u8; 64] = b"\x21planted planted planted planted planted planted planted planted";

/// Every way in which four bytes of a secret could show.
fn spellings(secret: &[u8]) -> Vec<String> {
    let mut spellings = Vec::new();
    for part in secret.windows(4) {
        let joined =
            |separator: &str, byte: fn(&u8) -> String| part.iter().map(byte).collect::<Vec<_>>().join(separator);
        spellings.extend([
            joined("", |byte| format!("{byte:02x}")),
            joined("", |byte| format!("{byte:02X}")),
            joined(":", |byte| format!("{byte:02x}")),
            joined(", ", |byte| format!("{byte:#x}")),
            joined(", ", ToString::to_string),
            joined(",", ToString::to_string),
            joined(" ", ToString::to_string),
        ]);
        spellings.extend(String::from_utf8(part.to_vec()));
    }
    // Six whole bytes are eight letters, wherever in the text they stand.
    let encoded = secret.windows(6).map(base64url::encode);
    spellings.extend(encoded.flat_map(|text| [text.replace('-', "+").replace('_', "/"), text]));
    spellings
}

/// All that `value` prints, in both forms, on one line: a list over many lines is still a list.
fn printed(value: &dyn Debug) -> String {
    let mut text = format!("{value:?}\n{value:#?}\n");
    let squeezed: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    write!(text, "{squeezed}").unwrap();
    text
}

fn assert_silent(name: &str, value: &dyn Debug, secret: &[u8]) {
    let text = printed(value);
    for spelling in spellings(secret) {
        assert!(!text.contains(&spelling), "{name} prints {spelling}: {text}");
    }
}

/// The search finds what it must find, in each form.
#[test]
fn the_search_works() {
    for leak in [
        format!("{:?}", &PLANTED[..]),
        format!("{:#?}", &PLANTED[..]).split_whitespace().collect::<Vec<_>>().join(" "),
        format!("{PLANTED:x?}").replace(", ", ""),
        format!("{PLANTED:X?}").replace(", ", ""),
        base64url::encode(PLANTED),
        base64url::encode(&PLANTED[1..]),
        base64url::encode(&PLANTED[2..40]),
        String::from_utf8_lossy(PLANTED).into_owned(),
    ] {
        assert!(spellings(PLANTED).iter().any(|spelling| leak.contains(spelling)), "{leak}");
    }
}

/// Every curve of this build.
fn curves() -> impl Iterator<Item = Curve> {
    Curve::ALL.iter().copied().filter(|curve| keys::is_built_in(*curve))
}

/// Keys on every curve and of every ML-DSA whose private half was planted, and the RSA key of the fixture.
fn materials() -> Vec<(PrivateMaterial, Vec<u8>)> {
    let planted = |curve: Curve| {
        let mut half = PLANTED.to_vec();
        half.resize(curve.row().coordinate_bytes, 0x21);
        if curve == Curve::P521 {
            half[0] = 0;
        }
        (PrivateMaterial::from_private_half(curve, SecretBytes::from(&*half)).unwrap(), half)
    };
    let seed = &PLANTED[..32];
    let of_seed = |algorithm| (PrivateMaterial::from_seed(algorithm, SecretBytes::from(seed)).unwrap(), seed.to_vec());
    let ml_dsa = [JwsAlgorithm::MlDsa44, JwsAlgorithm::MlDsa65, JwsAlgorithm::MlDsa87].map(of_seed);
    let numbers = keys::rsa_numbers();
    let rsa = [numbers.d, numbers.p, numbers.q, numbers.dp, numbers.dq, numbers.qi]
        .map(|number| (keys::rsa(), number.expose().to_vec()));
    curves().map(planted).chain(ml_dsa).chain(rsa).collect()
}

#[test]
fn private_material_and_the_keys_made_of_it() {
    for (material, secret) in materials() {
        assert_silent("PrivateMaterial", &material, &secret);
        if let PrivateMaterial::Rsa(numbers) = &material {
            assert_silent("RsaPrivate", numbers, &secret);
        }
        for algorithm in JwsAlgorithm::ALL {
            if let Ok(key) = SigningKey::new(*algorithm, &material) {
                assert_silent("SigningKey", &key.with_key_id("1"), &secret);
                assert_silent("VerifyingKey", &VerifyingKey::new(*algorithm, &material.public()), &secret);
            }
        }
        for algorithm in KeyManagementAlgorithm::ALL {
            if let Ok(key) = DecryptionKey::new(*algorithm, &material) {
                assert_silent("DecryptionKey", &key.with_key_id("1"), &secret);
                assert_silent("EncryptionKey", &EncryptionKey::new(*algorithm, &material.public()), &secret);
            }
        }
    }
}

#[test]
fn shared_secrets_and_the_keys_made_of_them() {
    assert_silent("SecretBytes", &SecretBytes::from(&PLANTED[..]), PLANTED);
    for algorithm in [JwsAlgorithm::Hs256, JwsAlgorithm::Hs384, JwsAlgorithm::Hs512] {
        assert_silent("SigningKey", &SigningKey::hmac(algorithm, PLANTED), PLANTED);
        assert_silent("VerifyingKey", &VerifyingKey::hmac(algorithm, PLANTED), PLANTED);
        let short = &PLANTED[..20];
        assert_silent("VerifyingKey", &VerifyingKey::hmac_with_short_legacy_secret(algorithm, short), short);
    }
    for algorithm in KeyManagementAlgorithm::ALL {
        for length in [16, 24, 32] {
            let secret = &PLANTED[..length];
            assert_silent("EncryptionKey", &EncryptionKey::symmetric(*algorithm, secret), secret);
            assert_silent("DecryptionKey", &DecryptionKey::symmetric(*algorithm, secret), secret);
        }
    }
    for enc in ContentEncryption::ALL {
        let secret = &PLANTED[..enc.row().key_bytes];
        assert_silent("EncryptionKey", &EncryptionKey::direct(*enc, secret), secret);
        assert_silent("DecryptionKey", &DecryptionKey::direct(*enc, secret), secret);
        assert_silent("ContentEncrypter", &ContentEncrypter::new(*enc, secret), secret);
        assert_silent("ContentDecrypter", &ContentDecrypter::new(*enc, secret), secret);
        let key = EncryptionKey::direct(*enc, secret).unwrap();
        assert_silent("Established", &key.establish(*enc, b"", b"").unwrap(), secret);
    }
}

/// A device whose every key is the planted one.
struct Planted(KeyManagementAlgorithm);

impl UnwrapKey for Planted {
    fn algorithm(&self) -> KeyManagementAlgorithm {
        self.0
    }

    fn key_id(&self) -> Option<&str> {
        None
    }

    fn unwrap_key(&self, _operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
        Ok(SecretBytes::from(&PLANTED[..32]))
    }
}

#[test]
fn what_comes_out_of_a_device() {
    let wrapped = [7; 40];
    let parameters = KeyParameters::new(ContentEncryption::A256Gcm, &wrapped);
    let key = DecryptionKey::remote(Arc::new(Planted(KeyManagementAlgorithm::A256Kw))).unwrap();
    assert_silent("DecryptionKey", &key, PLANTED);
    assert_silent("ContentDecrypter", &key.content_key(&parameters), PLANTED);
    let finished = parameters.finish(KeyManagementAlgorithm::A256Kw, Ok(SecretBytes::from(&PLANTED[..32])));
    assert_silent("ContentDecrypter", &finished, PLANTED);
    assert_silent("KeyParameters", &parameters, PLANTED);
}

/// Errors name lengths and rules, never values.
#[test]
fn errors_do_not_quote_secrets() {
    let mut errors: Vec<KeyError> = Vec::new();
    for algorithm in JwsAlgorithm::ALL {
        for length in [0, 1, 4, 19, 31, 47, 63] {
            errors.extend(SigningKey::hmac(*algorithm, &PLANTED[..length]).err());
        }
    }
    for algorithm in KeyManagementAlgorithm::ALL {
        for length in [4, 15, 17, 33, 64] {
            errors.extend(EncryptionKey::symmetric(*algorithm, &PLANTED[..length]).err());
            errors.extend(DecryptionKey::symmetric(*algorithm, &PLANTED[..length]).err());
        }
    }
    for enc in ContentEncryption::ALL {
        for length in [4, 15, 17, 31, 33, 47, 49, 63] {
            errors.extend(ContentEncrypter::new(*enc, &PLANTED[..length]).err());
        }
    }
    for length in [4, 31, 33, 47, 49, 64] {
        let secret = || SecretBytes::from(&PLANTED[..length]);
        errors.extend(curves().filter_map(|curve| PrivateMaterial::from_private_half(curve, secret()).err()));
        errors.extend(PrivateMaterial::from_seed(JwsAlgorithm::MlDsa44, secret()).err());
    }
    let mut armoured = b"-----BEGIN PRIVATE KEY-----\n".to_vec();
    armoured.extend_from_slice(PLANTED);
    errors.extend(SigningKey::hmac(JwsAlgorithm::Hs256, &armoured).err());
    assert!(errors.len() > 200);
    for error in errors {
        assert_silent("KeyError", &error, PLANTED);
        assert_silent("KeyError", &error.to_string(), PLANTED);
        assert_silent("KeyError", &error.code(), PLANTED);
    }
}

/// The silent failures are silent: one word, the same for every reason, and no source.
#[test]
fn cryptographic_failures_say_nothing() {
    use std::error::Error;
    let failures: [(&str, &dyn Error, &str); 4] = [
        ("BadSignature", &jose_crypto::BadSignature, "the signature does not match"),
        ("DecryptFailed", &jose_crypto::DecryptFailed, "decryption failed"),
        ("UnwrapError", &UnwrapError::Failed(jose_crypto::DecryptFailed), "decryption failed"),
        ("OperationError", &OperationError::Backend, "the cryptographic library could not do its work"),
    ];
    for (name, error, words) in failures {
        assert_eq!(error.to_string(), words, "{name}");
        assert!(error.source().is_none(), "{name}");
    }
    assert_eq!(size_of::<jose_crypto::BadSignature>() + size_of::<jose_crypto::DecryptFailed>(), 0);
}
