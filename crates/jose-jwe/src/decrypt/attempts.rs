//! Which keys may be tried for which recipients, decided before any of them is used.

use jose_core::{KeyManagementAlgorithm, LimitExceeded, ParseError, base64url::ShortBytes};
use jose_crypto::DecryptionKey;
use jose_jwk::{DecryptionKeySet, SelectError, select::Candidates};

use super::{
    DecryptError,
    message::{Message, Recipient, Rules},
    parameters::Decoded,
};

/// One recipient for whom there are keys.
pub(super) struct Attempt<'k, 'r> {
    pub(super) recipient: usize,
    pub(super) keys: Candidates<'k, DecryptionKey>,
    pub(super) decoded: Decoded<&'r [u8]>,
}

/// Room for the encrypted keys of all recipients. It stays where it is, while the attempts move.
pub(super) struct Rooms {
    first: ShortBytes,
    others: Vec<ShortBytes>,
}

impl Rooms {
    pub(super) fn new(recipients: usize) -> Self {
        Self { first: ShortBytes::empty(), others: (1..recipients).map(|_| ShortBytes::empty()).collect() }
    }
}

/// The recipients for whom there are keys, in the message's order. The first one costs no allocation: mostly it is the only one. Attempts stay where they
/// are, as each is large.
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
        rooms: &'r mut Rooms,
    ) -> Result<(), DecryptError> {
        let mut nobody = None;
        let (mut guesses, mut rounds) = (0_usize, 0_usize);
        let rooms = [&mut rooms.first].into_iter().chain(&mut rooms.others);
        for ((index, recipient), room) in message.recipients.iter().enumerate().zip(rooms) {
            match choose_for(recipient, keys, rules) {
                Ok((candidates, algorithm)) => {
                    let named = recipient.header.key_id();
                    let is_guess = |key: &&DecryptionKey| named.is_none() || key.key_id() != named;
                    guesses = guesses.saturating_add(candidates.clone().filter(is_guess).count());
                    LimitExceeded::check("candidate_keys", guesses, rules.limits.candidate_keys)
                        .map_err(SelectError::from)?;
                    let decoded = Decoded::read(recipient, algorithm, rules.limits, |text| room.fill(text))?;
                    rounds = rounds.saturating_add(decoded.rounds().saturating_mul(candidates.clone().count()));
                    LimitExceeded::check("pbes2_rounds", rounds, rules.limits.pbes2_rounds)
                        .map_err(ParseError::from)?;
                    let attempt = Attempt { recipient: index, keys: candidates, decoded };
                    if self.first.is_none() {
                        self.first = Some(attempt);
                    } else {
                        self.others.push(attempt);
                    }
                }
                Err(limit @ SelectError::Limit(_)) => return Err(limit.into()),
                Err(error) => {
                    if message.recipients.len() > 1 {
                        room.fill(recipient.encrypted_key).map_err(ParseError::base64("encrypted key"))?;
                    }
                    if nobody.as_ref().is_none_or(|known| closeness(&error) > closeness(known)) {
                        nobody = Some(error);
                    }
                }
            }
        }
        match (&self.first, nobody) {
            (Some(_), _) => Ok(()),
            (None, Some(error)) => Err(error.into()),
            (None, None) => Err(SelectError::KeyNotFound { key_id: None }.into()),
        }
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
    // A candidate exists, so the name is one of ours; the error is the one for a name that is not.
    let algorithm = KeyManagementAlgorithm::from_name(name)
        .ok_or_else(|| SelectError::AlgorithmNotAllowed { algorithm: Box::from("") })?;
    Ok((candidates, algorithm))
}

/// How near a key came to fitting: the error of the nearest is the one that helps.
fn closeness(error: &SelectError) -> u8 {
    match error {
        SelectError::AlgorithmNotAllowed { .. } => 0,
        SelectError::KeyNotFound { .. } => 1,
        _ => 2,
    }
}
