//! The mode of a policy, and the keys that it needs.

use jose_core::{ContentEncryption, UnixTime};
use jose_jwk::{DecryptionKeySet, VerifyingKeySet};

use super::ValidatorBuilder;
use crate::validator::{PolicyError, TokenMode};

impl ValidatorBuilder {
    /// Mode: signed tokens only; encrypted ones are refused.
    #[must_use]
    pub fn signed_only(mut self) -> Self {
        self.mode.say(TokenMode::SignedOnly);
        self
    }

    /// Mode: encrypted tokens only, with a signed token inside.
    #[must_use]
    pub fn encrypted(self, keys: impl Into<DecryptionKeySet>) -> Self {
        self.mode_with(TokenMode::NestedOnly, keys)
    }

    /// Mode: as [`ValidatorBuilder::encrypted`], with the decryption key in a device that is awaited. Tokens come decrypted, through
    /// [`Validator::validate_decrypted`](crate::Validator::validate_decrypted); there is no key here for any other.
    #[must_use]
    pub fn encrypted_elsewhere(mut self) -> Self {
        self.mode.say(TokenMode::NestedOnly);
        self
    }

    /// Mode: as [`ValidatorBuilder::encrypted`], and until `until` also signed tokens without an envelope, while issuers change over.
    #[must_use]
    pub fn encrypted_or_signed_until(self, until: UnixTime, keys: impl Into<DecryptionKeySet>) -> Self {
        self.mode_with(TokenMode::Migrate { until }, keys)
    }

    /// Mode: claims encrypted under a shared key, without a signature. Whoever holds the key can issue.
    #[must_use]
    pub fn encrypted_with_shared_key(self, keys: impl Into<DecryptionKeySet>) -> Self {
        self.mode_with(TokenMode::EncryptedOnly, keys)
    }

    /// The content encryption that an envelope must use; say it again for further ones. Unless stated, the sender may choose any that the
    /// family has, each of which is authenticated; a `dir` key accepts its own alone.
    #[must_use]
    pub fn content_encryption(mut self, content_encryption: ContentEncryption) -> Self {
        self.content_encryptions.push(content_encryption);
        self
    }

    fn mode_with(mut self, mode: TokenMode, keys: impl Into<DecryptionKeySet>) -> Self {
        self.mode.say(mode);
        self.decryption_keys = Some(keys.into());
        self
    }
}

pub(super) const HOW: &str = "signed_only(), encrypted(..), encrypted_elsewhere(), encrypted_with_shared_key(..) or encrypted_or_signed_until(..)";

/// Keys without a use are a misunderstanding, and encryption to a public key without a signature proves nothing.
pub(super) fn check_keys(
    mode: TokenMode,
    verifying: Option<&VerifyingKeySet>,
    decryption: Option<&DecryptionKeySet>,
    content_encryptions: &[ContentEncryption],
) -> Result<(), PolicyError> {
    let shared = decryption.is_some_and(|set| set.keys().iter().all(|key| key.algorithm().is_symmetric()));
    let what = match (mode, verifying.is_some()) {
        (TokenMode::SignedOnly, _) if !content_encryptions.is_empty() => {
            "content_encryption(..) was stated and the mode is signed_only(), which accepts no envelope"
        }
        (TokenMode::EncryptedOnly, true) => {
            "this mode verifies no signature: state the issuer with issuer_with_shared_key(..)"
        }
        (TokenMode::EncryptedOnly, false) if !shared => {
            "anybody can encrypt to a public key: use encrypted(..), which demands a signature inside"
        }
        (TokenMode::EncryptedOnly, false) | (_, true) => return Ok(()),
        (_, false) => "this mode verifies a signature: state the issuer with issuer(.., keys)",
    };
    Err(PolicyError::Keys { what })
}
