//! Three segments and nothing around them. Attacks 54, 61, 62 and 104.

use jose_core::{JwsAlgorithm, Limits, ParseError, compact::Segments};
use jose_jws::{Verified, VerifyError, verify_split_with};

use crate::{
    forge::{encode, outcome, signed, verify},
    keys,
};

fn segments_refused(name: &str, token: &str) {
    let error = verify(token, &keys::set(JwsAlgorithm::Rs256)).unwrap_err();
    assert_eq!(error, VerifyError::Parse(ParseError::Segments { expected: 3 }), "{name}");
}

#[test]
fn any_other_number_of_segments_is_refused() {
    let token = signed(&keys::signing(JwsAlgorithm::Rs256), r#"{"alg":"RS256"}"#, "payload");
    let parts: Vec<&str> = token.split('.').collect();
    let [header, payload, signature] = parts[..] else { panic!("{parts:?}") };
    for (name, text) in [
        ("nothing", String::new()),
        ("a dot", ".".to_owned()),
        ("two dots", "..".to_owned()),
        ("header", header.to_owned()),
        ("header and payload", format!("{header}.{payload}")),
        ("no header", format!(".{payload}.{signature}")),
        ("a dot in front", format!(".{token}")),
        ("a dot behind", format!("{token}.")),
        ("a segment behind", format!("{token}.{signature}")),
        ("two segments behind", format!("{token}.{header}.{payload}")),
        ("twice", format!("{token}.{token}")),
        ("a dot inside the payload", format!("{header}.{}.{}.{signature}", &payload[..2], &payload[2..])),
        ("other dots", format!("{header}\u{2024}{payload}\u{2024}{signature}")),
        ("commas", format!("{header},{payload},{signature}")),
        ("a million dots", ".".repeat(1_000_000)),
    ] {
        segments_refused(name, &text);
    }
}

#[test]
fn anything_around_a_message_is_refused() {
    let token = signed(&keys::signing(JwsAlgorithm::Rs256), r#"{"alg":"RS256"}"#, "payload");
    for (before, after) in [
        (" ", ""),
        ("", " "),
        ("\n", ""),
        ("", "\n"),
        ("", "\r\n"),
        ("\t", "\t"),
        ("\"", "\""),
        ("Bearer ", ""),
        ("bearer:", ""),
        ("", "\0"),
        ("\u{feff}", ""),
        ("<", ">"),
        ("", ","),
        ("", "="),
    ] {
        let code = outcome(&format!("{before}{token}{after}"), &keys::set(JwsAlgorithm::Rs256));
        assert_eq!(code, "parse.base64", "{before:?} {after:?}");
    }
}

#[test]
fn the_json_forms_are_refused_here() {
    let token = signed(&keys::signing(JwsAlgorithm::Rs256), r#"{"alg":"RS256"}"#, "payload");
    let parts: Vec<&str> = token.split('.').collect();
    let signature = format!(r#""protected":"{}","signature":"{}""#, parts[0], parts[2]);
    let flattened = format!(r#"{{"payload":"{}",{signature}}}"#, parts[1]);
    let general = format!(r#"{{"payload":"{}","signatures":[{{{signature}}}]}}"#, parts[1]);
    segments_refused("flattened", &flattened);
    segments_refused("general", &general);
    // A text that is valid in both forms for somebody lenient (CVE-2022-39227).
    let both = format!(r#"{{" {}.{}.{}","payload":"{}",{signature}}}"#, parts[0], parts[1], parts[2], encode("forged"));
    assert_eq!(outcome(&both, &keys::set(JwsAlgorithm::Rs256)), "parse.base64");
}

/// RFC 7516, appendix A.1: encrypted to a key, which proves nothing about the sender.
#[test]
fn an_encrypted_message_is_not_a_signed_one() {
    let message = "\
        eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.\
        OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGeipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9jwQRb\
        23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaVmqgfwX7XWRxv2322i-vDxRfq\
        Nzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWTIy3brGPi6Ukl\
        fCpIMfIjf7iGdXKHzg.\
        48V1_ALb6US04U3b.\
        5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A.\
        XFBoMYUZodetZdvTiFvSkQ";
    segments_refused("a JWE", message);
    for algorithm in keys::algorithms() {
        assert_eq!(outcome(message, &keys::set(*algorithm)), "parse.segments", "{algorithm}");
    }
    // The same with two segments taken away, whichever they are.
    let parts: Vec<&str> = message.split('.').collect();
    for (first, second) in [(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)] {
        let rest: Vec<&str> =
            parts.iter().enumerate().filter(|(at, _)| *at != first && *at != second).map(|(_, part)| *part).collect();
        let code = outcome(&rest.join("."), &keys::set(JwsAlgorithm::Rs256));
        assert_eq!(code, "key.algorithm_not_allowed", "without {first} and {second}");
    }
}

#[test]
fn a_message_that_is_split_already_is_verified_alike() {
    let (key, keys, limits) = (keys::signing(JwsAlgorithm::Rs256), keys::set(JwsAlgorithm::Rs256), Limits::default());
    let token = signed(&key, r#"{"alg":"RS256"}"#, "payload");
    let split = |text: &str| -> Result<Vec<u8>, VerifyError> {
        let segments = Segments::split(text, &limits).map_err(ParseError::Limit)?;
        verify_split_with(&segments.jws()?, &keys, &limits, |_, _, payload| Ok(payload))
    };
    assert_eq!(split(&token).unwrap(), b"payload");
    let too_long = "A".repeat(limits.token_bytes);
    for (name, text) in [
        ("as it is", token.clone()),
        ("another signature", signed(&keys::signing(JwsAlgorithm::Ps256), r#"{"alg":"RS256"}"#, "payload")),
        ("another payload", token.replacen(&encode("payload"), &encode("pay10ad"), 1)),
        ("another algorithm", signed(&key, r#"{"alg":"RS512"}"#, "payload")),
        ("none", format!("{}.{}.", encode(r#"{"alg":"none"}"#), encode("payload"))),
        ("an extension", signed(&key, r#"{"alg":"RS256","crit":["x"],"x":1}"#, "payload")),
        ("no signature", token[..=token.rfind('.').unwrap()].to_owned()),
        ("padding", format!("{token}=")),
        ("nothing", String::new()),
        ("a dot behind", format!("{token}.")),
        ("twice", format!("{token}.{token}")),
        ("too long", format!("{token}{too_long}")),
    ] {
        assert_eq!(split(&text), verify(&text, &keys).map(Verified::into_payload), "{name}");
        assert_eq!(split(&text).is_ok(), text == token, "{name}");
    }
}
