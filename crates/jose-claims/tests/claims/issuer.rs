//! `iss`: one text, byte for byte.

use crate::{
    payload::Payload,
    world::{ACCEPTED, World, verdict},
};

const OTHER: &str = "claims.issuer";
const MALFORMED: &str = "claims.malformed";

const TABLE: &[(&str, &str, &str)] = &[
    ("the issuer", r#""https://id.example""#, ACCEPTED),
    ("the issuer, with escapes", r#""https:\/\/id.ex\u0061mple""#, ACCEPTED),
    ("another", r#""https://planted-4f1c.example""#, OTHER),
    ("empty", r#""""#, OTHER),
    ("a beginning of it", r#""https://id""#, OTHER),
    ("all but the first letter", r#""ttps://id.example""#, OTHER),
    ("all but the last letter", r#""https://id.exampl""#, OTHER),
    ("the end of it", r#""id.example""#, OTHER),
    ("more behind", r#""https://id.example.evil""#, OTHER),
    ("more in front", r#""https://evil/https://id.example""#, OTHER),
    ("a slash behind", r#""https://id.example/""#, OTHER),
    ("a space behind", r#""https://id.example ""#, OTHER),
    ("a space in front", r#"" https://id.example""#, OTHER),
    ("a line break behind", r#""https://id.example\n""#, OTHER),
    ("a zero behind", r#""https://id.example\u0000""#, OTHER),
    ("in capitals", r#""HTTPS://ID.EXAMPLE""#, OTHER),
    ("one capital", r#""https://Id.example""#, OTHER),
    ("another scheme", r#""http://id.example""#, OTHER),
    ("with a port", r#""https://id.example:443""#, OTHER),
    ("a letter that looks alike", r#""https://\u0456d.example""#, OTHER),
    ("full-width", r#""https://\uff49d.example""#, OTHER),
    ("the audience", r#""https://api.example""#, OTHER),
    ("a pattern", r#""https://*.example""#, OTHER),
    ("in a list", r#"["https://id.example"]"#, MALFORMED),
    ("in a list with another", r#"["planted-4f1c","https://id.example"]"#, MALFORMED),
    ("in an object", r#"{"https://id.example":"https://id.example"}"#, MALFORMED),
    ("a number", "0", MALFORMED),
    ("null", "null", MALFORMED),
];

#[test]
fn table() {
    let world = World::new();
    let waived = world.lax();
    for (name, iss, expected) in TABLE {
        let token = world.sign(Payload::good().with("iss", iss).json());
        assert_eq!(verdict(name, &world.signed(), &token), *expected, "{name}");
        let shape = if *expected == MALFORMED { MALFORMED } else { ACCEPTED };
        assert_eq!(verdict(name, &waived, &token), shape, "{name}, waived");
    }
}

/// The two names in each other's place.
#[test]
fn issuer_and_audience_swapped() {
    let world = World::new();
    let payload = Payload::good().with("iss", r#""https://api.example""#).with("aud", r#""https://id.example""#);
    assert_eq!(verdict("swapped", &world.signed(), &world.sign(payload.json())), OTHER);
    let payload = Payload::good().with("aud", r#""https://id.example""#);
    assert_eq!(verdict("issuer twice", &world.signed(), &world.sign(payload.json())), "claims.audience");
}

/// Each issuer with its own keys: a name is worth nothing under another's key.
#[test]
fn an_issuer_does_not_speak_for_another() {
    let (one, other) = (World::new(), World::new());
    let claims_one = Payload::good();
    let claims_other = Payload::good().with("iss", r#""https://other.example""#);
    assert_eq!(verdict("own", &one.signed(), &one.sign(claims_one.json())), ACCEPTED);
    assert_eq!(verdict("foreign key", &one.signed(), &other.sign(claims_one.json())), "jws.signature");
    assert_eq!(verdict("foreign name", &one.signed(), &one.sign(claims_other.json())), OTHER);
}
