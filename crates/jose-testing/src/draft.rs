//! One token in the making: good, unless a test changes it.

use jose_core::base64url;
use jose_crypto::{EncryptionKey, SigningKey};
use serde::Serialize;

use crate::forge;

/// One token in the making. Each claim and each header member is JSON text, so that it can be what no serializer would write.
///
/// ```
/// use jose_testing::TestIssuer;
///
/// let issuer = TestIssuer::new("https://id.example", "https://api.example");
/// let for_somebody_else = issuer.draft().claim("aud", "https://other.example").issue();
/// let without_expiry = issuer.draft().without("exp").issue();
/// assert_ne!(for_somebody_else, without_expiry);
/// ```
#[derive(Clone, Debug)]
pub struct Draft {
    key: SigningKey,
    header: Members,
    claims: Members,
}

impl Draft {
    pub(crate) fn new(key: SigningKey, header: Members, claims: Members) -> Self {
        Self { key, header, claims }
    }

    /// With this claim, whether or not there was one of that name.
    ///
    /// # Panics
    /// If `value` does not serialize.
    #[must_use]
    pub fn claim(mut self, name: &str, value: impl Serialize) -> Self {
        self.claims.set(name, json(&value));
        self
    }

    /// As [`Draft::claim`], with the value as JSON text that need not be JSON.
    #[must_use]
    pub fn raw_claim(mut self, name: &str, json: &str) -> Self {
        self.claims.set(name, json.to_owned());
        self
    }

    /// With one more claim of this name, even if there is one. The name may have escapes.
    #[must_use]
    pub fn repeated_claim(mut self, name: &str, json: &str) -> Self {
        self.claims.add(name, json.to_owned());
        self
    }

    /// Without this claim.
    #[must_use]
    pub fn without(mut self, claim: &str) -> Self {
        self.claims.remove(claim);
        self
    }

    /// With this header member, whether or not there was one of that name.
    ///
    /// # Panics
    /// If `value` does not serialize.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Serialize) -> Self {
        self.header.set(name, json(&value));
        self
    }

    /// As [`Draft::header`], with the value as JSON text that need not be JSON.
    #[must_use]
    pub fn raw_header(mut self, name: &str, json: &str) -> Self {
        self.header.set(name, json.to_owned());
        self
    }

    /// With one more header member of this name, even if there is one. The name may have escapes.
    #[must_use]
    pub fn repeated_header(mut self, name: &str, json: &str) -> Self {
        self.header.add(name, json.to_owned());
        self
    }

    /// Without this header member.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.header.remove(name);
        self
    }

    /// Signed by this key instead of the issuer's. The header is not changed.
    #[must_use]
    pub fn signed_by(mut self, key: SigningKey) -> Self {
        self.key = key;
        self
    }

    /// The header as JSON text.
    #[must_use]
    pub fn header_json(&self) -> String {
        self.header.json()
    }

    /// The claims as JSON text.
    #[must_use]
    pub fn claims_json(&self) -> String {
        self.claims.json()
    }

    /// Header and claims as they are signed: two segments.
    #[must_use]
    pub fn signing_input(&self) -> String {
        let [header, claims] = [self.header_json(), self.claims_json()].map(|part| base64url::encode(part.as_bytes()));
        format!("{header}.{claims}")
    }

    /// The token, signed.
    ///
    /// # Panics
    /// If signing fails.
    #[must_use]
    pub fn issue(&self) -> String {
        forge::signed_input(&self.key, &self.signing_input())
    }

    /// The token, signed and then encrypted to `recipient`, as [`jose_claims::Issuer`] does it.
    ///
    /// # Panics
    /// If signing or encrypting fails.
    #[must_use]
    pub fn issue_to(&self, recipient: &EncryptionKey) -> String {
        forge::envelope(recipient, &[("cty", "\"JWT\"")], self.issue().as_bytes())
    }

    /// The claims, encrypted under a shared key without a signature. The type is that of the header.
    ///
    /// # Panics
    /// If encrypting fails.
    #[must_use]
    pub fn issue_under(&self, key: &EncryptionKey) -> String {
        let typ = self.header_member("typ");
        let members: Vec<(&str, &str)> = typ.iter().map(|typ| ("typ", typ.as_str())).collect();
        forge::envelope(key, &members, self.claims_json().as_bytes())
    }

    /// The member of this name, as JSON text.
    pub(crate) fn header_member(&self, name: &str) -> Option<String> {
        self.header.get(name).map(ToOwned::to_owned)
    }
}

/// The members of a JSON object in order, each with its value as JSON text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members(Vec<(String, String)>);

impl Members {
    pub(crate) fn set(&mut self, name: &str, json: String) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = json,
            None => self.add(name, json),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, json)| json.as_str())
    }

    pub(crate) fn add(&mut self, name: &str, json: String) {
        self.0.push((name.to_owned(), json));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    pub(crate) fn extend(&mut self, others: &Self) {
        self.0.extend_from_slice(&others.0);
    }

    pub(crate) fn json(&self) -> String {
        let members: Vec<String> = self.0.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    }
}

pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a claim or a header member serializes to JSON")
}
