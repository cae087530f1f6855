//! The envelope around a signed token, and what its header repeats of the claims in the clear.

use std::sync::OnceLock;

use jose_core::{ContentEncryption, registry::KeyManagementKind};
use jose_crypto::EncryptionKey;
use jose_jwe::{EncryptError, Encryptor, PreparedEncryptor};
use serde_json::{Map, Value};

use super::size::Overhead;

/// A claim that the header of an envelope repeats in the clear (RFC 7519, section 5.3). For [`IssuerBuilder::replicate_claims`].
///
/// [`IssuerBuilder::replicate_claims`]: crate::IssuerBuilder::replicate_claims
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReplicatedClaim {
    /// `iss`: everybody on the way sees who issued the token.
    Issuer,
    /// `sub`: everybody on the way sees whom the token is about, and can link all tokens about the same one.
    Subject,
    /// `aud`: everybody on the way sees whom the token is for.
    Audience,
}

impl ReplicatedClaim {
    pub(super) const ALL: [Self; 3] = [Self::Issuer, Self::Subject, Self::Audience];

    /// The member, which has the claim's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issuer => "iss",
            Self::Subject => "sub",
            Self::Audience => "aud",
        }
    }
}

/// An audience's key.
pub(super) struct Recipient {
    key: EncryptionKey,
    pub(super) content_encryption: ContentEncryption,
    /// For envelopes that repeat no claims, whose header is the same each time.
    prepared: Option<PreparedEncryptor>,
    /// What an envelope adds, once it was measured.
    pub(super) overhead: OnceLock<Overhead>,
}

impl Recipient {
    pub(super) fn new(key: EncryptionKey, content_encryption: ContentEncryption) -> Self {
        // Whatever is wrong is said where a token is made.
        let prepared = encryptor(&key, content_encryption).prepared().ok();
        Self { key, content_encryption, prepared, overhead: OnceLock::new() }
    }

    /// The signed token in its envelope, with these members in the header.
    pub(super) fn seal(&self, signed: &[u8], members: &Map<String, Value>) -> Result<String, EncryptError> {
        if let (Some(prepared), true) = (&self.prepared, members.is_empty()) {
            return prepared.encrypt_compact(signed);
        }
        let encryptor = encryptor(&self.key, self.content_encryption);
        let encryptor =
            members.iter().fold(encryptor, |encryptor, (name, value)| encryptor.member(name.as_str(), value.clone()));
        encryptor.encrypt_compact(signed)
    }
}

fn encryptor(key: &EncryptionKey, content_encryption: ContentEncryption) -> Encryptor<'_> {
    let encryptor =
        if encrypts_content_itself(key) { Encryptor::integrated(key) } else { Encryptor::new(key, content_encryption) };
    encryptor.content_type("JWT")
}

/// Integrated HPKE, which has no content encryption beside it.
pub(super) fn encrypts_content_itself(key: &EncryptionKey) -> bool {
    matches!(key.algorithm().row().kind, KeyManagementKind::Hpke(_))
}
