//! RFC 8037, appendices A.4 and A.5: an Ed25519 signature, made and verified.

use jose_core::JwsAlgorithm;
use jose_jwk::{Jwk, VerifyingKeySet};
use jose_jws::Signer;

use crate::{
    forge::{outcome, verify},
    keys,
};

const PAYLOAD: &str = "Example of Ed25519 signing";

const A_4: &str = "\
    eyJhbGciOiJFZERTQSJ9.\
    RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
    hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

/// A.2: the public half alone.
const PUBLIC: &str = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

#[test]
fn a_4_is_signed_to_the_letter() {
    let key = keys::signing(JwsAlgorithm::EdDsa);
    assert_eq!(Signer::new(&key).sign_compact(PAYLOAD.as_bytes()).unwrap(), A_4);
}

#[test]
fn a_5_is_verified_with_the_public_half() {
    let key = Jwk::from_json(PUBLIC.as_bytes()).unwrap().verifying_key().unwrap();
    let verified = verify(A_4, &VerifyingKeySet::from(key)).unwrap();
    assert_eq!(verified.payload(), PAYLOAD.as_bytes());
    assert_eq!(verified.algorithm(), JwsAlgorithm::EdDsa);
}

/// One key has one name for its algorithm (RFC 9864 gave it a second).
#[test]
fn the_other_name_of_the_algorithm_is_another_algorithm() {
    assert_eq!(outcome(A_4, &keys::set(JwsAlgorithm::Ed25519)), "key.algorithm_not_allowed");
    let newer = Signer::new(&keys::signing(JwsAlgorithm::Ed25519)).sign_compact(PAYLOAD.as_bytes()).unwrap();
    assert_eq!(outcome(&newer, &keys::set(JwsAlgorithm::EdDsa)), "key.algorithm_not_allowed");
    assert_eq!(outcome(&newer, &keys::set(JwsAlgorithm::Ed25519)), "verified");
}
