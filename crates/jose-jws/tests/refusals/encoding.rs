//! One message has one spelling. Attacks 65 and 66.

use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, VerifyingKey};

use crate::{
    forge::{ALPHABET, encode, outcome, signed, signed_input},
    keys,
};

/// Each segment ends with 2, 4 or 0 unused bits, depending on how many bytes it has.
const SHAPES: &[(&str, &str, &str)] = &[
    ("one byte over", r#"{"alg":"HS512","x":1}"#, "payload"),
    ("two bytes over", r#"{"alg":"HS512","x":12}"#, "payload1"),
    ("none over", r#"{"alg":"HS512","x":123}"#, "payload12"),
];

fn segments(token: &str) -> [&str; 3] {
    <[&str; 3]>::try_from(token.split('.').collect::<Vec<_>>()).unwrap()
}

/// The message with one of its segments replaced.
fn with(token: &str, place: usize, segment: &str) -> String {
    let mut segments = segments(token);
    segments[place] = segment;
    segments.join(".")
}

/// Texts that a lenient decoder reads as the same bytes.
fn variants(segment: &str) -> Vec<(&'static str, String)> {
    let (front, back) = segment.split_at(segment.len() / 2);
    let mut variants = vec![
        ("padding", format!("{segment}=")),
        ("two paddings", format!("{segment}==")),
        ("three paddings", format!("{segment}===")),
        ("padding inside", format!("{front}={back}")),
        ("space in front", format!(" {segment}")),
        ("space behind", format!("{segment} ")),
        ("space inside", format!("{front} {back}")),
        ("line break inside", format!("{front}\n{back}")),
        ("CRLF inside", format!("{front}\r\n{back}")),
        ("tab behind", format!("{segment}\t")),
        ("nul behind", format!("{segment}\0")),
        ("line break behind", format!("{segment}\n")),
        ("percent-encoded padding", format!("{segment}%3D")),
        ("no-break space", format!("{front}\u{a0}{back}")),
        ("byte order mark", format!("\u{feff}{segment}")),
        ("hyphen", format!("{front}\u{ad}{back}")),
        ("quoted", format!("\"{segment}\"")),
    ];
    for (ours, theirs) in [("-", "+"), ("_", "/"), ("-", "\u{2010}"), ("_", "%5F"), ("-", "%2D")] {
        if segment.contains(ours) {
            variants.push(("another letter for 62 or 63", segment.replacen(ours, theirs, 1)));
        }
    }
    let unused_bits = match segment.len() % 4 {
        2 => 4,
        3 => 2,
        _ => 0,
    };
    let last = ALPHABET.iter().position(|letter| Some(letter) == segment.as_bytes().last()).unwrap();
    for bits in 1..1 << unused_bits {
        let letter = char::from(ALPHABET[last | bits]);
        variants.push(("stray final bits", format!("{}{letter}", &segment[..segment.len() - 1])));
    }
    variants
}

#[test]
fn every_other_spelling_of_a_valid_message_is_refused() {
    let key = SigningKey::hmac(JwsAlgorithm::Hs512, &[7; 64]).unwrap();
    let keys = VerifyingKey::hmac(JwsAlgorithm::Hs512, &[7; 64]).unwrap().into();
    let (mut tried, mut letters) = (0, 0);
    for (shape, header, payload) in SHAPES {
        // Enough messages that each segment has the letters 62 and 63 at some time.
        for number in 0..40 {
            let payload = format!("{payload}?>~\u{ff}{}", "\u{3ff}".repeat(number));
            let token = signed(&key, header, payload);
            assert_eq!(outcome(&token, &keys), "verified");
            for (place, name) in ["header", "payload", "signature"].into_iter().enumerate() {
                for (variant, segment) in variants(segments(&token)[place]) {
                    let code = outcome(&with(&token, place, &segment), &keys);
                    assert_eq!(code, "parse.base64", "{variant} of the {name}, {shape}");
                    tried += 1;
                    letters += usize::from(variant == "another letter for 62 or 63");
                }
            }
        }
    }
    assert!(tried > 6000 && letters > 200, "{tried} {letters}");
}

/// Only the signature is left to say no, and it says yes: the text is refused for its own sake.
#[test]
fn a_payload_that_is_not_canonical_is_refused_under_a_correct_signature() {
    let key = keys::signing(JwsAlgorithm::Hs256);
    let header = encode(r#"{"alg":"HS256"}"#);
    for (name, payload) in [
        ("padding", "YQ=="),
        ("stray final bits", "YR"),
        ("stray final bits of three", "YWJ"),
        ("one letter", "Y"),
        ("five letters", "YWJjZ"),
        ("plus", "-+Aa"),
        ("slash", "_/Aa"),
        ("space", "YQ "),
        ("line break", "YW\nJj"),
        ("not ASCII", "Y\u{51}\u{e4}"),
        ("nul", "YQ\0"),
        ("not encoded at all", "{\"sub\":\"admin\"}"),
    ] {
        let token = signed_input(&key, &format!("{header}.{payload}"));
        assert_eq!(outcome(&token, &keys::set(JwsAlgorithm::Hs256)), "parse.base64", "{name}");
    }
}

#[test]
fn a_header_that_is_not_canonical_is_refused_under_a_correct_signature() {
    let key = keys::signing(JwsAlgorithm::Hs256);
    let header = encode(r#"{"alg":"HS256","x":12}"#);
    assert_eq!(header.len() % 4, 2);
    let stray = format!("{}h", &header[..header.len() - 1]);
    for (name, header) in [
        ("padding", format!("{header}==")),
        ("one padding", format!("{header}=")),
        ("stray final bits", stray),
        ("one letter too many", format!("{header}AAA")),
        ("space", format!("{header} ")),
        ("line break", format!("{header}\n")),
        ("not encoded at all", r#"{"alg":"HS256"}"#.to_owned()),
    ] {
        let token = signed_input(&key, &format!("{header}.cGF5bG9hZA"));
        assert_eq!(outcome(&token, &keys::set(JwsAlgorithm::Hs256)), "parse.base64", "{name}");
    }
}
