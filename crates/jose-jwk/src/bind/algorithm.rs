//! Which algorithm a key is built for.

use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType, printable};

use super::suits;
use crate::JwkError;

/// What decides: the key's own `alg`, and what the key can do at all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'k> {
    pub(crate) algorithm: Option<&'k str>,
    pub(crate) key_type: KeyType,
    pub(crate) curve: Option<Curve>,
}

/// How the content encryption key comes about: by an algorithm, or by being the key itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Management {
    By(KeyManagementAlgorithm),
    Direct(ContentEncryption),
}

impl Facts<'_> {
    /// The algorithm to sign or verify with. `purpose` and `advice` are words for the refusal.
    pub(crate) fn signature(
        self,
        asked: Option<JwsAlgorithm>,
        purpose: &'static str,
        advice: &'static str,
    ) -> Result<JwsAlgorithm, JwkError> {
        if let Some(asked) = asked {
            suits::jws(asked, self.key_type, self.curve)?;
            self.is_or_says_nothing(asked.name())?;
            return Ok(asked);
        }
        match (self.algorithm, self.curve) {
            (Some(own), _) => JwsAlgorithm::from_name(own).ok_or_else(|| not_for(own, purpose)),
            (None, Some(curve)) => of_curve(curve).ok_or_else(|| not_for(curve.name(), purpose)),
            (None, None) => Err(self.needed(advice)),
        }
    }

    /// The algorithm to encrypt or decrypt with.
    pub(crate) fn key_management(
        self,
        asked: Option<KeyManagementAlgorithm>,
        purpose: &'static str,
        advice: &'static str,
    ) -> Result<Management, JwkError> {
        if let Some(asked) = asked {
            suits::key_management(asked, self.key_type, self.curve)?;
        }
        let direct = self.algorithm.and_then(ContentEncryption::from_name);
        match (direct, asked) {
            // A key that is named after a content encryption is a `dir` key for it.
            (Some(enc), None | Some(KeyManagementAlgorithm::Dir)) => return Ok(Management::Direct(enc)),
            (_, Some(asked)) => self.is_or_says_nothing(asked.name())?,
            (None, None) => {}
        }
        let algorithm = match (asked, self.algorithm) {
            (Some(asked), _) => asked,
            (None, Some(own)) => KeyManagementAlgorithm::from_name(own).ok_or_else(|| not_for(own, purpose))?,
            (None, None) => {
                let signs_only =
                    self.curve.filter(|curve| !KeyManagementAlgorithm::EcdhEs.row().curves.contains(curve));
                return Err(signs_only.map_or_else(|| self.needed(advice), |curve| not_for(curve.name(), purpose)));
            }
        };
        if algorithm == KeyManagementAlgorithm::Dir { Err(DIRECT_WITHOUT_ENC) } else { Ok(Management::By(algorithm)) }
    }

    /// The content encryption of a `dir` key, named by the caller.
    pub(crate) fn direct(self, asked: ContentEncryption) -> Result<(), JwkError> {
        if self.algorithm == Some(KeyManagementAlgorithm::Dir.name()) {
            return Ok(());
        }
        self.is_or_says_nothing(asked.name())
    }

    /// Byte-exact agreement with the key's `alg`: `EdDSA` and `Ed25519` are two names, and one key has one.
    fn is_or_says_nothing(self, asked: &'static str) -> Result<(), JwkError> {
        match self.algorithm {
            Some(own) if own != asked => Err(JwkError::AlgorithmMismatch { key: printable(own), asked }),
            _ => Ok(()),
        }
    }

    /// The refusal when the key leaves the choice open.
    pub(crate) fn needed(self, advice: &'static str) -> JwkError {
        let key = match self.key_type {
            KeyType::Rsa => "an RSA key without alg",
            KeyType::Oct => "a symmetric key without alg",
            KeyType::Ec => "an EC key without alg",
            KeyType::Akp => "an AKP key without alg",
            _ => "an OKP key without alg",
        };
        JwkError::AlgorithmNeeded { key, advice }
    }
}

/// Every algorithm that signs with keys on this curve; the first is the one that a key without `alg` signs with. RFC 9864 has second
/// names for the keys of EdDSA; the older one is what everybody understands.
pub(crate) fn all_of_curve(curve: Curve) -> impl Iterator<Item = JwsAlgorithm> {
    let older = JwsAlgorithm::EdDsa.row().curves.contains(&curve).then_some(JwsAlgorithm::EdDsa);
    let rest = JwsAlgorithm::ALL.iter().copied();
    older.into_iter().chain(rest.filter(move |known| known.row().curves.contains(&curve) && Some(*known) != older))
}

fn of_curve(curve: Curve) -> Option<JwsAlgorithm> {
    all_of_curve(curve).next()
}

/// The refusal of a key that is for something else, or for something that nobody here knows.
pub(crate) fn not_for(name: &str, purpose: &'static str) -> JwkError {
    let known = JwsAlgorithm::from_name(name).is_some()
        || KeyManagementAlgorithm::from_name(name).is_some()
        || ContentEncryption::from_name(name).is_some()
        || Curve::from_name(name).is_some();
    let name = printable(name);
    if known { JwkError::AlgorithmPurpose { name, purpose } } else { JwkError::AlgorithmUnknown { name } }
}

const DIRECT_WITHOUT_ENC: JwkError = JwkError::AlgorithmNeeded {
    key: "a dir key that does not say its content encryption",
    advice: "set its alg to the content encryption, such as A256GCM, or name it with encryption_key_direct or \
             decryption_key_direct",
};
