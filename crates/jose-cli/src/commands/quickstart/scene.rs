//! Who plays: an issuer, an API that its tokens are for, and the keys between them.

use jose::{
    ContentEncryption, DecryptionKey, EncryptionKey, FixedClock, Issuer, SigningKey, UnixTime, Validator, VerifyingKey,
    claims::ValidatorBuilder, jwe::Encryptor, jws::Signer,
};
use serde_json::json;

use super::store::Store;
use crate::exit::Failure;

pub(super) const ISSUER_NAME: &str = "https://id.example";
pub(super) const AUDIENCE: &str = "https://api.example";
pub(super) const SUBJECT: &str = "user-42";
pub(super) const CLIENT: &str = "web";
pub(super) const SCOPE: &str = "orders:read orders:write";
/// The one private claim, and its value.
pub(super) const PRIVATE_CLAIM: (&str, &str) = ("tenant", "acme");

/// The keys of the store, each ready for its work.
#[derive(Debug)]
pub(super) struct Scene {
    signing: SigningKey,
    verifying: VerifyingKey,
    encryption: EncryptionKey,
    decryption: DecryptionKey,
}

impl Scene {
    pub(super) fn new(store: &Store) -> Result<Self, Failure> {
        Ok(Self {
            signing: store.issuer.signing_key()?,
            verifying: store.issuer_public.verifying_key()?,
            encryption: store.api_public.encryption_key()?,
            decryption: store.api.decryption_key()?,
        })
    }

    /// The token that all of this is about.
    pub(super) fn issue(&self) -> Result<String, Failure> {
        self.issue_as(ISSUER_NAME, AUDIENCE)
    }

    /// The same from another issuer or for another audience, with the same keys.
    pub(super) fn issue_as(&self, issuer: &str, audience: &str) -> Result<String, Failure> {
        let issuer = Issuer::builder(issuer)
            .sign_with(self.signing.clone())
            .encrypt_to(audience, self.encryption.clone())
            .build()?;
        let (name, value) = PRIVATE_CLAIM;
        let draft = issuer.access_token(SUBJECT, audience).client_id(CLIENT).scope(SCOPE.split(' '));
        Ok(draft.claims(&json!({ name: value })).issue()?)
    }

    /// What the API accepts: this issuer, this audience, and nothing without both layers.
    pub(super) fn validator(&self) -> Result<Validator, Failure> {
        Ok(self.policy().build()?)
    }

    /// The same, at another time.
    pub(super) fn validator_at(&self, now: UnixTime) -> Result<Validator, Failure> {
        Ok(self.policy().clock(FixedClock::new(now)).build()?)
    }

    fn policy(&self) -> ValidatorBuilder {
        Validator::access_token()
            .issuer(ISSUER_NAME, self.verifying.clone())
            .audience(AUDIENCE)
            .encrypted(self.decryption.clone())
    }

    /// Any claims, signed by the issuer.
    pub(super) fn sign(&self, typ: &str, claims: &[u8]) -> Result<String, Failure> {
        sign_with(&self.signing, typ, claims)
    }

    /// Anything at all, in an envelope to the API. It takes the public key only, so anybody can do this.
    pub(super) fn encrypt(&self, content: &[u8]) -> Result<String, Failure> {
        let encryptor = Encryptor::new(&self.encryption, ContentEncryption::A256Gcm).content_type("JWT");
        Ok(encryptor.encrypt_compact(content)?)
    }

    /// The name of the issuer's key, as everybody can read it.
    pub(super) fn issuer_key_id(&self) -> &str {
        self.verifying.key_id().unwrap_or_default()
    }
}

/// Claims signed with any key.
pub(super) fn sign_with(key: &SigningKey, typ: &str, claims: &[u8]) -> Result<String, Failure> {
    Ok(Signer::new(key).message_type(typ).sign_compact(claims)?)
}
