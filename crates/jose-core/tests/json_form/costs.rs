//! What a message may cost before anybody is known. Attacks 55, 70, 114, 151, 153 and 154.

use jose_core::{Limits, ParseError, json::JsonError};

use crate::{FORMS, Form, JweFlattened, JweGeneral, JwsFlattened, JwsGeneral, form, malformed, over};

/// A message of the general form with this list in it.
fn general(form: Form, list: &str) -> String {
    match form {
        JwsGeneral => format!(r#"{{"payload":"cA","signatures":[{list}]}}"#),
        _ => format!(r#"{{"protected":"e30","ciphertext":"Yw","recipients":[{list}]}}"#),
    }
}

fn entry(form: Form) -> &'static str {
    if form == JwsGeneral { r#"{"protected":"e30","signature":"cw"}"# } else { r#"{"encrypted_key":"ZQ"}"# }
}

const GENERAL: [(Form, &str); 2] = [(JwsGeneral, "signatures"), (JweGeneral, "recipients")];

#[test]
fn the_whole_text() {
    let mut limits = Limits::default();
    for form in FORMS {
        limits.token_bytes = form.sample().len();
        assert_eq!(form.read(form.sample(), &limits), Ok(()));
        let longer = format!("{} ", form.sample());
        assert_eq!(form.read(&longer, &limits), Err(over("token_bytes", limits.token_bytes).into()), "{form:?}");
        for text in ["{", "[", " ", "\"", "\u{feff}"] {
            let text = text.repeat(1024 * 1024 + 1);
            assert_eq!(form.error(&text), Some(over("token_bytes", 1024 * 1024).into()), "size before syntax");
        }
    }
}

#[test]
fn lists_end_at_their_limit() {
    for (form, name) in GENERAL {
        for maximum in [1, 2, 16, 100] {
            let mut limits = Limits::default();
            (limits.signatures, limits.recipients) = (maximum, maximum);
            let list = |count: usize| general(form, &vec![entry(form); count].join(","));
            assert_eq!(form.read(&list(maximum), &limits), Ok(()), "{form:?}, {maximum}");
            for count in [maximum + 1, maximum + 2, 500] {
                let refused = Err(ParseError::Limit(over(name, maximum)));
                assert_eq!(form.read(&list(count), &limits), refused, "{form:?}, {count} of {maximum}");
            }
        }
        let mut none = Limits::default();
        (none.signatures, none.recipients) = (0, 0);
        let one = general(form, entry(form));
        assert_eq!(form.read(&one, &none), Err(over(name, 0).into()));
        let mut endless = Limits::default();
        (endless.signatures, endless.recipients) = (usize::MAX, usize::MAX);
        assert_eq!(form.read(&one, &endless), Ok(()), "{form:?}");
    }
}

/// The list is judged where its limit ends: neither what its entries are nor what follows matters any more.
#[test]
fn a_list_is_not_read_beyond_its_limit() {
    for (form, name) in GENERAL {
        let refused = Some(ParseError::Limit(over(name, 16)));
        let full = vec![entry(form); 16].join(",");
        for rest in ["{}", "null", "1", "[]", r#"{"signature":1}"#, "{},{", "{},,", r#"{},{"x":1,"x":1}"#] {
            assert_eq!(form.error(&general(form, &format!("{full},{rest}"))), refused, "{form:?}: {rest}");
        }
        let cut = general(form, &format!("{full},{{}},"));
        assert_eq!(form.error(&cut[..cut.len() - 2]), refused, "{form:?}, cut short");
        // What is wrong before is told first.
        let duplicate = general(form, &format!(r#"{{"x":1,"x":1}},{full}"#));
        assert_eq!(form.error(&duplicate), Some(malformed(JsonError::Duplicate)), "{form:?}");
    }
}

#[test]
fn a_million_entries_are_refused_early() {
    let mut limits = Limits::default();
    limits.token_bytes = usize::MAX;
    for entry in ["{},", "0,", "[],", "\"\",", r#"{"protected":"e30","signature":"cw","encrypted_key":"ZQ"},"#] {
        let mut list = entry.repeat(1_000_000);
        list.pop();
        for (form, name) in GENERAL {
            // Whoever came to the end would see that it is no JSON.
            let text = general(form, &list).replace("]}", "]");
            let found = form.read(&text, &limits).unwrap_err();
            if entry.starts_with('{') {
                assert_eq!(found, ParseError::Limit(over(name, 16)), "{form:?}: {entry}");
            } else {
                assert_eq!(found.code(), "json.limit", "{form:?}: {entry}");
            }
        }
        for (form, name) in [(JwsFlattened, "signatures"), (JweFlattened, "recipients")] {
            let text = form.with_member(&format!(r#""{name}":[{list}]"#));
            let expected = crate::form(name, "absent from the flattened form");
            assert_eq!(form.read(&text, &limits), Err(expected), "{form:?}: {entry}");
        }
    }
}

/// Lists that nobody asked for have no names to count, and are bounded all the same.
#[test]
fn values_that_nobody_knows_are_counted() {
    for form in FORMS {
        for value in ["0,", "{},", "[],", "\"\",", "[[]],"] {
            let mut list = value.repeat(100_000);
            list.pop();
            let texts = [
                form.with_member(&format!(r#""x":[{list}]"#)),
                form.with_header(&format!(r#"{{"x":[{list}]}}"#)),
                form.with_header(&format!(r#"{{"epk":{{"kty":"EC","crv":"P-256","x":"A","z":[{list}]}}}}"#)),
            ];
            for text in texts {
                let found = form.error(&text);
                let Some(ParseError::Json { part: "message", source: JsonError::Limit(over) }) = found else {
                    panic!("{form:?}, {value}: {found:?}");
                };
                assert_eq!(over.limit(), "json_values", "{form:?}, {value}");
            }
        }
        let few = form.with_member(&format!(r#""x":[0{}]"#, ",0".repeat(10_000)));
        assert_eq!(form.error(&few), None, "{form:?}");
    }
}

#[test]
fn depth_and_members_of_the_whole() {
    for form in FORMS {
        let deep = |levels: usize| form.with_member(&format!(r#""x":{}{}"#, "[".repeat(levels), "]".repeat(levels)));
        assert_eq!(form.error(&deep(10)), None, "{form:?}");
        for levels in [11, 12, 64, 1000, 400_000] {
            assert_eq!(
                form.error(&deep(levels)),
                Some(malformed(JsonError::Limit(over("json_depth", 11)))),
                "{form:?}"
            );
        }
        let many: Vec<String> = (0..3000).map(|index| format!("\"{index}\":0")).collect();
        let maximum = if matches!(form, JwsFlattened | JweFlattened) { 216 } else { 1296 };
        let found = form.error(&form.with_member(&many.join(",")));
        assert_eq!(found, Some(malformed(JsonError::Limit(over("json_members", maximum)))), "{form:?}");
    }
}

/// Sixteen recipients may all have headers as large as the limits allow.
#[test]
fn there_is_room_for_what_each_limit_allows() {
    let members: Vec<String> = (0..64).map(|index| format!("\"{index}\":0")).collect();
    let header = format!("{{{}}}", members.join(","));
    let signature = format!(r#"{{"protected":"e30","signature":"cw","header":{header}}}"#);
    let text = general(JwsGeneral, &vec![signature; 16].join(","));
    assert_eq!(JwsGeneral.error(&text), None);
    let recipient = format!(r#"{{"encrypted_key":"ZQ","header":{header}}}"#);
    let text = general(JweGeneral, &vec![recipient; 16].join(","));
    let text = text.replace(r#""protected""#, &format!(r#""unprotected":{header},"protected""#));
    assert_eq!(JweGeneral.error(&text), None);
    let large = "A".repeat(1_000_000);
    for form in FORMS {
        for part in ["\"cA\"", "\"Yw\"", "\"cw\"", "\"ZQ\""] {
            assert_eq!(form.error(&form.sample().replace(part, &format!("\"{large}\""))), None, "{form:?}");
        }
    }
}

#[test]
fn an_empty_list_says_so_and_no_limit() {
    for (form, name) in GENERAL {
        assert_eq!(form.error(&general(form, "")), Some(self::form(name, "a list that is not empty")));
    }
}
