//! Signing: a builder for the header, finished by the form that is wanted.

mod compact;
mod error;
mod kernel;

use jose_core::{JwsAlgorithm, header::HeaderDraft};
use jose_crypto::{SigningKey, remote::AsyncSign};
use serde_json::{Map, Value};

pub use compact::PendingSignature;
pub use error::SignError;

/// Signs payloads with one key.
///
/// ```
/// use jose_core::JwsAlgorithm;
/// use jose_crypto::SigningKey;
/// use jose_jws::Signer;
///
/// let key = SigningKey::hmac(JwsAlgorithm::Hs256, &[7; 32])?;
/// let token = Signer::new(&key).message_type("example+jws").sign_compact(b"payload")?;
/// assert_eq!(token.split('.').count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `alg` and `kid` come from the key. A signer is cheap to make and can sign any number of payloads under the same header.
#[derive(Clone, Debug)]
pub struct Signer<'s, K = &'s SigningKey> {
    key: K,
    algorithm: JwsAlgorithm,
    key_id: Option<&'s str>,
    message_type: Option<&'s str>,
    content_type: Option<&'s str>,
    members: Map<String, Value>,
}

impl<'s> Signer<'s> {
    /// Signs with a key of this process, or one in a device that blocks.
    #[must_use]
    pub fn new(key: &'s SigningKey) -> Self {
        Self::with(key, key.algorithm(), key.key_id())
    }
}

impl<'s> Signer<'s, &'s dyn AsyncSign> {
    /// Signs with a key in a device that is awaited.
    #[must_use]
    pub fn for_device(key: &'s dyn AsyncSign) -> Self {
        Self::with(key, key.algorithm(), key.key_id())
    }
}

impl<'s> Signer<'s, ()> {
    /// Prepares messages for a key that is somewhere else altogether: the two-step form, see [`Signer::prepare_compact`].
    #[must_use]
    pub fn without_key(algorithm: JwsAlgorithm, key_id: Option<&'s str>) -> Self {
        Self::with((), algorithm, key_id)
    }
}

impl<'s, K> Signer<'s, K> {
    fn with(key: K, algorithm: JwsAlgorithm, key_id: Option<&'s str>) -> Self {
        Self { key, algorithm, key_id, message_type: None, content_type: None, members: Map::new() }
    }

    /// `typ`: what the whole message is, such as `at+jwt`.
    #[must_use]
    pub fn message_type(mut self, message_type: &'s str) -> Self {
        self.message_type = Some(message_type);
        self
    }

    /// `cty`: what the payload is, such as `JWT`.
    #[must_use]
    pub fn content_type(mut self, content_type: &'s str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// A header member of the application's own. A registered name is refused when the message is signed.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.members.insert(name.into(), value.into());
        self
    }

    fn header(&self) -> Result<String, SignError> {
        let draft = HeaderDraft {
            alg: self.algorithm.name(),
            kid: self.key_id,
            typ: self.message_type,
            cty: self.content_type,
            private: (!self.members.is_empty()).then_some(&self.members),
            ..HeaderDraft::default()
        };
        match draft.reserved_private_member() {
            Some(name) => Err(SignError::ReservedMember { name }),
            None => Ok(draft.to_base64url()),
        }
    }
}
