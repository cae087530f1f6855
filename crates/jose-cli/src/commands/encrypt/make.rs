//! The message itself, in each form.

use jose::{
    ContentEncryption, EncryptionKey,
    core::registry::KeyManagementKind,
    jwe::{EncryptError, Encryptor, GeneralEncryptor, Recipient},
};

use crate::{arguments::form::Form, exit::Failure};

/// What is said about the message besides its recipients.
#[derive(Clone, Copy, Debug)]
pub(super) struct With<'w> {
    pub(super) content_encryption: ContentEncryption,
    pub(super) typ: Option<&'w str>,
    pub(super) cty: Option<&'w str>,
    pub(super) aad: Option<&'w [u8]>,
    pub(super) zip: bool,
}

/// The same settings on the encryptor for one recipient and on that for several.
macro_rules! set {
    ($with:expr, $encryptor:expr) => {{
        let (with, mut encryptor) = ($with, $encryptor);
        if let Some(typ) = with.typ {
            encryptor = encryptor.message_type(typ);
        }
        if let Some(cty) = with.cty {
            encryptor = encryptor.content_type(cty);
        }
        if let Some(aad) = with.aad {
            encryptor = encryptor.aad(aad);
        }
        if with.zip { encryptor.compress() } else { encryptor }
    }};
}

impl With<'_> {
    pub(super) fn encrypt(&self, keys: &[EncryptionKey], form: Form, plaintext: &[u8]) -> Result<String, Failure> {
        let encrypted = match keys {
            [key] => {
                let encryptor = set!(self, self.encryptor(key));
                match form {
                    Form::Compact => encryptor.encrypt_compact(plaintext),
                    Form::Flattened => encryptor.encrypt_flattened(plaintext),
                    Form::General => encryptor.encrypt_general(plaintext),
                }
            }
            keys => {
                let recipients: Vec<Recipient<'_>> = keys.iter().map(Recipient::new).collect();
                let all = GeneralEncryptor::new(self.content_encryption);
                set!(self, recipients.iter().fold(all, GeneralEncryptor::recipient)).encrypt_general(plaintext)
            }
        };
        encrypted.map_err(|error: EncryptError| error.into())
    }

    fn encryptor<'k>(&self, key: &'k EncryptionKey) -> Encryptor<'k>
    where
        Self: 'k,
    {
        match key.algorithm().row().kind {
            KeyManagementKind::Hpke(_) => Encryptor::integrated(key),
            _ => Encryptor::new(key, self.content_encryption),
        }
    }
}
