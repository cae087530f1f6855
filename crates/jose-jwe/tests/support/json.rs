//! Messages in JSON that no careful sender would write.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits};
use jose_crypto::{DecryptionKey, EncryptionKey, content::ContentKey};
use jose_jwe::{DecryptError, Decrypted, Decryptor};
use jose_jwk::DecryptionKeySet;
use serde_json::{Map, Value, json};

use crate::forge::encode;

pub(crate) const PLAINTEXT: &[u8] = b"frodo has the ring";
pub(crate) const ENC: ContentEncryption = ContentEncryption::A128Gcm;

/// A wrapping key that two sides share.
pub(crate) fn sender(name: &str) -> EncryptionKey {
    EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &secret(name)).unwrap().with_key_id(name)
}

pub(crate) fn recipient(name: &str) -> DecryptionKey {
    DecryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &secret(name)).unwrap().with_key_id(name)
}

pub(crate) fn keys(name: &str) -> DecryptionKeySet {
    recipient(name).into()
}

fn secret(name: &str) -> [u8; 16] {
    std::array::from_fn(|index| name.as_bytes()[index % name.len()])
}

/// A message in the general form to these recipients, correctly encrypted, with exactly these headers.
pub(crate) struct Forged {
    pub(crate) protected: String,
    pub(crate) unprotected: Value,
    pub(crate) recipients: Vec<(&'static str, Value)>,
    pub(crate) aad: Option<String>,
}

impl Forged {
    pub(crate) fn to(recipients: &[&'static str]) -> Self {
        Self {
            protected: r#"{"enc":"A128GCM"}"#.into(),
            unprotected: json!(null),
            recipients: recipients.iter().map(|name| (*name, json!({"alg": "A128KW", "kid": name}))).collect(),
            aad: None,
        }
    }

    pub(crate) fn protected(mut self, header: &str) -> Self {
        self.protected = header.into();
        self
    }

    pub(crate) fn unprotected(mut self, header: Value) -> Self {
        self.unprotected = header;
        self
    }

    pub(crate) fn own(mut self, index: usize, header: Value) -> Self {
        self.recipients[index].1 = header;
        self
    }

    /// The message as a value, to be changed.
    pub(crate) fn general(&self) -> Value {
        let protected = if self.protected.is_empty() { String::new() } else { encode(&self.protected) };
        let content_key = ContentKey::generate(ENC).unwrap();
        let aad = self.aad.as_ref().map(encode);
        let authenticated = aad.as_ref().map_or_else(|| protected.clone(), |aad| format!("{protected}.{aad}"));
        let mut ciphertext = PLAINTEXT.to_vec();
        let tag = content_key.content().encrypt(content_key.iv(), authenticated.as_bytes(), &mut ciphertext).unwrap();
        let recipients: Vec<Value> = self
            .recipients
            .iter()
            .map(|(name, header)| {
                let wrapped = sender(name).wrap(&content_key, b"", b"").unwrap();
                let mut recipient = json!({"encrypted_key": encode(wrapped.encrypted_key())});
                insert(&mut recipient, "header", header.clone());
                recipient
            })
            .collect();
        let mut message = json!({
            "recipients": recipients,
            "iv": encode(content_key.iv()),
            "ciphertext": encode(&ciphertext),
            "tag": encode(tag.as_bytes()),
        });
        insert(&mut message, "protected", if protected.is_empty() { json!(null) } else { protected.into() });
        insert(&mut message, "unprotected", self.unprotected.clone());
        insert(&mut message, "aad", aad.into());
        message
    }

    /// The same for its only recipient.
    pub(crate) fn flattened(&self) -> Value {
        flat(self.general())
    }
}

/// The members of the first recipient, moved beside the ciphertext.
pub(crate) fn flat(mut message: Value) -> Value {
    let recipients = message.as_object_mut().unwrap().remove("recipients").unwrap();
    let own: Map<String, Value> = recipients[0].as_object().unwrap().clone();
    message.as_object_mut().unwrap().extend(own);
    message
}

/// A member that is null is left out.
fn insert(object: &mut Value, name: &str, value: Value) {
    if !value.is_null() {
        object[name] = value;
    }
}

pub(crate) fn without(mut message: Value, member: &str) -> Value {
    message.as_object_mut().unwrap().remove(member).unwrap();
    message
}

pub(crate) fn with(mut message: Value, member: &str, value: impl Into<Value>) -> Value {
    message[member] = value.into();
    message
}

pub(crate) fn decrypt_general(message: &Value, keys: &DecryptionKeySet) -> Result<Decrypted, DecryptError> {
    Decryptor::new(keys).decrypt_general(&message.to_string())
}

pub(crate) fn decrypt_flattened(message: &Value, keys: &DecryptionKeySet) -> Result<Decrypted, DecryptError> {
    Decryptor::new(keys).decrypt_flattened(&message.to_string())
}

/// The code with which a message is refused, or `decrypted`.
pub(crate) fn code(outcome: &Result<Decrypted, DecryptError>) -> &'static str {
    outcome.as_ref().map_or_else(DecryptError::code, |_| "decrypted")
}

pub(crate) fn limits(change: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = Limits::default();
    change(&mut limits);
    limits
}
