//! Tokens that choose their own algorithm or their own key (section A).

use jose_core::{JwsAlgorithm, base64url};
use jose_jwk::{Jwk, PublicJwk};

use super::{Forger, signature_of, with_signature};
use crate::{Draft, TestKey, forge};

pub(super) fn add(forger: &mut Forger<'_>) {
    unsecured(forger);
    keys_in_the_header(forger);
    if let Ok(public) = forger.issuer.key().jwk().public() {
        confused(forger, &public);
    }
    other_algorithms(forger);
}

/// `alg` is a spelling of `none`, and nobody signs.
fn unsecured(forger: &mut Forger<'_>) {
    const WHY: &str = "anybody can write such a token: nobody signed it";
    let draft = forger.draft();
    let stale = signature_of(&draft.issue());
    let none = |alg: &str| draft.clone().header("alg", alg);
    let bare = none("none").without_header("kid");
    forger.add_each(
        1,
        WHY,
        [
            ("alg_none", format!("{}.", bare.signing_input())),
            ("alg_none_with_the_issuers_kid", format!("{}.", none("none").signing_input())),
            ("alg_none_with_an_old_signature", format!("{}.{}", bare.signing_input(), base64url::encode(&stale))),
            ("alg_none_with_some_signature", format!("{}.{}", bare.signing_input(), base64url::encode(&[7; 64]))),
            ("alg_none_without_the_last_dot", bare.signing_input()),
        ],
    );
    let spelled = |alg: &str| format!("{}.", none(alg).without_header("kid").signing_input());
    forger.add_each(
        2,
        WHY,
        [
            ("alg_none_capitalised", spelled("None")),
            ("alg_none_in_capitals", spelled("NONE")),
            ("alg_none_in_mixed_case", spelled("nOnE")),
            ("alg_none_with_a_space", spelled("none ")),
            ("alg_none_with_a_nul", spelled("none\0")),
            ("alg_none_in_fullwidth_letters", spelled("\u{ff4e}\u{ff4f}\u{ff4e}\u{ff45}")),
            ("alg_empty", spelled("")),
        ],
    );
    let missing = draft.clone().without_header("alg");
    forger.add(3, "alg_missing", "a default algorithm was chosen for the sender", missing.issue());
}

/// HMAC under something that everybody has.
fn confused(forger: &mut Forger<'_>, public: &PublicJwk) {
    const WHY: &str = "the public key was used as a shared secret, so anybody can sign";
    let draft = forger.draft();
    let pem = public.to_pem().unwrap_or_default();
    let der = public.to_der().unwrap_or_default();
    let raw: Vec<u8> = ["n", "x", "y"].iter().flat_map(|name| number(public, name)).collect();
    let json = public.to_json();
    forger.add_each(
        4,
        WHY,
        [
            ("hs256_with_the_public_key_in_pem", keyed(&draft, pem.as_bytes())),
            ("hs256_with_the_public_key_in_pem_trimmed", keyed(&draft, pem.trim_end().as_bytes())),
            ("hs256_with_the_public_key_in_pem_with_crlf", keyed(&draft, pem.replace('\n', "\r\n").as_bytes())),
            ("hs256_with_the_public_key_in_der", keyed(&draft, &der)),
            ("hs256_with_the_public_key_as_a_jwk", keyed(&draft, json.as_bytes())),
            ("hs256_with_the_raw_public_key", keyed(&draft, &raw)),
        ],
    );
    forger.add_each(
        5,
        WHY,
        [
            ("hs256_with_the_public_key_in_pem_behind_a_space", keyed(&draft, format!(" {pem}").as_bytes())),
            ("hs256_with_the_public_key_in_pem_behind_a_newline", keyed(&draft, format!("\n{pem}").as_bytes())),
            ("hs256_with_a_set_of_the_public_key", keyed(&draft, format!(r#"{{"keys":[{json}]}}"#).as_bytes())),
        ],
    );
}

/// Keys that a token brings along, fetches or finds.
fn keys_in_the_header(forger: &mut Forger<'_>) {
    let key = forger.issuer.key();
    let attacker = key.attacker();
    let signing = attacker.signing_key_for(key.algorithm()).expect("the attacker's key signs");
    let draft = forger.draft().signed_by(signing);
    let jwk = attacker.public().map_or_else(|_| attacker.to_secret_json().as_str().to_owned(), |key| key.to_json());
    let unnamed = draft.clone().without_header("kid");
    let with = |member: &str, json: &str| draft.clone().raw_header(member, json).issue();
    forger.add(15, "signed_by_another_key", "any key of the algorithm is as good as the issuer's", draft.issue());
    forger.add(15, "signed_by_another_key_without_a_name", "any key is as good as the issuer's", unnamed.issue());
    let why = "the token was verified with the key it brought along";
    forger.add(9, "own_key_in_jwk", why, with("jwk", &jwk));
    forger.add(9, "own_key_in_jwk_without_a_name", why, unnamed.raw_header("jwk", &jwk).issue());
    let oct = format!(r#"{{"kty":"oct","k":"{}"}}"#, base64url::encode(&[7; 32]));
    let symmetric = forger.draft().without_header("kid").raw_header("jwk", &oct);
    forger.add(10, "own_secret_in_jwk", why, keyed(&symmetric, &[7; 32]));
    let why = "the sender's own certificate was trusted";
    forger.add(11, "own_certificate_in_x5c", why, with("x5c", r#"["MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"]"#));
    forger.add(12, "own_certificate_in_x5t", why, with("x5t", &format!("\"{}\"", base64url::encode(&[7; 20]))));
    let why = "the key was fetched from where the sender says";
    forger.add(13, "own_key_at_jku", why, with("jku", "\"https://attacker.example/jwks.json\""));
    forger.add(13, "own_key_at_x5u", why, with("x5u", "\"https://attacker.example/chain.pem\""));
    let why = "no key at all was used as a secret";
    forger.add(14, "hs256_with_the_empty_secret", why, keyed(&forger.draft(), b""));
    let unknown = forger.draft().header("kid", "nobody").without_header("jwk");
    forger.add(14, "hs256_with_the_empty_secret_and_an_unknown_kid", why, keyed(&unknown, b""));
    forger.add(6, "hs256_with_a_secret_of_zeros", why, keyed(&forger.draft(), &[0; 32]));
}

/// The issuer's own key under an algorithm that it is not for.
fn other_algorithms(forger: &mut Forger<'_>) {
    const WHY: &str = "the header chose the algorithm of the issuer's key";
    let draft = forger.draft();
    let under = |jwk: &Jwk, algorithm: JwsAlgorithm| {
        let bare = without_algorithm(jwk);
        let key = bare.signing_key_for(algorithm).expect("the key fits the algorithm");
        draft.clone().header("alg", algorithm.name()).signed_by(key).issue()
    };
    let jwk = forger.issuer.key().jwk();
    match forger.issuer.key() {
        TestKey::Rs256 => {
            forger.add(7, "ps256_by_the_issuers_key", WHY, under(&jwk, JwsAlgorithm::Ps256));
            forger.add(21, "rs512_by_the_issuers_key", WHY, under(&jwk, JwsAlgorithm::Rs512));
        }
        TestKey::Hs256 => forger.add(7, "hs512_by_the_issuers_secret", WHY, under(&jwk, JwsAlgorithm::Hs512)),
        TestKey::Es256 | TestKey::EdDsa => {}
    }
    for (name, alg) in [("relabelled_ps256", "PS256"), ("relabelled_es384", "ES384"), ("relabelled_hs384", "HS384")] {
        forger.add(19, name, WHY, draft.clone().header("alg", alg).issue());
    }
}

/// The draft under HS256 with this secret.
fn keyed(draft: &Draft, secret: &[u8]) -> String {
    let draft = draft.clone().header("alg", "HS256");
    with_signature(&draft.issue(), &forge::hmac_sha256(secret, draft.signing_input().as_bytes()))
}

fn without_algorithm(jwk: &Jwk) -> Jwk {
    let json = jwk.to_secret_json();
    let mut members: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&json).expect("a key is an object");
    members.remove("alg");
    Jwk::from_json(serde_json::Value::Object(members).to_string().as_bytes()).expect("a key needs no alg")
}

fn number(public: &PublicJwk, name: &str) -> Vec<u8> {
    let json: serde_json::Value = serde_json::from_str(&public.to_json()).expect("a key is an object");
    let text = json.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    base64url::decode(text).expect("a key's numbers are base64url")
}
