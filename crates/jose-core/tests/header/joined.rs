//! A header in up to three parts: no member twice, and the protected part knows what it protects. Attacks 8, 51, 52,
//! 58 and 109.

use jose_core::{
    ParseError,
    header::{EphemeralKey, JoinedHeader, JoseHeader},
};

use crate::parse;

/// Every member with a field or a type of its own, some that only pass through, and a value that fits.
const MEMBERS: &[(&str, &str)] = &[
    ("alg", r#""ES256""#),
    ("enc", r#""A256GCM""#),
    ("kid", r#""1""#),
    ("typ", r#""JWT""#),
    ("cty", r#""JWT""#),
    ("epk", r#"{"kty":"EC","crv":"P-256","x":"eA"}"#),
    ("apu", r#""QQ""#),
    ("apv", r#""QQ""#),
    ("iv", r#""QQ""#),
    ("tag", r#""QQ""#),
    ("p2s", r#""QQ""#),
    ("p2c", "1000"),
    ("ek", r#""QQ""#),
    ("jku", r#""u""#),
    ("jwk", r#"{"kty":"EC"}"#),
    ("x5u", r#""u""#),
    ("x5c", r#"["MIIB"]"#),
    ("x5t", r#""QQ""#),
    ("x5t#S256", r#""QQ""#),
    ("https://example.com/x", "null"),
    ("", "0"),
    ("ALG", "[]"),
];

const PROTECTED_ONLY: &[(&str, &str)] = &[
    ("crit", r#"{"crit":["x"],"x":1}"#),
    ("crit", r#"{"crit":["b64"],"b64":false}"#),
    ("crit", r#"{"crit":["b64"],"b64":true}"#),
    ("zip", r#"{"zip":"DEF"}"#),
    ("zip", r#"{"zip":""}"#),
];

fn join<'j>(parts: [Option<&'j JoseHeader<'j>>; 3]) -> Result<JoinedHeader<'j>, ParseError> {
    let [protected, shared, own] = parts;
    JoinedHeader::join(protected, shared, own)
}

#[test]
fn no_member_stands_in_two_parts() {
    let empty = parse("{}").unwrap();
    for (name, value) in MEMBERS {
        let json = format!(r#"{{"{name}":{value}}}"#);
        // Another spelling of the same name, and another member before it.
        let escaped: Vec<String> = name.chars().map(|letter| format!("\\u{:04x}", u32::from(letter))).collect();
        let again = format!(r#"{{"other":1,"{}":{value}}}"#, escaped.concat());
        let (one, two) = (parse(&json).unwrap(), parse(&again).unwrap());
        let repeated = Some(ParseError::Repeated { name: (*name).into() });
        for third in [None, Some(&empty)] {
            for (one, two) in [(&one, &two), (&two, &one)] {
                assert_eq!(join([Some(one), Some(two), third]).err(), repeated, "{name}, protected and shared");
                assert_eq!(join([Some(one), third, Some(two)]).err(), repeated, "{name}, protected and own");
                assert_eq!(join([third, Some(one), Some(two)]).err(), repeated, "{name}, shared and own");
            }
        }
        assert_eq!(join([Some(&one), Some(&two), Some(&one)]).err(), repeated, "{name}, everywhere");
        for place in 0..3 {
            let mut parts = [Some(&empty); 3];
            parts[place] = Some(&one);
            let header = join(parts).unwrap();
            assert!(header.has(name), "{name} in part {place}");
            assert_eq!(header.protects(name), place == 0, "{name} in part {place}");
        }
    }
}

#[test]
fn the_same_value_is_no_excuse_and_other_names_are_no_repetition() {
    let protected = parse(r#"{"alg":"RS256"}"#).unwrap();
    for own in [r#"{"alg":"RS256"}"#, r#"{"alg":"HS256"}"#, r#"{"alg":""}"#] {
        let own = parse(own).unwrap();
        let error = JoinedHeader::join(Some(&protected), None, Some(&own)).unwrap_err();
        assert_eq!(error.code(), "parse.repeated");
        assert_eq!(error.to_string(), "the header member alg stands in two headers of one message");
    }
    for own in [r#"{"ALG":"HS256"}"#, r#"{"alg ":"HS256"}"#, r#"{"x":{"alg":"HS256"}}"#] {
        let own = parse(own).unwrap();
        let header = JoinedHeader::join(Some(&protected), None, Some(&own)).unwrap();
        assert_eq!(header.algorithm(), Some("RS256"));
    }
}

#[test]
fn the_name_of_a_repeated_member_is_short_and_printable() {
    for (written, said) in [(r"\u001b[2J", r"\u{1b}[2J".to_owned()), (&*"n".repeat(5000), "n".repeat(64))] {
        let json = format!(r#"{{"{written}":"planted"}}"#);
        let header = parse(&json).unwrap();
        let error = JoinedHeader::join(Some(&header), Some(&header), None).unwrap_err();
        assert_eq!(error, ParseError::Repeated { name: said.into() });
    }
}

#[test]
fn some_members_are_protected_or_refused() {
    let empty = parse("{}").unwrap();
    for (name, json) in PROTECTED_ONLY {
        let header = parse(json).unwrap();
        let refused = Some(ParseError::Member { name, expected: "in the protected header" });
        assert_eq!(join([None, Some(&header), None]).err(), refused, "{name}, shared");
        assert_eq!(join([None, None, Some(&header)]).err(), refused, "{name}, own");
        assert_eq!(join([Some(&empty), Some(&header), Some(&empty)]).err(), refused, "{name}, shared, between others");
        assert_eq!(join([Some(&header), None, Some(&header)]).err(), refused, "{name}, in two parts");
        assert!(join([Some(&header), Some(&empty), Some(&empty)]).unwrap().protects(name), "{name}, protected");
    }
}

#[test]
fn members_are_found_in_any_part() {
    let full = r#"{"alg":"A","enc":"B","kid":"C","epk":{"kty":"EC","crv":"P-256","x":"eA"},"apu":"D","apv":"E","iv":"F",
        "tag":"G","p2s":"H","p2c":7,"ek":"I"}"#;
    let (full, empty) = (parse(full).unwrap(), parse("{}").unwrap());
    for place in 0..3 {
        let mut parts = [Some(&empty), None, None];
        parts[place] = Some(&full);
        let header = join(parts).unwrap();
        let texts = [
            header.algorithm(),
            header.content_encryption(),
            header.key_id(),
            header.party_u_info(),
            header.party_v_info(),
            header.key_iv(),
            header.key_tag(),
            header.password_salt(),
            header.encapsulated_key(),
        ];
        assert_eq!(texts.map(Option::unwrap).concat(), "ABCDEFGHI", "part {place}");
        assert_eq!(header.password_rounds(), Some(7), "part {place}");
        assert_eq!(header.ephemeral_key().map(EphemeralKey::x), Some("eA"), "part {place}");
        assert_eq!(header.compression(), None);
    }
    let nothing = join([None, None, None]).unwrap();
    assert!(nothing.protected().is_none() && nothing.algorithm().is_none() && nothing.ephemeral_key().is_none());
    for (name, _) in MEMBERS {
        assert!(!nothing.has(name) && !nothing.protects(name), "{name}");
    }
    assert_eq!(nothing.check_understood(&[]), Ok(()));
}

#[test]
fn what_the_protected_part_alone_decides() {
    let compact = r#"{"alg":"ES256","zip":"DEF","crit":["b64","x"],"b64":false,"x":1}"#;
    let compact = parse(compact).unwrap();
    let header = JoinedHeader::protected_only(&compact);
    assert_eq!((header.algorithm(), header.compression()), (Some("ES256"), Some("DEF")));
    assert!(header.has_unencoded_payload() && header.protects("x") && header.protected() == Some(&compact));
    for (understood, missing) in [(&[][..], "b64"), (&["x"], "b64"), (&["b64"], "x"), (&["b64", "X"], "x")] {
        let expected = ParseError::NotUnderstood { name: missing.into() };
        assert_eq!(header.check_understood(understood), Err(expected), "{understood:?}");
    }
    assert_eq!(header.check_understood(&["x", "b64"]), Ok(()));
    for json in ["{}", r#"{"crit":["b64"],"b64":true}"#] {
        let other = parse(json).unwrap();
        assert!(!JoinedHeader::protected_only(&other).has_unencoded_payload());
    }
}
