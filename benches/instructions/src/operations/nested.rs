//! Tokens that are signed with ES256 and then encrypted.

use std::hint::black_box;

use jose::{ContentEncryption, DecryptionKey, EncryptionKey, JwsAlgorithm, KeyManagementAlgorithm, Token};

use super::Run;
use crate::world::{self, AUDIENCE, Owned};

pub(crate) fn issue_dir() -> Run {
    issue(direct())
}

pub(crate) fn issue_agreement() -> Run {
    issue(world::agreement_key())
}

pub(crate) fn open_dir() -> Run {
    open(direct())
}

pub(crate) fn open_agreement() -> Run {
    open(world::agreement_key())
}

fn direct() -> (EncryptionKey, DecryptionKey) {
    world::shared_key(KeyManagementAlgorithm::Dir, ContentEncryption::A256Gcm)
}

fn issue((encryption, _): (EncryptionKey, DecryptionKey)) -> Run {
    let (signing, _) = world::signature_keys(JwsAlgorithm::Es256);
    let issuer = world::issuer(signing).encrypt_to(AUDIENCE, encryption).build().expect("a whole issuer");
    let claims = Owned::new();
    Box::new(move || {
        let draft = issuer.access_token(black_box("248289761001"), AUDIENCE).client_id("s6BhdRkqt3");
        let scope = ["openid", "profile", "orders:read", "orders:write"];
        black_box(draft.scope(scope).claims(&claims).issue().expect("a token"));
    })
}

fn open((encryption, decryption): (EncryptionKey, DecryptionKey)) -> Run {
    let (signing, verifying) = world::signature_keys(JwsAlgorithm::Es256);
    let validator = world::policy(verifying).encrypted(decryption).build().expect("a whole policy");
    let token = world::nested(&encryption, &world::signed(&signing));
    Box::new(move || {
        let token: Token<Owned> = validator.validate(black_box(&token)).expect("a good token");
        assert_eq!((token.claims().tenant.len(), token.claims().roles.len()), (16, 3));
        black_box(token);
    })
}
