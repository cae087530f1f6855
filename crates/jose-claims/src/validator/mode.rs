//! Which protection a token must have.

use jose_core::UnixTime;

/// Which protection a token must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenMode {
    /// Signed and readable. Encrypted tokens are refused.
    SignedOnly,
    /// Encrypted, with a signed token inside. Signed tokens without an envelope are refused.
    NestedOnly,
    /// Encrypted under a shared key, with the claims directly inside. The shared key proves the sender, so public-key encryption is refused.
    EncryptedOnly,
    /// As [`TokenMode::NestedOnly`], and until this time also [`TokenMode::SignedOnly`], while issuers change over.
    Migrate {
        /// When signed tokens without an envelope stop being accepted.
        until: UnixTime,
    },
}
