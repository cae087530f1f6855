//! Decrypting with choices: which forms, how much, and what is accepted.

use jose_core::{ContentEncryption, Limits};
use jose_jwk::DecryptionKeySet;

use super::{
    DecryptError, Decrypted,
    compact::decrypt_with_rules,
    json::{self, Form},
    message::Rules,
};

/// Decrypts messages of one form each, with what the caller accepts.
///
/// ```
/// use jose_core::ContentEncryption;
/// use jose_crypto::{DecryptionKey, EncryptionKey};
/// use jose_jwe::{Decryptor, Encryptor};
/// use jose_jwk::DecryptionKeySet;
///
/// let enc = ContentEncryption::A256Gcm;
/// let message = Encryptor::new(&EncryptionKey::direct(enc, &[7; 32])?, enc).aad(b"in the clear").encrypt_flattened(b"hidden")?;
///
/// let keys = DecryptionKeySet::from(DecryptionKey::direct(enc, &[7; 32])?);
/// let decrypted = Decryptor::new(&keys).require_protected_algorithm().decrypt_flattened(&message)?;
/// assert_eq!((decrypted.plaintext(), decrypted.aad()), (&b"hidden"[..], Some(&b"in the clear"[..])));
/// assert!(Decryptor::new(&keys).decrypt_general(&message).is_err()); // nothing guesses the form
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Without any choice it accepts what [`crate::decrypt_compact`] does: every content encryption of the library, no extension, no compression,
/// no message for a password.
#[derive(Clone, Debug)]
pub struct Decryptor<'d> {
    keys: &'d DecryptionKeySet,
    limits: Limits,
    accepted: &'d [ContentEncryption],
    understood: Vec<&'d str>,
    compression: bool,
    protected_algorithm: bool,
}

impl<'d> Decryptor<'d> {
    /// Decrypts with the keys of this set that fit a message.
    #[must_use]
    pub fn new(keys: &'d DecryptionKeySet) -> Self {
        Self {
            keys,
            limits: Limits::default(),
            accepted: &[],
            understood: Vec::new(),
            compression: false,
            protected_algorithm: false,
        }
    }

    /// What a message may cost. For messages under a password, set [`Limits::pbes2_rounds`].
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Accepts only these content encryptions; all if there are none. Integrated HPKE, which has no content encryption, is then refused.
    #[must_use]
    pub fn accept(mut self, accepted: &'d [ContentEncryption]) -> Self {
        self.accepted = accepted;
        self
    }

    /// Accepts plaintexts that the sender compressed, up to [`Limits::inflated_bytes`] (`zip`, feature `deflate`).
    #[cfg(feature = "deflate")]
    #[must_use]
    pub fn allow_compression(mut self) -> Self {
        self.compression = true;
        self
    }

    /// Extensions that `crit` may name because the application understands them and acts on their header members itself.
    #[must_use]
    pub fn understand(mut self, extensions: &[&'d str]) -> Self {
        self.understood.extend_from_slice(extensions);
        self
    }

    /// Refuses messages whose `alg` or `enc` stands outside the protected header, where whoever carries the message can change it. The keys decide
    /// which algorithms are possible in any case.
    #[must_use]
    pub fn require_protected_algorithm(mut self) -> Self {
        self.protected_algorithm = true;
        self
    }

    /// Decrypts `header.encrypted_key.iv.ciphertext.tag`.
    ///
    /// # Errors
    /// As for [`crate::decrypt_compact`]; [`DecryptError::PasswordsOff`] for a password message that the limits do not allow;
    /// [`DecryptError::Inflate`], or [`DecryptError::Parse`] over a limit, if a compressed plaintext is broken or too long.
    pub fn decrypt_compact(&self, token: &str) -> Result<Decrypted, DecryptError> {
        decrypt_with_rules(token, self.keys, &self.rules())
    }

    /// Decrypts the flattened form in JSON: one recipient.
    ///
    /// # Errors
    /// As for [`Decryptor::decrypt_compact`]; [`DecryptError::Parse`] also for another form, and for headers that have a member in common.
    pub fn decrypt_flattened(&self, json: &str) -> Result<Decrypted, DecryptError> {
        json::decrypt(json, Form::Flattened, self.keys, &self.rules())
    }

    /// Decrypts the general form in JSON: a list of recipients. They are tried in the message's order with the keys that fit; the others are
    /// skipped. [`Decrypted::recipient_index`] says who it was.
    ///
    /// # Errors
    /// As for [`Decryptor::decrypt_flattened`]. [`DecryptError::Key`] says how near a key came if none fits any recipient.
    pub fn decrypt_general(&self, json: &str) -> Result<Decrypted, DecryptError> {
        json::decrypt(json, Form::General, self.keys, &self.rules())
    }

    fn rules(&self) -> Rules<'_> {
        Rules {
            limits: &self.limits,
            accepted: self.accepted,
            understood: &self.understood,
            compression: self.compression,
            protected_algorithm: self.protected_algorithm,
        }
    }
}
