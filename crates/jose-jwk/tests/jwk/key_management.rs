//! Keys of the algorithms that need a feature or a name of their own: passwords, `RSA1_5` and HPKE.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::{KeyError, KeyParameters};
use jose_jwk::{Jwk, JwkError};

use crate::{changed, keys::*};

fn jwk(base: &str, changes: &str) -> Jwk {
    Jwk::from_json(changed(base, changes, "").as_bytes()).unwrap()
}

/// RFC 7517, appendix C: `k` holds the octets of the passphrase. What a key of this kind wraps is for all rounds that a message may ask for.
#[test]
fn a_password_in_a_jwk() {
    let password = r#"{"kty":"oct","alg":"PBES2-HS256+A128KW","k":"VGh1cyBmcm9tIG15IGxpcHMsIGJ5IHlvdXJzLCBteSBzaW4gaXMgcHVyZ2VkLg"}"#;
    let key = jwk(password, "{}").decryption_key().unwrap();
    assert_eq!(key.algorithm(), KeyManagementAlgorithm::Pbes2Hs256A128Kw);
    let salt = [217, 96, 147, 112, 150, 117, 70, 247, 127, 8, 155, 137, 174, 42, 80, 215];
    let encrypted_key = [
        78, 186, 151, 59, 11, 141, 81, 240, 213, 245, 83, 211, 53, 188, 134, 188, 66, 125, 36, 200, 222, 124, 5, 103,
        249, 52, 117, 184, 140, 81, 246, 158, 161, 177, 20, 33, 245, 57, 59, 4,
    ];
    let cek = [
        111, 27, 25, 52, 66, 29, 20, 78, 92, 176, 56, 240, 65, 208, 82, 112, 161, 131, 36, 55, 202, 236, 185, 172, 129,
        23, 153, 194, 195, 48, 253, 182,
    ];
    let enc = ContentEncryption::A128CbcHs256;
    let mut buffer = b"content".to_vec();
    let sender = jose_crypto::content::ContentEncrypter::new(enc, &cek).unwrap();
    let tag = sender.encrypt(&[7; 16], b"", &mut buffer).unwrap();
    let open = |rounds| {
        let parameters = KeyParameters { password: Some((&salt, rounds)), ..KeyParameters::new(enc, &encrypted_key) };
        let content = key.content_key(&parameters).unwrap();
        content.decrypt(&[7; 16], b"", tag.as_bytes(), &mut buffer.clone()).map(|plaintext| plaintext.to_vec())
    };
    assert_eq!(open(4096).as_deref(), Ok(&b"content"[..]));
    assert!(open(4095).is_err() && open(8192).is_err());
}

#[test]
fn a_password_for_another_algorithm() {
    let key = jwk(OCT_32, r#"{"alg":"PBES2-HS512+A256KW"}"#);
    for asked in [
        KeyManagementAlgorithm::Pbes2Hs256A128Kw,
        KeyManagementAlgorithm::Pbes2Hs384A192Kw,
        KeyManagementAlgorithm::A256Kw,
        KeyManagementAlgorithm::A256GcmKw,
    ] {
        for error in [key.encryption_key_for(asked).err(), key.decryption_key_for(asked).err()] {
            assert!(matches!(error, Some(JwkError::AlgorithmMismatch { .. })), "{asked}: {error:?}");
        }
    }
    assert!(key.signing_key().is_err() && key.encryption_key_direct(ContentEncryption::A256Gcm).is_err());
    assert!(key.encryption_key().is_ok() && key.decryption_key().is_ok());
}

#[test]
fn rsa1_5_by_its_name_only() {
    let key = jwk(RFC7517_A2_RSA, r#"{"alg":"RSA1_5"}"#);
    for error in [key.encryption_key().err(), key.decryption_key().err()] {
        assert!(matches!(error, Some(JwkError::Key(KeyError::Invalid { .. }))), "{error:?}");
    }
    let error = key.decryption_key_for(KeyManagementAlgorithm::Rsa15).err();
    assert!(matches!(error, Some(JwkError::Key(KeyError::Invalid { .. }))), "{error:?}");
    #[cfg(feature = "rsa1_5-insecure")]
    {
        let built = key.rsa1_5_insecure_decryption_key().unwrap();
        assert_eq!(built.algorithm(), KeyManagementAlgorithm::Rsa15);
        for (refused, changes) in [
            (RFC7517_A2_RSA, r#"{"alg":"RSA-OAEP"}"#),
            (RFC7517_A2_RSA, r#"{"alg":"RSA1_5","use":"sig"}"#),
            (RFC7517_A2_RSA, r#"{"alg":"RSA1_5","key_ops":["sign"]}"#),
            (RFC7517_A1_RSA, r#"{"alg":"RSA1_5"}"#),
            (RFC7517_A2_EC, "{}"),
            (OCT_32, "{}"),
        ] {
            assert!(jwk(refused, changes).rsa1_5_insecure_decryption_key().is_err(), "{changes}");
        }
    }
}

#[test]
fn hpke_on_the_curve_of_its_suite() {
    let algorithms = [KeyManagementAlgorithm::Hpke0, KeyManagementAlgorithm::Hpke7Ke];
    for algorithm in algorithms {
        let key = jwk(RFC7517_A2_EC, &format!(r#"{{"alg":"{algorithm}"}}"#));
        let errors = [key.encryption_key().err(), key.decryption_key().err()];
        let needed = KeyError::FeatureNeeded { what: algorithm.name(), feature: "hpke-unstable" };
        let expected = (!cfg!(feature = "hpke-unstable")).then_some(JwkError::Key(needed));
        assert_eq!(errors, [expected.clone(), expected], "{algorithm}");
        for other in [KeyManagementAlgorithm::Hpke1, KeyManagementAlgorithm::Hpke3Ke] {
            let error = jwk(RFC7517_A2_EC, r#"{"alg":"ES256"}"#).decryption_key_for(other).err();
            assert!(matches!(error, Some(JwkError::Key(_))), "{other}: {error:?}");
        }
    }
}
