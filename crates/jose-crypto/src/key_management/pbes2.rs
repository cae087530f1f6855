//! A wrapping key from a password (RFC 7518, section 4.8).

use std::{num::NonZeroU32, ops::RangeInclusive};

use aws_lc_rs::pbkdf2;
use jose_core::{
    KeyManagementAlgorithm, Limits, SecretBytes,
    registry::{Hash, KeyManagementKind},
};
use zeroize::Zeroizing;

use crate::{KeyError, OperationError, backend};

/// What new messages ask for. OWASP's figure for PBKDF2 with HMAC-SHA-256, as of 2023.
pub(crate) const ROUNDS: u32 = 600_000;
/// Random bytes in front of which the algorithm's name goes. RFC 7518, section 4.8.1.1, wants at least 8.
pub(crate) const SALT_BYTES: usize = 16;

/// RFC 7518, section 4.8.1.2, advises 1,000 at least. Above the largest, one message would cost seconds, whatever a caller allows.
const POSSIBLE_ROUNDS: RangeInclusive<usize> = Limits::FEWEST_PBES2_ROUNDS..=10_000_000;
const POSSIBLE_SALTS: RangeInclusive<usize> = 8..=1024;
const LONGEST_WRAPPING_KEY: usize = 32;

/// Whether a message may ask for this much work.
pub(crate) fn is_possible(salt: &[u8], rounds: u32) -> bool {
    POSSIBLE_SALTS.contains(&salt.len()) && are_possible(rounds)
}

fn are_possible(rounds: u32) -> bool {
    usize::try_from(rounds).is_ok_and(|rounds| POSSIBLE_ROUNDS.contains(&rounds))
}

/// A password for one algorithm. Nothing can be prepared: the salt and the rounds are the message's own.
pub(crate) struct Password {
    algorithm: KeyManagementAlgorithm,
    secret: SecretBytes,
    rounds: u32,
}

impl Password {
    pub(crate) fn new(algorithm: KeyManagementAlgorithm, password: &[u8]) -> Result<Self, KeyError> {
        parts(algorithm).ok_or(KeyError::Invalid { what: "this algorithm does not work with a password" })?;
        if password.is_empty() {
            return Err(KeyError::TooShort { algorithm: algorithm.name(), needed: 1, found: 0 });
        }
        Ok(Self { algorithm, secret: SecretBytes::from(password), rounds: ROUNDS })
    }

    pub(crate) fn with_rounds(&self, rounds: u32) -> Result<Self, KeyError> {
        if are_possible(rounds) {
            Ok(Self { algorithm: self.algorithm, secret: self.secret.duplicate(), rounds })
        } else {
            Err(KeyError::Invalid { what: "a password must be stretched by 1,000 to 10,000,000 rounds" })
        }
    }

    /// How many rounds new messages ask for.
    pub(crate) fn rounds(&self) -> u32 {
        self.rounds
    }

    /// Stretches the password and lends the wrapping key to `work`.
    pub(crate) fn stretched<T>(
        &self,
        salt: &[u8],
        rounds: u32,
        work: impl FnOnce(&[u8]) -> Result<T, OperationError>,
    ) -> Result<T, OperationError> {
        let (hash, key_bytes) = parts(self.algorithm).ok_or(OperationError::Backend)?;
        let rounds = NonZeroU32::new(rounds).ok_or(OperationError::Backend)?;
        // RFC 7518, section 4.8.1.1: the name keeps keys of different algorithms apart.
        let salt = [self.algorithm.name().as_bytes(), &[0], salt].concat();
        let mut room = Zeroizing::new([0; LONGEST_WRAPPING_KEY]);
        let key = room.get_mut(..key_bytes).ok_or(OperationError::Backend)?;
        let algorithm = backend::pbkdf2(hash).map_err(|_| OperationError::Backend)?;
        pbkdf2::derive(algorithm, rounds, &salt, self.secret.expose(), key);
        work(key)
    }
}

fn parts(algorithm: KeyManagementAlgorithm) -> Option<(Hash, usize)> {
    match algorithm.row().kind {
        KeyManagementKind::Pbes2AesKeyWrap { hash, key_bytes } => Some((hash, key_bytes)),
        _ => None,
    }
}
