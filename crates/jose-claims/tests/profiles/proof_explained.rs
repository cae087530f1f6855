//! What an explanation says of a DPoP proof.

use std::{sync::Arc, time::Duration};

use jose_claims::{CheckOutcome, DpopRequest, Explanation, MemoryNonceStore, NonceStore, UnixTime};
use serde_json::json;

use crate::{
    dpop::{Client, good, request, verifier, with},
    store,
    world::{NOW, PLANTED},
};

const NAMES: [&str; 12] = [
    "form",
    "type",
    "algorithm",
    "key",
    "signature",
    "claims",
    "method",
    "target",
    "issued_at",
    "access_token",
    "nonce",
    "replay",
];

/// The names of the checks with this outcome.
fn named(explanation: &Explanation, outcome: &str) -> Vec<String> {
    let word = |outcome: &CheckOutcome| match outcome {
        CheckOutcome::Passed => "passed",
        CheckOutcome::Failed { .. } => "failed",
        CheckOutcome::NotConfigured { .. } => "not configured",
        CheckOutcome::NotReached => "not reached",
        other => panic!("{other:?}"),
    };
    let found = explanation.checks().iter().filter(|check| word(check.outcome()) == outcome);
    found.map(|check| check.name().to_owned()).collect()
}

#[test]
fn every_check_in_order() {
    let nonces = Arc::new(MemoryNonceStore::new(Duration::from_secs(60)));
    let nonce = nonces.issue(UnixTime::from_seconds(NOW)).unwrap();
    let verifier = verifier().nonce_store(nonces).build().unwrap();
    let proof = Client::new().proof(&with(&good(), "nonce", &json!(nonce)));
    let explanation = verifier.explain(&proof, &request());
    assert!(explanation.is_accepted());
    assert_eq!(explanation.checks().iter().map(jose_claims::CheckReport::name).collect::<Vec<_>>(), NAMES);
    assert_eq!(named(&explanation, "not configured"), ["replay"]);
    assert_eq!(named(&explanation, "passed"), NAMES[..11]);
    assert!(explanation.to_string().contains("not configured  replay: a test"));
    let bare = crate::dpop::verifier().build().unwrap();
    let explanation = bare.explain(&proof, &DpopRequest::new("GET", "https://api.example/orders"));
    assert!(explanation.is_accepted());
    assert_eq!(named(&explanation, "not configured"), ["access_token", "nonce", "replay"]);
}

#[test]
fn it_goes_on_where_verification_stops() {
    let client = Client::new();
    let nonces = Arc::new(MemoryNonceStore::new(Duration::from_secs(60)));
    let verifier = verifier().nonce_store(nonces).build().unwrap();
    let target = format!("https://{PLANTED}.example/");
    let bad =
        json!({ "jti": PLANTED, "htm": PLANTED, "htu": target, "iat": NOW - 987, "ath": PLANTED, "nonce": PLANTED });
    let explanation = verifier.explain(&client.proof(&bad), &request());
    assert_eq!(explanation.verdict(), "dpop.method");
    assert_eq!(named(&explanation, "failed"), ["method", "target", "issued_at", "access_token", "nonce"]);
    assert_eq!(named(&explanation, "passed"), NAMES[..6]);
    let shown = format!("{explanation} {explanation:?} {}", serde_json::to_string(&explanation).unwrap());
    assert!(!shown.contains(PLANTED) && !shown.contains(&(NOW - 987).to_string()), "{shown}");
    assert!(shown.contains(&NOW.to_string()), "{shown}");
}

/// What lies behind a failed step was not made, and is not said to have passed.
#[test]
fn what_is_not_reached() {
    let (client, other) = (Client::new(), Client::new());
    let verifier = verifier().build().unwrap();
    let (jwk, foreign, typ) = (client.jwk(), other.jwk(), Some("dpop+jwt"));
    let encryption = with(&jwk, "use", &json!("enc"));
    let named_otherwise = with(&jwk, "alg", &json!("ES384"));
    for (name, proof, code, reached) in [
        ("no proof", "x".to_owned(), "parse.segments", 0),
        ("no key", client.sign(typ, None, &good()), "dpop.key", 3),
        ("no type", client.sign(None, Some(&jwk), &good()), "dpop.type", 1),
        ("a key for encryption", client.sign(typ, Some(&encryption), &good()), "dpop.key", 3),
        ("a key for another algorithm", client.sign(typ, Some(&named_otherwise), &good()), "dpop.key", 3),
        ("another's key", client.sign(typ, Some(&foreign), &good()), "jws.signature", 4),
        ("no claims", client.proof(&json!([])), "dpop.malformed", 5),
        ("a claim of another type", client.proof(&with(&good(), "iat", &json!("now"))), "dpop.malformed", 5),
        ("a claim that says nothing", client.proof(&with(&good(), "jti", &json!(""))), "dpop.missing", 5),
    ] {
        let explanation = verifier.explain(&proof, &request());
        assert_eq!(explanation.verdict(), code, "{name}: {explanation}");
        assert_eq!(named(&explanation, "passed"), NAMES[..reached], "{name}");
        assert_eq!(named(&explanation, "failed"), [NAMES[reached]], "{name}");
        assert_eq!(named(&explanation, "not reached"), NAMES[reached + 1..], "{name}");
    }
}

#[test]
fn it_uses_nothing_up() {
    let room = store();
    let verifier = jose_claims::Validator::dpop_proof().clock(crate::clock(NOW)).replay_store(Arc::clone(&room) as _);
    let verifier = verifier.build().unwrap();
    let proof = Client::new().proof(&good());
    assert!(verifier.explain(&proof, &request()).is_accepted());
    assert_eq!(room.len(), Ok(0));
    assert!(verifier.verify(&proof, &request()).is_ok());
    let after = verifier.explain(&proof, &request());
    assert!(after.to_string().contains("not configured  replay: only a verification asks the store"), "{after}");
    assert_eq!(verifier.verify(&proof, &request()).unwrap_err().code(), "dpop.replayed");
}
