//! What comes of a decryption.

use jose::{
    ContentEncryption, KeyManagementAlgorithm,
    jwe::{DecryptError, Decrypted},
};
use serde_json::{Map, Value};

use crate::{exit::Failure, output::Answer};

/// The plaintext, and how it was protected.
pub(super) fn answer(decrypted: &Decrypted) -> Answer {
    // A recipient beside whom this key was once wrapped to knows that message's content key, and could wrap up another under it.
    let proves = decrypted.algorithm() == KeyManagementAlgorithm::Dir;
    let plaintext = decrypted.plaintext();
    let mut answer = Answer::bytes(plaintext)
        .member("alg", decrypted.algorithm().name())
        .member("enc", decrypted.content_encryption().map(ContentEncryption::name))
        .member("kid", decrypted.key_id())
        .member("sender_holds_key", proves)
        .member("header", Map::<String, Value>::from(decrypted.header()));
    if !decrypted.is_compact() {
        answer = answer
            .member("unprotected", decrypted.unprotected_header().map(Map::<String, Value>::from))
            .member("recipient_header", decrypted.recipient_header().map(Map::<String, Value>::from))
            .member("recipient", decrypted.recipient_index());
    }
    if let Some(aad) = decrypted.aad() {
        answer = answer.contents("aad", aad);
    }
    let answer = answer.member("compressed", decrypted.was_compressed()).contents("plaintext", plaintext);
    match (proves, decrypted.proves_shared_key()) {
        (true, _) => answer,
        (false, true) => answer.note(ANY_RECIPIENT),
        (false, false) => answer.note(UNPROVEN),
    }
}

/// The library speaks of methods, and does not know what the command line could have said.
pub(super) fn advised(error: &DecryptError) -> Failure {
    let failure = Failure::refused(error.code(), error.to_string());
    match error {
        DecryptError::PasswordsOff => {
            let message = "the message is for a password: say where it is with --password";
            Failure { message: message.to_owned(), ..failure }
        }
        DecryptError::Key(_) if failure.message.contains(" PBES2-") => {
            let message = format!("{}: it is for a password, which --password names the place of", failure.message);
            Failure { message, ..failure }
        }
        _ if failure.message.contains("compressed content is not accepted") => {
            Failure { message: format!("{}; allow it with --zip", failure.message), ..failure }
        }
        _ => failure,
    }
}

const UNPROVEN: &str = "decrypted, not verified: anybody who has the public key may have written this";
const ANY_RECIPIENT: &str =
    "decrypted, not verified: whoever has the key may have written this, or shared a message with it";
