//! Signed tokens.

use std::hint::black_box;

use jose::{
    JwsAlgorithm, Limits, SigningKey, Token, Validator,
    claims::ClaimsBuffer,
    jws::{Signer, verify_compact},
};

use super::Run;
use crate::world::{self, Borrowed, Owned};

pub(crate) fn hs256_sign() -> Run {
    sign(JwsAlgorithm::Hs256)
}

pub(crate) fn es256_sign() -> Run {
    sign(JwsAlgorithm::Es256)
}

pub(crate) fn hs256_borrowed() -> Run {
    borrowed(JwsAlgorithm::Hs256)
}

pub(crate) fn es256_borrowed() -> Run {
    borrowed(JwsAlgorithm::Es256)
}

pub(crate) fn hs256_owned() -> Run {
    owned(JwsAlgorithm::Hs256)
}

pub(crate) fn es256_owned() -> Run {
    owned(JwsAlgorithm::Es256)
}

pub(crate) fn rs256_owned() -> Run {
    owned(JwsAlgorithm::Rs256)
}

/// A header that differs from message to message, so that it is read each time.
pub(crate) fn hs256_changing_header() -> Run {
    let (signing, verifying) = world::signature_keys(JwsAlgorithm::Hs256);
    let signer = Signer::new(&signing).message_type("at+jwt").member("trace", "4bf92f3577b34da6");
    let token = signer.sign_compact(world::CLAIMS.as_bytes()).expect("a signature");
    let validator = world::policy(verifying).signed_only().build().expect("a whole policy");
    Box::new(move || {
        let mut room = ClaimsBuffer::new();
        let token: Token<Borrowed<'_>> = validator.validate_in(black_box(&token), &mut room).expect("a good token");
        black_box(token);
    })
}

/// A payload of a mebibyte, of which no claim is read.
pub(crate) fn hs256_large() -> Run {
    let (signing, verifying) = world::signature_keys(JwsAlgorithm::Hs256);
    let mut limits = Limits::default();
    limits.token_bytes = 2 << 20;
    let token = Signer::new(&signing).sign_compact(&vec![b'x'; 1 << 20]).expect("a signature");
    Box::new(move || drop(black_box(verify_compact(black_box(&token), &verifying, &limits).expect("verifies"))))
}

/// A payload that is written already, under a header that is, too.
fn sign(algorithm: JwsAlgorithm) -> Run {
    let (signing, _) = world::signature_keys(algorithm);
    let signer = Signer::new(&signing).message_type("at+jwt").prepared().expect("a header");
    Box::new(move || drop(black_box(signer.sign_compact(black_box(world::CLAIMS.as_bytes())).expect("a signature"))))
}

fn owned(algorithm: JwsAlgorithm) -> Run {
    let (token, validator) = ends(algorithm);
    Box::new(move || {
        let token: Token<Owned> = validator.validate(black_box(&token)).expect("a good token");
        assert_eq!((token.claims().tenant.len(), token.claims().roles.len()), (16, 3));
        black_box(token);
    })
}

fn borrowed(algorithm: JwsAlgorithm) -> Run {
    let (token, validator) = ends(algorithm);
    Box::new(move || {
        let mut room = ClaimsBuffer::new();
        let token: Token<Borrowed<'_>> = validator.validate_in(black_box(&token), &mut room).expect("a good token");
        assert_eq!((token.claims().tenant.len(), token.claims().roles.len()), (16, 3));
        black_box(token);
    })
}

fn ends(algorithm: JwsAlgorithm) -> (String, Validator) {
    let (signing, verifying): (SigningKey, _) = world::signature_keys(algorithm);
    (world::signed(&signing), world::policy(verifying).signed_only().build().expect("a whole policy"))
}
