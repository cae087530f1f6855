//! Members that a form demands or forbids. Attacks 56 and 57.

use jose_core::ParseError;

use crate::{FORMS, Form, JweFlattened, JweGeneral, JwsFlattened, JwsGeneral, form};

const FLATTENED: &str = "absent from the flattened form";
const GENERAL: &str = "absent from the general form";
const SIGNED: &str = "absent from a signed message";
const ENCRYPTED: &str = "absent from an encrypted message";
const LIST: &str = "a list that is not empty";
const TEXT: &str = "absent or not empty";
const HEADER: &str = "present where there is no unprotected header";

#[test]
fn a_message_of_one_form_is_none_of_the_others() {
    let table = [
        (JwsFlattened, JwsGeneral, form("signature", GENERAL)),
        (JwsFlattened, JweFlattened, form("ciphertext", "present")),
        (JwsFlattened, JweGeneral, form("header", GENERAL)),
        (JwsGeneral, JwsFlattened, form("signatures", FLATTENED)),
        (JwsGeneral, JweFlattened, form("ciphertext", "present")),
        (JwsGeneral, JweGeneral, form("recipients", "present")),
        (JweFlattened, JwsFlattened, form("signature", "present")),
        (JweFlattened, JwsGeneral, form("protected", GENERAL)),
        (JweFlattened, JweGeneral, form("header", GENERAL)),
        (JweGeneral, JwsFlattened, form("signature", "present")),
        (JweGeneral, JwsGeneral, form("protected", GENERAL)),
        (JweGeneral, JweFlattened, form("recipients", FLATTENED)),
    ];
    for (written, read, expected) in table {
        assert_eq!(read.error(written.sample()), Some(expected), "{written:?}, read as {read:?}");
    }
    for form in FORMS {
        assert_eq!(form.error(form.sample()), None, "{form:?}");
    }
}

#[test]
fn the_forms_do_not_mix() {
    let signature = r#"{"protected":"e30","signature":"cw"}"#;
    let recipient = r#"{"header":{},"encrypted_key":"ZQ"}"#;
    let table: &[(Form, String, ParseError)] = &[
        (JwsFlattened, r#""signatures":[]"#.into(), form("signatures", FLATTENED)),
        (JwsFlattened, r#""signatures":null"#.into(), form("signatures", FLATTENED)),
        (JwsFlattened, r#""signatures":{}"#.into(), form("signatures", FLATTENED)),
        (JwsFlattened, format!(r#""signatures":[{signature}]"#), form("signatures", FLATTENED)),
        (JwsFlattened, format!(r#""\u0073ignatures":[{signature},{signature}]"#), form("signatures", FLATTENED)),
        (JwsGeneral, r#""signature":"cw""#.into(), form("signature", GENERAL)),
        (JwsGeneral, r#""signature":"""#.into(), form("signature", GENERAL)),
        (JwsGeneral, r#""protected":"e30""#.into(), form("protected", GENERAL)),
        (JwsGeneral, r#""protected":"""#.into(), form("protected", GENERAL)),
        (JwsGeneral, r#""header":{}"#.into(), form("header", GENERAL)),
        (JwsGeneral, r#""h\u0065ader":{"alg":"none"}"#.into(), form("header", GENERAL)),
        (JweFlattened, r#""recipients":[]"#.into(), form("recipients", FLATTENED)),
        (JweFlattened, r#""recipients":[{}]"#.into(), form("recipients", FLATTENED)),
        (JweFlattened, format!(r#""recipients":[{recipient}]"#), form("recipients", FLATTENED)),
        (JweGeneral, r#""header":{}"#.into(), form("header", GENERAL)),
        (JweGeneral, r#""header":{"alg":"dir"}"#.into(), form("header", GENERAL)),
        (JweGeneral, r#""encrypted_key":"""#.into(), form("encrypted_key", GENERAL)),
        (JweGeneral, r#""encrypted_key":"ZQ""#.into(), form("encrypted_key", GENERAL)),
        (JwsFlattened, r#""ciphertext":"Yw""#.into(), form("ciphertext", SIGNED)),
        (JwsGeneral, r#""ciphertext":"Yw","recipients":[{}]"#.into(), form("ciphertext", SIGNED)),
        (JweFlattened, r#""payload":"""#.into(), form("payload", ENCRYPTED)),
        (JweGeneral, r#""payload":"cA","signatures":[]"#.into(), form("payload", ENCRYPTED)),
    ];
    for (form, member, expected) in table {
        assert_eq!(form.error(&form.with_member(member)).as_ref(), Some(expected), "{form:?} with {member}");
        let first = format!("{{{member},{}", form.sample().strip_prefix('{').unwrap());
        assert_eq!(form.error(&first).as_ref(), Some(expected), "{form:?} with {member} in front");
    }
}

#[test]
fn what_is_demanded() {
    let table = [
        ("nothing", JwsFlattened, "{}", form("signature", "present")),
        ("no signature", JwsFlattened, r#"{"payload":"cA","protected":"e30"}"#, form("signature", "present")),
        ("other capitals", JwsFlattened, r#"{"protected":"e30","Signature":"cw"}"#, form("signature", "present")),
        ("no header", JwsFlattened, r#"{"payload":"cA","signature":"cw"}"#, form("protected", HEADER)),
        ("an empty header", JwsFlattened, r#"{"protected":"","signature":"cw"}"#, form("protected", TEXT)),
        (
            "an empty header beside another",
            JwsFlattened,
            r#"{"protected":"","header":{"alg":"ES256"},"signature":"cw"}"#,
            form("protected", TEXT),
        ),
        ("nothing", JwsGeneral, "{}", form("signatures", "present")),
        ("no list", JwsGeneral, r#"{"payload":"cA"}"#, form("signatures", "present")),
        ("an empty list", JwsGeneral, r#"{"payload":"cA","signatures":[]}"#, form("signatures", LIST)),
        ("an empty entry", JwsGeneral, r#"{"signatures":[{}]}"#, form("signature", "present")),
        (
            "an empty entry behind another",
            JwsGeneral,
            r#"{"signatures":[{"protected":"e30","signature":"cw"},{}]}"#,
            form("signature", "present"),
        ),
        ("no header", JwsGeneral, r#"{"signatures":[{"signature":"cw"}]}"#, form("protected", HEADER)),
        (
            "no header in the second",
            JwsGeneral,
            r#"{"signatures":[{"protected":"e30","signature":"cw"},{"signature":"cw"}]}"#,
            form("protected", HEADER),
        ),
        (
            "an empty header",
            JwsGeneral,
            r#"{"signatures":[{"protected":"","header":{},"signature":"cw"}]}"#,
            form("protected", TEXT),
        ),
        ("nothing", JweFlattened, "{}", form("ciphertext", "present")),
        ("no ciphertext", JweFlattened, r#"{"protected":"e30","iv":"","tag":""}"#, form("ciphertext", "present")),
        ("no header", JweFlattened, r#"{"ciphertext":"Yw"}"#, form("protected", HEADER)),
        ("an empty header", JweFlattened, r#"{"protected":"","ciphertext":"Yw"}"#, form("protected", TEXT)),
        ("empty aad", JweFlattened, r#"{"protected":"e30","aad":"","ciphertext":"Yw"}"#, form("aad", TEXT)),
        ("an empty iv", JweFlattened, r#"{"protected":"e30","iv":"","ciphertext":"Yw"}"#, form("iv", TEXT)),
        ("an empty tag", JweFlattened, r#"{"protected":"e30","ciphertext":"Yw","tag":""}"#, form("tag", TEXT)),
        (
            "an empty key",
            JweFlattened,
            r#"{"protected":"e30","encrypted_key":"","ciphertext":"Yw"}"#,
            form("encrypted_key", TEXT),
        ),
        ("nothing", JweGeneral, "{}", form("recipients", "present")),
        ("no list", JweGeneral, r#"{"protected":"e30","ciphertext":"Yw"}"#, form("recipients", "present")),
        (
            "an empty list",
            JweGeneral,
            r#"{"protected":"e30","recipients":[],"ciphertext":"Yw"}"#,
            form("recipients", LIST),
        ),
        ("no ciphertext", JweGeneral, r#"{"protected":"e30","recipients":[{}]}"#, form("ciphertext", "present")),
        ("no header", JweGeneral, r#"{"recipients":[{}],"ciphertext":"Yw"}"#, form("protected", HEADER)),
        (
            "no header for the second",
            JweGeneral,
            r#"{"recipients":[{"header":{}},{"encrypted_key":"ZQ"}],"ciphertext":"Yw"}"#,
            form("protected", HEADER),
        ),
        (
            "empty aad",
            JweGeneral,
            r#"{"protected":"e30","recipients":[{}],"aad":"","ciphertext":"Yw"}"#,
            form("aad", TEXT),
        ),
        (
            "an empty key of the second",
            JweGeneral,
            r#"{"protected":"e30","recipients":[{},{"encrypted_key":""}],"ciphertext":"Yw"}"#,
            form("encrypted_key", TEXT),
        ),
    ];
    for (name, form, text, expected) in table {
        assert_eq!(form.error(text), Some(expected), "{name}, read as {form:?}");
    }
}

#[test]
fn the_message_of_the_error() {
    let error = JwsGeneral.error(r#"{"signatures":[]}"#).unwrap();
    assert_eq!(error.code(), "parse.form");
    assert_eq!(error.to_string(), "the member signatures of the message must be a list that is not empty");
    let error = JweFlattened.error(JweGeneral.sample()).unwrap();
    assert_eq!(error.to_string(), "the member recipients of the message must be absent from the flattened form");
}
