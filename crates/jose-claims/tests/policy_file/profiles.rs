//! Each profile, each binding and each demand for one use, in Rust, JSON and TOML: the same verdict and the same explanation.

use std::sync::Arc;

use jose_claims::{
    Binding, IdTokenContext, MemoryReplayStore, PendingProof, PolicyDocument, Validator, ValidatorBuilder,
};
use jose_core::base64url;
use jose_crypto::{SigningKey, digest::sha256};
use jose_jwk::JwkSet;
use proptest::{prelude::*, sample::select};

use crate::{
    Store,
    payload::Payload,
    world::{NOW, clock, sign},
};

const ID: &str = "https://id.example";
const CERTIFICATE: &[u8] = b"in DER";
const LOGOUT: &str = r#"{"http://schemas.openid.net/event/backchannel-logout":{}}"#;

/// What the three languages say of one kind.
struct Kind {
    name: &'static str,
    typ: Option<&'static str>,
    validators: [Validator; 3],
}

struct Scene {
    signing: SigningKey,
    kinds: Vec<Kind>,
}

type Rust = fn(ValidatorBuilder) -> ValidatorBuilder;

/// A name, the type of its tokens, the constructor and what it says, and the members of the document in JSON and in TOML.
type Row = (&'static str, Option<&'static str>, fn() -> ValidatorBuilder, Rust, &'static str, &'static str);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("id_token", None, || Validator::id_token("web").audience("other"), |policy| policy.require_nonce(),
        r#""profile":"id_token","client_id":"web","audiences":["other"],"nonce":"required""#,
        "profile = \"id_token\"\nclient_id = \"web\"\naudiences = [\"other\"]\nnonce = \"required\""),
    ("id_token without a nonce", Some("JWT"), || Validator::id_token("web"), |policy| policy.waive_nonce("a test"),
        r#""profile":"id_token","client_id":"web","waive":{"nonce":"a test"}"#,
        "profile = \"id_token\"\nclient_id = \"web\"\nwaive.nonce = \"a test\""),
    ("logout_token", Some("logout+jwt"), || Validator::logout_token("web"), |policy| policy.replay_store(store()),
        r#""profile":"logout_token","client_id":"web","replay":"refused""#,
        "profile = \"logout_token\"\nclient_id = \"web\"\nreplay = \"refused\""),
    ("untyped logout_token", None, || Validator::logout_token("web"),
        |policy| policy.waive_replay("a test").accept_untyped_logout_tokens("an older provider"),
        r#""profile":"logout_token","client_id":"web","waive":{"replay":"a test","logout_token_type":"an older provider"}"#,
        "profile = \"logout_token\"\nclient_id = \"web\"\nwaive = { replay = \"a test\", logout_token_type = \"an older provider\" }"),
    ("client_assertion", Some("JWT"), || Validator::client_assertion("web"),
        |policy| policy.replay_store(store()).maximum_remaining_lifetime(std::time::Duration::from_secs(120)),
        r#""profile":"client_assertion","audiences":["web"],"replay":"refused","maximum_remaining_lifetime":"2m""#,
        "profile = \"client_assertion\"\naudiences = [\"web\"]\nreplay = \"refused\"\nmaximum_remaining_lifetime = 120"),
    ("bearer", Some("at+jwt"), || Validator::access_token().audience("web"), |policy| policy,
        r#""profile":"access_token","audiences":["web"]"#,
        "profile = \"access_token\"\naudiences = [\"web\"]"),
    ("dpop", Some("at+jwt"), || Validator::access_token().audience("web"), |policy| policy.bound_to_dpop(),
        r#""profile":"access_token","audiences":["web"],"binding":"dpop""#,
        "profile = \"access_token\"\naudiences = [\"web\"]\nbinding = \"dpop\""),
    ("mtls", Some("at+jwt"), || Validator::access_token().audience("web"), |policy| policy.bound_to_certificate(),
        r#""profile":"access_token","audiences":["web"],"binding":"mtls""#,
        "profile = \"access_token\"\naudiences = [\"web\"]\nbinding = \"mtls\""),
    ("perhaps bound", Some("at+jwt"), || Validator::access_token().audience("web"), |policy| policy.bearer_unless_bound(),
        r#""profile":"access_token","audiences":["web"],"binding":"bearer_unless_bound""#,
        "profile = \"access_token\"\naudiences = [\"web\"]\nbinding = \"bearer_unless_bound\""),
    ("binding waived", Some("at+jwt"), || Validator::access_token().audience("web"), |policy| policy.waive_binding("a gateway"),
        r#""profile":"access_token","audiences":["web"],"waive":{"binding":"a gateway"}"#,
        "profile = \"access_token\"\naudiences = [\"web\"]\nwaive.binding = \"a gateway\""),
    ("for nobody", Some("job+jwt"), || Validator::builder().forbid_audience().token_type("job+jwt").expires(),
        |policy| policy.claim("nonce", jose_claims::Check::forbidden().named("no_login")),
        r#""audiences":"forbidden","token_type":"job+jwt","expires":"required","claims":[{"path":"nonce","name":"no_login","present":"forbidden"}]"#,
        "audiences = \"forbidden\"\ntoken_type = \"job+jwt\"\nexpires = \"required\"\nclaims = [{ path = \"nonce\", name = \"no_login\", present = \"forbidden\" }]"),
];

fn store() -> Arc<MemoryReplayStore> {
    Arc::new(MemoryReplayStore::with_capacity(100_000))
}

impl Scene {
    fn new() -> Self {
        let keys = Store::new();
        let key = |set: &JwkSet| set.keys().next().unwrap().verifying_key().unwrap();
        let kinds = ROWS.iter().map(|(name, typ, constructor, rust, json, toml)| {
            let json = format!(r#"{{{json},"issuers":[{{"issuer":"{ID}","keys":"id"}}],"mode":"signed_only"}}"#);
            let toml = format!("{toml}\nmode = \"signed_only\"\nissuers = [{{ issuer = \"{ID}\", keys = \"id\" }}]");
            let [json, toml] =
                [PolicyDocument::from_json(json.as_bytes()), PolicyDocument::from_toml(&toml)].map(|document| {
                    let builder = document.unwrap().into_builder(|name| keys.resolve(name)).unwrap().clock(clock(NOW));
                    // Where a document refuses replays, the store is for whoever builds it to bring.
                    let builder = if json.contains("refused") { builder.replay_store(store()) } else { builder };
                    builder.build().unwrap_or_else(|error| panic!("{name}: {error}"))
                });
            let rust = rust(constructor().issuer(ID, key(&keys.id)).signed_only().clock(clock(NOW)));
            Kind { name, typ: *typ, validators: [rust.build().unwrap(), json, toml] }
        });
        Self { kinds: kinds.collect(), signing: keys.id.keys().next().unwrap().signing_key().unwrap() }
    }
}

/// What a kind accepts, with what comes beside it.
fn good(kind: &str) -> Payload {
    let payload = Payload::good().with("iss", quoted(ID)).with("aud", "\"web\"").with("exp", NOW + 60);
    match kind {
        name if name.contains("id_token") => payload.with("nonce", "\"n-1\""),
        name if name.contains("logout") => payload.with("events", LOGOUT),
        "client_assertion" => payload.with("sub", quoted(ID)),
        "dpop" => payload.with("cnf", format!(r#"{{"jkt":"{}"}}"#, proof().0)),
        "mtls" => payload.with("cnf", format!(r#"{{"x5t#S256":"{}"}}"#, base64url::encode(&sha256(CERTIFICATE)))),
        "for nobody" => payload.without("aud"),
        _ => payload,
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// The thumbprint of a client's key, and a proof for a token.
fn proof() -> &'static (String, jose_jwk::PrivateJwk) {
    static CLIENT: std::sync::LazyLock<(String, jose_jwk::PrivateJwk)> = std::sync::LazyLock::new(|| {
        let key = jose_jwk::PrivateJwk::generate_signing(jose_core::JwsAlgorithm::Es256).unwrap();
        (key.public().thumbprint().to_string(), key)
    });
    &CLIENT
}

fn proven(token: &str) -> PendingProof {
    let (_, key) = proof();
    let jwk: serde_json::Value = serde_json::from_str(&key.public().to_json()).unwrap();
    let header = serde_json::json!({ "alg": "ES256", "typ": "dpop+jwt", "jwk": jwk });
    let ath = base64url::encode(&sha256(token.as_bytes()));
    let claims = serde_json::json!({ "jti": "1", "htm": "GET", "htu": "https://api.example/", "iat": NOW, "ath": ath });
    let [header, claims] = [header, claims].map(|part| base64url::encode(part.to_string().as_bytes()));
    let input = format!("{header}.{claims}");
    let signature = key.signing_key().unwrap().sign(input.as_bytes()).unwrap();
    let verifier = Validator::dpop_proof().clock(clock(NOW)).waive_replay("a test").build().unwrap();
    let request = jose_claims::DpopRequest::new("GET", "https://api.example/").access_token(token);
    verifier.prepare(&format!("{input}.{}", base64url::encode(&signature)), &request).unwrap()
}

const CLAIMS: &[&str] =
    &["iss", "aud", "sub", "exp", "iat", "jti", "nonce", "azp", "events", "sid", "cnf", "client_id", "at_hash"];

const VALUES: &[&str] = &[
    "null",
    "1",
    "\"\"",
    "{}",
    "\"web\"",
    "[\"web\"]",
    "[\"web\",\"other\"]",
    "[\"web\",\"x\"]",
    "\"n-1\"",
    "\"https://id.example\"",
    LOGOUT,
    r#"{"jkt":"x"}"#,
    r#"{"x5t#S256":"x"}"#,
    r#"{"kid":"x"}"#,
    "1700000120",
    "1700000121",
    "1700000630",
    "1700000631",
    "1699999969",
    "1699999970",
];

/// What comes beside a token.
#[derive(Clone, Copy, Debug)]
enum Beside {
    Nothing,
    Proof,
    Certificate,
    Login,
}

fn verdicts(kind: &Kind, token: &str, beside: Beside) -> Vec<String> {
    let login = IdTokenContext::new().nonce("n-1").access_token_if_hashed("a");
    let said = |validator: &Validator| {
        let proof = proven(token);
        let binding = match beside {
            Beside::Proof => Some(Binding::Dpop(&proof)),
            Beside::Certificate => Some(Binding::Certificate(CERTIFICATE)),
            Beside::Login | Beside::Nothing => None,
        };
        let (explained, first) = match (binding, beside) {
            (Some(binding), _) => (
                validator.explain_bound(token, &binding),
                validator.validate_bound::<serde_json::Value>(token, &binding),
            ),
            (None, Beside::Login) => {
                (validator.explain_id_token(token, &login), validator.validate_id_token(token, &login))
            }
            (None, _) => (validator.explain(token), validator.validate(token)),
        };
        let first = first.map_or_else(|error| error.code(), |_| "accepted");
        // A store forgets nothing between two tokens with one identifier, and an explanation does not ask it.
        assert!(explained.verdict() == first || first == "claims.replayed", "{}: {first}: {explained}", kind.name);
        format!("{explained}\n{}", if first == "claims.replayed" { "accepted" } else { first })
    };
    kind.validators.iter().map(said).collect()
}

static SCENE: std::sync::LazyLock<Scene> = std::sync::LazyLock::new(Scene::new);

#[test]
fn each_accepts_its_own() {
    let scene = &*SCENE;
    for kind in &scene.kinds {
        let beside = match kind.name {
            name if name.contains("id_token") => Beside::Login,
            "dpop" => Beside::Proof,
            "mtls" => Beside::Certificate,
            _ => Beside::Nothing,
        };
        let token = sign(&scene.signing, kind.typ, good(kind.name).json());
        let said = verdicts(kind, &token, beside);
        assert!(said[0].ends_with("verdict: accepted\naccepted"), "{}: {}", kind.name, said[0]);
        assert!(said.iter().all(|other| *other == said[0]), "{}: {said:?}", kind.name);
    }
    // The name of a check is in the error, whatever the check.
    let kind = scene.kinds.last().unwrap();
    let token = sign(&scene.signing, kind.typ, good(kind.name).with("nonce", "1").json());
    for validator in &kind.validators {
        let error = validator.validate::<serde_json::Value>(&token).unwrap_err();
        assert_eq!((error.code(), error.to_string().contains("no_login")), ("claims.forbidden", true));
    }
}

/// A claim, and its new value; `None` leaves it out.
fn change() -> impl Strategy<Value = (&'static str, Option<&'static str>)> {
    (select(CLAIMS), prop_oneof![1 => Just(None), 8 => select(VALUES).prop_map(Some)])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_every_language(
        kind in 0..ROWS.len(),
        of in 0..ROWS.len(),
        own_type in any::<bool>(),
        changes in proptest::collection::vec(change(), 0..3),
        beside in select(&[Beside::Nothing, Beside::Proof, Beside::Certificate, Beside::Login][..]),
    ) {
        let scene = &*SCENE;
        let (kind, of) = (&scene.kinds[kind], &scene.kinds[of]);
        let payload = changes.iter().fold(good(of.name), |payload, (claim, value)| match value {
            Some(value) => payload.with(claim, value),
            None => payload.without(claim),
        });
        let token = sign(&scene.signing, if own_type { kind.typ } else { of.typ }, payload.json());
        let said = verdicts(kind, &token, beside);
        prop_assert!(said.iter().all(|other| *other == said[0]), "{}: {said:?}", kind.name);
    }
}
