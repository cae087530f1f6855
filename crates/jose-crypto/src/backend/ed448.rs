//! Ed448 (RFC 8032, section 5.2) without pre-hashing and with an empty context, from a crate of its own.

use ed448_goldilocks::{SecretKey, Signature, SigningKey as Signing, VerifyingKey as Verifying};
use jose_core::Curve;
use zeroize::Zeroizing;

use crate::material::octets;

/// The length of a private and of a public key.
const BYTES: usize = 57;

/// A private key, expanded. It wipes itself.
pub(crate) struct SigningKey(Signing);

/// A public key, decoded.
pub(crate) struct VerifyingKey(Verifying);

impl SigningKey {
    /// `None` if the seed has another length.
    pub(crate) fn from_seed(seed: &[u8]) -> Option<Self> {
        let seed = Zeroizing::new(SecretKey::try_from(seed).ok()?);
        Some(Self(Signing::from(&*seed)))
    }

    /// The public half.
    pub(crate) fn public(&self) -> Vec<u8> {
        self.0.verifying_key().as_bytes().to_vec()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign_raw(message).to_bytes().to_vec()
    }
}

impl VerifyingKey {
    /// `None` if the bytes are no point of the curve, or the neutral one.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes = <[u8; BYTES]>::try_from(bytes).ok()?;
        Verifying::from_bytes(&bytes).ok().map(Self)
    }

    /// Whether the signature is one of this key (RFC 8032, section 5.2.7). The crate checks that S is below the order of the curve. That R is
    /// written canonically is checked here, so that there is one way to write each signature; nobody makes an R of small order.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let Some(r) = signature.first_chunk::<BYTES>() else { return false };
        if !octets::is_canonical(Curve::Ed448, r) || octets::has_small_order(Curve::Ed448, r) {
            return false;
        }
        Signature::try_from(signature).is_ok_and(|signature| self.0.verify_raw(&signature, message).is_ok())
    }
}
