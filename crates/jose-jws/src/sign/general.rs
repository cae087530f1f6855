//! The general form: several signatures over one payload.

use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, remote::AsyncSign};

use super::{PendingSignature, SignError, Signer, pending::Form::Json, write};

/// Puts the signatures of several signers into one message, in the general form.
///
/// ```
/// use jose_core::JwsAlgorithm;
/// use jose_jwk::{PrivateJwk, VerifyingKeySet};
/// use jose_jws::{GeneralSigner, Require, Signer, Verifier};
///
/// let old = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?.with_thumbprint_key_id();
/// let new = PrivateJwk::generate_signing(JwsAlgorithm::EdDsa)?.with_thumbprint_key_id();
/// let (first, second) = (old.signing_key()?, new.signing_key()?);
/// let json = GeneralSigner::new()
///     .signature(&Signer::new(&first))
///     .signature(&Signer::new(&second))
///     .sign_general(b"payload")?;
///
/// let keys = VerifyingKeySet::new([old.public().verifying_key()?, new.public().verifying_key()?])?;
/// let verified = Verifier::new(&keys).verify_general(&json, Require::All)?;
/// assert_eq!(verified.payload(), b"payload");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Each signer has headers of its own, and each signature covers the payload and its own protected header: none covers another signature,
/// so anybody can remove one.
#[derive(Clone, Debug)]
pub struct GeneralSigner<'g, K = &'g SigningKey> {
    signers: Vec<Signer<'g, K>>,
}

impl<K> Default for GeneralSigner<'_, K> {
    fn default() -> Self {
        Self { signers: Vec::new() }
    }
}

impl<'g, K: Clone> GeneralSigner<'g, K> {
    /// Without signatures yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more signature. They stand in the message in the order in which they are named here.
    #[must_use]
    pub fn signature(mut self, signer: &Signer<'g, K>) -> Self {
        self.signers.push(signer.clone());
        self
    }

    /// The first of two steps: everything but the signatures.
    ///
    /// # Errors
    /// As for [`GeneralSigner::sign_general`], but for the keys'.
    pub fn prepare_general(&self, payload: &[u8]) -> Result<PendingGeneral, SignError> {
        self.prepare(payload, false)
    }

    /// As [`GeneralSigner::prepare_general`], without the payload, which travels by another way.
    ///
    /// # Errors
    /// As for [`GeneralSigner::sign_detached_general`], but for the keys'.
    pub fn prepare_detached_general(&self, payload: &[u8]) -> Result<PendingGeneral, SignError> {
        self.prepare(payload, true)
    }

    fn prepare(&self, payload: &[u8], detached: bool) -> Result<PendingGeneral, SignError> {
        let first = self.signers.first().ok_or(SignError::NoSignature)?;
        // RFC 7797, section 3: there is one payload, so there is one way to read it.
        if self.signers.iter().any(|signer| signer.settings.unencoded != first.settings.unencoded) {
            return Err(SignError::MixedPayloads);
        }
        let prepare =
            |signer: &Signer<'g, K>| PendingSignature::new(&signer.settings.write()?, payload, Json, detached);
        self.signers.iter().map(prepare).collect::<Result<_, _>>().map(PendingGeneral)
    }
}

impl GeneralSigner<'_, &SigningKey> {
    /// Signs `payload` with every signer.
    ///
    /// # Errors
    /// [`SignError::NoSignature`] if there is no signer, [`SignError::MixedPayloads`] if some want the payload
    /// [unencoded](Signer::unencoded_payload) and some do not; otherwise as for [`Signer::sign_flattened`].
    pub fn sign_general(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign(self.prepare_general(payload)?)
    }

    /// As [`GeneralSigner::sign_general`], without the payload, which travels by another way.
    ///
    /// # Errors
    /// As for [`GeneralSigner::sign_general`]; any payload will do.
    pub fn sign_detached_general(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign(self.prepare_detached_general(payload)?)
    }

    fn sign(&self, pending: PendingGeneral) -> Result<String, SignError> {
        let inputs = self.signers.iter().zip(pending.signing_inputs());
        let signatures = inputs.map(|(signer, (_, input))| signer.key.sign(input)).collect::<Result<Vec<_>, _>>()?;
        pending.finish(&signatures)
    }
}

impl GeneralSigner<'_, &dyn AsyncSign> {
    /// As [`GeneralSigner::sign_general`], waiting for the devices, one after the other.
    ///
    /// # Errors
    /// As for [`GeneralSigner::sign_general`]; [`SignError::SignatureLength`] if a device returned something else than a signature in the fixed
    /// form.
    pub async fn sign_general_async(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign_async(self.prepare_general(payload)?).await
    }

    /// As [`GeneralSigner::sign_detached_general`], waiting for the devices, one after the other.
    ///
    /// # Errors
    /// As for [`GeneralSigner::sign_general_async`].
    pub async fn sign_detached_general_async(&self, payload: &[u8]) -> Result<String, SignError> {
        self.sign_async(self.prepare_detached_general(payload)?).await
    }

    async fn sign_async(&self, pending: PendingGeneral) -> Result<String, SignError> {
        let mut signatures = Vec::with_capacity(self.signers.len());
        for (signer, (_, input)) in self.signers.iter().zip(pending.signing_inputs()) {
            signatures.push(signer.key.sign(input).await?);
        }
        pending.finish(&signatures)
    }
}

/// A message in the general form that lacks only its signatures.
#[derive(Debug)]
pub struct PendingGeneral(Vec<PendingSignature>);

impl PendingGeneral {
    /// What is to be signed, and the algorithm to sign it with, in the order of the signers.
    pub fn signing_inputs(&self) -> impl Iterator<Item = (JwsAlgorithm, &[u8])> {
        self.0.iter().map(|pending| (pending.algorithm(), pending.signing_input()))
    }

    /// The second step: the message. The signatures, in the order of the signing inputs, are not verified here.
    ///
    /// # Errors
    /// [`SignError::SignatureCount`] if there are more or fewer than signing inputs, [`SignError::SignatureLength`] if one cannot be one of its
    /// algorithm's.
    pub fn finish<S: AsRef<[u8]>>(self, signatures: &[S]) -> Result<String, SignError> {
        let (expected, found) = (self.0.len(), signatures.len());
        if expected != found {
            return Err(SignError::SignatureCount { expected, found });
        }
        let pending: Vec<&PendingSignature> = self.0.iter().collect();
        let mut json = write::payload(&pending);
        json.push_str("\"signatures\":[");
        for (index, (pending, signature)) in pending.iter().zip(signatures).enumerate() {
            pending.check(signature.as_ref())?;
            json.push_str(if index == 0 { "{" } else { ",{" });
            pending.write_signature(signature.as_ref(), &mut json);
            json.push('}');
        }
        json.push_str("]}");
        Ok(json)
    }
}
