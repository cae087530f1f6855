//! An encryptor that has written its header already.

use std::{borrow::Cow, fmt};

use jose_core::{ContentEncryption, base64url, header::HeaderDraft, registry::KeyManagementKind};
use jose_crypto::{EncryptionKey, WrappedKey};

use super::{
    EncryptError, Encryptor, Recipient,
    header::{Headers, key_draft, parties},
    kernel::{self, Plain},
    random::Drawn,
    settings::Compression,
    write,
};

/// Encrypts any number of plaintexts to one key in the compact form, under a header that was written and checked once.
///
/// ```
/// use jose_core::ContentEncryption;
/// use jose_crypto::EncryptionKey;
/// use jose_jwe::Encryptor;
///
/// let key = EncryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32])?.with_key_id("1");
/// let encryptor = Encryptor::new(&key, ContentEncryption::A256Gcm).content_type("JWT").prepared()?;
/// let message = encryptor.encrypt_compact(b"a.b.c")?;
/// assert_eq!(message.split('.').count(), 5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// You want this where messages of one kind are made one after the other. It makes the same messages as the [`Encryptor`] that it comes from, and
/// draws what is random for each of them. It borrows nothing, so it can be kept in a struct; the key is shared, not copied. Most is gained with `dir`,
/// AES Key Wrap and RSA-OAEP, whose headers are the same for each message.
#[derive(Clone)]
pub struct PreparedEncryptor {
    key: EncryptionKey,
    party_u_info: Vec<u8>,
    party_v_info: Vec<u8>,
    content_encryption: Option<ContentEncryption>,
    compression: Compression,
    header: Template,
}

#[derive(Clone)]
enum Template {
    /// The same for each message, as base64url.
    Constant(String),
    /// As JSON, what stands before and what stands behind the members that are made for each message.
    Around { before: String, behind: String },
}

impl Encryptor<'_> {
    /// Writes the header once, for many messages in the compact form.
    ///
    /// # Errors
    /// As for [`Encryptor::encrypt_compact`], as far as it is not about the key.
    pub fn prepared(&self) -> Result<PreparedEncryptor, EncryptError> {
        self.check()?;
        self.check_compact()?;
        let Self { recipient, settings, .. } = self;
        Ok(PreparedEncryptor {
            key: recipient.key.clone(),
            party_u_info: recipient.party_u_info.to_vec(),
            party_v_info: recipient.party_v_info.to_vec(),
            content_encryption: settings.content_encryption,
            compression: settings.compression,
            header: self.template(),
        })
    }

    fn template(&self) -> Template {
        let nothing = WrappedKey::default();
        match self.recipient.key.algorithm().row().kind {
            KeyManagementKind::Direct
            | KeyManagementKind::AesKeyWrap { .. }
            | KeyManagementKind::RsaOaep(_)
            | KeyManagementKind::RsaPkcs1
            | KeyManagementKind::Hpke(_) => Template::Constant(self.headers(&nothing).protected.into_owned()),
            _ => {
                let mut whole = key_draft(&self.recipient, &nothing, None, None);
                whole.enc = self.settings.content_encryption.map(ContentEncryption::name);
                let critical = self.settings.critical();
                self.settings.protect(&mut whole, &critical);
                let front = HeaderDraft { alg: whole.alg, kid: whole.kid, typ: whole.typ, ..HeaderDraft::default() };
                let behind = HeaderDraft { alg: None, kid: None, typ: None, ..whole };
                Template::Around { before: front.to_json(), behind: behind.to_json() }
            }
        }
    }
}

impl PreparedEncryptor {
    /// As [`Encryptor::encrypt_compact`].
    ///
    /// # Errors
    /// [`EncryptError::Constructor`] if the key encrypts the content itself and the encryptor was not [`Encryptor::integrated`], or the reverse,
    /// [`EncryptError::Key`] if a `dir` key is bound to another content encryption, is used up, or the system gave no random bytes.
    pub fn encrypt_compact(&self, plaintext: &[u8]) -> Result<String, EncryptError> {
        let recipient = Recipient::new(&self.key).party_u_info(&self.party_u_info).party_v_info(&self.party_v_info);
        let (content_encryption, content) = (self.content_encryption, self.compression.content(plaintext)?);
        let plain = Plain { content_encryption, content, aad: &[] };
        let sealed = kernel::to_one(&recipient, &plain, &Drawn, |wrapped| Headers {
            protected: self.header.protected(&recipient, wrapped),
            shared: None,
        })?;
        Ok(write::compact(&sealed))
    }
}

impl Template {
    fn protected(&self, recipient: &Recipient<'_>, wrapped: &WrappedKey) -> Cow<'_, str> {
        match self {
            Self::Constant(protected) => Cow::Borrowed(protected),
            Self::Around { before, behind } => {
                let (apu, apv) = parties(recipient);
                let draft = key_draft(recipient, wrapped, apu.as_deref(), apv.as_deref());
                let made = HeaderDraft { alg: None, kid: None, ..draft }.to_json();
                Cow::Owned(base64url::encode(joined([before, &made, behind]).as_bytes()))
            }
        }
    }
}

/// One object with the members of three, none of which has one of another.
fn joined(objects: [&str; 3]) -> String {
    let mut json = String::with_capacity(objects.iter().fold(0, |length, object| length.saturating_add(object.len())));
    json.push('{');
    for object in objects {
        let members = object.strip_prefix('{').and_then(|object| object.strip_suffix('}')).unwrap_or_default();
        if !members.is_empty() && json.len() > 1 {
            json.push(',');
        }
        json.push_str(members);
    }
    json.push('}');
    json
}

impl fmt::Debug for PreparedEncryptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedEncryptor")
            .field("key", &self.key)
            .field("content_encryption", &self.content_encryption)
            .finish_non_exhaustive()
    }
}
