//! Every profile's token at every profile's validator. Issuer, keys, audience and identifiers are the same throughout, so that only the profile
//! tells them apart; whatever can be waived is waived.

use jose_claims::{Binding, DpopRequest, IdTokenContext, PendingProof, Validator, ValidatorBuilder};
use jose_core::base64url;
use jose_crypto::digest::sha256;
use serde_json::json;

use crate::{
    LOGOUT,
    dpop::{Client, verifier},
    payload::Payload,
    quoted, settle,
    world::{ACCEPTED, NOW, World, code, sign},
};

/// Issuer, client, audience and subject of all that can have one name for them all.
const ALL: &str = "https://everybody.example";
const CERTIFICATE: &[u8] = b"in DER";
const KINDS: [&str; 8] = ["access", "dpop-bound", "cert-bound", "id", "logout", "untyped logout", "assertion", "proof"];

/// What each validator (a row) says of each token (a column), in the order of [`KINDS`].
#[rustfmt::skip]
const EXPECTED: [[&str; 8]; 8] = {
    const OK: &str = ACCEPTED;
    const TYPE: &str = "token.type";
    const BIND: &str = "claims.binding";
    const MISS: &str = "claims.missing";
    const FORB: &str = "claims.forbidden";
    const RULE: &str = "claims.rule";
    const SIGN: &str = "jws.signature";
    const FORM: &str = "dpop.type";
    [
        // access, dpop-bound, cert-bound, id, logout, untyped logout, assertion, proof
        [OK, BIND, BIND, TYPE, TYPE, TYPE, TYPE, SIGN],
        [BIND, OK, BIND, TYPE, TYPE, TYPE, TYPE, SIGN],
        [BIND, BIND, OK, TYPE, TYPE, TYPE, TYPE, SIGN],
        [TYPE, TYPE, TYPE, OK, TYPE, FORB, RULE, SIGN],
        [TYPE, TYPE, TYPE, TYPE, OK, TYPE, TYPE, SIGN],
        [TYPE, TYPE, TYPE, FORB, OK, OK, MISS, SIGN],
        [TYPE, TYPE, TYPE, FORB, TYPE, FORB, OK, SIGN],
        [FORM, FORM, FORM, FORM, FORM, FORM, FORM, OK],
    ]
};

struct Scene {
    world: World,
    client: Client,
}

impl Scene {
    /// A token with all that several kinds share: nothing is refused for the lack of it.
    fn token(&self, kind: &str) -> String {
        let payload = Payload::good().with("iss", quoted(ALL)).with("aud", quoted(ALL)).with("client_id", quoted(ALL));
        let jkt = self.client.0.public().thumbprint();
        let x5t = base64url::encode(&sha256(CERTIFICATE));
        let (typ, payload) = match kind {
            "access" => (Some("at+jwt"), payload),
            "dpop-bound" => (Some("at+jwt"), payload.with("cnf", format!(r#"{{"jkt":"{jkt}"}}"#))),
            "cert-bound" => (Some("at+jwt"), payload.with("cnf", format!(r#"{{"x5t#S256":"{x5t}"}}"#))),
            "id" => (Some("JWT"), payload.with("nonce", "\"n\"")),
            "logout" => (Some("logout+jwt"), payload.with("events", LOGOUT)),
            "untyped logout" => (Some("JWT"), payload.with("events", LOGOUT)),
            "assertion" => (None, payload.with("sub", quoted(ALL))),
            _ => {
                let claims = json!({ "jti": "1", "htm": "GET", "htu": ALL, "iat": NOW, "exp": NOW + 60, "iss": ALL, "sub": ALL, "aud": ALL });
                return self.client.proof(&claims);
            }
        };
        sign(&self.world.signing, typ, payload.json())
    }

    fn policy(&self, builder: ValidatorBuilder) -> Validator {
        settle(&self.world, ALL, builder).build().unwrap()
    }

    fn verdict(&self, validator: &str, token: &str) -> &'static str {
        let access = || Validator::access_token().audience(ALL);
        let login = IdTokenContext::new();
        let result = match validator {
            "access" => self.policy(access()).validate::<serde_json::Value>(token),
            "dpop-bound" => {
                let proof = self.proven(token);
                self.policy(access().bound_to_dpop()).validate_bound(token, &Binding::Dpop(&proof))
            }
            "cert-bound" => {
                self.policy(access().bound_to_certificate()).validate_bound(token, &Binding::Certificate(CERTIFICATE))
            }
            "id" => self.policy(Validator::id_token(ALL).waive_nonce("a test")).validate_id_token(token, &login),
            "logout" => self.policy(Validator::logout_token(ALL).waive_replay("a test")).validate(token),
            "untyped logout" => {
                let policy = Validator::logout_token(ALL).waive_replay("a test");
                self.policy(policy.accept_untyped_logout_tokens("a test")).validate(token)
            }
            "assertion" => self.policy(Validator::client_assertion(ALL).waive_replay("a test")).validate(token),
            _ => {
                let result = verifier().build().unwrap().verify(token, &DpopRequest::new("GET", ALL));
                return result.map_or_else(|error| error.code(), |_| ACCEPTED);
            }
        };
        result.map_or_else(|error| code(validator, &error), |_| ACCEPTED)
    }

    fn proven(&self, token: &str) -> PendingProof {
        self.client.proven(token)
    }
}

#[test]
fn every_pair() {
    let scene = Scene { world: World::new(), client: Client::new() };
    for (validator, row) in KINDS.iter().zip(EXPECTED) {
        for (kind, expected) in KINDS.iter().zip(row) {
            let found = scene.verdict(validator, &scene.token(kind));
            assert_eq!(found, expected, "{kind} token at the {validator} validator");
            // The two ways to accept a logout token are one profile.
            assert!(found != ACCEPTED || kind == validator || kind.contains("logout") && validator.contains("logout"));
        }
    }
}

/// The signature on a proof is by a key that nobody trusts, so the type is not even what refuses it; with the issuer's own key it is.
#[test]
fn a_proof_by_the_issuers_key() {
    let scene = Scene { world: World::new(), client: Client::new() };
    let payload = Payload::good().with("iss", quoted(ALL)).with("aud", quoted(ALL)).with("sub", quoted(ALL));
    let payload = payload.with("htm", "\"GET\"").with("htu", quoted(ALL));
    let proof = sign(&scene.world.signing, Some("dpop+jwt"), payload.json());
    for validator in KINDS.iter().filter(|kind| **kind != "proof") {
        assert_eq!(scene.verdict(validator, &proof), "token.type", "{validator}");
        assert_eq!(scene.verdict(validator, &scene.token("proof")), "jws.signature", "{validator}");
    }
    assert_eq!(scene.verdict("proof", &proof), "dpop.key");
}
