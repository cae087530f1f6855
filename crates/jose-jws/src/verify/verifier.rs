//! What a caller expects of messages.

use jose_core::Limits;
use jose_jwk::VerifyingKeySet;

use super::kernel::Rules;

/// Verifies messages of every form with one set of keys.
///
/// ```
/// use jose_core::JwsAlgorithm;
/// use jose_jwk::{PrivateJwk, VerifyingKeySet};
/// use jose_jws::{Signer, Verifier};
///
/// let key = PrivateJwk::generate_signing(JwsAlgorithm::Es256)?;
/// let document = b"a file of any size";
/// let signature = Signer::new(&key.signing_key()?).unencoded_payload().sign_detached_compact(document)?;
///
/// let keys = VerifyingKeySet::from(key.public().verifying_key()?);
/// let verifier = Verifier::new(&keys).allow_unencoded_payload();
/// verifier.verify_detached_compact(&signature, document)?;
/// assert!(verifier.verify_detached_compact(&signature, b"another file").is_err());
/// assert!(Verifier::new(&keys).verify_detached_compact(&signature, document).is_err()); // not allowed
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The caller says which form a message has and whether it has its payload: nothing is guessed from the text, and a message of another form
/// is refused. Extensions are refused unless they are allowed here by name.
#[derive(Clone, Debug)]
pub struct Verifier<'v> {
    pub(super) keys: &'v VerifyingKeySet,
    pub(super) limits: Limits,
    understood: Vec<&'v str>,
    protected_algorithm: bool,
}

impl<'v> Verifier<'v> {
    /// Verifies with these keys, under [`Limits::default`], without extensions.
    #[must_use]
    pub fn new(keys: &'v VerifyingKeySet) -> Self {
        Self { keys, limits: Limits::default(), understood: Vec::new(), protected_algorithm: false }
    }

    /// Other limits. A payload that comes beside the message is the caller's to bound.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Lets a payload be signed as it is, with `b64` in `crit` (RFC 7797). Otherwise `b64` is refused, whatever its value.
    #[must_use]
    pub fn allow_unencoded_payload(mut self) -> Self {
        self.understood.push(UNENCODED);
        self
    }

    /// Extensions that the caller understands and will process: their names may stand in `crit`.
    ///
    /// # Security
    /// The caller must then look at the members of these names, in [`VerifiedSignature::header`](super::VerifiedSignature::header), and refuse
    /// what breaks their rules. `b64` has a method of its own and is not switched on here.
    #[must_use]
    pub fn understand(mut self, extensions: &[&'v str]) -> Self {
        self.understood.extend(extensions.iter().copied().filter(|name| *name != UNENCODED));
        self
    }

    /// Refuses a message with a signature whose `alg` is not protected. Without this the forms in JSON may have it either way, and
    /// [`VerifiedSignature::protects_algorithm`](super::VerifiedSignature::protects_algorithm) says which.
    ///
    /// Nothing here depends on it: a key verifies with its own algorithm, whatever a header says. It is for a profile that demands it.
    #[must_use]
    pub fn require_protected_algorithm(mut self) -> Self {
        self.protected_algorithm = true;
        self
    }

    pub(super) fn rules(&self) -> Rules<'_> {
        Rules { understood: &self.understood, protected_algorithm: self.protected_algorithm }
    }
}

const UNENCODED: &str = "b64";
