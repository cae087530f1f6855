//! Section E: base64url and JSON.

use std::{thread, time::Instant};

use jose::{JwkSet, VerifyingKeySet, core::base64url, jws::Require};
use serde_json::json;

use crate::support::{
    ACCEPTED, TestKey, TestRecipient, changed, decrypt, encode, forge, import, issuer, members, policy, segments,
    signed_only, validate, verify, verify_flattened, verify_general,
};

const KEY: TestKey = TestKey::Es256;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Other texts for the same bytes, and texts that a careless reader takes for them.
fn spellings(text: &str) -> Vec<String> {
    let mut others = vec![
        format!("{text}="),
        format!("{text}=="),
        format!("={text}"),
        format!("{text}\n"),
        format!(" {text}"),
        format!("{text}%3D"),
        format!("{}\r\n{}", &text[..text.len() / 2], &text[text.len() / 2..]),
    ];
    if text.contains(['-', '_']) {
        others.push(text.replace('-', "+").replace('_', "/"));
    }
    // The bits behind the last byte.
    let spare = [0, 0, 4, 2][text.len() % 4];
    let last = ALPHABET.iter().position(|letter| *letter == *text.as_bytes().last().unwrap()).unwrap();
    for bits in 1..1 << spare {
        let letter = ALPHABET[last ^ bits] as char;
        others.push(format!("{}{letter}", &text[..text.len() - 1]));
    }
    others
}

#[test]
fn attack_065_a_token_has_one_spelling() {
    let token = forge::signed(&KEY.signing_key(), r#"{"alg":"ES256","typ":"x"}"#, "payloads");
    let recipient = TestRecipient::EcdhEsX25519;
    let envelope = forge::envelope(&recipient.encryption_key(), &[], b"plaintext");
    for (text, count) in [(&token, 3), (&envelope, 5)] {
        let parts: Vec<&str> = text.split('.').collect();
        for index in 0..count {
            for other in spellings(parts[index]) {
                let mut parts = parts.clone();
                parts[index] = &other;
                let text = parts.join(".");
                let found = if count == 3 {
                    verify(&text, KEY.verifying_key())
                } else {
                    decrypt(&text, recipient.decryption_key())
                };
                assert_eq!(found, "parse.base64", "segment {index}: {other:?}");
            }
        }
    }
    for (member, value) in members(&KEY.jwk()) {
        if ["x", "y", "d"].contains(&member.as_str()) {
            for other in spellings(value.as_str().unwrap()) {
                assert_eq!(import(changed(&KEY.jwk(), &[(&member, json!(other))])), "jwk.member", "{member} {other:?}");
            }
        }
    }
}

#[test]
fn attack_066_a_letter_that_is_no_byte_is_refused() {
    for text in ["A", "AAAAA", "AAAAAAAAA"] {
        assert!(base64url::decode(text).is_err());
    }
    let token = forge::signed(&KEY.signing_key(), r#"{"alg":"ES256","ab":1}"#, "payload89");
    let parts: Vec<&str> = token.split('.').collect();
    for index in 0..3 {
        let odd = format!("{}{}", parts[index], "A".repeat((5 - parts[index].len() % 4) % 4));
        assert_eq!(odd.len() % 4, 1);
        let mut parts = parts.clone();
        parts[index] = &odd;
        assert_eq!(verify(&parts.join("."), KEY.verifying_key()), "parse.base64", "segment {index}");
    }
}

#[test]
fn attack_067_a_member_that_occurs_twice_is_refused() {
    for header in [
        r#"{"alg":"ES256","alg":"none"}"#,
        r#"{"alg":"none","alg":"ES256"}"#,
        r#"{"alg":"ES256","\u0061lg":"ES256"}"#,
        r#"{"alg":"ES256","kid":"a","kid":"a"}"#,
        r#"{"alg":"ES256","x":{"a":1,"a":2}}"#,
        r#"{"alg":"ES256","jwk":{"kty":"EC","kty":"EC"}}"#,
        r#"{"alg":"ES256","x":[{"a":1,"\u0061":2}]}"#,
    ] {
        assert_eq!(
            verify(&forge::signed(&KEY.signing_key(), header, "x"), KEY.verifying_key()),
            "json.duplicate",
            "{header}"
        );
    }
    let issuer = issuer();
    for (name, draft) in [
        ("sub", issuer.draft().repeated_claim("sub", "\"admin\"")),
        ("escaped", issuer.draft().repeated_claim("\\u0073ub", "\"admin\"")),
        ("private", issuer.draft().raw_claim("x", "1").repeated_claim("x", "1")),
        ("nested", issuer.draft().raw_claim("cnf", r#"{"jkt":"a","jkt":"a"}"#)),
        ("deeper", issuer.draft().raw_claim("act", r#"{"act":[{"sub":"a","\u0073ub":"b"}]}"#)),
    ] {
        assert_eq!(validate(&signed_only(&issuer), &draft.issue()), "claims.malformed", "{name}");
    }
    let epk = r#"{"alg":"ECDH-ES","enc":"A256GCM","epk":{"kty":"OKP","crv":"X25519","x":"AA","x":"AA"}}"#;
    let jwe = format!("{}...{}.{}", encode(epk), "AA", encode([0; 16]));
    assert_eq!(decrypt(&jwe, TestRecipient::EcdhEsX25519.decryption_key()), "json.duplicate");
    let key = KEY.jwk().to_secret_json();
    let twice = key.replacen('{', r#"{"kty":"EC","#, 1);
    assert_eq!(import(&twice), "json.duplicate");
    assert_eq!(import(key.replacen('{', r#"{"\u006bty":"EC","#, 1)), "json.duplicate");
    let sets = [format!(r#"{{"keys":[{twice}]}}"#), r#"{"keys":[],"keys":[]}"#.to_owned()];
    for set in sets {
        assert_eq!(JwkSet::from_json(set.as_bytes()).unwrap_err().code(), "jwk.json", "{set}");
    }
    let (payload, rest) = (encode("x"), encode([0; 64]));
    let json = format!(r#"{{"payload":"{payload}","payload":"{payload}","protected":"e30","signature":"{rest}"}}"#);
    assert_eq!(verify_flattened(&json, KEY.verifying_key()), "json.duplicate");
}

#[test]
fn attack_068_every_entry_point_reads_alike() {
    let keys = VerifyingKeySet::from(KEY.verifying_key());
    let headers = [
        r#"{"alg":"ES256"}"#,
        r#" { "alg" : "ES256" } "#,
        r#"{"alg":"ES256","x":[1,{"y":null}]}"#,
        r#"{"alg":"ES256","alg":"ES256"}"#,
        r#"{"alg":"ES256","x":{"a":1,"a":1}}"#,
        r#"{"alg":"ES256","kid":null}"#,
        r#"{"alg":"ES256","kid":"x"}"#,
        r#"{"alg":"ES256","crit":[]}"#,
        r#"{"alg":"ES256","crit":["x"],"x":1}"#,
        r#"{"alg":"none"}"#,
        r#"{"alg":"HS256"}"#,
        r#"{"alg":"ES256"}x"#,
        r#"{"alg":"ES256",}"#,
        r#"["ES256"]"#,
        "{}",
        "",
        "\u{feff}{\"alg\":\"ES256\"}",
    ];
    for header in headers {
        let token = forge::signed(&KEY.signing_key(), header, "payload");
        let [protected, payload, signature] = segments(&token);
        let one = format!(r#""protected":"{protected}","signature":"{signature}""#);
        let compact = verify(&token, keys.clone());
        let flattened = verify_flattened(&format!(r#"{{"payload":"{payload}",{one}}}"#), keys.clone());
        let general = format!(r#"{{"payload":"{payload}","signatures":[{{{one}}}]}}"#);
        let general = verify_general(&general, Require::All, keys.clone());
        // An empty header is no segment in the compact form, and no member in the others.
        if header.is_empty() {
            assert_eq!([compact, flattened, general], ["parse.segments", "parse.form", "parse.form"]);
        } else {
            assert_eq!([flattened, general], [compact; 2], "{header}");
        }
    }
    // Signed and encrypted headers are read by the same reader.
    let recipient = TestRecipient::Dir;
    for member in [r#""x":{"a":1,"a":1}"#, r#""kid":null"#, r#""crit":[]"#, r#""crit":["x"],"x":1"#] {
        let signed = forge::signed(&KEY.signing_key(), format!(r#"{{"alg":"ES256",{member}}}"#), "x");
        let jwe = format!(
            "{}..{}.AA.{}",
            encode(format!(r#"{{"alg":"dir","enc":"A256GCM",{member}}}"#)),
            encode([0; 12]),
            encode([0; 16])
        );
        assert_eq!(verify(&signed, keys.clone()), decrypt(&jwe, recipient.decryption_key()), "{member}");
    }
}

#[test]
fn attack_069_only_utf_8_is_read() {
    let utf_16: Vec<u8> = r#"{"alg":"ES256"}"#.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, header, expected) in [
        ("a byte order mark", "\u{feff}{\"alg\":\"ES256\"}".as_bytes().to_vec(), "json.object"),
        ("an invalid byte", b"{\"alg\":\"ES256\",\"x\":\"\xff\"}".to_vec(), "json.utf8"),
        ("an overlong slash", b"{\"alg\":\"ES256\",\"x\":\"\xc0\xaf\"}".to_vec(), "json.utf8"),
        ("a surrogate", b"{\"alg\":\"ES256\",\"x\":\"\xed\xa0\x80\"}".to_vec(), "json.utf8"),
        ("half a surrogate, escaped", br#"{"alg":"ES256","x":"\ud800"}"#.to_vec(), "json.syntax"),
        ("the other half", br#"{"alg":"ES256","x":"\udc00"}"#.to_vec(), "json.syntax"),
        ("a NUL", b"{\"alg\":\"ES256\",\"x\":\"\0\"}".to_vec(), "json.syntax"),
        ("a NUL behind", b"{\"alg\":\"ES256\"}\0".to_vec(), "json.trailing"),
        ("UTF-16", utf_16, "json.syntax"),
    ] {
        let found = verify(&forge::signed(&KEY.signing_key(), &header, "x"), KEY.verifying_key());
        assert_eq!(found, expected, "{name}");
        assert_eq!(import(&header), expected, "{name}: as a key");
        let issuer = issuer();
        let token = forge::signed(&issuer.key().signing_key(), issuer.draft().header_json(), &header);
        assert_eq!(validate(&signed_only(&issuer), &token), "claims.malformed", "{name}");
    }
}

#[test]
fn attack_070_depth_is_limited_on_a_small_stack() {
    let deep = |count: usize| format!("{}{}", "[".repeat(count), "]".repeat(count));
    let run = move || {
        for count in [65, 1000, 5000] {
            let header = format!(r#"{{"alg":"ES256","x":{}}}"#, deep(count));
            let found = verify(&forge::signed(&KEY.signing_key(), header, "x"), KEY.verifying_key());
            assert_eq!(found, "json.limit", "{count}");
        }
        let issuer = issuer();
        for count in [33, 65, 50_000] {
            let token = issuer.draft().raw_claim("x", &deep(count)).issue();
            assert_eq!(validate(&signed_only(&issuer), &token), "claims.malformed", "{count}");
        }
        for count in [100, 10_000] {
            let open = "[".repeat(count);
            assert_eq!(
                import(changed(&KEY.jwk(), &[]).replacen('{', &format!("{{\"x\":{open},"), 1)),
                "jwk.limit",
                "{count}"
            );
            let set = format!(r#"{{"keys":{open}"#);
            assert_eq!(JwkSet::from_json(set.as_bytes()).unwrap_err().code(), "jwk.limit", "{count}");
        }
    };
    thread::Builder::new().stack_size(512 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn attack_071_times_are_finite_numbers_in_range() {
    let issuer = issuer();
    let validator = signed_only(&issuer);
    for (exp, expected) in [
        ("0", "claims.expired"),
        ("-1", "claims.expired"),
        ("1.5", "claims.expired"),
        ("-0.0", "claims.expired"),
        ("1e309", "claims.malformed"),
        ("-1e309", "claims.malformed"),
        ("1e308", "claims.malformed"),
        ("9223372036854775807", "claims.malformed"),
        ("9223372036854775808", "claims.malformed"),
        ("18446744073709551616", "claims.malformed"),
        ("\"123\"", "claims.malformed"),
        ("\"9999999999\"", "claims.malformed"),
        ("true", "claims.malformed"),
        ("null", "claims.malformed"),
        ("NaN", "claims.malformed"),
        ("Infinity", "claims.malformed"),
        ("-Infinity", "claims.malformed"),
        ("[1]", "claims.malformed"),
        ("{}", "claims.malformed"),
        ("0x7fffffff", "claims.malformed"),
        ("01", "claims.malformed"),
        ("+1", "claims.malformed"),
    ] {
        assert_eq!(validate(&validator, &issuer.draft().raw_claim("exp", exp).issue()), expected, "{exp}");
    }
    let soon = issuer.now().seconds() + 60;
    assert_eq!(validate(&validator, &issuer.draft().raw_claim("exp", &format!("{soon}.999")).issue()), ACCEPTED);
}

#[test]
fn attack_072_nothing_follows_the_object() {
    for (header, expected) in [
        (r#"{"alg":"ES256"}{}"#, "json.trailing"),
        (r#"{"alg":"ES256"} x"#, "json.trailing"),
        (r#"{"alg":"ES256"},"#, "json.trailing"),
        (r#"{"alg":"ES256"}//"#, "json.trailing"),
        (r#"{"alg":"ES256",}"#, "json.syntax"),
        (r#"{"alg":"ES256"/**/}"#, "json.syntax"),
        ("{'alg':'ES256'}", "json.syntax"),
        (r#"{alg:"ES256"}"#, "json.syntax"),
        (r#"{"alg":"ES256""#, "json.syntax"),
    ] {
        assert_eq!(verify(&forge::signed(&KEY.signing_key(), header, "x"), KEY.verifying_key()), expected, "{header}");
    }
    let issuer = issuer();
    let claims = issuer.draft().claims_json();
    for text in
        [format!("{claims}{claims}"), format!("{claims},"), format!("{claims}\0"), claims.replacen(',', ",,", 1)]
    {
        let token = forge::signed(&issuer.key().signing_key(), issuer.draft().header_json(), &text);
        assert_eq!(validate(&signed_only(&issuer), &token), "claims.malformed", "{text}");
    }
    for text in ["{}", " x", ","] {
        assert_eq!(import(format!("{}{text}", KEY.jwk().to_secret_json().as_str())), "json.trailing", "{text}");
    }
}

#[test]
fn attack_073_a_header_has_a_limit() {
    for (name, header) in [
        ("white space", format!("{{{}\"alg\":\"ES256\"}}", " ".repeat(1 << 19))),
        ("one value", format!(r#"{{"alg":"ES256","x":"{}"}}"#, "a".repeat(17_000))),
        ("no JSON at all", "[".repeat(17_000)),
        ("a name", format!(r#"{{"alg":"ES256","{}":1}}"#, "a".repeat(17_000))),
    ] {
        let token = forge::signed(&KEY.signing_key(), header, "x");
        assert_eq!(verify(&token, KEY.verifying_key()), "parse.limit", "{name}");
    }
    let many: Vec<String> = (0..65).map(|index| format!("\"{index}\":1")).collect();
    let token = forge::signed(&KEY.signing_key(), format!(r#"{{"alg":"ES256",{}}}"#, many.join(",")), "x");
    assert_eq!(verify(&token, KEY.verifying_key()), "json.limit");
}

#[test]
fn attack_074_long_numbers_cost_no_more_than_their_length() {
    let digits = "9".repeat(15_000);
    let begun = Instant::now();
    for number in
        ["1e1000000000", "-1e999999999", "1e-1000000000", &digits, &format!("0.{digits}"), &format!("1e{digits}")]
    {
        let header = format!(r#"{{"alg":"ES256","x":{number}}}"#);
        let found = verify(&forge::signed(&KEY.signing_key(), header, "x"), KEY.verifying_key());
        assert!(["json.syntax", ACCEPTED].contains(&found), "{found} {}", &number[..12.min(number.len())]);
        let issuer = issuer();
        for claim in ["exp", "iat", "nbf"] {
            let found = validate(&signed_only(&issuer), &issuer.draft().raw_claim(claim, number).issue());
            let tiny = number.starts_with("0.") || number.starts_with("1e-");
            assert!(found == "claims.malformed" || tiny && found != "claims.missing", "{claim} {found}");
        }
    }
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

#[test]
fn attack_075_lists_in_keys_have_limits() {
    let key = TestKey::Rs256.jwk();
    assert_eq!(import(changed(&key, &[("oth", json!([{"r":"AA","d":"AA","t":"AA"}]))])), "jwk.member");
    assert_eq!(import(changed(&key, &[("oth", json!([]))])), "jwk.member");
    let certificate = "AAAA";
    assert_eq!(import(changed(&key, &[("x5c", json!(vec![certificate; 17]))])), "jwk.limit");
    assert_eq!(import(changed(&key, &[("x", json!("a".repeat(1 << 20)))])), "jwk.limit");
    let many = vec!["{}"; 100_000].join(",");
    let refused = JwkSet::from_json(format!(r#"{{"keys":[{many}]}}"#).as_bytes()).unwrap_err();
    assert_eq!(refused.code(), "jwk.limit");
    let issuer = issuer();
    let members: Vec<String> = (0..2000).map(|index| format!("\"{index}\":1")).collect();
    let token = issuer.draft().raw_claim("x", &format!("{{{}}}", members.join(","))).issue();
    assert_eq!(validate(&policy(&issuer).signed_only().build().unwrap(), &token), "claims.malformed");
}
