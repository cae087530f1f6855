//! Which keys can be in a device.

use std::sync::Arc;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, SecretBytes, registry::KeyManagementKind};
use jose_crypto::{
    DecryptFailed, DecryptionKey, KeyError, KeyParameters, OperationError, UnwrapError,
    remote::{KeyOperation, UnwrapKey},
};

/// A device that is never asked.
struct Silent(KeyManagementAlgorithm);

impl UnwrapKey for Silent {
    fn algorithm(&self) -> KeyManagementAlgorithm {
        self.0
    }

    fn key_id(&self) -> Option<&str> {
        None
    }

    fn unwrap_key(&self, operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
        panic!("asked for {operation:?}")
    }
}

#[test]
fn passwords_rsa1_5_and_hpke_stay_here() {
    for algorithm in KeyManagementAlgorithm::ALL {
        let kind = algorithm.row().kind;
        let word = match kind {
            KeyManagementKind::Direct => "dir",
            KeyManagementKind::Pbes2AesKeyWrap { .. } => "password",
            KeyManagementKind::RsaPkcs1 => "RSA1_5",
            KeyManagementKind::Hpke(_) | KeyManagementKind::HpkeKeyEncryption(_) => "HPKE",
            _ => {
                assert!(DecryptionKey::remote(Arc::new(Silent(*algorithm))).is_ok(), "{algorithm}");
                continue;
            }
        };
        match DecryptionKey::remote(Arc::new(Silent(*algorithm))) {
            Err(KeyError::Invalid { what }) => assert!(what.contains(word), "{algorithm}: {what}"),
            other => panic!("{algorithm}: {other:?}"),
        }
        // The two-step form asks no device either, however complete the parameters are.
        let encrypted_key = [7; 256];
        for length in [16 + 8, 16 + 16, 256] {
            let parameters = KeyParameters {
                password: Some((&[7; 16], 1000)),
                encapsulated_key: Some(&[9; 32]),
                ..KeyParameters::new(ContentEncryption::A128Gcm, &encrypted_key[..length])
            };
            assert_eq!(parameters.operation(*algorithm).err(), Some(DecryptFailed), "{algorithm}");
            for answer in [Ok(SecretBytes::new(vec![7; 16])), Err(OperationError::Backend)] {
                let finished = parameters.finish(*algorithm, answer.map_err(UnwrapError::Operation)).err();
                assert_eq!(finished, Some(UnwrapError::Failed(DecryptFailed)), "{algorithm}");
            }
        }
    }
}
