//! The key that signs, wherever it is.

use std::sync::Arc;

use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, remote::AsyncSign};

use super::IssuerBuilder;
use crate::issuer::signing::SigningBy;

impl IssuerBuilder {
    /// The one key that signs every token. To change it, build another issuer.
    #[must_use]
    pub fn sign_with(self, key: SigningKey) -> Self {
        self.signing(SigningBy::Key(key))
    }

    /// As [`IssuerBuilder::sign_with`], for a key in a device that is awaited: finish drafts with [`issue_async`].
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use jose_claims::Issuer;
    /// use jose_core::JwsAlgorithm;
    /// use jose_crypto::{OperationError, remote::{AsyncSign, BoxFuture}};
    ///
    /// struct Device; // a client of a key service
    ///
    /// impl AsyncSign for Device {
    ///     fn algorithm(&self) -> JwsAlgorithm {
    ///         JwsAlgorithm::Es256
    ///     }
    ///     fn key_id(&self) -> Option<&str> {
    ///         Some("kms-1")
    ///     }
    ///     fn sign<'a>(&'a self, _signing_input: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, OperationError>> {
    ///         Box::pin(async { Ok(vec![0; 64]) })
    ///     }
    /// }
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let issuer = Issuer::builder("https://id.example").sign_with_device(Arc::new(Device)).signed_only().build()?;
    /// let token = issuer.access_token("user-42", "https://api.example").client_id("web").issue_async().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [`issue_async`]: crate::AccessTokenDraft::issue_async
    #[must_use]
    pub fn sign_with_device(self, device: Arc<dyn AsyncSign>) -> Self {
        self.signing(SigningBy::Device(device))
    }

    /// As [`IssuerBuilder::sign_with`], for a key that fits no trait: finish drafts with [`prepare`] and [`finish`].
    ///
    /// [`prepare`]: crate::AccessTokenDraft::prepare
    /// [`finish`]: crate::PendingToken::finish
    #[must_use]
    pub fn sign_elsewhere(self, algorithm: JwsAlgorithm, key_id: Option<&str>) -> Self {
        self.signing(SigningBy::Elsewhere { algorithm, key_id: key_id.map(str::to_owned) })
    }

    fn signing(mut self, signing: SigningBy) -> Self {
        self.signing.push(signing);
        self
    }
}
