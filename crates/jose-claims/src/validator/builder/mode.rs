//! The mode of a policy, and the keys that it needs.

use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm, UnixTime};
use jose_jwk::DecryptionKeySet;

use super::ValidatorBuilder;
use crate::TokenMode;

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
    ///
    /// # Security
    /// A key that wraps (`A256KW` and its kind) must not also be one of several recipients of a JWE in the general form: the others learn that
    /// message's content key, and can issue under it. A `dir` key has no such weakness.
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

    /// The signature algorithms that tokens may have. A key has one algorithm, so that this only narrows what the keys allow; an issuer that is
    /// left without a key is an error when the policy is built.
    #[must_use]
    pub fn signature_algorithms(mut self, algorithms: impl IntoIterator<Item = JwsAlgorithm>) -> Self {
        self.signature_algorithms.say(algorithms.into_iter().collect());
        self
    }

    /// The key management algorithms that envelopes may have; as [`ValidatorBuilder::signature_algorithms`], it only narrows.
    #[must_use]
    pub fn key_management_algorithms(mut self, algorithms: impl IntoIterator<Item = KeyManagementAlgorithm>) -> Self {
        self.key_management.say(algorithms.into_iter().collect());
        self
    }

    fn mode_with(mut self, mode: TokenMode, keys: impl Into<DecryptionKeySet>) -> Self {
        self.mode.say(mode);
        self.decryption_keys = Some(keys.into());
        self
    }
}

pub(super) const HOW: &str = "signed_only(), encrypted(..), encrypted_elsewhere(), encrypted_with_shared_key(..) or encrypted_or_signed_until(..)";
