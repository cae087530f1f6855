//! The header of one signature or one recipient, in up to three parts.

use super::{EphemeralKey, JoseHeader, critical};
use crate::{ParseError, error::printable};

/// The JOSE header of one signature or one recipient: what is protected, what all recipients share, and what is its own. The parts have no
/// member in common, so a member is asked for by its name alone. In the compact form there is only the protected part.
///
/// ```
/// use jose_core::{Limits, header::{JoinedHeader, JoseHeader}};
///
/// let limits = Limits::default();
/// let protected = JoseHeader::parse("", br#"{"alg":"ES256"}"#, &limits)?;
/// let own = JoseHeader::parse("", br#"{"kid":"1"}"#, &limits)?;
/// let header = JoinedHeader::join(Some(&protected), None, Some(&own))?;
/// assert_eq!((header.algorithm(), header.key_id()), (Some("ES256"), Some("1")));
/// assert!(header.protects("alg") && !header.protects("kid"));
/// assert!(JoinedHeader::join(Some(&protected), None, Some(&protected)).is_err());
/// # Ok::<(), jose_core::ParseError>(())
/// ```
///
/// # Security
/// Whoever carries the message can change what is not protected. [`JoinedHeader::protects`] says which is which.
/// Specification: RFC 7515 section 7.2.1, RFC 7516 section 7.2.1.
#[derive(Clone, Copy, Debug)]
pub struct JoinedHeader<'j> {
    parts: [Option<&'j JoseHeader<'j>>; 3],
}

impl<'j> JoinedHeader<'j> {
    /// The header of a message in the compact form.
    #[must_use]
    #[inline]
    pub fn protected_only(protected: &'j JoseHeader<'j>) -> Self {
        Self { parts: [Some(protected), None, None] }
    }

    /// Joins the protected header, the unprotected one that all recipients share, and the unprotected one of this signature or recipient.
    ///
    /// # Errors
    /// [`ParseError::Repeated`] if two of them have a member in common; [`ParseError::Member`] if `crit`, `b64` or `zip` stands outside the
    /// protected one.
    pub fn join(
        protected: Option<&'j JoseHeader<'j>>,
        shared: Option<&'j JoseHeader<'j>>,
        own: Option<&'j JoseHeader<'j>>,
    ) -> Result<Self, ParseError> {
        for unprotected in [shared, own].into_iter().flatten() {
            if let Some(name) = ["crit", "b64", "zip"].into_iter().find(|name| unprotected.has(name)) {
                return Err(ParseError::Member { name, expected: "in the protected header" });
            }
        }
        let own_names = own.into_iter().flat_map(JoseHeader::names).map(|name| (name, [protected, shared]));
        let shared_names = shared.into_iter().flat_map(JoseHeader::names).map(|name| (name, [protected, None]));
        for (name, others) in own_names.chain(shared_names) {
            if others.into_iter().flatten().any(|other| other.has(name)) {
                return Err(ParseError::Repeated { name: printable(name) });
            }
        }
        Ok(Self { parts: [protected, shared, own] })
    }

    /// The protected part.
    #[must_use]
    #[inline]
    pub fn protected(&self) -> Option<&'j JoseHeader<'j>> {
        let [protected, ..] = self.parts;
        protected
    }

    /// Whether the member stands in the protected part.
    #[must_use]
    #[inline]
    pub fn protects(&self, name: &str) -> bool {
        self.protected().is_some_and(|protected| protected.has(name))
    }

    /// Whether any part has a member of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.parts.iter().flatten().any(|part| part.has(name))
    }

    /// Refuses a `crit` that names an extension which is not in `understood`.
    ///
    /// # Errors
    /// [`ParseError::NotUnderstood`] with the first such name.
    #[inline]
    pub fn check_understood(&self, understood: &[&str]) -> Result<(), ParseError> {
        self.protected().map_or(Ok(()), |protected| critical::check_understood(protected, understood))
    }

    /// Whether the payload stands in the message as it is (RFC 7797).
    #[must_use]
    #[inline]
    pub fn has_unencoded_payload(&self) -> bool {
        self.protected().is_some_and(JoseHeader::has_unencoded_payload)
    }

    /// `alg`, as text.
    #[must_use]
    #[inline]
    pub fn algorithm(&self) -> Option<&'j str> {
        self.find(JoseHeader::algorithm)
    }

    /// `enc`, as text.
    #[must_use]
    #[inline]
    pub fn content_encryption(&self) -> Option<&'j str> {
        self.find(JoseHeader::content_encryption)
    }

    /// `zip`, as text.
    #[must_use]
    pub fn compression(&self) -> Option<&'j str> {
        self.find(JoseHeader::compression)
    }

    /// `kid`.
    #[must_use]
    #[inline]
    pub fn key_id(&self) -> Option<&'j str> {
        self.find(JoseHeader::key_id)
    }

    /// `epk`.
    #[must_use]
    pub fn ephemeral_key(&self) -> Option<&'j EphemeralKey<'j>> {
        self.find(JoseHeader::ephemeral_key)
    }

    /// `apu`, encoded.
    #[must_use]
    pub fn party_u_info(&self) -> Option<&'j str> {
        self.find(JoseHeader::party_u_info)
    }

    /// `apv`, encoded.
    #[must_use]
    pub fn party_v_info(&self) -> Option<&'j str> {
        self.find(JoseHeader::party_v_info)
    }

    /// `iv` of the key wrapping with AES-GCM, encoded.
    #[must_use]
    pub fn key_iv(&self) -> Option<&'j str> {
        self.find(JoseHeader::key_iv)
    }

    /// `tag` of the key wrapping with AES-GCM, encoded.
    #[must_use]
    pub fn key_tag(&self) -> Option<&'j str> {
        self.find(JoseHeader::key_tag)
    }

    /// `p2s`, encoded.
    #[must_use]
    pub fn password_salt(&self) -> Option<&'j str> {
        self.find(JoseHeader::password_salt)
    }

    /// `p2c`.
    #[must_use]
    pub fn password_rounds(&self) -> Option<u64> {
        self.find(JoseHeader::password_rounds)
    }

    /// `ek`, encoded.
    #[must_use]
    pub fn encapsulated_key(&self) -> Option<&'j str> {
        self.find(JoseHeader::encapsulated_key)
    }

    #[inline]
    fn find<T>(&self, member: impl Fn(&'j JoseHeader<'j>) -> Option<T>) -> Option<T> {
        self.parts.iter().copied().flatten().find_map(member)
    }
}
