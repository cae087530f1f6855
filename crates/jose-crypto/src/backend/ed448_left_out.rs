//! What stands in the place of `ed448.rs` in a build without the feature `ed448`: keys that cannot exist.

pub(crate) enum SigningKey {}

pub(crate) enum VerifyingKey {}

impl SigningKey {
    pub(crate) fn from_seed(_seed: &[u8]) -> Option<Self> {
        None
    }

    pub(crate) fn public(&self) -> Vec<u8> {
        match *self {}
    }

    pub(crate) fn sign(&self, _message: &[u8]) -> Vec<u8> {
        match *self {}
    }
}

impl VerifyingKey {
    pub(crate) fn from_bytes(_bytes: &[u8]) -> Option<Self> {
        None
    }

    pub(crate) fn verify(&self, _message: &[u8], _signature: &[u8]) -> bool {
        match *self {}
    }
}
