//! Claims that the header of an envelope repeats in the clear (RFC 7519, section 5.3).

use jose_claims::{BuildIssuerError, IssueError, IssuerBuilder, LooksLike, ReplicatedClaim};
use jose_core::base64url;
use serde_json::{Value, json};

use crate::world::{ACCEPTED, API, ISSUER, World, verdict};
use ReplicatedClaim::{Audience, Issuer, Subject};

fn outer(token: &str) -> Value {
    serde_json::from_slice(&base64url::decode(token.split('.').next().unwrap()).unwrap()).unwrap()
}

fn encrypting(world: &World, claims: &[ReplicatedClaim]) -> IssuerBuilder {
    world.issuer().encrypt_to(API, world.encryption.clone()).replicate_claims(claims.iter().copied())
}

#[test]
fn what_was_asked_for_and_nothing_else() {
    let world = World::new();
    for claims in [
        &[][..],
        &[Issuer],
        &[Subject],
        &[Audience],
        &[Issuer, Audience],
        &[Audience, Subject, Issuer],
        &[Issuer, Issuer],
    ] {
        let issuer = encrypting(&world, claims).build().unwrap();
        let token = issuer.access_token("user-42", API).client_id("web").scope(["a"]).issue().unwrap();
        let header = outer(&token);
        for (claim, value) in [(Issuer, ISSUER), (Subject, "user-42"), (Audience, API)] {
            let expected = if claims.contains(&claim) { json!(value) } else { Value::Null };
            assert_eq!(header[claim.name()], expected, "{claims:?}");
        }
        for claim in ["client_id", "exp", "iat", "jti", "scope"] {
            assert_eq!(header[claim], Value::Null, "{claims:?}");
        }
        assert_eq!(verdict("replicated", &world.nested(), &token), ACCEPTED, "{claims:?}");
    }
}

#[test]
fn a_readable_token_has_no_such_header() {
    let world = World::new();
    let readable = |builder: IssuerBuilder| builder.replicate_claims([Issuer]).build();
    for builder in [world.issuer().signed_only(), world.issuer().signed_only_for(API, "a test")] {
        let error = readable(builder).unwrap_err();
        assert_eq!((&error, error.code()), (&BuildIssuerError::Replication, "issuer.replication"));
    }
    let issuer = readable(encrypting(&world, &[]).signed_only_for("plain", "a test")).unwrap();
    let header = outer(&issuer.access_token("user-42", "plain").client_id("web").issue().unwrap());
    assert_eq!(header, json!({ "alg": "ES256", "kid": "issuer", "typ": "at+jwt" }));
}

/// The envelope hides the claims, and its header hides nothing.
#[test]
fn a_subject_that_must_not_be_readable() {
    let world = World::new();
    let subject = "planted-4f1c@mail.example";
    let issue = |builder: IssuerBuilder| builder.build().unwrap().access_token(subject, API).client_id("web").issue();
    let error = issue(encrypting(&world, &[Subject])).unwrap_err();
    assert_eq!(error, IssueError::Exposed { claim: "sub".into(), looks_like: LooksLike::EmailAddress });
    assert!(issue(encrypting(&world, &[Issuer, Audience])).is_ok());
    assert!(issue(encrypting(&world, &[Subject]).allow_readable("sub", "a test")).is_ok());
    assert!(issue(encrypting(&world, &[Subject]).allow_readable("email", "a test")).is_err());
}

/// Validators read headers of up to 16 KiB.
#[test]
fn a_header_that_no_validator_would_read() {
    let world = World::new();
    let issuer = encrypting(&world, &[Subject]).build().unwrap();
    let issue = |length: usize| issuer.access_token("x".repeat(length), API).client_id("web").issue();
    let empty = base64url::decode(issue(1).unwrap().split('.').next().unwrap()).unwrap().len() - 1;
    let most = 16 * 1024 - empty;
    let token = issue(most).unwrap();
    assert_eq!(verdict("as long as can be", &world.nested(), &token), ACCEPTED);
    for length in [most + 1, most + 2, most * 2] {
        assert_eq!(issue(length).unwrap_err().code(), "issue.limit", "{length}");
    }
}
