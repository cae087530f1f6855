//! Tokens under a shared key, with the claims directly inside (sections F to H).

use jose_core::base64url;
use jose_crypto::EncryptionKey;
use serde_json::Value;

use super::{Forger, HostileToken, claims, envelope, segments};
use crate::forge;

const CTY: (&str, &str) = ("cty", "\"JWT\"");

pub(super) fn add(forger: &mut Forger<'_>, key: &EncryptionKey) {
    let draft = forger.draft();
    let (typ, claims, good) = (draft.header_member("typ"), draft.claims_json(), draft.issue());
    let typ: Vec<(&str, &str)> = typ.iter().map(|typ| ("typ", typ.as_str())).collect();
    let seal =
        |members: &[(&str, &str)], content: &str| forge::envelope(key, &[&typ, members].concat(), content.as_bytes());
    let why = "a signature was taken for the shared key, which has other holders";
    forger.add(104, "signed_and_not_encrypted", why, good.clone());
    let why = "what an envelope holds was guessed";
    forger.add_each(
        105,
        why,
        [
            ("a_signed_token_under_the_shared_key", seal(&[CTY], &good)),
            ("a_signed_token_under_the_shared_key_without_cty", seal(&[], &good)),
            ("claims_that_say_they_are_a_token", seal(&[CTY], &claims)),
            ("claims_in_quotes", seal(&[], &format!("\"{claims}\""))),
            ("nothing_under_the_shared_key", seal(&[], "")),
        ],
    );
    let foreign = forge::envelope(&foreign(key), &typ, claims.as_bytes());
    forger.add(122, "under_another_key", "the key of somebody else was taken for the shared one", foreign);
    envelope::headers(forger, key, &typ, claims.as_bytes());
    let whole = seal(&[], &claims);
    envelope::parts(forger, key, &whole);
    let mut wrong = Forger { issuer: forger.issuer, tokens: Vec::new() };
    claims::add(&mut wrong);
    forger.tokens.extend(
        wrong.tokens.into_iter().map(|hostile| HostileToken { token: under_the_key(&hostile.token, key), ..hostile }),
    );
}

/// The claims and the type of a signed token, under the shared key.
fn under_the_key(token: &str, key: &EncryptionKey) -> String {
    let (header, payload, _) = segments(token);
    let decoded = |part: &str| base64url::decode(part).expect("what an issuer has signed is base64url");
    let header: Value = serde_json::from_slice(&decoded(header)).expect("a header is an object");
    let typ = header.get("typ").map(Value::to_string);
    let members: Vec<(&str, &str)> = typ.iter().map(|typ| ("typ", typ.as_str())).collect();
    forge::envelope(key, &members, &decoded(payload))
}

/// Another key of the same name, algorithm and length.
fn foreign(key: &EncryptionKey) -> EncryptionKey {
    let other = match key.content_encryption() {
        Some(enc) => EncryptionKey::direct(enc, &vec![0x5a; enc.row().key_bytes]),
        None => [16, 24, 32]
            .iter()
            .find_map(|length| EncryptionKey::symmetric(key.algorithm(), &vec![0x5a; *length]).ok())
            .ok_or(jose_crypto::KeyError::Invalid { what: "this is no shared key" }),
    };
    let other = other.expect("a key that is shared is one of bytes");
    match key.key_id() {
        Some(key_id) => other.with_key_id(key_id),
        None => other,
    }
}
