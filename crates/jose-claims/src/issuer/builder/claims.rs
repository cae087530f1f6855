//! What may be read of the claims by those whom the token is not for.

use super::IssuerBuilder;
use crate::ReplicatedClaim;

impl IssuerBuilder {
    /// Lets a readable token have the claim `claim` although it looks like a secret or like personal data, for this reason.
    ///
    /// A token that is not encrypted is read by everybody on its way: base64 is not encryption. So such a token is refused when one of its
    /// claims has a name such as `password` or `email`, at any depth, or a value such as a private key, another token, an access key, a card
    /// number, an IBAN or an e-mail address. Of the claims that this library writes itself only the values are looked at. `claim` is the name, or for one inside others the names joined by dots; with a claim goes
    /// everything inside it. Encrypted tokens are not looked at.
    ///
    /// An issuer that serves claims of OpenID Connect's scopes to clients that cannot decrypt says so for each:
    ///
    /// ```
    /// use jose_claims::Issuer;
    /// use jose_core::JwsAlgorithm;
    /// use jose_jwk::PrivateJwk;
    ///
    /// # let key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
    /// const AGREED: &str = "the scopes email and phone were granted, and the clients cannot decrypt";
    /// let issuer = Issuer::builder("https://id.example")
    ///     .sign_with(key.signing_key()?)
    ///     .signed_only()
    ///     .allow_readable("email", AGREED)
    ///     .allow_readable("phone_number", AGREED)
    ///     .build()?;
    /// let draft = || issuer.access_token("user-42", "https://api.example").client_id("web");
    /// assert!(draft().claims(&serde_json::json!({ "email": "jane@example.com", "email_verified": true })).issue().is_ok());
    /// assert!(draft().claims(&serde_json::json!({ "birthdate": "1990-01-31" })).issue().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Security
    /// This finds mistakes, not intent: a secret in a claim with a harmless name that has no known shape passes. A number that is none of a
    /// card can look like one, and is then refused too; encryption, or this, is the answer.
    #[must_use]
    pub fn allow_readable(mut self, claim: impl Into<String>, reason: impl Into<String>) -> Self {
        self.readable.push((claim.into(), reason.into()));
        self
    }

    /// Repeats these claims in the header of the envelope, in the clear (RFC 7519, section 5.3), so that a gateway can route an encrypted token
    /// that it cannot open. Said again, it adds.
    ///
    /// ```
    /// use jose_claims::{Issuer, ReplicatedClaim};
    /// # use jose_core::{JwsAlgorithm, KeyManagementAlgorithm};
    /// # use jose_jwk::PrivateJwk;
    /// # let key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
    /// # let api = PrivateJwk::generate_encryption(KeyManagementAlgorithm::EcdhEsA256Kw)?;
    /// let issuer = Issuer::builder("https://id.example")
    ///     .sign_with(key.signing_key()?)
    ///     .encrypt_to("https://api.example", api.public().encryption_key()?)
    ///     .replicate_claims([ReplicatedClaim::Issuer, ReplicatedClaim::Audience])
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Security
    /// What is repeated is readable to everybody on the way, and proven to nobody before the envelope is open: it is good for choosing
    /// where to send a token and for nothing else. [`Validator`](crate::Validator) refuses a token whose header says something else than its
    /// claims.
    #[must_use]
    pub fn replicate_claims(mut self, claims: impl IntoIterator<Item = ReplicatedClaim>) -> Self {
        self.replicated.extend(claims);
        self
    }
}
