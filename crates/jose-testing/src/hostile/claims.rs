//! Claims that are wrong, correctly signed by the issuer (section H).

use super::Forger;

pub(super) fn add(forger: &mut Forger<'_>) {
    times(forger);
    parties(forger);
    types(forger);
}

fn times(forger: &mut Forger<'_>) {
    let (draft, now) = (forger.draft(), forger.issuer.now().seconds());
    let raw = |claim: &str, json: &str| draft.clone().raw_claim(claim, json).issue();
    let at = |claim: &str, offset: i64| raw(claim, &now.saturating_add(offset).to_string());
    forger.add_each(
        71,
        "a number that is no time was read as one",
        [
            ("exp_endless", raw("exp", "1e309")),
            ("exp_beyond_64_bits", raw("exp", "9223372036854775808")),
            ("exp_zero", raw("exp", "0")),
            ("exp_negative", raw("exp", "-1")),
            ("exp_not_a_number", raw("exp", "NaN")),
            ("exp_in_milliseconds", raw("exp", &now.saturating_mul(1000).to_string())),
        ],
    );
    forger.add_each(
        118,
        "a claim of the wrong type was taken for one that is absent",
        [
            ("exp_is_a_text", raw("exp", "\"9999999999\"")),
            ("exp_is_a_word", raw("exp", "\"never\"")),
            ("exp_is_null", raw("exp", "null")),
            ("exp_is_true", raw("exp", "true")),
            ("exp_is_a_list", raw("exp", "[9999999999]")),
            ("nbf_is_a_text", raw("nbf", "\"0\"")),
            ("nbf_is_null", raw("nbf", "null")),
            ("nbf_is_a_list", raw("nbf", "[0]")),
            ("iat_is_a_text", raw("iat", "\"0\"")),
        ],
    );
    // An hour is more than any leeway.
    forger.add_each(
        124,
        "a token counts before it begins, after it ends, or for ever",
        [
            ("expired", at("exp", -3600)),
            ("exp_missing", draft.clone().without("exp").issue()),
            ("not_yet_valid", at("nbf", 3600)),
        ],
    );
    let why = "arithmetic with times overflows";
    forger.add(125, "exp_at_the_end_of_time", why, raw("exp", "9223372036854775807"));
    forger.add(125, "nbf_at_the_end_of_time", why, raw("nbf", "9223372036854775807"));
    forger.add(125, "exp_at_the_beginning_of_time", why, raw("exp", "-9223372036854775808"));
    forger.add(126, "issued_in_the_future", "the age of a token is what it says it is", at("iat", 3600));
}

fn parties(forger: &mut Forger<'_>) {
    let (name, audience) = (forger.issuer.name().to_owned(), forger.issuer.audience().to_owned());
    let draft = forger.draft();
    let with = |claim: &str, value: &str| draft.clone().claim(claim, value).issue();
    let raw = |claim: &str, json: String| draft.clone().raw_claim(claim, &json).issue();
    let why = "tokens for others are accepted";
    forger.add_each(
        119,
        why,
        [
            ("aud_is_somebody_else", with("aud", "https://other.example")),
            ("aud_is_empty", with("aud", "")),
            ("aud_is_an_empty_list", raw("aud", "[]".to_owned())),
            ("aud_is_a_list_of_others", raw("aud", r#"["https://a.example","https://b.example"]"#.to_owned())),
            ("aud_is_nested", raw("aud", format!("[[{audience:?}]]"))),
            ("aud_has_a_number_in_it", raw("aud", format!("[{audience:?},1]"))),
            ("aud_is_an_object", raw("aud", format!("{{\"aud\":{audience:?}}}"))),
            ("aud_begins_alike", with("aud", &format!("{audience}.attacker.example"))),
            ("aud_is_null", raw("aud", "null".to_owned())),
        ],
    );
    forger.add(120, "aud_missing", why, draft.clone().without("aud").issue());
    let lower = if name == name.to_uppercase() { name.to_lowercase() } else { name.to_uppercase() };
    let part: String = name.chars().take(name.chars().count() / 2).collect();
    forger.add_each(
        121,
        "another issuer is taken for the one that is expected",
        [
            ("iss_is_somebody_else", with("iss", "https://attacker.example")),
            ("iss_is_longer", with("iss", &format!("{name}.attacker.example"))),
            ("iss_is_shorter", with("iss", &part)),
            ("iss_with_a_slash", with("iss", &format!("{name}/"))),
            ("iss_in_another_case", with("iss", &lower)),
            ("iss_is_a_list", raw("iss", format!("[{name:?}]"))),
            ("iss_is_a_list_with_others", raw("iss", format!("[\"https://attacker.example\",{name:?}]"))),
            ("iss_is_empty", with("iss", "")),
            ("iss_is_missing", draft.clone().without("iss").issue()),
        ],
    );
}

fn types(forger: &mut Forger<'_>) {
    let draft = forger.draft();
    let typed = |value: &str| draft.clone().header("typ", value).issue();
    forger.add_each(
        129,
        "a token of another kind is accepted as one of this kind",
        [
            ("typ_of_a_logout_token", typed("logout+jwt")),
            ("typ_of_a_dpop_proof", typed("dpop+jwt")),
            ("typ_of_a_security_event", typed("secevent+jwt")),
            ("typ_missing", draft.clone().without_header("typ").issue()),
            ("typ_empty", typed("")),
        ],
    );
    let own = media_type(&draft.header_json());
    forger.add_each(
        130,
        "types that only resemble each other are taken for the same",
        [
            ("typ_with_a_parameter", typed(&format!("{own};charset=utf-8"))),
            ("typ_with_another_tree", typed(&format!("text/{own}"))),
            ("typ_longer", typed(&format!("{own}+x"))),
            ("typ_with_a_space", typed(&format!("{own} "))),
        ],
    );
    let raw = |claim: &str, json: &str| draft.clone().raw_claim(claim, json).issue();
    let why = "an identifier that is no text was read as one";
    forger.add(132, "jti_is_a_list", why, raw("jti", r#"["test-token"]"#));
    forger.add(132, "jti_is_a_number", why, raw("jti", "1"));
    forger.add(118, "sub_is_a_number", why, raw("sub", "1"));
    forger.add(118, "sub_is_null", why, raw("sub", "null"));
}

/// What the issuer's tokens say they are.
fn media_type(header: &str) -> String {
    let header: serde_json::Value = serde_json::from_str(header).expect("a header is an object");
    header.get("typ").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}
