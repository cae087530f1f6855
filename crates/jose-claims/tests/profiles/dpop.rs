//! DPoP proofs (RFC 9449, section 4.3).

use std::{sync::Arc, time::Duration};

use jose_claims::{
    DpopError, DpopProof, DpopRequest, DpopVerifier, DpopVerifierBuilder, MemoryNonceStore, MemoryReplayStore,
    NonceStore, PendingProof, UnixTime, Validator,
};
use jose_core::{Clock, JwsAlgorithm, base64url, time::FixedClock};
use jose_crypto::digest::sha256;
use jose_jwk::PrivateJwk;
use serde_json::{Value, json};

use crate::{
    store,
    world::{ACCEPTED, NOW, PLANTED, clock},
};

pub(crate) const TOKEN: &str = "the access token";
const TARGET: &str = "https://api.example/orders";

/// A client with its key.
pub(crate) struct Client(pub(crate) PrivateJwk);

impl Client {
    pub(crate) fn new() -> Self {
        Self(PrivateJwk::generate_signing(JwsAlgorithm::Es256).unwrap())
    }

    pub(crate) fn jwk(&self) -> Value {
        serde_json::from_str(&self.0.public().to_json()).unwrap()
    }

    /// A proof with these claims and this header, whether or not a signer of ours would write it.
    pub(crate) fn sign(&self, typ: Option<&str>, jwk: Option<&Value>, claims: &Value) -> String {
        self.sign_text(typ, jwk, &claims.to_string())
    }

    pub(crate) fn sign_text(&self, typ: Option<&str>, jwk: Option<&Value>, claims: &str) -> String {
        let mut header = json!({ "alg": "ES256" });
        if let Some(typ) = typ {
            header["typ"] = json!(typ);
        }
        if let Some(jwk) = jwk {
            header["jwk"] = jwk.clone();
        }
        let [header, payload] = [&header.to_string(), claims].map(|part| base64url::encode(part.as_bytes()));
        let input = format!("{header}.{payload}");
        let signature = self.0.signing_key().unwrap().sign(input.as_bytes()).unwrap();
        format!("{input}.{}", base64url::encode(&signature))
    }

    pub(crate) fn proof(&self, claims: &Value) -> String {
        self.sign(Some("dpop+jwt"), Some(&self.jwk()), claims)
    }

    /// A proof for this access token.
    pub(crate) fn proof_for(&self, token: &str) -> String {
        self.proof(&with(&good(), "ath", &json!(base64url::encode(&sha256(token.as_bytes())))))
    }

    /// Verified for this access token.
    pub(crate) fn proven(&self, token: &str) -> PendingProof {
        verifier().build().unwrap().prepare(&self.proof_for(token), &request().access_token(token)).unwrap()
    }
}

pub(crate) fn good() -> Value {
    let ath = base64url::encode(&sha256(TOKEN.as_bytes()));
    json!({ "jti": "1", "htm": "GET", "htu": TARGET, "iat": NOW, "ath": ath })
}

pub(crate) fn with(claims: &Value, name: &str, value: &Value) -> Value {
    let mut claims = claims.clone();
    claims[name] = value.clone();
    claims
}

fn without(name: &str) -> Value {
    let mut claims = good();
    claims.as_object_mut().unwrap().remove(name);
    claims
}

pub(crate) fn verifier() -> DpopVerifierBuilder {
    Validator::dpop_proof().clock(clock(NOW)).leeway(Duration::ZERO).waive_replay("a test")
}

pub(crate) fn request() -> DpopRequest<'static> {
    DpopRequest::new("GET", TARGET).access_token(TOKEN)
}

fn verdict(name: &str, verifier: &DpopVerifier, proof: &str) -> &'static str {
    let explained = verifier.explain(proof, &request());
    assert!(!explained.to_string().contains(PLANTED), "{name}: {explained}");
    let found = verdict_of(name, verifier.verify(proof, &request()));
    // What a store says of a second use is for it alone.
    let of_the_store = found == "dpop.replayed" || found.starts_with("store.");
    assert_eq!(explained.verdict(), if of_the_store { ACCEPTED } else { found }, "{name}: {explained}");
    found
}

fn verdict_of(name: &str, result: Result<DpopProof, DpopError>) -> &'static str {
    let Err(error) = result else { return ACCEPTED };
    let sentence = error.to_string();
    assert!(sentence.len() < 200 && !sentence.ends_with('.'), "{name}: {sentence}");
    assert!(!format!("{error} {error:?}").contains(PLANTED), "{name}: {error:?}");
    error.code()
}

#[test]
fn claims() {
    let client = Client::new();
    let verifier = verifier().build().unwrap();
    let set = |name: &str, value: Value| with(&good(), name, &value);
    for (name, claims, expected) in [
        ("good", good(), ACCEPTED),
        ("more than is asked for", set("x", json!(PLANTED)), ACCEPTED),
        ("a nonce that nobody asked for", set("nonce", json!("n")), ACCEPTED),
        ("a target with a query", set("htu", json!("https://api.example/orders?page=2#top")), ACCEPTED),
        ("an old one", set("iat", json!(NOW - 59)), ACCEPTED),
        ("too old", set("iat", json!(NOW - 60)), "dpop.issued_at"),
        ("from the future", set("iat", json!(NOW + 1)), "dpop.issued_at"),
        ("from the far future", set("iat", json!(253_402_300_799_i64)), "dpop.issued_at"),
        ("from the far past", set("iat", json!(-1)), "dpop.issued_at"),
        ("no iat", without("iat"), "dpop.missing"),
        ("iat as text", set("iat", json!("1700000000")), "dpop.malformed"),
        ("iat null", set("iat", Value::Null), "dpop.malformed"),
        ("no jti", without("jti"), "dpop.missing"),
        ("empty jti", set("jti", json!("")), "dpop.missing"),
        ("jti a number", set("jti", json!(1)), "dpop.malformed"),
        ("jti null", set("jti", Value::Null), "dpop.malformed"),
        ("no htm", without("htm"), "dpop.missing"),
        ("other method", set("htm", json!("POST")), "dpop.method"),
        ("other letters", set("htm", json!("get")), "dpop.method"),
        ("several methods", set("htm", json!(["GET"])), "dpop.malformed"),
        ("no htu", without("htu"), "dpop.missing"),
        ("other path", set("htu", json!("https://api.example/orders/1")), "dpop.target"),
        ("other host", set("htu", json!("https://planted-4f1c.example/orders")), "dpop.target"),
        ("a path alone", set("htu", json!("/orders")), "dpop.target"),
        ("no ath", without("ath"), "dpop.missing"),
        ("other ath", set("ath", json!(base64url::encode(&sha256(b"x")))), "dpop.access_token"),
        ("the token itself", set("ath", json!(TOKEN)), "dpop.access_token"),
        ("empty ath", set("ath", json!("")), "dpop.access_token"),
        ("ath null", set("ath", Value::Null), "dpop.malformed"),
        ("no object", json!([]), "dpop.malformed"),
    ] {
        assert_eq!(verdict(name, &verifier, &client.proof(&claims)), expected, "{name}");
    }
}

#[test]
fn headers() {
    let (client, other) = (Client::new(), Client::new());
    let verifier = verifier().build().unwrap();
    let (jwk, foreign) = (client.jwk(), other.jwk());
    let private = with(&jwk, "d", &jwk["x"]);
    let alg = |alg: &str| with(&jwk, "alg", &json!(alg));
    let oct = json!({ "kty": "oct", "k": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
    let off_curve = with(&jwk, "x", &jwk["y"]);
    let typ = Some("dpop+jwt");
    for (name, typ, jwk, expected) in [
        ("good", typ, Some(&jwk), ACCEPTED),
        ("typ in full", Some("application/dpop+jwt"), Some(&jwk), ACCEPTED),
        ("alg in the key", typ, Some(&alg("ES256")), ACCEPTED),
        ("no typ", None, Some(&jwk), "dpop.type"),
        ("typ of an access token", Some("at+jwt"), Some(&jwk), "dpop.type"),
        ("typ of any token", Some("JWT"), Some(&jwk), "dpop.type"),
        ("no key", typ, None, "dpop.key"),
        ("another key", typ, Some(&foreign), "jws.signature"),
        ("a key for another alg", typ, Some(&alg("ES384")), "dpop.key"),
        ("a key for encryption", typ, Some(&with(&jwk, "use", &json!("enc"))), "dpop.key"),
        ("a private key", typ, Some(&private), "json.type"),
        ("a shared secret", typ, Some(&oct), "json.type"),
        ("a point off the curve", typ, Some(&off_curve), "dpop.key"),
        ("no object", typ, Some(&json!("x")), "json.type"),
        ("null", typ, Some(&Value::Null), "json.type"),
        ("empty", typ, Some(&json!({})), "dpop.key"),
    ] {
        let proof = client.sign(typ, jwk, &good());
        assert_eq!(verdict(name, &verifier, &proof), expected, "{name}");
    }
}

#[test]
fn algorithms() {
    let client = Client::new();
    let proof = client.proof(&good());
    for (name, algorithms, expected) in [
        ("its own", vec![JwsAlgorithm::Es256], ACCEPTED),
        ("among others", vec![JwsAlgorithm::EdDsa, JwsAlgorithm::Es256], ACCEPTED),
        ("another", vec![JwsAlgorithm::EdDsa], "dpop.algorithm"),
        ("all but its own", vec![JwsAlgorithm::Es384, JwsAlgorithm::Rs256, JwsAlgorithm::Ps256], "dpop.algorithm"),
    ] {
        assert_eq!(verdict(name, &verifier().algorithms(algorithms).build().unwrap(), &proof), expected, "{name}");
    }
    // With a header that names what no key of this form has.
    let (_, rest) = proof.split_once('.').unwrap();
    for (alg, expected) in
        [("none", "dpop.algorithm"), ("HS256", "dpop.algorithm"), ("es256", "dpop.algorithm"), ("ES512", "dpop.key")]
    {
        let header = json!({ "alg": alg, "typ": "dpop+jwt", "jwk": client.jwk() }).to_string();
        let forged = format!("{}.{rest}", base64url::encode(header.as_bytes()));
        assert_eq!(verdict(alg, &verifier().build().unwrap(), &forged), expected, "{alg}");
    }
    for (name, text) in
        [("empty", ""), ("two parts", "a.b"), ("five parts", "a.b.c.d.e"), ("two proofs", "a.b.c,a.b.c")]
    {
        let code = verdict(name, &verifier().build().unwrap(), text);
        assert!(code.starts_with("parse."), "{name}: {code}");
    }
}

#[test]
fn once_at_each_target_and_with_each_key() {
    let (client, other) = (Client::new(), Client::new());
    let verifier = Validator::dpop_proof().clock(clock(NOW)).replay_store(store()).build().unwrap();
    let proof = client.proof(&good());
    assert_eq!(verdict("first", &verifier, &proof), ACCEPTED);
    assert_eq!(verdict("second", &verifier, &proof), "dpop.replayed");
    assert_eq!(verdict("signed again", &verifier, &client.proof(&good())), "dpop.replayed");
    assert_eq!(verdict("a key of its own", &verifier, &other.proof(&good())), ACCEPTED);
    let elsewhere = with(&good(), "htu", &json!("https://api.example/other"));
    let result = verifier.verify(&client.proof(&elsewhere), &DpopRequest::new("GET", "https://api.example/other"));
    assert_eq!(verdict_of("another target", result), ACCEPTED);
    // The same target in other letters is the same target.
    let again = with(&good(), "htu", &json!("HTTPS://API.example:443/orders?x"));
    assert_eq!(verdict("the same target", &verifier, &client.proof(&again)), "dpop.replayed");

    let full = Arc::new(MemoryReplayStore::with_capacity(0));
    let verifier = Validator::dpop_proof().clock(clock(NOW)).replay_store(full).build().unwrap();
    let error = verifier.verify(&proof, &request()).unwrap_err();
    assert_eq!((error.code(), error.oauth_error()), ("store.full", None));
}

/// Looking at a proof uses nothing up; its second step does, once.
#[test]
fn in_two_steps() {
    let room = store();
    let verifier = Validator::dpop_proof().clock(clock(NOW)).replay_store(Arc::clone(&room) as _).build().unwrap();
    let proof = Client::new().proof(&good());
    let prepare = || verifier.prepare(&proof, &request()).unwrap();
    let (first, second) = (prepare(), prepare());
    assert_eq!(room.len(), Ok(0));
    assert_eq!(verdict_of("first", first.finish()), ACCEPTED);
    assert_eq!(room.len(), Ok(1));
    assert_eq!(verdict_of("second", second.finish()), "dpop.replayed");
    assert_eq!(verdict_of("later", prepare().finish()), "dpop.replayed");
    assert_eq!(verifier.prepare("x", &request()).unwrap_err().code(), "parse.segments");
}

/// Anybody can make good proofs. A client that makes too many has stopped itself, and nobody else.
#[test]
fn a_share_for_each_key() {
    let room = Arc::new(MemoryReplayStore::with_capacity(10).share(2));
    let verifier = Validator::dpop_proof().clock(clock(NOW)).replay_store(room).build().unwrap();
    let (flood, other) = (Client::new(), Client::new());
    let proof = |client: &Client, id: &str, target: &str| {
        client.proof(&with(&with(&good(), "jti", &json!(id)), "htu", &json!(target)))
    };
    for (name, client, id, target, expected) in [
        ("first", &flood, "1", TARGET, ACCEPTED),
        ("second", &flood, "2", TARGET, ACCEPTED),
        ("third", &flood, "3", TARGET, "store.share"),
        ("again", &flood, "1", TARGET, "dpop.replayed"),
        ("elsewhere", &flood, "1", "https://api.example/other", "store.share"),
        ("another key", &other, "1", TARGET, ACCEPTED),
    ] {
        let request = DpopRequest::new("GET", target).access_token(TOKEN);
        assert_eq!(verdict_of(name, verifier.verify(&proof(client, id, target), &request)), expected, "{name}");
    }
}

/// A proof is remembered for as long as it counts.
#[test]
fn a_replay_at_the_last_moment() {
    let time = Arc::new(FixedClock::new(UnixTime::from_seconds(NOW)));
    let verifier = Validator::dpop_proof().clock(Arc::clone(&time)).replay_store(store()).build().unwrap();
    let proof = Client::new().proof(&good());
    for (after, expected) in [(0, ACCEPTED), (0, "dpop.replayed"), (89, "dpop.replayed"), (90, "dpop.issued_at")] {
        time.set(UnixTime::from_seconds(NOW + after));
        assert_eq!(verdict("again", &verifier, &proof), expected, "{after}");
    }
}

/// A proof that was looked at in time and then waited counts no longer than one that is looked at now, whatever the store still knows.
#[test]
fn a_proof_that_waited() {
    for (name, once) in [("once", true), ("as often as it comes", false)] {
        let time = Arc::new(FixedClock::new(UnixTime::from_seconds(NOW)));
        let verifier = Validator::dpop_proof().clock(Arc::clone(&time)).leeway(Duration::ZERO);
        let verifier = if once { verifier.replay_store(store()) } else { verifier.waive_replay("a test") };
        let verifier = verifier.build().unwrap();
        let (proof, request) = (Client::new().proof(&good()), request());
        let prepare = || verifier.prepare(&proof, &request).unwrap();
        let (in_time, late, very_late) = (prepare(), prepare(), prepare());
        time.set(UnixTime::from_seconds(NOW + 59));
        assert_eq!(verdict_of(name, in_time.finish()), ACCEPTED, "{name}");
        for (after, waited) in [(60, late), (86_400, very_late)] {
            time.set(UnixTime::from_seconds(NOW + after));
            assert_eq!(verdict_of(name, waited.finish()), "dpop.issued_at", "{name}, {after}");
        }
    }
}

#[test]
fn nonces() {
    let nonces = Arc::new(MemoryNonceStore::new(Duration::from_secs(60)));
    let time = clock(NOW);
    let nonce = nonces.issue(time.now()).unwrap();
    let verifier = verifier().nonce_store(nonces).build().unwrap();
    let client = Client::new();
    for (name, claims, expected) in [
        ("the one that was issued", with(&good(), "nonce", &json!(nonce)), ACCEPTED),
        ("none", good(), "dpop.nonce"),
        ("another", with(&good(), "nonce", &json!(PLANTED)), "dpop.nonce"),
        ("empty", with(&good(), "nonce", &json!("")), "dpop.nonce"),
        ("a number", with(&good(), "nonce", &json!(1)), "dpop.malformed"),
    ] {
        assert_eq!(verdict(name, &verifier, &client.proof(&claims)), expected, "{name}");
    }
    let error = verifier.verify(&client.proof(&good()), &request()).unwrap_err();
    assert_eq!(error.oauth_error(), Some("use_dpop_nonce"));
    let error = verifier.verify("x", &request()).unwrap_err();
    assert_eq!(error.oauth_error(), Some("invalid_dpop_proof"));
}

#[test]
fn what_it_yields() {
    let client = Client::new();
    let proof = client.proven(TOKEN);
    assert_eq!(format!("{proof:?}"), "PendingProof { .. }");
    let proof = proof.finish().unwrap();
    assert_eq!(proof.thumbprint(), client.0.public().thumbprint());
    assert_eq!((proof.algorithm(), proof.issued_at().seconds()), (JwsAlgorithm::Es256, NOW));
    assert_eq!(proof.access_token_hash(), Some(&sha256(TOKEN.as_bytes())));
    let at_token_endpoint = DpopRequest::new("GET", TARGET);
    let proof = verifier().build().unwrap().verify(&client.proof(&good()), &at_token_endpoint).unwrap();
    assert_eq!(proof.access_token_hash(), None);
    assert!(!format!("{:?}", request()).contains(TOKEN));
}
