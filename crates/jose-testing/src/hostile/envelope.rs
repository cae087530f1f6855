//! Envelopes that are wrong, and envelopes around what proves no sender (sections F and G).

use jose_core::{KeyManagementAlgorithm, base64url};
use jose_crypto::EncryptionKey;

use super::Forger;
use crate::{TestIssuer, TestKey, forge};

const CTY: (&str, &str) = ("cty", "\"JWT\"");

pub(super) fn add(forger: &mut Forger<'_>, recipient: &EncryptionKey) {
    contents(forger, recipient);
    let draft = forger.draft();
    headers(forger, recipient, &[CTY], draft.issue().as_bytes());
    parts(forger, recipient, &draft.issue_to(recipient));
}

fn contents(forger: &mut Forger<'_>, recipient: &EncryptionKey) {
    let draft = forger.draft();
    let (good, claims) = (draft.issue(), draft.claims_json());
    let seal = |content: &str| forge::envelope(recipient, &[CTY], content.as_bytes());
    let why = "whoever has the public key can encrypt: without a signature inside nobody is known to have sent it";
    forger.add(104, "not_encrypted", "a readable token was accepted where an encrypted one is required", good.clone());
    let unsecured = draft.clone().header("alg", "none").without_header("kid");
    forger.add_each(
        105,
        why,
        [
            ("bare_claims_in_an_envelope", seal(&claims)),
            ("bare_claims_in_an_envelope_without_cty", forge::envelope(recipient, &[], claims.as_bytes())),
            ("an_empty_envelope", seal("")),
            ("alg_none_in_an_envelope", seal(&format!("{}.", unsecured.signing_input()))),
            ("a_foreign_signature_in_an_envelope", seal(&foreign(forger.issuer))),
            ("a_token_in_quotes_in_an_envelope", seal(&format!("\"{good}\""))),
        ],
    );
    let why = "what an envelope holds was guessed";
    let cty = |json: &str| forge::envelope(recipient, &[("cty", json)], good.as_bytes());
    forger.add_each(
        106,
        why,
        [
            ("an_envelope_in_an_envelope", seal(&seal(&good))),
            ("an_envelope_without_cty", forge::envelope(recipient, &[], good.as_bytes())),
            ("an_envelope_with_another_cty", cty("\"JSON\"")),
            ("an_envelope_with_a_cty_that_resembles", cty("\"JWT;x\"")),
            ("an_envelope_with_a_cty_that_is_no_text", cty("1")),
        ],
    );
}

/// Around a good content with good `members`.
pub(super) fn headers(forger: &mut Forger<'_>, recipient: &EncryptionKey, members: &[(&str, &str)], content: &[u8]) {
    let with_all = |more: &[(&str, &str)]| forge::envelope(recipient, &[members, more].concat(), content);
    let with = |member: &str, json: &str| with_all(&[(member, json)]);
    let why = "the sender marked something as critical, and it was passed over";
    let unknown = with_all(&[("crit", r#"["urn:example:x"]"#), ("urn:example:x", "true")]);
    forger.add(50, "crit_in_an_envelope", why, unknown);
    let why = "a header that two readers read differently";
    forger.add(67, "enc_twice_in_an_envelope", why, with("enc", "\"A256GCM\""));
    forger.add(67, "alg_twice_in_an_envelope", why, with("alg", "\"dir\""));
    let why = "what is compressed was inflated, however large, without having been asked for";
    forger.add(107, "zip_in_an_envelope", why, with("zip", "\"DEF\""));
    forger.add(109, "unknown_zip_in_an_envelope", why, with("zip", "\"GZ\""));
    forger.add(109, "zip_that_is_no_text_in_an_envelope", why, with("zip", "1"));
    let why = "the sender's own key was used";
    forger.add(86, "a_second_epk_in_an_envelope", why, with("epk", r#"{"kty":"EC","crv":"P-256"}"#));
    let why = "an algorithm that costs what the sender says was accepted";
    let header = r#"{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","cty":"JWT","p2c":1000000000,"p2s":"c2FsdHNhbHQ"}"#;
    let rest = [&[7; 24][..], &[7; 12], b"x", &[7; 16]].map(base64url::encode).join(".");
    forger.add(93, "a_billion_rounds", why, format!("{}.{rest}", base64url::encode(header.as_bytes())));
    let why = "an algorithm that is known to leak was accepted";
    let header = r#"{"alg":"RSA1_5","enc":"A256GCM","cty":"JWT"}"#;
    forger.add(76, "rsa1_5", why, format!("{}.{rest}", base64url::encode(header.as_bytes())));
}

/// Of a good token.
pub(super) fn parts(forger: &mut Forger<'_>, recipient: &EncryptionKey, good: &str) {
    let part = |index: usize, change: fn(&mut Vec<u8>)| changed(good, index, change);
    let why = "the tag was compared in part";
    forger.add_each(
        99,
        why,
        [
            ("no_tag", part(4, Vec::clear)),
            ("a_short_tag", part(4, |tag| tag.truncate(4))),
            ("a_tag_with_one_byte_less", part(4, |tag| tag.truncate(tag.len().saturating_sub(1)))),
            ("a_tag_with_one_byte_more", part(4, |tag| tag.push(0))),
        ],
    );
    forger.add_each(
        103,
        "an initialization vector of another length was used",
        [("no_iv", part(2, Vec::clear)), ("a_long_iv", part(2, |iv| iv.resize(64, 0)))],
    );
    forger.add_each(
        85,
        "a changed message was accepted",
        [
            ("a_changed_tag", part(4, flip)),
            ("a_changed_iv", part(2, flip)),
            ("a_changed_ciphertext", part(3, flip)),
            ("a_longer_ciphertext", part(3, |ciphertext| ciphertext.push(0))),
        ],
    );
    let (attack, why) = match recipient.algorithm() {
        KeyManagementAlgorithm::Dir | KeyManagementAlgorithm::EcdhEs => {
            (83, "a key that belongs to nothing was ignored")
        }
        _ => (80, "a wrapped key of another length was used"),
    };
    forger.add(attack, "a_longer_encrypted_key", why, part(1, |key| key.extend([0; 8])));
    if attack == 80 {
        forger.add(82, "no_encrypted_key", "a message without its key was decrypted", part(1, Vec::clear));
        forger.add(80, "a_short_encrypted_key", why, part(1, |key| key.truncate(8)));
        forger.add(85, "a_changed_encrypted_key", "a changed key was used", part(1, flip));
    }
    let why = "a message has five segments";
    forger.add(61, "six_segments_in_an_envelope", why, format!("{good}.AA"));
    forger.add(61, "four_segments_in_an_envelope", why, good.rsplit_once('.').map_or("", |(front, _)| front));
}

/// With the decoded part at `index` changed.
fn changed(token: &str, index: usize, change: fn(&mut Vec<u8>)) -> String {
    let parts = token.split('.').enumerate().map(|(at, part)| {
        if at != index {
            return part.to_owned();
        }
        let mut bytes = base64url::decode(part).expect("what was encrypted is base64url");
        change(&mut bytes);
        base64url::encode(&bytes)
    });
    parts.collect::<Vec<String>>().join(".")
}

#[expect(clippy::ptr_arg, reason = "it is one of the changes, and others make the bytes longer")]
fn flip(bytes: &mut Vec<u8>) {
    if let Some(byte) = bytes.last_mut() {
        *byte ^= 1;
    }
}

/// The good token, signed by somebody else.
fn foreign(issuer: &TestIssuer) -> String {
    let key: TestKey = issuer.key();
    let signing = key.attacker().signing_key_for(key.algorithm()).expect("the attacker's key signs");
    issuer.draft().signed_by(signing).issue()
}
