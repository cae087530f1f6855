//! The key encapsulation DHKEM (RFC 9180, section 4.1).

use jose_core::{
    Curve, SecretBytes,
    registry::{Hash, HpkeSuite},
};

use super::labelled::Labelled;
use crate::{EphemeralPublicKey, OperationError};

/// DHKEM on one curve, which fixes its hash whatever the rest of the suite uses.
pub(super) struct Encapsulation {
    number: u16,
    hash: Hash,
    secret_bytes: usize,
}

impl Encapsulation {
    /// The recipient's key must be on the suite's curve.
    pub(super) fn of(suite: HpkeSuite, recipient: &EphemeralPublicKey) -> Result<Self, OperationError> {
        if recipient.curve() == suite.curve { Self::on(suite.curve) } else { Err(OperationError::Backend) }
    }

    /// RFC 9180, section 7.1.
    pub(super) fn on(curve: Curve) -> Result<Self, OperationError> {
        let (number, hash) = match curve {
            Curve::P256 => (0x10, Hash::Sha256),
            Curve::P384 => (0x11, Hash::Sha384),
            Curve::P521 => (0x12, Hash::Sha512),
            Curve::X25519 => (0x20, Hash::Sha256),
            Curve::X448 => (0x21, Hash::Sha512),
            _ => return Err(OperationError::Backend),
        };
        Ok(Self { number, hash, secret_bytes: hash.output_bytes() })
    }

    pub(super) fn number(&self) -> u16 {
        self.number
    }

    /// `ExtractAndExpand`: both public keys enter the secret.
    pub(super) fn shared_secret(
        &self,
        agreed: &SecretBytes,
        encapsulated_key: &EphemeralPublicKey,
        recipient: &EphemeralPublicKey,
    ) -> Result<SecretBytes, OperationError> {
        let [high, low] = self.number.to_be_bytes();
        let suite = [b'K', b'E', b'M', high, low];
        let labelled = Labelled::new(self.hash, &suite)?;
        let context = [encapsulated_key.encoded(), recipient.encoded()].concat();
        let extracted = labelled.extract(b"", b"eae_prk", agreed.expose());
        labelled.expand(&extracted, b"shared_secret", &context, self.secret_bytes)
    }
}
