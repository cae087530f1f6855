//! Forms that are not the one form of a token, and headers that demand what nobody understands (section D).

use jose_core::base64url;

use super::{Forger, segments};
use crate::forge;

pub(super) fn add(forger: &mut Forger<'_>) {
    critical(forger);
    unencoded(forger);
    forms(forger);
    segment_counts(forger);
    payloads(forger);
}

fn critical(forger: &mut Forger<'_>) {
    let draft = forger.draft();
    let why = "the issuer marked something as critical, and it was passed over";
    let unknown = draft.clone().raw_header("crit", r#"["urn:example:x"]"#).raw_header("urn:example:x", "true");
    forger.add(50, "crit_with_an_unknown_extension", why, unknown.issue());
    let crit = |json: &str| draft.clone().raw_header("crit", json).issue();
    forger.add_each(
        51,
        "a malformed crit was passed over",
        [
            ("crit_empty", crit("[]")),
            ("crit_null", crit("null")),
            ("crit_no_list", crit("\"exp\"")),
            ("crit_with_numbers", crit("[1]")),
            ("crit_with_alg", crit(r#"["alg"]"#)),
            ("crit_with_an_absent_name", crit(r#"["urn:example:x"]"#)),
        ],
    );
}

fn unencoded(forger: &mut Forger<'_>) {
    let draft = forger.draft().raw_header("b64", "false");
    let why = "a token has an encoded payload, always (RFC 7797, section 7)";
    forger.add(52, "b64_false", why, draft.clone().raw_header("crit", r#"["b64"]"#).issue());
    forger.add(52, "b64_false_without_crit", why, draft.clone().issue());
    forger.add(52, "b64_no_boolean", why, draft.raw_header("b64", "0").issue());
}

fn forms(forger: &mut Forger<'_>) {
    let good = forger.draft().issue();
    let (header, payload, signature) = segments(&good);
    let why = "a token without its payload says nothing";
    forger.add(53, "detached_payload", why, format!("{header}..{signature}"));
    let flattened = format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"{signature}"}}"#);
    let one = format!(r#"{{"protected":"{header}","signature":"{signature}"}}"#);
    let general = format!(r#"{{"payload":"{payload}","signatures":[{one}]}}"#);
    forger.add_each(
        54,
        "a token has the compact form alone: two readers of another find two different tokens",
        [
            ("flattened_json", flattened),
            ("general_json", general),
            ("a_space_in_front", format!(" {good}")),
            ("a_newline_behind", format!("{good}\n")),
            ("in_quotes", format!("\"{good}\"")),
            ("with_its_scheme", format!("Bearer {good}")),
            ("a_nul_behind", format!("{good}\0")),
        ],
    );
    let why = "a message without a signature passed because all of none are good";
    forger.add(56, "no_signatures_in_json", why, format!(r#"{{"payload":"{payload}","signatures":[]}}"#));
}

fn segment_counts(forger: &mut Forger<'_>) {
    let good = forger.draft().issue();
    let (header, payload, signature) = segments(&good);
    let why = "segments that were not looked at";
    forger.add(60, "a_hundred_thousand_dots", why, ".".repeat(100_000));
    forger.add_each(
        61,
        why,
        [
            ("empty", String::new()),
            ("one_segment", header.to_owned()),
            ("four_segments", format!("{good}.")),
            ("four_segments_with_text", format!("{good}.{signature}")),
            ("six_segments", format!("{good}.{good}")),
            ("no_header", format!(".{payload}.{signature}")),
        ],
    );
}

fn payloads(forger: &mut Forger<'_>) {
    let key = forger.issuer.key().signing_key();
    let header = forger.draft().header_json();
    let claims = forger.draft().claims_json();
    let with = |payload: &str| forge::signed(&key, &header, payload);
    forger.add_each(
        63,
        "what is no object has no claims, and so none that could be wrong",
        [
            ("payload_is_a_list", with(&format!("[{claims}]"))),
            ("payload_is_a_text", with("\"admin\"")),
            ("payload_is_null", with("null")),
            ("payload_is_a_number", with("1")),
            ("payload_is_true", with("true")),
            ("payload_is_a_token", with(&base64url::encode(claims.as_bytes()))),
        ],
    );
}
