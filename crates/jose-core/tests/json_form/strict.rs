//! Not the JSON it should be: duplicates, wrong types, other text. Attacks 24, 25, 67 and 73.

use jose_core::json::JsonError;

use crate::{FORMS, Form, JweFlattened, JweGeneral, JwsFlattened, JwsGeneral, malformed, wrong_type};

#[test]
fn not_a_strict_json_object() {
    for form in FORMS {
        let sample = form.sample();
        let table = [
            ("nothing", String::new(), JsonError::NotAnObject),
            ("null", "null".into(), JsonError::NotAnObject),
            ("a list on top", format!("[{sample}]"), JsonError::NotAnObject),
            ("a string on top", format!("{sample:?}"), JsonError::NotAnObject),
            ("the compact form", "e30.cA.cw".into(), JsonError::NotAnObject),
            ("a byte order mark", format!("\u{feff}{sample}"), JsonError::NotAnObject),
            ("a no-break space in front", format!("\u{a0}{sample}"), JsonError::NotAnObject),
            ("two messages", format!("{sample}{sample}"), JsonError::Trailing),
            ("a byte order mark behind", format!("{sample}\u{feff}"), JsonError::Trailing),
            ("NUL behind", format!("{sample}\0"), JsonError::Trailing),
            ("a comma behind", format!("{sample},"), JsonError::Trailing),
            ("cut short", sample[..sample.len() - 1].into(), JsonError::Syntax),
            ("a trailing comma", sample.replace('}', ",}"), JsonError::Syntax),
            ("a comment", sample.replacen(':', ":/**/", 1), JsonError::Syntax),
            ("single quotes", sample.replace('"', "'"), JsonError::Syntax),
            ("a line break in a string", sample.replace("e30", "e3\n0"), JsonError::Syntax),
            ("a lone surrogate", sample.replace("e30", r"\ud800"), JsonError::Syntax),
            ("half an escape", sample.replace("e30", r"\u00"), JsonError::Syntax),
            ("a number beyond a double", form.with_member(r#""x":1e400"#), JsonError::Syntax),
            ("a name of the parser's", form.with_member(r#""$serde_json::private::RawValue":"1""#), UNFIT),
        ];
        for (name, text, expected) in table {
            let found = form.error(&text);
            match expected {
                UNFIT => assert_eq!(found.unwrap().code(), "json.unfit", "{name}, {form:?}"),
                expected => assert_eq!(found, Some(malformed(expected)), "{name}, {form:?}"),
            }
        }
    }
}

/// Stands for [`JsonError::Unfit`] with any member.
const UNFIT: JsonError = JsonError::Utf8;

/// At any level, in any spelling, also where nobody looks.
#[test]
fn a_member_that_occurs_twice_is_refused() {
    let outside = |names: &'static [&'static str], form| names.iter().map(move |name| (form, *name));
    let members = outside(&["payload", "protected", "header", "signature"], JwsFlattened)
        .chain(outside(&["payload", "signatures", "protected", "header", "signature"], JwsGeneral))
        .chain(outside(
            &["protected", "unprotected", "header", "encrypted_key", "aad", "iv", "ciphertext", "tag"],
            JweFlattened,
        ))
        .chain(outside(
            &["protected", "unprotected", "recipients", "header", "encrypted_key", "aad", "iv", "ciphertext", "tag"],
            JweGeneral,
        ));
    for (form, name) in members {
        let member = format!("\"{name}\":");
        let (before, after) = form.sample().split_once(&member).unwrap();
        let escaped: Vec<String> = name.chars().map(|letter| format!("\\u{:04X}", u32::from(letter))).collect();
        let escaped = escaped.concat();
        for value in ["null", "1", r#""e30""#, "{}", "[]"] {
            for name in [name, &escaped] {
                let in_front = format!("{before}\"{name}\":{value},{member}{after}");
                let found = form.error(&in_front).unwrap();
                // A wrong type before the duplicate does not hide it.
                assert_eq!(found, malformed(JsonError::Duplicate), "{form:?}: {in_front}");
            }
        }
    }
    for form in FORMS {
        let table = [
            ("an unknown member", form.with_member(r#""x":1,"x":2"#)),
            ("an unknown member, once escaped", form.with_member(r#""x":1,"\u0078":2"#)),
            ("inside an unknown member", form.with_member(r#""x":[[{"y":{"z":1,"z":1}}]]"#)),
            ("in the unprotected header", form.with_header(r#"{"kid":"7","kid":"8"}"#)),
            ("in the unprotected header, once escaped", form.with_header(r#"{"alg":"RS256","\u0061lg":"HS256"}"#)),
            ("in a member of the unprotected header", form.with_header(r#"{"x":{"y":1,"y":1}}"#)),
            ("in epk", form.with_header(r#"{"epk":{"kty":"EC","crv":"P-256","x":"A","z":1,"z":1}}"#)),
            ("in jwk", form.with_header(r#"{"jwk":{"kty":"EC","kty":"EC"}}"#)),
            ("an unknown member beside the header", form.sample().replace(r#""header""#, r#""x":1,"x":1,"header""#)),
        ];
        for (name, text) in table {
            assert_eq!(form.error(&text), Some(malformed(JsonError::Duplicate)), "{name}, {form:?}");
        }
    }
}

#[test]
fn every_member_has_its_type() {
    let values = ["null", "true", "0", "-1", "1.5", r#""planted""#, r#"["planted"]"#, "[]", "{}", r#"{"planted":1}"#];
    let text: &[&str] = &[r#""planted""#];
    let header: &[&str] = &["{}", r#"{"planted":1}"#];
    let table: &[(Form, &str, &str, &[&str], &str)] = &[
        (JwsFlattened, r#""payload":"cA""#, "payload", text, "a string"),
        (JwsFlattened, r#""protected":"e30""#, "protected", text, "a string"),
        (JwsFlattened, r#""header":{"kid":"7"}"#, "header", header, "a header object"),
        (JwsFlattened, r#""signature":"cw""#, "signature", text, "a string"),
        (JwsGeneral, r#""payload":"cA""#, "payload", text, "a string"),
        (JwsGeneral, r#""protected":"e30""#, "signatures", text, "a string"),
        (JwsGeneral, r#""header":{"kid":"7"}"#, "signatures", header, "a header object"),
        (JwsGeneral, r#""signature":"cw""#, "signatures", text, "a string"),
        (JweFlattened, r#""protected":"e30""#, "protected", text, "a string"),
        (JweFlattened, r#""unprotected":{"jku":"u"}"#, "unprotected", header, "a header object"),
        (JweFlattened, r#""header":{"kid":"7"}"#, "header", header, "a header object"),
        (JweFlattened, r#""encrypted_key":"ZQ""#, "encrypted_key", text, "a string"),
        (JweFlattened, r#""aad":"YQ""#, "aad", text, "a string"),
        (JweFlattened, r#""iv":"aQ""#, "iv", text, "a string"),
        (JweFlattened, r#""ciphertext":"Yw""#, "ciphertext", text, "a string"),
        (JweFlattened, r#""tag":"dA""#, "tag", text, "a string"),
        (JweGeneral, r#""protected":"e30""#, "protected", text, "a string"),
        (JweGeneral, r#""unprotected":{"jku":"u"}"#, "unprotected", header, "a header object"),
        (JweGeneral, r#""header":{"kid":"7"}"#, "recipients", header, "a header object"),
        (JweGeneral, r#""encrypted_key":"ZQ""#, "recipients", text, "a string"),
        (JweGeneral, r#""ciphertext":"Yw""#, "ciphertext", text, "a string"),
    ];
    for (form, member, place, fitting, expected) in table {
        let (name, _) = member.split_once(':').unwrap();
        for value in values {
            let text = form.sample().replace(member, &format!("{name}:{value}"));
            let found = form.error(&text);
            if fitting.contains(&value) {
                assert_eq!(found, None, "{form:?}: {text}");
                continue;
            }
            assert_eq!(found, Some(wrong_type(place, expected)), "{form:?}: {text}");
            assert!(!format!("{found:?}").contains("planted"), "{found:?}");
        }
    }
}

#[test]
fn the_list_is_a_list_of_objects() {
    for (form, name, other) in
        [(JwsGeneral, "signatures", "a signature object"), (JweGeneral, "recipients", "a recipient object")]
    {
        for (value, expected) in [
            ("null", "a list of objects"),
            ("true", "a list of objects"),
            ("1", "a list of objects"),
            (r#""e30""#, "a list of objects"),
            ("{}", "a list of objects"),
            (r#"{"0":{"protected":"e30","signature":"cw"}}"#, "a list of objects"),
            ("[null]", other),
            ("[1]", other),
            (r#"["e30"]"#, other),
            ("[[]]", other),
            (r#"[["e30","cw"]]"#, other),
            (r#"[{"protected":"e30","signature":"cw"},null]"#, other),
        ] {
            let text = format!(r#"{{"protected":"e30","ciphertext":"","{name}":{value}}}"#);
            let text = if form == JwsGeneral { format!(r#"{{"{name}":{value}}}"#) } else { text };
            assert_eq!(form.error(&text), Some(wrong_type(name, expected)), "{text}");
        }
    }
}
