//! Decrypting old messages with RSAES-PKCS1-v1_5.

use aws_lc_rs::rsa::Pkcs1PrivateDecryptingKey;
use jose_core::KeyManagementAlgorithm;

use super::{DecryptionKey, Prepared, asymmetric::rsa_private};
use crate::{KeyError, keys::identity::KeyIdentity, keys::rsa::key_pair, material::PrivateMaterial};

impl DecryptionKey {
    /// Binds an RSA key to `RSA1_5`, for messages of peers that know nothing newer. Nothing encrypts with it here.
    ///
    /// # Security
    /// This padding is broken where an attacker can tell whether a message had a good one (Bleichenbacher, 1998; RFC 8725, section 3.2). As RFC 7516,
    /// section 11.5, demands, a random key, drawn before it is known whether it is needed, takes the place of every key that does not decrypt or has
    /// another length, and the content's tag decides. What remains is time: AWS-LC looks at the padding without branches on its bytes, but
    /// then takes another way out for a bad one, and its interface leaves us no way to hide that. Whoever can measure the difference over many
    /// messages may decrypt others, or sign, with this key. So use the key for nothing else, retire it soon, and let no stranger send many
    /// messages.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] if the key is not an RSA key, and whatever [`PrivateMaterial::check`] finds.
    pub fn rsa1_5_insecure(material: &PrivateMaterial) -> Result<Self, KeyError> {
        let algorithm = KeyManagementAlgorithm::Rsa15;
        let PrivateMaterial::Rsa(private) = material else {
            return Err(KeyError::WrongKeyType { algorithm: algorithm.name(), found: material.public().key_type() });
        };
        material.public().check()?;
        let key =
            Pkcs1PrivateDecryptingKey::new(rsa_private(&key_pair(private)?)?).map_err(|_| KeyError::Inconsistent)?;
        Ok(Self::from_prepared(algorithm, Prepared::Pkcs1(key)).of(KeyIdentity::of_pair(&material.public())))
    }
}
