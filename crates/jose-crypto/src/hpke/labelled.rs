//! HKDF with labels (RFC 9180, section 4, on RFC 5869).

use aws_lc_rs::hmac;
use jose_core::{SecretBytes, registry::Hash};

use crate::{OperationError, backend};

/// Says which version, which suite and which step a derivation belongs to.
const VERSION: &[u8] = b"HPKE-v1";

/// The derivations of one suite.
pub(super) struct Labelled<'s> {
    hash: Hash,
    algorithm: hmac::Algorithm,
    suite: &'s [u8],
}

impl<'s> Labelled<'s> {
    pub(super) fn new(hash: Hash, suite: &'s [u8]) -> Result<Self, OperationError> {
        let algorithm = backend::hmac(hash).map_err(|_| OperationError::Backend)?;
        Ok(Self { hash, algorithm, suite })
    }

    /// `LabeledExtract`. An empty salt is as good as one of zeros: HMAC fills up its key with them.
    pub(super) fn extract(&self, salt: &[u8], label: &[u8], input: &[u8]) -> SecretBytes {
        self.tag(salt, &[VERSION, self.suite, label, input], self.hash.output_bytes())
    }

    /// `LabeledExpand`. Nothing in HPKE is longer than the hash, so the first block of RFC 5869, section 2.3, is the only one.
    pub(super) fn expand(
        &self,
        key: &SecretBytes,
        label: &[u8],
        info: &[u8],
        length: usize,
    ) -> Result<SecretBytes, OperationError> {
        if length > self.hash.output_bytes() {
            return Err(OperationError::Backend);
        }
        let prefix = u16::try_from(length).map_err(|_| OperationError::Backend)?.to_be_bytes();
        Ok(self.tag(key.expose(), &[&prefix, VERSION, self.suite, label, info, &[1]], length))
    }

    /// The front of the HMAC over all `parts`.
    fn tag(&self, key: &[u8], parts: &[&[u8]], length: usize) -> SecretBytes {
        let mut context = hmac::Context::with_key(&hmac::Key::new(self.algorithm, key));
        for part in parts {
            context.update(part);
        }
        SecretBytes::from(context.sign().as_ref().get(..length).unwrap_or_default())
    }
}
