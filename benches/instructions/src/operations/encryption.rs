//! Tokens encrypted under a key that both sides hold.

use std::hint::black_box;

use jose::{
    ContentEncryption, DecryptionKeySet, KeyManagementAlgorithm, Limits, Token, Validator,
    claims::ClaimsBuffer,
    jwe::{Encryptor, decrypt_compact},
};

use super::Run;
use crate::world::{self, Borrowed, Owned};

const GCM: ContentEncryption = ContentEncryption::A256Gcm;

pub(crate) fn dir_encrypt() -> Run {
    let (encryption, _) = world::shared_key(KeyManagementAlgorithm::Dir, GCM);
    Box::new(move || drop(black_box(world::encrypted(black_box(&encryption), GCM))))
}

pub(crate) fn dir_borrowed() -> Run {
    let (token, validator) = ends(KeyManagementAlgorithm::Dir, GCM);
    Box::new(move || {
        let mut room = ClaimsBuffer::new();
        let token: Token<Borrowed<'_>> = validator.validate_in(black_box(&token), &mut room).expect("a good token");
        assert_eq!((token.claims().tenant.len(), token.claims().roles.len()), (16, 3));
        black_box(token);
    })
}

pub(crate) fn dir_owned() -> Run {
    owned(KeyManagementAlgorithm::Dir, GCM)
}

pub(crate) fn cbc_owned() -> Run {
    owned(KeyManagementAlgorithm::Dir, ContentEncryption::A128CbcHs256)
}

pub(crate) fn a256kw_owned() -> Run {
    owned(KeyManagementAlgorithm::A256Kw, GCM)
}

pub(crate) fn a256gcmkw_owned() -> Run {
    owned(KeyManagementAlgorithm::A256GcmKw, GCM)
}

/// A plaintext of a mebibyte, of which no claim is read.
pub(crate) fn dir_large() -> Run {
    let (encryption, decryption) = world::shared_key(KeyManagementAlgorithm::Dir, GCM);
    let keys = DecryptionKeySet::from(decryption);
    let mut limits = Limits::default();
    limits.token_bytes = 2 << 20;
    let message = Encryptor::new(&encryption, GCM).encrypt_compact(&vec![b'x'; 1 << 20]).expect("a message");
    Box::new(move || drop(black_box(decrypt_compact(black_box(&message), &keys, &limits).expect("decrypts"))))
}

fn owned(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> Run {
    let (token, validator) = ends(algorithm, enc);
    Box::new(move || {
        let token: Token<Owned> = validator.validate(black_box(&token)).expect("a good token");
        assert_eq!((token.claims().tenant.len(), token.claims().roles.len()), (16, 3));
        black_box(token);
    })
}

fn ends(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> (String, Validator) {
    let (encryption, decryption) = world::shared_key(algorithm, enc);
    (world::encrypted(&encryption, enc), world::shared_key_policy(decryption))
}
