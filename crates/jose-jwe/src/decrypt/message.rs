//! A message of any form, split and still encoded, and the rules that hold before a key is looked for.

use jose_core::{
    ContentEncryption, KeyManagementAlgorithm, Limits, ParseError, header::JoinedHeader, printable,
    registry::KeyManagementKind,
};

use super::DecryptError;

/// A message, split and still encoded, with its headers parsed.
#[derive(Clone, Copy)]
pub(super) struct Message<'m> {
    /// At least one.
    pub(super) recipients: &'m [Recipient<'m>],
    /// What the tag covers besides the ciphertext, as it arrived.
    pub(super) aad: &'m [u8],
    pub(super) iv: &'m str,
    pub(super) ciphertext: &'m str,
    pub(super) tag: &'m str,
}

/// One recipient's part of a message.
#[derive(Clone, Copy)]
pub(super) struct Recipient<'m> {
    pub(super) header: JoinedHeader<'m>,
    pub(super) encrypted_key: &'m str,
}

/// What the caller accepts.
#[derive(Clone, Copy)]
pub(super) struct Rules<'r> {
    pub(super) limits: &'r Limits,
    /// All if it is empty.
    pub(super) accepted: &'r [ContentEncryption],
    /// The names that `crit` may have.
    pub(super) understood: &'r [&'r str],
    pub(super) compression: bool,
    pub(super) protected_algorithm: bool,
}

impl<'r> Rules<'r> {
    /// No extension, no compression.
    pub(super) fn strict(limits: &'r Limits, accepted: &'r [ContentEncryption]) -> Self {
        Self { limits, accepted, understood: &[], compression: false, protected_algorithm: false }
    }
}

/// What a message says about its content.
#[derive(Clone, Copy)]
pub(super) struct Checked {
    /// None where the key's own algorithm encrypts the content.
    pub(super) content_encryption: Option<ContentEncryption>,
    pub(super) compressed: bool,
}

impl<'m> Message<'m> {
    /// The rules for every message of every form.
    pub(super) fn check(&self, rules: &Rules<'_>) -> Result<Checked, DecryptError> {
        let mut named = None;
        let mut compressed = false;
        for recipient in self.recipients {
            let header = &recipient.header;
            header.check_understood(rules.understood)?;
            compressed = is_compressed(header, rules)?;
            let enc = self.check_algorithms(header, rules)?;
            // RFC 7516, section 7.2.1: there is one ciphertext, so there is one way to read it.
            if *named.get_or_insert(enc) != enc {
                return Err(refused("enc", "the same for all recipients"));
            }
        }
        let Some(name) = named.flatten() else {
            return match self.recipients.first().and_then(|recipient| recipient.header.algorithm()) {
                Some(algorithm) if !rules.accepted.is_empty() => Err(content_encryption_refused(algorithm)),
                _ => Ok(Checked { content_encryption: None, compressed }),
            };
        };
        let known = ContentEncryption::from_name(name);
        match known.filter(|known| rules.accepted.is_empty() || rules.accepted.contains(known)) {
            Some(known) => Ok(Checked { content_encryption: Some(known), compressed }),
            None => Err(content_encryption_refused(name)),
        }
    }

    /// The rules for `alg` and `enc` of one recipient. Returns `enc`, unless the algorithm goes without one.
    fn check_algorithms(&self, header: &JoinedHeader<'m>, rules: &Rules<'_>) -> Result<Option<&'m str>, DecryptError> {
        let name = header.algorithm().ok_or_else(|| refused("alg", "present"))?;
        let enc = header.content_encryption();
        for member in ["alg", "enc"] {
            if rules.protected_algorithm && header.has(member) && !header.protects(member) {
                return Err(refused(member, "in the protected header"));
            }
        }
        let algorithm = KeyManagementAlgorithm::from_name(name);
        if self.recipients.len() > 1 && algorithm.is_some_and(|algorithm| !algorithm.wraps_keys()) {
            return Err(refused("alg", "one that wraps keys, as there are several recipients"));
        }
        match (algorithm.map(|algorithm| algorithm.row().kind), enc) {
            (Some(KeyManagementKind::Hpke(_)), Some(_)) => Err(refused("enc", "absent, as alg encrypts the content")),
            (Some(KeyManagementKind::Hpke(_)), None) if header.encapsulated_key().is_some() => {
                Err(refused("ek", "absent, as the encrypted key is the encapsulated one"))
            }
            (Some(KeyManagementKind::Hpke(_)), None) => Ok(None),
            (_, None) => Err(refused("enc", "present")),
            (_, enc) => Ok(enc),
        }
    }
}

fn is_compressed(header: &JoinedHeader<'_>, rules: &Rules<'_>) -> Result<bool, DecryptError> {
    match header.compression() {
        None => Ok(false),
        Some(_) if !rules.compression => Err(refused("zip", "absent: compressed content is not accepted")),
        Some("DEF") => Ok(true),
        Some(_) => Err(refused("zip", "DEF")),
    }
}

#[cold]
fn refused(name: &'static str, expected: &'static str) -> DecryptError {
    ParseError::Member { name, expected }.into()
}

#[cold]
pub(super) fn content_encryption_refused(name: &str) -> DecryptError {
    DecryptError::ContentEncryption { name: printable(name) }
}
