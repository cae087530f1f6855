//! Two spellings of one token, and two readings of one text (section E). All but the first are correctly signed.

use jose_core::base64url;

use super::{Forger, segments};
use crate::forge;

pub(super) fn add(forger: &mut Forger<'_>) {
    spellings(forger);
    duplicates(forger);
    texts(forger);
}

fn spellings(forger: &mut Forger<'_>) {
    let good = forger.draft().issue();
    let (header, payload, signature) = segments(&good);
    forger.add_each(
        65,
        "one token has several texts: a list of refused tokens can be passed by",
        [
            ("padded_signature", format!("{good}=")),
            ("padded_header", format!("{header}=.{payload}.{signature}")),
            ("newline_in_the_signature", format!("{header}.{payload}.{}", split_in_two(signature, "\n"))),
            ("space_in_the_payload", format!("{header}.{}.{signature}", split_in_two(payload, " "))),
        ],
    );
    forger.add(66, "one_letter_more", "a letter was not looked at", format!("{header}.{payload}.{}", odd(signature)));
}

fn duplicates(forger: &mut Forger<'_>) {
    let draft = forger.draft();
    forger.add_each(
        67,
        "two readers of this token find two different values",
        [
            ("sub_twice", draft.clone().repeated_claim("sub", "\"admin\"").issue()),
            ("sub_twice_with_an_escape", draft.clone().repeated_claim("\\u0073ub", "\"admin\"").issue()),
            ("aud_twice", draft.clone().repeated_claim("aud", "\"https://other.example\"").issue()),
            ("exp_twice", draft.clone().repeated_claim("exp", "9999999999").issue()),
            ("alg_twice", draft.clone().repeated_header("alg", "\"none\"").issue()),
            ("alg_twice_with_an_escape", draft.clone().repeated_header("\\u0061lg", "\"none\"").issue()),
            ("kid_twice", draft.clone().repeated_header("kid", "\"other\"").issue()),
            ("jkt_twice_in_cnf", draft.raw_claim("cnf", r#"{"jkt":"a","jkt":"b"}"#).issue()),
        ],
    );
}

fn texts(forger: &mut Forger<'_>) {
    let key = forger.issuer.key().signing_key();
    let (header, claims) = (forger.draft().header_json(), forger.draft().claims_json());
    let payload = |bytes: &[u8]| forge::signed(&key, &header, bytes);
    let front = |text: &str| claims.replacen('{', text, 1);
    let utf_16: Vec<u8> = claims.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let invalid =
        [&br#"{"name":""#[..], &[0xff, 0xfe], br#"","#, claims.get(1..).unwrap_or_default().as_bytes()].concat();
    forger.add_each(
        69,
        "a text that is not UTF-8 was read as if it were",
        [
            ("payload_with_invalid_utf_8", payload(&invalid)),
            ("payload_behind_a_byte_order_mark", payload(format!("\u{feff}{claims}").as_bytes())),
            ("payload_in_utf_16", payload(&utf_16)),
            ("payload_with_half_a_surrogate", payload(front("{\"name\":\"\\ud800\",").as_bytes())),
        ],
    );
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let why = "a deep text exhausts the stack";
    forger.add(70, "deep_claims", why, forger.draft().raw_claim("deep", &deep).issue());
    forger.add(70, "deep_header", why, forger.draft().raw_header("deep", &deep).issue());
    forger.add_each(
        72,
        "what follows the claims was not looked at",
        [
            ("payload_with_something_behind", payload(format!("{claims}{{}}").as_bytes())),
            ("payload_with_a_nul_behind", payload(format!("{claims}\0").as_bytes())),
            ("payload_with_a_comment", payload(front("{/* */").as_bytes())),
            ("payload_cut_short", payload(claims.trim_end_matches('}').as_bytes())),
        ],
    );
    let long = forger.draft().header("filler", "a".repeat(100_000)).issue();
    forger.add(73, "a_header_of_a_hundred_kilobytes", "the sender decides how much is read", long);
}

/// With something in the middle.
fn split_in_two(text: &str, between: &str) -> String {
    let (left, right) = text.split_at(text.len() / 2);
    format!("{left}{between}{right}")
}

/// One letter more than any bytes could have.
fn odd(text: &str) -> String {
    let room = base64url::decode(text).map_or(0, |bytes| base64url::encoded_len(bytes.len()));
    let letters = if room.is_multiple_of(4) { 1 } else { 5_usize.saturating_sub(room % 4) };
    format!("{text}{}", "A".repeat(letters))
}
