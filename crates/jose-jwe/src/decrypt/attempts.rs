//! Which keys may be tried for which recipients, decided before any of them is used.

use jose_core::{KeyManagementAlgorithm, LimitExceeded, ParseError, base64url};
use jose_crypto::DecryptionKey;
use jose_jwk::{DecryptionKeySet, SelectError, select::Candidates};

use super::{
    DecryptError,
    message::{Message, Recipient, Rules},
    parameters::{Decoded, Room},
};

/// One recipient for whom there are keys.
pub(super) struct Attempt<'k, 'r> {
    pub(super) recipient: usize,
    pub(super) keys: Candidates<'k, DecryptionKey>,
    pub(super) decoded: Decoded<'r>,
}

/// The recipients for whom there are keys, in the message's order. The first one costs no allocation: mostly it is the only one.
#[derive(Default)]
pub(super) struct Attempts<'k, 'r> {
    first: Option<Attempt<'k, 'r>>,
    others: Vec<Attempt<'k, 'r>>,
}

impl<'k, 'r> Attempts<'k, 'r> {
    /// Chooses keys for each recipient by its `alg` and `kid`, and reads all that those keys will need. Recipients that are somebody else are
    /// skipped; their encrypted keys must still be base64url.
    ///
    /// Everything that a stranger could make us do in vain is bounded here for the message as a whole: guesses among keys that the message does
    /// not name, and rounds of PBKDF2 with every password that would be tried.
    pub(super) fn choose(
        &mut self,
        message: &Message<'_>,
        keys: &'k DecryptionKeySet,
        rules: &Rules<'_>,
        room: &'r mut Room,
    ) -> Result<(), DecryptError> {
        let mut room = Some(room);
        let mut nobody = None;
        let (mut guesses, mut rounds) = (0_usize, 0_usize);
        for (index, recipient) in message.recipients.iter().enumerate() {
            match choose_for(recipient, keys, rules) {
                Ok((candidates, algorithm)) => {
                    guesses = guesses.saturating_add(candidates.guesses());
                    LimitExceeded::check("candidate_keys", guesses, rules.limits.candidate_keys)
                        .map_err(SelectError::from)?;
                    let decoded = Decoded::read(recipient, algorithm, rules.limits, room.take())?;
                    rounds = rounds.saturating_add(decoded.rounds().saturating_mul(candidates.len()));
                    LimitExceeded::check("pbes2_rounds", rounds, rules.limits.pbes2_rounds)
                        .map_err(ParseError::from)?;
                    let attempt = Attempt { recipient: index, keys: candidates, decoded };
                    if self.first.is_none() {
                        self.first = Some(attempt);
                    } else {
                        self.add(attempt);
                    }
                }
                Err(error) => skip(message, recipient, error, &mut nobody)?,
            }
        }
        match (&self.first, nobody) {
            (Some(_), _) => Ok(()),
            (None, Some(error)) => Err(error.into()),
            (None, None) => Err(SelectError::KeyNotFound { key_id: None }.into()),
        }
    }

    #[cold]
    fn add(&mut self, other: Attempt<'k, 'r>) {
        self.others.push(other);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Attempt<'k, 'r>> {
        self.first.iter().chain(&self.others)
    }
}

fn choose_for<'k>(
    recipient: &Recipient<'_>,
    keys: &'k DecryptionKeySet,
    rules: &Rules<'_>,
) -> Result<(Candidates<'k, DecryptionKey>, KeyManagementAlgorithm), SelectError> {
    let name = recipient.header.algorithm().unwrap_or_default();
    let candidates = keys.candidates(name, recipient.header.key_id(), rules.limits)?;
    // Every candidate has the algorithm of the message, and there is one; the error is the one for an algorithm that no key has.
    let algorithm = candidates.clone().next().map(DecryptionKey::algorithm);
    let algorithm = algorithm.ok_or_else(|| SelectError::AlgorithmNotAllowed { algorithm: Box::from("") })?;
    Ok((candidates, algorithm))
}

/// Passes over a recipient for whom there is no key. `nobody` is the best reason so far.
#[cold]
fn skip(
    message: &Message<'_>,
    recipient: &Recipient<'_>,
    error: SelectError,
    nobody: &mut Option<SelectError>,
) -> Result<(), DecryptError> {
    if matches!(error, SelectError::Limit(_)) {
        return Err(error.into());
    }
    if message.recipients.len() > 1 {
        base64url::check(recipient.encrypted_key).map_err(ParseError::base64("encrypted key"))?;
    }
    if nobody.as_ref().is_none_or(|known| closeness(&error) > closeness(known)) {
        *nobody = Some(error);
    }
    Ok(())
}

/// How near a key came to fitting: the error of the nearest is the one that helps.
fn closeness(error: &SelectError) -> u8 {
    match error {
        SelectError::AlgorithmNotAllowed { .. } => 0,
        SelectError::KeyNotFound { .. } => 1,
        _ => 2,
    }
}
