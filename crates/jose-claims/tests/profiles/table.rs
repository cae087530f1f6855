//! Every claim that a profile brings, with every kind of value: missing, null, of the wrong type, empty, around its boundary, huge, and there twice.

use std::{sync::Arc, time::Duration};

use jose_claims::{Binding, DpopVerifier, IdTokenContext, MemoryNonceStore, NonceStore, UnixTime, Validator};
use jose_core::base64url;
use jose_crypto::digest::sha256;

use crate::{
    CLIENT, LOGOUT, assertion, assertion_policy,
    dpop::{self, Client},
    id_policy, id_token, logout_policy, logout_token,
    payload::Payload,
    quoted,
    world::{ACCEPTED, API, NOW, World, code, sign},
};

const MALFORMED: &str = "claims.malformed";
const MISSING: &str = "claims.missing";
const RULE: &str = "claims.rule";
const BINDING: &str = "claims.binding";

/// In the order of the columns.
const KINDS: [&str; 9] =
    ["missing", "null", "wrong type", "empty", "boundary - 1", "boundary", "boundary + 1", "huge", "duplicated"];

const NUMBER: (&str, &str) = ("1", "\"\"");
const TIME: (&str, &str) = ("\"1700000600\"", "\"\"");

/// A claim, a value of the wrong type and an empty one, what stands around the boundary, and what is expected of each kind.
type Row = (&'static str, (&'static str, &'static str), [String; 3], [&'static str; 9]);

/// Acceptances and refusals.
#[derive(Default)]
struct Counted(usize, usize);

impl Counted {
    fn run(
        &mut self,
        base: &Payload,
        (claim, (wrong, empty), around, expected): Row,
        judge: impl Fn(&str, String) -> &'static str,
    ) {
        let [less, exact, more] = &around;
        let with = |value: &str| base.clone().with(claim, value);
        let long =
            if claim == "exp" || claim == "iat" { "253402300800".to_owned() } else { quoted(&"x".repeat(50_000)) };
        let payloads = [
            base.clone().without(claim),
            with("null"),
            with(wrong),
            with(empty),
            with(less),
            with(exact),
            with(more),
            with(&long),
            with(exact).and(claim, exact),
        ];
        for ((kind, payload), expected) in KINDS.iter().zip(payloads).zip(expected) {
            let name = format!("{claim}: {kind}");
            assert_eq!(judge(&name, payload.json()), expected, "{name}");
            if expected == ACCEPTED { self.0 += 1 } else { self.1 += 1 }
        }
    }

    fn end(&self) {
        assert!(self.1 >= 3 * self.0, "{} refusals to {}", self.1, self.0);
    }
}

/// Cut short by a letter, as it should be, and longer by one.
fn text(text: &str) -> [String; 3] {
    [quoted(&text[..text.len() - 1]), quoted(text), quoted(&format!("{text}x"))]
}

fn around(time: i64) -> [String; 3] {
    [-1, 0, 1].map(|offset| (time + offset).to_string())
}

#[test]
#[rustfmt::skip]
fn identity_tokens() {
    let world = World::new();
    let half = base64url::encode(&sha256(b"it")[..16]);
    let validator = id_policy(&world).audience("https://other.example").require_nonce().build().unwrap();
    let login = IdTokenContext::new().nonce("n-1");
    let (party, hash, bad, ok) = ("claims.authorized_party", "claims.hash", MALFORMED, ACCEPTED);
    let several = id_token().with("aud", format!("[\"{CLIENT}\",\"https://other.example\"]"));
    let hashed = [MISSING, bad, bad, hash, hash, ok, hash, hash, bad];
    let mut counted = Counted::default();
    for (base, login, row) in [
        (id_token(), login, ("azp", NUMBER, text(CLIENT), [ok, bad, bad, party, party, ok, party, party, bad])),
        (several, login, ("azp", NUMBER, text(CLIENT), [MISSING, bad, bad, party, party, ok, party, party, bad])),
        (id_token(), login, ("nonce", NUMBER, text("n-1"),
            [MISSING, bad, bad, "claims.nonce", "claims.nonce", ok, "claims.nonce", "claims.nonce", bad])),
        (id_token(), login.access_token("it"), ("at_hash", NUMBER, text(&half), hashed)),
        (id_token(), login.code("it"), ("c_hash", NUMBER, text(&half), hashed)),
        (id_token(), login, ("events", NUMBER, [LOGOUT, "1", "[]"].map(str::to_owned),
            [ok, "claims.forbidden", "claims.forbidden", "claims.forbidden", "claims.forbidden", "claims.forbidden",
             "claims.forbidden", "claims.forbidden", bad])),
    ] {
        counted.run(&base, row, |name, payload| {
            let token = sign(&world.signing, None, payload);
            let result = validator.validate_id_token::<serde_json::Value>(&token, &login);
            let found = result.map_or_else(|error| code(name, &error), |_| ACCEPTED);
            assert_eq!(validator.explain_id_token(&token, &login).verdict(), found, "{name}, explained");
            found
        });
    }
    counted.end();
}

#[test]
#[rustfmt::skip]
fn logout_tokens_and_assertions() {
    let world = World::new();
    let logout = logout_policy(&world).waive_replay("a test").build().unwrap();
    let client = assertion_policy(&world).waive_replay("a test").build().unwrap();
    let (audience, bad, ok) = ("claims.audience", MALFORMED, ACCEPTED);
    let event = |name: &str| format!("{{\"{name}\":{{}}}}");
    let name = "http://schemas.openid.net/event/backchannel-logout";
    let events = [event(&name[..name.len() - 1]), event(name), event(&format!("{name}x"))];
    let session = logout_token().without("sub");
    let mut counted = Counted::default();
    for (policy, typ, base, row) in [
        (&logout, Some("logout+jwt"), logout_token(), ("events", ("[]", "{}"), events,
            [MISSING, RULE, RULE, RULE, RULE, ok, RULE, RULE, bad])),
        (&logout, Some("logout+jwt"), logout_token(), ("nonce", NUMBER, text("n-1"),
            [ok, "claims.forbidden", "claims.forbidden", "claims.forbidden", "claims.forbidden", "claims.forbidden",
             "claims.forbidden", "claims.forbidden", bad])),
        // Any text names a session, and a bound on it is not ours to set.
        (&logout, Some("logout+jwt"), session, ("sid", NUMBER, text("s-1"), [MISSING, bad, bad, MISSING, ok, ok, ok, ok, bad])),
        (&client, None, assertion(), ("sub", NUMBER, text(CLIENT), [MISSING, bad, bad, MISSING, RULE, ok, RULE, RULE, bad])),
        (&client, None, assertion(), ("iss", NUMBER, text(CLIENT),
            [MISSING, bad, bad, "claims.issuer", "claims.issuer", ok, "claims.issuer", "claims.issuer", bad])),
        (&client, None, assertion(), ("aud", NUMBER, text(API), [MISSING, bad, bad, audience, audience, ok, audience, audience, bad])),
        (&client, None, assertion(), ("exp", TIME, around(NOW + 600), [MISSING, bad, bad, bad, ok, ok, "claims.lifetime", bad, bad])),
    ] {
        counted.run(&base, row, |name, payload| {
            let token = sign(&world.signing, typ, payload);
            let result = policy.validate::<serde_json::Value>(&token);
            let found = result.map_or_else(|error| code(name, &error), |_| ACCEPTED);
            assert_eq!(policy.explain(&token).verdict(), found, "{name}, explained");
            found
        });
    }
    counted.end();
}

#[test]
fn bound_tokens() {
    const CERTIFICATE: &[u8] = b"in DER";
    let (world, client) = (World::new(), Client::new());
    let cnf = |method: &str, value: &str| text(value).map(|value| format!("{{\"{method}\":{value}}}"));
    let jkt = cnf("jkt", &client.0.public().thumbprint().to_string());
    let x5t = cnf("x5t#S256", &base64url::encode(&sha256(CERTIFICATE)));
    let only = [BINDING, BINDING, BINDING, BINDING, BINDING, ACCEPTED, BINDING, BINDING, MALFORMED];
    let mut counted = Counted::default();
    for (policy, around, by_proof) in [
        (world.policy().bound_to_dpop(), jkt.clone(), true),
        (world.policy().bearer_unless_bound(), jkt, true),
        (world.policy().bound_to_certificate(), x5t, false),
    ] {
        let policy: Validator = policy.signed_only().build().unwrap();
        counted.run(&Payload::good(), ("cnf", ("\"x\"", "{}"), around, only), |name, payload| {
            let token = world.sign(payload);
            let proof = client.proven(&token);
            let binding = if by_proof { Binding::Dpop(&proof) } else { Binding::Certificate(CERTIFICATE) };
            let result = policy.validate_bound::<serde_json::Value>(&token, &binding);
            let found = result.map_or_else(|error| code(name, &error), |_| ACCEPTED);
            assert_eq!(policy.explain_bound(&token, &binding).verdict(), found, "{name}, explained");
            found
        });
    }
    counted.end();
}

/// A proof with these claims in place of those of an access token.
fn proof() -> Payload {
    let ath = base64url::encode(&sha256(dpop::TOKEN.as_bytes()));
    let bare = ["iss", "sub", "aud", "client_id", "exp"].into_iter().fold(Payload::good(), Payload::without);
    bare.with("htm", "\"GET\"").with("htu", quoted("https://api.example/orders")).with("ath", quoted(&ath))
}

#[test]
#[rustfmt::skip]
fn dpop_proofs() {
    let client = Client::new();
    let nonces = Arc::new(MemoryNonceStore::new(Duration::from_secs(60)));
    let nonce = nonces.issue(UnixTime::from_seconds(NOW)).unwrap();
    let plain = dpop::verifier().build().unwrap();
    let with_nonce = dpop::verifier().nonce_store(nonces).build().unwrap();
    let ath = base64url::encode(&sha256(dpop::TOKEN.as_bytes()));
    let (bad, absent, ok) = ("dpop.malformed", "dpop.missing", ACCEPTED);
    let (method, target, time, token, once) = ("dpop.method", "dpop.target", "dpop.issued_at", "dpop.access_token", "dpop.nonce");
    let mut counted = Counted::default();
    let rows: [(&DpopVerifier, Row); 7] = [
        // Any text is an identifier; a store keeps its hash.
        (&plain, ("jti", NUMBER, text("id-1"), [absent, bad, bad, absent, ok, ok, ok, ok, bad])),
        (&plain, ("htm", NUMBER, text("GET"), [absent, bad, bad, absent, method, ok, method, method, bad])),
        (&plain, ("htu", NUMBER, text("https://api.example/orders"), [absent, bad, bad, absent, target, ok, target, target, bad])),
        (&plain, ("iat", TIME, around(NOW), [absent, bad, bad, bad, ok, ok, time, bad, bad])),
        (&plain, ("iat", TIME, around(NOW - 60), [absent, bad, bad, bad, time, time, ok, bad, bad])),
        (&plain, ("ath", NUMBER, text(&ath), [absent, bad, bad, token, token, ok, token, token, bad])),
        (&with_nonce, ("nonce", NUMBER, text(&nonce), [once, bad, bad, once, once, ok, once, once, bad])),
    ];
    for (verifier, row) in rows {
        counted.run(&proof(), row, |name, payload| {
            let proof = client.sign_text(Some("dpop+jwt"), Some(&client.jwk()), &payload);
            let found = verifier.verify(&proof, &dpop::request()).map_or_else(|error| error.code(), |_| ACCEPTED);
            assert_eq!(verifier.explain(&proof, &dpop::request()).verdict(), found, "{name}, explained");
            found
        });
    }
    counted.end();
}
