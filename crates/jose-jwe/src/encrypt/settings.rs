//! What a caller has said about a message as a whole.

use std::borrow::Cow;

#[cfg(feature = "deflate")]
use jose_core::SecretBytes;
use jose_core::{ContentEncryption, header::HeaderDraft};
use serde_json::{Map, Value};

use super::EncryptError;

#[derive(Clone, Debug)]
pub(super) struct Settings<'e> {
    /// None where the key's own algorithm encrypts the content.
    pub(super) content_encryption: Option<ContentEncryption>,
    pub(super) message_type: Option<&'e str>,
    pub(super) content_type: Option<&'e str>,
    pub(super) key_set_url: Option<&'e str>,
    pub(super) public_key: Option<Map<String, Value>>,
    pub(super) certificates_url: Option<&'e str>,
    pub(super) certificates: Vec<String>,
    pub(super) thumbprint: Option<String>,
    pub(super) sha1_thumbprint: Option<String>,
    /// Protected members of the application's own, and which of them must be understood.
    pub(super) members: Map<String, Value>,
    pub(super) critical: Vec<String>,
    pub(super) unprotected_members: Map<String, Value>,
    /// Empty if there are none.
    pub(super) aad: &'e [u8],
    pub(super) compression: Compression,
}

/// Whether the plaintext is compressed, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    No,
    #[cfg(feature = "deflate")]
    Here,
    /// The caller has done it, for a published example.
    #[cfg(feature = "hazmat")]
    Before,
}

impl Settings<'_> {
    pub(super) fn new(content_encryption: Option<ContentEncryption>) -> Self {
        Self {
            content_encryption,
            message_type: None,
            content_type: None,
            key_set_url: None,
            public_key: None,
            certificates_url: None,
            certificates: Vec::new(),
            thumbprint: None,
            sha1_thumbprint: None,
            members: Map::new(),
            critical: Vec::new(),
            unprotected_members: Map::new(),
            aad: &[],
            compression: Compression::No,
        }
    }

    /// Refuses members with names that are not the application's to give, and those that stand in two headers of one recipient.
    pub(super) fn check(&self) -> Result<(), EncryptError> {
        not_reserved(&self.members)?;
        // Other registered members are protected, or are about one recipient.
        let mut unprotected = Cow::Borrowed(&self.unprotected_members);
        for (name, protected) in [("typ", self.message_type), ("cty", self.content_type)] {
            if unprotected.get(name).is_some_and(Value::is_string) {
                if protected.is_some() {
                    return Err(EncryptError::RepeatedMember { name: name.to_owned() });
                }
                unprotected.to_mut().remove(name);
            }
        }
        not_reserved(&unprotected)?;
        disjoint(&self.members, &unprotected)
    }

    /// The same for the members of one recipient.
    pub(super) fn check_own(&self, members: &Map<String, Value>) -> Result<(), EncryptError> {
        not_reserved(members)?;
        disjoint(&self.members, members)?;
        disjoint(&self.unprotected_members, members)
    }

    /// Fills in what is protected for all recipients, whatever the form.
    pub(super) fn protect<'d>(&'d self, draft: &mut HeaderDraft<'d>, critical: &'d [&'d str]) {
        draft.typ = self.message_type;
        draft.cty = self.content_type;
        draft.jku = self.key_set_url;
        draft.jwk = self.public_key.as_ref();
        draft.x5u = self.certificates_url;
        draft.x5c = (!self.certificates.is_empty()).then_some(self.certificates.as_slice());
        draft.x5t = self.sha1_thumbprint.as_deref();
        draft.x5t_s256 = self.thumbprint.as_deref();
        draft.zip = (self.compression != Compression::No).then_some("DEF");
        draft.crit = (!critical.is_empty()).then_some(critical);
        draft.private = (!self.members.is_empty()).then_some(&self.members);
    }

    pub(super) fn critical(&self) -> Vec<&str> {
        self.critical.iter().map(String::as_str).collect()
    }
}

impl Compression {
    /// What is encrypted: the plaintext, compressed if that was asked for.
    #[cfg_attr(not(feature = "deflate"), expect(clippy::unnecessary_wraps, reason = "only compressing can fail"))]
    pub(super) fn content(self, plaintext: &[u8]) -> Result<Content<'_>, EncryptError> {
        match self {
            #[cfg(feature = "deflate")]
            Self::Here => crate::compression::deflate(plaintext).map(Content::Compressed),
            _ => Ok(Content::Plain(plaintext)),
        }
    }
}

pub(super) enum Content<'p> {
    Plain(&'p [u8]),
    #[cfg(feature = "deflate")]
    Compressed(SecretBytes),
}

impl Content<'_> {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(plaintext) => plaintext,
            #[cfg(feature = "deflate")]
            Self::Compressed(compressed) => compressed.expose(),
        }
    }
}

fn not_reserved(members: &Map<String, Value>) -> Result<(), EncryptError> {
    let draft = HeaderDraft { private: Some(members), ..HeaderDraft::default() };
    draft.reserved_private_member().map_or(Ok(()), |name| Err(EncryptError::ReservedMember { name }))
}

fn disjoint(members: &Map<String, Value>, others: &Map<String, Value>) -> Result<(), EncryptError> {
    let repeated = others.keys().find(|name| members.contains_key(*name));
    repeated.map_or(Ok(()), |name| Err(EncryptError::RepeatedMember { name: name.clone() }))
}
