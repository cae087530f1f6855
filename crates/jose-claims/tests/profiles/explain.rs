//! What an explanation says of a profile.

use jose_claims::{CheckOutcome, IdTokenContext};

use crate::{
    assertion, assertion_policy, id_policy, id_token, logout_policy, logout_token, store,
    world::{PLANTED, World, sign},
};

#[test]
fn each_check_by_name() {
    let world = World::new();
    let id = id_policy(&world).require_nonce().build().unwrap();
    let token = sign(&world.signing, None, id_token().with("nonce", format!("\"{PLANTED}\"")).with("azp", "1").json());
    let explanation = id.explain_id_token(&token, &IdTokenContext::new().nonce("n-1").code_if_hashed("c"));
    let of = |name: &str| {
        let found = explanation.checks().iter().find(|check| check.name() == name);
        found.unwrap_or_else(|| panic!("no {name}")).outcome().clone()
    };
    let failed = |outcome: CheckOutcome| match outcome {
        CheckOutcome::Failed { code, .. } => code,
        other => panic!("{other:?}"),
    };
    assert_eq!(failed(of("authorized_party")), "claims.malformed");
    assert_eq!(failed(of("nonce")), "claims.nonce");
    assert_eq!(of("subject_is_not_issuer"), CheckOutcome::Passed);
    assert!(matches!(of("access_token_hash"), CheckOutcome::NotConfigured { .. }));
    assert_eq!(of("code_hash"), CheckOutcome::Passed);
    assert_eq!(of("binding"), CheckOutcome::Passed);
    assert!(matches!(of("replay"), CheckOutcome::NotConfigured { .. }));
    assert!(!format!("{explanation} {explanation:?}").contains(PLANTED));
}

/// A login that nobody looks at is said to be that, among the checks on the claims and not as if the token had another form.
#[test]
fn a_login_in_the_wrong_place() {
    let world = World::new();
    let login = IdTokenContext::new().nonce(PLANTED);
    let token = world.sign(crate::payload::Payload::good().json());
    let explanation = world.signed().explain_id_token(&token, &login);
    let failed: Vec<&str> = explanation.failures().map(jose_claims::CheckReport::name).collect();
    assert_eq!((failed, explanation.verdict()), (vec!["login"], "claims.nonce"));
    assert!(!explanation.to_string().contains(PLANTED));
    assert!(world.signed().explain_id_token(&token, &IdTokenContext::new()).is_accepted());
}

#[test]
fn it_uses_nothing_up() {
    let world = World::new();
    let logout = logout_policy(&world).replay_store(store()).build().unwrap();
    let client = assertion_policy(&world).replay_store(store()).build().unwrap();
    for (validator, token, check) in [
        (logout, sign(&world.signing, Some("logout+jwt"), logout_token().json()), "logout_event"),
        (client, sign(&world.signing, None, assertion().json()), "subject_is_issuer"),
    ] {
        let first = validator.explain(&token);
        assert!(first.is_accepted() && first == validator.explain(&token));
        assert!(first.checks().iter().any(|one| one.name() == check && *one.outcome() == CheckOutcome::Passed));
        assert!(validator.validate::<serde_json::Value>(&token).is_ok());
        assert!(validator.explain(&token).is_accepted());
        assert!(validator.validate::<serde_json::Value>(&token).is_err());
    }
}
