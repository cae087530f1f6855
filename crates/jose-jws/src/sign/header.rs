//! What a signer writes into its headers.

use jose_core::{JwsAlgorithm, header::HeaderDraft};
use serde_json::{Map, Value};

use super::SignError;

/// Everything that a signer has been told about its headers.
#[derive(Clone, Debug)]
pub(super) struct Settings<'s> {
    pub(super) algorithm: JwsAlgorithm,
    pub(super) key_id: Option<&'s str>,
    pub(super) message_type: Option<&'s str>,
    pub(super) content_type: Option<&'s str>,
    pub(super) key_set_url: Option<&'s str>,
    pub(super) public_key: Option<Map<String, Value>>,
    pub(super) certificates_url: Option<&'s str>,
    pub(super) certificates: Vec<String>,
    pub(super) thumbprint: Option<String>,
    pub(super) sha1_thumbprint: Option<String>,
    /// Protected members of the application's own, and which of them must be understood.
    pub(super) members: Map<String, Value>,
    pub(super) critical: Vec<String>,
    pub(super) unprotected_members: Map<String, Value>,
    pub(super) unprotected_algorithm: bool,
    pub(super) unprotected_key_id: bool,
    pub(super) unencoded: bool,
}

/// The two headers of one signature, written.
#[derive(Clone, Debug)]
pub(super) struct Headers {
    pub(super) algorithm: JwsAlgorithm,
    /// As base64url; empty if there is none.
    pub(super) protected: String,
    /// As JSON.
    pub(super) unprotected: Option<String>,
    /// Whether the signature covers the payload as it is.
    pub(super) unencoded: bool,
}

impl<'s> Settings<'s> {
    pub(super) fn new(algorithm: JwsAlgorithm, key_id: Option<&'s str>) -> Self {
        Self {
            algorithm,
            key_id,
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
            unprotected_algorithm: false,
            unprotected_key_id: false,
            unencoded: false,
        }
    }

    pub(super) fn write(&self) -> Result<Headers, SignError> {
        let critical: Vec<&str> =
            self.unencoded.then_some("b64").into_iter().chain(self.critical.iter().map(String::as_str)).collect();
        let algorithm = Some(self.algorithm.name());
        let protected = HeaderDraft {
            alg: algorithm.filter(|_| !self.unprotected_algorithm),
            kid: self.key_id.filter(|_| !self.unprotected_key_id),
            typ: self.message_type,
            jku: self.key_set_url,
            jwk: self.public_key.as_ref(),
            x5u: self.certificates_url,
            x5c: (!self.certificates.is_empty()).then_some(self.certificates.as_slice()),
            x5t: self.sha1_thumbprint.as_deref(),
            x5t_s256: self.thumbprint.as_deref(),
            cty: self.content_type,
            b64: self.unencoded.then_some(false),
            crit: (!critical.is_empty()).then_some(&critical),
            private: (!self.members.is_empty()).then_some(&self.members),
            ..HeaderDraft::default()
        };
        let unprotected = HeaderDraft {
            alg: algorithm.filter(|_| self.unprotected_algorithm),
            kid: self.key_id.filter(|_| self.unprotected_key_id),
            private: (!self.unprotected_members.is_empty()).then_some(&self.unprotected_members),
            ..HeaderDraft::default()
        };
        if let Some(name) = protected.reserved_private_member().or_else(|| unprotected.reserved_private_member()) {
            return Err(SignError::ReservedMember { name });
        }
        // Registered members can only stand in one of the two, by the way they are set.
        if let Some(name) = self.unprotected_members.keys().find(|name| self.members.contains_key(*name)) {
            return Err(SignError::RepeatedMember { name: name.clone() });
        }
        let written = unprotected.alg.is_some() || unprotected.kid.is_some() || unprotected.private.is_some();
        Ok(Headers {
            algorithm: self.algorithm,
            protected: protected.to_protected(),
            unprotected: written.then(|| unprotected.to_json()),
            unencoded: self.unencoded,
        })
    }
}
