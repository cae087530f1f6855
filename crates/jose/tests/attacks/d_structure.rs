//! Section D: the structure of a JWS, its forms, `b64` and `crit`.

use std::time::Instant;

use jose::{
    JwsAlgorithm, Limits, VerifyingKeySet,
    jws::{GeneralSigner, Require, SignatureReport, Signer, Verifier, verify_general as general},
};

use crate::support::{
    ACCEPTED, TestKey, TestRecipient, decrypt, decrypt_flattened, decrypt_general, encode, forge, issuer, pair, policy,
    segments, signed_only, validate, verify, verify_flattened, verify_general,
};

const KEY: TestKey = TestKey::Es256;

/// The parts of a message with this header, correctly signed, as members of the forms in JSON.
fn members(header: &str, payload: &str) -> (String, String) {
    let token = forge::signed(&KEY.signing_key(), header, payload);
    let [protected, payload, signature] = segments(&token);
    (format!(r#""payload":"{payload}""#), format!(r#""protected":"{protected}","signature":"{signature}""#))
}

fn flattened(payload: &str, rest: &str) -> String {
    format!("{{{payload},{rest}}}")
}

fn in_general(payload: &str, signatures: &[&str]) -> String {
    let signatures: Vec<String> = signatures.iter().map(|one| format!("{{{one}}}")).collect();
    format!(r#"{{{payload},"signatures":[{}]}}"#, signatures.join(","))
}

/// One verdict in every form of a message with this header.
fn in_every_form(header: &str, expected: &str) {
    let key = KEY.verifying_key();
    let (payload, rest) = members(header, "payload");
    assert_eq!(verify(&forge::signed(&KEY.signing_key(), header, "payload"), key.clone()), expected, "{header}");
    assert_eq!(verify_flattened(&flattened(&payload, &rest), key.clone()), expected, "{header}");
    for require in [Require::Any, Require::All] {
        assert_eq!(verify_general(&in_general(&payload, &[&rest]), require, key.clone()), expected, "{header}");
    }
    let keys = VerifyingKeySet::from(key);
    let token = forge::signed(&KEY.signing_key(), header, "payload");
    let [protected, _, signature] = segments(&token);
    let detached = Verifier::new(&keys).verify_detached_compact(&format!("{protected}..{signature}"), b"payload");
    assert_eq!(detached.map_or_else(|error| error.code(), |_| ACCEPTED), expected, "{header}");
}

#[test]
fn attack_050_an_extension_that_nobody_understands_is_refused() {
    in_every_form(r#"{"alg":"ES256","crit":["urn:x"],"urn:x":1}"#, "parse.crit");
    in_every_form(r#"{"alg":"ES256","crit":["exp"],"exp":1}"#, "parse.crit");
    in_every_form(r#"{"alg":"ES256","urn:x":1}"#, ACCEPTED);
    let recipient = TestRecipient::EcdhEsX25519;
    let critical = [("crit", r#"["urn:x"]"#), ("urn:x", "1"), ("cty", "\"JWT\"")];
    let envelope = forge::envelope(&recipient.encryption_key(), &critical, issuer().draft().issue().as_bytes());
    assert_eq!(decrypt(&envelope, recipient.decryption_key()), "parse.crit");
    let issuer = issuer();
    let nested = policy(&issuer).encrypted(recipient.decryption_key()).build().unwrap();
    assert_eq!(validate(&nested, &envelope), "parse.crit");
    let inner = issuer.draft().raw_header("crit", r#"["urn:x"]"#).header("urn:x", 1);
    assert_eq!(validate(&nested, &inner.issue_to(&recipient.encryption_key())), "parse.crit");
    assert_eq!(validate(&signed_only(&issuer), &inner.issue()), "parse.crit");
}

#[test]
fn attack_051_a_malformed_crit_is_refused() {
    for (crit, expected) in [
        ("[]", "parse.member"),
        (r#"["urn:x","urn:x"]"#, "parse.member"),
        (r#"["absent"]"#, "parse.member"),
        (r#"["alg"]"#, "parse.member"),
        (r#"["kid"]"#, "parse.member"),
        (r#"["crit"]"#, "parse.member"),
        (r#"["epk"]"#, "parse.member"),
        (r#"["enc"]"#, "parse.member"),
        (r#"[""]"#, "parse.member"),
        ("null", "json.type"),
        ("\"urn:x\"", "json.type"),
        ("[1]", "json.type"),
        ("[null]", "json.type"),
        (r#"[["urn:x"]]"#, "json.type"),
        ("{}", "json.type"),
        ("true", "json.type"),
    ] {
        in_every_form(&format!(r#"{{"alg":"ES256","kid":"x","urn:x":1,"crit":{crit}}}"#), expected);
    }
    // Unprotected it could be changed by anybody.
    let (payload, rest) = members(r#"{"alg":"ES256"}"#, "payload");
    let unprotected = format!(r#"{rest},"header":{{"crit":["urn:x"],"urn:x":1}}"#);
    assert_eq!(verify_flattened(&flattened(&payload, &unprotected), KEY.verifying_key()), "parse.member");
    assert_eq!(
        verify_general(&in_general(&payload, &[&unprotected]), Require::Any, KEY.verifying_key()),
        "parse.member"
    );
}

#[test]
fn attack_052_an_unencoded_payload_is_asked_for_or_refused() {
    // Nobody asked for it.
    in_every_form(r#"{"alg":"ES256","b64":false,"crit":["b64"]}"#, "parse.crit");
    in_every_form(r#"{"alg":"ES256","b64":true,"crit":["b64"]}"#, "parse.crit");
    in_every_form(r#"{"alg":"ES256","b64":false}"#, "parse.member");
    in_every_form(r#"{"alg":"ES256","b64":0,"crit":["b64"]}"#, "json.type");
    in_every_form(r#"{"alg":"ES256","b64":"false","crit":["b64"]}"#, "json.type");
    // Even where it is asked for: unprotected, without `crit`, with a dot in the compact form, or not the same for all signatures.
    let keys = VerifyingKeySet::from(KEY.verifying_key());
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    let code = |result: Result<_, jose::jws::VerifyError>| result.map_or_else(|error| error.code(), |()| ACCEPTED);
    let (payload, rest) = members(r#"{"alg":"ES256"}"#, "payload");
    let unprotected = flattened(&payload, &format!(r#"{rest},"header":{{"b64":false}}"#));
    assert_eq!(code(verifier.verify_flattened(&unprotected).map(drop)), "parse.member");
    let without = flattened(&payload, &members(r#"{"alg":"ES256","b64":false}"#, "payload").1);
    assert_eq!(code(verifier.verify_flattened(&without).map(drop)), "parse.member");
    let header = encode(r#"{"alg":"ES256","b64":false,"crit":["b64"]}"#);
    let dotted = forge::signed_input(&KEY.signing_key(), &format!("{header}.pay.load"));
    assert_eq!(code(verifier.verify_compact(&dotted).map(drop)), "parse.segments");
    let plain = forge::signed_input(&KEY.signing_key(), &format!("{header}.payload"));
    assert_eq!(code(verifier.verify_compact(&plain).map(drop)), ACCEPTED);
    let [_, _, signature] = segments(&plain);
    let mixed = in_general(&payload, &[&rest, &format!(r#""protected":"{header}","signature":"{signature}""#)]);
    assert_eq!(code(verifier.verify_general(&mixed, Require::Any).map(drop)), "parse.member");
    // A token has an encoded payload, always.
    let issuer = issuer();
    let draft = issuer.draft().raw_header("b64", "false");
    assert_eq!(validate(&signed_only(&issuer), &draft.issue()), "parse.member");
    assert_eq!(validate(&signed_only(&issuer), &draft.raw_header("crit", r#"["b64"]"#).issue()), "parse.crit");
}

#[test]
fn attack_053_a_payload_is_in_one_place() {
    let keys = VerifyingKeySet::from(KEY.verifying_key());
    let verifier = Verifier::new(&keys);
    let attached = forge::signed(&KEY.signing_key(), r#"{"alg":"ES256"}"#, "payload");
    let [protected, payload, signature] = segments(&attached);
    let detached = format!("{protected}..{signature}");
    assert!(verifier.verify_detached_compact(&detached, b"payload").is_ok());
    assert_eq!(verifier.verify_detached_compact(&attached, b"payload").unwrap_err().code(), "parse.form");
    assert_eq!(verifier.verify_detached_compact(&attached, b"other").unwrap_err().code(), "parse.form");
    assert_eq!(verifier.verify_detached_compact(&detached, b"other").unwrap_err().code(), "jws.signature");
    assert_eq!(verifier.verify_compact(&detached).unwrap_err().code(), "jws.signature");
    let rest = format!(r#""protected":"{protected}","signature":"{signature}""#);
    let with = flattened(&format!(r#""payload":"{payload}""#), &rest);
    assert_eq!(verifier.verify_detached_flattened(&with, b"payload").unwrap_err().code(), "parse.form");
    assert_eq!(verifier.verify_flattened(&format!("{{{rest}}}")).unwrap_err().code(), "parse.form");
    assert!(verifier.verify_detached_flattened(&format!("{{{rest}}}"), b"payload").is_ok());
}

#[test]
fn attack_054_a_token_has_the_compact_form_alone() {
    let issuer = issuer();
    let validator = signed_only(&issuer);
    let good = issuer.draft().issue();
    let [protected, payload, signature] = segments(&good);
    let one = format!(r#""protected":"{protected}","signature":"{signature}""#);
    let flattened = format!(r#"{{"payload":"{payload}",{one}}}"#);
    assert_eq!(verify_flattened(&flattened, KEY.verifying_key()), ACCEPTED, "a valid message, and no token");
    for (name, text, expected) in [
        ("flattened", flattened.clone(), "parse.segments"),
        ("general", format!(r#"{{"payload":"{payload}","signatures":[{{{one}}}]}}"#), "parse.segments"),
        // The polyglot of CVE-2022-39227: JSON for one reader, three segments for another.
        ("both", format!(r#"{{"{protected}.{payload}.{signature}":"",{one},"payload":"{payload}"}}"#), "parse.base64"),
        ("both, otherwise", format!(r#"{{" {protected}.","payload":"{payload}",{one},"x":".x"}}"#), "parse.base64"),
        ("a space in front", format!(" {good}"), "parse.base64"),
        ("a newline behind", format!("{good}\n"), "parse.base64"),
        ("a tab in it", good.replacen('.', ".\t", 1), "parse.base64"),
        ("in quotes", format!("\"{good}\""), "parse.base64"),
        ("in a list", format!("[\"{good}\"]"), "parse.base64"),
        ("with its scheme", format!("Bearer {good}"), "parse.base64"),
        ("with a comma", format!("{good},"), "parse.base64"),
        ("with an equals sign", format!("token={good}"), "parse.base64"),
        ("behind a byte order mark", format!("\u{feff}{good}"), "parse.base64"),
        ("with percent signs", good.replace('-', "%2D").replacen('.', "%2E", 1), "parse.segments"),
    ] {
        assert_eq!(validate(&validator, &text), expected, "{name}");
    }
    for text in [good, "[]".into(), "\"\"".into()] {
        assert_ne!(verify_flattened(&text, KEY.verifying_key()), ACCEPTED);
        assert_ne!(verify_general(&text, Require::Any, KEY.verifying_key()), ACCEPTED);
    }
}

#[test]
fn attack_055_the_report_says_which_signature_is_good() {
    let (own, foreign) = (KEY.signing_key(), pair(JwsAlgorithm::Es256).0.with_key_id("foreign"));
    let keys = VerifyingKeySet::from(KEY.verifying_key());
    let message = GeneralSigner::new()
        .signature(&Signer::new(&foreign).message_type("planted"))
        .signature(&Signer::new(&own).message_type("proven"))
        .sign_general(b"payload")
        .unwrap();
    let report = general(&message, &keys, Require::Any, &Limits::default()).unwrap();
    let good: Vec<_> =
        report.signatures().iter().filter(|one| one.verified().is_some()).map(SignatureReport::index).collect();
    assert_eq!(good, [1]);
    let types: Vec<_> = report.verified().map(|one| one.header().message_type().map(str::to_owned)).collect();
    assert_eq!(types, [Some("proven".to_owned())]);
    let refused = report.signatures()[0].outcome().unwrap_err();
    assert_eq!(refused.code(), "key.not_found");
    assert!(!format!("{report:?}").contains("planted"), "the header of a signature that does not count is not there");
    assert_eq!(general(&message, &keys, Require::All, &Limits::default()).unwrap_err().code(), "key.not_found");
}

#[test]
fn attack_056_no_signatures_are_not_all_signatures() {
    let payload = format!(r#""payload":"{}""#, encode("payload"));
    for require in [Require::Any, Require::All] {
        for (name, json, expected) in [
            ("empty", format!(r#"{{{payload},"signatures":[]}}"#), "parse.form"),
            ("absent", format!("{{{payload}}}"), "parse.form"),
            ("null", format!(r#"{{{payload},"signatures":null}}"#), "json.type"),
            ("an object", format!(r#"{{{payload},"signatures":{{}}}}"#), "json.type"),
            ("of an empty object", format!(r#"{{{payload},"signatures":[{{}}]}}"#), "parse.form"),
            ("of null", format!(r#"{{{payload},"signatures":[null]}}"#), "json.type"),
        ] {
            assert_eq!(verify_general(&json, require, KEY.verifying_key()), expected, "{name}");
        }
    }
}

#[test]
fn attack_057_the_forms_do_not_mix() {
    let (payload, rest) = members(r#"{"alg":"ES256"}"#, "payload");
    let both = format!(r#"{{{payload},{rest},"signatures":[{{{rest}}}]}}"#);
    assert_eq!(verify_flattened(&both, KEY.verifying_key()), "parse.form");
    assert_eq!(verify_general(&both, Require::Any, KEY.verifying_key()), "parse.form");
    assert_eq!(verify_flattened(&in_general(&payload, &[&rest]), KEY.verifying_key()), "parse.form");
    assert_eq!(verify_general(&flattened(&payload, &rest), Require::Any, KEY.verifying_key()), "parse.form");
    let header_outside = format!(r#"{{{payload},"header":{{"kid":"x"}},"signatures":[{{{rest}}}]}}"#);
    assert_eq!(verify_general(&header_outside, Require::Any, KEY.verifying_key()), "parse.form");
}

#[test]
fn attack_058_no_member_stands_in_two_headers() {
    for (protected, unprotected) in [
        (r#"{"alg":"ES256"}"#, r#"{"alg":"ES256"}"#),
        (r#"{"alg":"ES256"}"#, r#"{"alg":"none"}"#),
        (r#"{"alg":"ES256","kid":"a"}"#, r#"{"kid":"b"}"#),
        (r#"{"alg":"ES256","x":1}"#, r#"{"x":1}"#),
        (r#"{"alg":"ES256","x":1}"#, r#"{"\u0078":1}"#),
    ] {
        let (payload, rest) = members(protected, "payload");
        let rest = format!(r#"{rest},"header":{unprotected}"#);
        assert_eq!(
            verify_flattened(&flattened(&payload, &rest), KEY.verifying_key()),
            "parse.repeated",
            "{unprotected}"
        );
        let general = in_general(&payload, &[&rest]);
        assert_eq!(verify_general(&general, Require::Any, KEY.verifying_key()), "parse.repeated", "{unprotected}");
    }
    let jwe = |unprotected: &str, header: &str| {
        let protected = encode(r#"{"alg":"dir","enc":"A256GCM"}"#);
        let rest = format!(r#""iv":"{}","ciphertext":"AA","tag":"{}""#, encode([0; 12]), encode([0; 16]));
        let flattened = format!(r#"{{"protected":"{protected}"{unprotected}{header},{rest}}}"#);
        let one = header.trim_start_matches(',');
        let general = format!(r#"{{"protected":"{protected}"{unprotected},"recipients":[{{{one}}}],{rest}}}"#);
        (flattened, general)
    };
    for (unprotected, header) in [
        (r#","unprotected":{"alg":"dir"}"#, ""),
        ("", r#","header":{"alg":"dir"}"#),
        ("", r#","header":{"enc":"A256GCM"}"#),
        (r#","unprotected":{"x":1}"#, r#","header":{"x":1}"#),
    ] {
        let (flattened, general) = jwe(unprotected, header);
        let key = || TestRecipient::Dir.decryption_key();
        assert_eq!(decrypt_flattened(&flattened, key()), "parse.repeated", "{unprotected}{header}");
        assert_eq!(decrypt_general(&general, key()), "parse.repeated", "{unprotected}{header}");
    }
}

#[test]
fn attack_059_a_missing_protected_header_is_no_panic() {
    let (payload, signature) = (encode("payload"), encode([0; 64]));
    for (protected, expected) in [
        ("", "parse.form"),
        (r#""protected":null,"#, "json.type"),
        (r#""protected":1,"#, "json.type"),
        (r#""protected":{},"#, "json.type"),
        (r#""protected":"","#, "parse.form"),
        (r#""protected":"e30","#, "parse.member"),
        (r#""protected":"bnVsbA","#, "json.object"),
    ] {
        let rest = format!(r#"{protected}"signature":"{signature}""#);
        let flattened = format!(r#"{{"payload":"{payload}",{rest}}}"#);
        let found = verify_flattened(&flattened, KEY.verifying_key());
        assert_eq!(found, expected, "{protected}");
        let general = format!(r#"{{"payload":"{payload}","signatures":[{{{rest}}}]}}"#);
        assert_eq!(verify_general(&general, Require::Any, KEY.verifying_key()), found, "{protected}");
        let jwe = format!(r#"{{{protected}"ciphertext":"AA","iv":"{}","tag":"{}"}}"#, encode([0; 12]), encode([0; 16]));
        let found = decrypt_flattened(&jwe, TestRecipient::Dir.decryption_key());
        assert_eq!(found, expected, "{protected}");
    }
    let empty_aad = format!(
        r#"{{"protected":"{}","aad":"","ciphertext":"AA","iv":"{}","tag":"{}"}}"#,
        encode(r#"{"alg":"dir","enc":"A256GCM"}"#),
        encode([0; 12]),
        encode([0; 16])
    );
    assert_eq!(decrypt_flattened(&empty_aad, TestRecipient::Dir.decryption_key()), "parse.form");
}

#[test]
fn attack_060_ten_megabytes_of_dots_cost_nothing() {
    let dots = ".".repeat(10 << 20);
    let begun = Instant::now();
    assert_eq!(verify(&dots, KEY.verifying_key()), "parse.limit");
    assert_eq!(decrypt(&dots, TestRecipient::Dir.decryption_key()), "parse.limit");
    assert_eq!(validate(&signed_only(&issuer()), &dots), "parse.limit");
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    // Below the limit it is the number of segments.
    let fewer = &dots[..200_000];
    assert_eq!(verify(fewer, KEY.verifying_key()), "parse.segments");
    assert_eq!(decrypt(fewer, TestRecipient::Dir.decryption_key()), "parse.segments");
}

#[test]
fn attack_061_the_number_of_segments_is_exact() {
    let token = forge::signed(&KEY.signing_key(), r#"{"alg":"ES256"}"#, "payload");
    let recipient = TestRecipient::Dir;
    let envelope = forge::envelope(&recipient.encryption_key(), &[], b"plaintext");
    for count in [0_usize, 1, 2, 4, 5, 6, 7, 100] {
        let text = vec!["AA"; count].join(".");
        assert_eq!(verify(&text, KEY.verifying_key()), "parse.segments", "{count}");
        if count != 5 {
            assert_eq!(decrypt(&text, recipient.decryption_key()), "parse.segments", "{count}");
        }
    }
    for (name, text) in [
        ("one more behind", format!("{token}.")),
        ("one more in front", format!(".{token}")),
        ("with text", format!("{token}.AA")),
        ("two tokens", format!("{token}.{token}")),
    ] {
        assert_eq!(verify(&text, KEY.verifying_key()), "parse.segments", "{name}");
    }
    assert_eq!(verify(&envelope, KEY.verifying_key()), "parse.segments");
    assert_eq!(decrypt(&token, recipient.decryption_key()), "parse.segments");
    for text in [format!("{envelope}."), format!("{envelope}.AA"), envelope.rsplit_once('.').unwrap().0.to_owned()] {
        assert_eq!(decrypt(&text, recipient.decryption_key()), "parse.segments");
    }
}

#[test]
fn attack_062_odd_input_is_refused_and_nothing_panics() {
    let good = forge::signed(&KEY.signing_key(), r#"{"alg":"ES256"}"#, "payload");
    let envelope = forge::envelope(&TestRecipient::EcdhEsP256.encryption_key(), &[], b"plaintext");
    let (payload, rest) = members(r#"{"alg":"ES256"}"#, "payload");
    let json = flattened(&payload, &rest);
    let mut odd: Vec<String> =
        ["", "\0", "null", "{}", "[]", "....", "..", "\u{202e}", "é.é.é"].map(str::to_owned).to_vec();
    for text in [&good, &envelope, &json] {
        odd.extend((0..text.len()).step_by(3).map(|end| text[..end].to_owned()));
        odd.extend((1..text.len()).step_by(3).map(|start| text[start..].to_owned()));
        for (index, _) in text.char_indices().step_by(5) {
            odd.extend(
                ["\0", "\u{1f4a3}", "\"", "{", "."].map(|put| format!("{}{put}{}", &text[..index], &text[index + 1..])),
            );
        }
    }
    odd.retain(|text| ![&good, &envelope, &json].contains(&text));
    for text in &odd {
        let verdicts = [
            verify(text, KEY.verifying_key()),
            verify_flattened(text, KEY.verifying_key()),
            verify_general(text, Require::Any, KEY.verifying_key()),
            decrypt(text, TestRecipient::EcdhEsP256.decryption_key()),
            decrypt_flattened(text, TestRecipient::EcdhEsP256.decryption_key()),
            decrypt_general(text, TestRecipient::EcdhEsP256.decryption_key()),
        ];
        assert!(!verdicts.contains(&ACCEPTED), "{text:?}: {verdicts:?}");
        assert_ne!(crate::support::import(text), ACCEPTED, "{text:?}");
    }
    assert!(odd.len() > 500, "{}", odd.len());
}

#[test]
fn attack_063_claims_that_are_no_object_are_refused() {
    let issuer = issuer();
    let header = issuer.draft().header_json();
    let claims = issuer.draft().claims_json();
    let list = format!("[{claims}]");
    for payload in ["", "null", "true", "1", "\"text\"", "[]", &list, "{", "not JSON", "{}{}", "\u{feff}{}"] {
        let token = forge::signed(&issuer.key().signing_key(), &header, payload);
        assert_eq!(validate(&signed_only(&issuer), &token), "claims.malformed", "{payload:?}");
    }
}

#[test]
fn attack_064_an_error_brings_no_claims() {
    // `validate` gives either a token or an error (`Result`), so there is none beside an error. Nor is there anything of one in it.
    let issuer = issuer();
    let draft = issuer.draft().claim("sub", "planted-subject").claim("role", "planted-role").claim("exp", 1);
    let error = signed_only(&issuer).validate::<serde_json::Value>(&draft.issue()).unwrap_err();
    assert_eq!(error.code(), "claims.expired");
    assert!(!format!("{error} {error:?}").contains("planted"), "{error:?}");
}
