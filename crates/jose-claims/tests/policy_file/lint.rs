//! What is found in documents, and what is not.

use std::collections::BTreeSet;

use jose_claims::{PolicyDocument, Severity};

use crate::document;

fn codes(text: &str) -> Vec<&'static str> {
    let findings = PolicyDocument::from_json(text.as_bytes()).unwrap().lint();
    assert!(findings.is_sorted_by_key(|finding| std::cmp::Reverse(finding.severity)));
    for finding in &findings {
        assert!(
            ["RFC ", "OpenID Connect "].iter().any(|source| finding.source.starts_with(source))
                && finding.source.contains(", section"),
            "{finding}"
        );
        let texts = [finding.what, finding.why, finding.how];
        assert!(texts.iter().all(|text| !text.is_empty() && !text.ends_with('.')), "{finding}");
        assert_eq!(serde_json::to_value(finding).unwrap()["code"], finding.code);
    }
    findings.iter().map(|finding| finding.code).collect()
}

/// Nothing is found in a policy that leaves nothing to be found.
#[test]
fn a_good_policy() {
    let good = r#""maximum_lifetime":"1h","algorithms":{"signature":["ES256"]}"#;
    let encrypted =
        |text: String| text.replace("\"mode\":\"signed_only\"", r#""mode":"encrypted","decryption_keys":"api""#);
    for binding in ["dpop", "mtls"] {
        assert_eq!(codes(&encrypted(document(&format!(r#"{good},"binding":"{binding}""#)))), [""; 0]);
    }
    for profile in [
        r#""profile":"id_token","client_id":"web","nonce":"required""#,
        r#""profile":"logout_token","client_id":"web","replay":"refused""#,
        r#""profile":"client_assertion","audiences":["https://id.example"],"replay":"refused""#,
    ] {
        let text = format!(r#"{{{profile},"issuers":[{{"issuer":"x","keys":"id"}}],"mode":"signed_only",{good}}}"#);
        assert_eq!(codes(&encrypted(text)), [""; 0], "{profile}");
    }
}

#[test]
fn each_finding() {
    let keys = r#""issuers":[{"issuer":"x","keys":"id"}]"#;
    let with = |more: &str| format!(r#"{{{keys},"audiences":["x"],"mode":"signed_only",{more}}}"#);
    let typed = |name: &str| format!(r#""token_type":"{name}","expires":"required""#);
    let mut seen = BTreeSet::new();
    for (code, text) in [
        ("lint.incomplete", "{}".to_owned()),
        ("lint.incomplete", format!("{{{keys}}}")),
        ("lint.incomplete", r#"{"profile":"access_token"}"#.into()),
        ("lint.issuer_waived", r#"{"waive":{"issuer":{"reason":"x","keys":"id"}}}"#.into()),
        ("lint.audience_waived", r#"{"waive":{"audience":"x"}}"#.into()),
        ("lint.token_type_waived", r#"{"waive":{"token_type":"x"}}"#.into()),
        ("lint.expiry_waived", r#"{"waive":{"expiry":"x"}}"#.into()),
        ("lint.generic_token_type", with(&typed("jwt"))),
        ("lint.access_token_by_hand", with(&typed("application/at+jwt"))),
        ("lint.subject_unchecked", with(&typed("x+jwt"))),
        ("lint.much_leeway", document(r#""leeway":"301s""#)),
        ("lint.no_maximum_lifetime", document("")),
        ("lint.long_lifetime", document(r#""maximum_lifetime":"1d1s""#)),
        ("lint.shared_signing_key", document(r#""algorithms":{"signature":["HS256"]}"#)),
        ("lint.generic_token_type", with(&typed("application/JWT"))),
        ("lint.long_lifetime", document(r#""maximum_age":"2d""#)),
        ("lint.long_lifetime", document(r#""maximum_remaining_lifetime":"365d""#)),
        ("lint.long_lifetime", document(r#""maximum_lifetime":"3d","maximum_age":"2d""#)),
        ("lint.migrating", r#"{"mode":"migrate"}"#.into()),
        ("lint.readable", document("")),
        ("lint.algorithms_unstated", document("")),
        ("lint.inline_keys", r#"{"issuers":[{"issuer":"x","keys":{"keys":[]}}]}"#.into()),
    ] {
        assert!(codes(&text).contains(&code), "{code}: {text}");
        seen.insert(code);
    }
    assert_eq!(seen.len(), 16);
    let profile = |name: &str, more: &str| format!(r#"{{"profile":"{name}"{more}}}"#);
    for (code, text) in [
        ("lint.binding_waived", document(r#""waive":{"binding":"x"}"#)),
        ("lint.nonce_waived", profile("id_token", r#","waive":{"nonce":"x"}"#)),
        ("lint.assertion_replay", profile("client_assertion", r#","waive":{"replay":"x"}"#)),
        ("lint.logout_replay", profile("logout_token", r#","waive":{"replay":"x"}"#)),
        ("lint.untyped_logout_tokens", profile("logout_token", r#","waive":{"logout_token_type":"x"}"#)),
        ("lint.several_servers", profile("client_assertion", r#","audiences":["a","b"]"#)),
        ("lint.long_assertion", profile("client_assertion", r#","maximum_remaining_lifetime":"601s""#)),
        ("lint.audience_forbidden", r#"{"audiences":"forbidden"}"#.into()),
        ("lint.bearer", document("")),
        ("lint.no_maximum_lifetime", profile("id_token", "")),
        // What each profile leaves to be said.
        ("lint.incomplete", profile("id_token", &format!(r#","client_id":"x",{keys},"mode":"signed_only""#))),
        ("lint.incomplete", profile("id_token", &format!(r#","nonce":"required",{keys},"mode":"signed_only""#))),
        ("lint.incomplete", profile("logout_token", &format!(r#","client_id":"x",{keys},"mode":"signed_only""#))),
        ("lint.incomplete", profile("logout_token", &format!(r#","replay":"refused",{keys},"mode":"signed_only""#))),
        ("lint.incomplete", profile("client_assertion", &format!(r#","audiences":["x"],{keys},"mode":"signed_only""#))),
        (
            "lint.incomplete",
            profile("client_assertion", &format!(r#","replay":"refused",{keys},"mode":"signed_only""#)),
        ),
    ] {
        assert!(codes(&text).contains(&code), "{code}: {text}");
        seen.insert(code);
    }
    assert_eq!(seen.len(), 25);
    for (code, text) in [
        ("lint.incomplete", document("")),
        ("lint.incomplete", document("").replace(r#"["https://api.example"]"#, "\"forbidden\"")),
        ("lint.bearer", document(r#""binding":"bearer_unless_bound""#)),
        ("lint.bearer", document(r#""waive":{"binding":"x"}"#)),
        ("lint.bearer", with(&typed("x+jwt"))),
        ("lint.several_servers", document("").replace(r#"["https://api.example"]"#, r#"["a","b"]"#)),
        ("lint.several_servers", profile("client_assertion", r#","audiences":["a"]"#)),
        ("lint.long_assertion", profile("client_assertion", r#","maximum_remaining_lifetime":600"#)),
        ("lint.long_assertion", document(r#""maximum_remaining_lifetime":601"#)),
        ("lint.assertion_replay", document(r#""waive":{"replay":"x"}"#)),
        ("lint.subject_unchecked", profile("logout_token", "")),
        ("lint.access_token_by_hand", profile("client_assertion", "")),
        ("lint.no_maximum_lifetime", profile("client_assertion", "")),
        ("lint.no_maximum_lifetime", document(r#""maximum_remaining_lifetime":"1h""#)),
        ("lint.access_token_by_hand", document("")),
        ("lint.subject_unchecked", document("")),
        ("lint.subject_unchecked", with(&format!("{},\"subject\":\"x\"", typed("x")))),
        ("lint.subject_unchecked", with(&format!("{},\"require\":[\"sub\"]", typed("x")))),
        ("lint.generic_token_type", with(&typed("logout+jwt"))),
        ("lint.much_leeway", document(r#""leeway":300"#)),
        ("lint.long_lifetime", document(r#""maximum_lifetime":"1d""#)),
        ("lint.long_lifetime", document(r#""maximum_lifetime":"3d","maximum_age":"1d""#)),
        ("lint.long_lifetime", document(r#""maximum_remaining_lifetime":"1d""#)),
        ("lint.generic_token_type", with(&typed("application/at+jwt"))),
        ("lint.no_maximum_lifetime", document(r#""maximum_age":"1d""#)),
        ("lint.shared_signing_key", document(r#""algorithms":{"signature":["ES256"]}"#)),
    ] {
        assert!(!codes(&text).contains(&code), "{code}: {text}");
    }
}

#[test]
fn in_words() {
    let findings = PolicyDocument::from_json(br#"{"waive":{"audience":"x"}}"#).unwrap().lint();
    let waived = findings.iter().find(|finding| finding.code == "lint.audience_waived").unwrap();
    assert_eq!(waived.severity, Severity::Error);
    let line = waived.to_string();
    assert!(line.starts_with("error lint.audience_waived: the audience is waived (RFC 8725, section 3.9); "), "{line}");
}
