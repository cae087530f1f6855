//! The payload as a whole: one JSON object, once, of bounded depth and size, without a name twice anywhere.

use crate::{
    payload::Payload,
    world::{ACCEPTED, World, verdict},
};

const MALFORMED: &str = "claims.malformed";

fn check(world: &World, name: &str, payload: impl AsRef<[u8]>, expected: &str) {
    let token = world.sign(payload);
    assert_eq!(verdict(name, &world.signed(), &token), expected, "{name}");
    assert_eq!(verdict(name, &world.nested(), &world.seal(&token)), expected, "{name}, nested");
    assert_eq!(verdict(name, &world.lax(), &token), expected, "{name}, all waived");
}

#[test]
fn not_one_object() {
    let world = World::new();
    let good = Payload::good().json();
    for (name, payload) in [
        ("nothing", String::new()),
        ("white space", " \n".into()),
        ("null", "null".into()),
        ("true", "true".into()),
        ("a number", "1".into()),
        ("a text", "\"planted-4f1c\"".into()),
        ("an empty list", "[]".into()),
        ("a list with the object", format!("[{good}]")),
        ("the object as text", serde_json::Value::from(good.clone()).to_string()),
        ("words", "planted-4f1c".into()),
        ("two objects", format!("{good}{good}")),
        ("two objects in two lines", format!("{good}\n{good}")),
        ("an object and a comma", format!("{good},")),
        ("an object and a zero", format!("{good}\0")),
        ("a byte order mark", format!("\u{feff}{good}")),
        ("a comment", good.replace(",\"sub\"", "/* planted-4f1c */,\"sub\"")),
        ("a comma too many", good.replace('}', ",}")),
        ("a comma too few", good.replace(",\"sub\"", "\"sub\"")),
        ("cut short", good.trim_end_matches('}').to_owned()),
        ("single quotes", good.replace('"', "'")),
        ("names without quotes", good.replace("\"sub\"", "sub")),
        ("another token", world.sign(&good)),
        ("base64 of the object", jose_core::base64url::encode(good.as_bytes())),
    ] {
        check(&world, name, payload, MALFORMED);
    }
    check(&world, "white space around", format!(" \r\n\t{good} \n"), ACCEPTED);
}

#[test]
fn not_utf_8() {
    let world = World::new();
    for (name, bytes) in [
        ("a lone byte", &b"\xff"[..]),
        ("an overlong slash", b"\xc0\xaf"),
        ("a surrogate", b"\xed\xa0\x80"),
        ("cut short", b"\xe2\x82"),
        ("beyond the last", b"\xf4\x90\x80\x80"),
    ] {
        let mut payload = Payload::good().with("tenant", "\"@\"").json().into_bytes();
        let place = payload.iter().position(|byte| *byte == b'@').unwrap();
        payload.splice(place..=place, bytes.iter().copied());
        check(&world, name, &payload, MALFORMED);
    }
    let utf_16: Vec<u8> = Payload::good().json().encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&world, "UTF-16", utf_16, MALFORMED);
}

#[test]
fn names_that_occur_twice() {
    let world = World::new();
    for (name, value) in [
        ("in an object", r#"{"a":1,"a":1}"#),
        ("with another value", r#"{"a":"planted-4f1c","a":2}"#),
        ("with an escape", r#"{"role":"user","r\u006fle":"planted-4f1c"}"#),
        ("in an object in an object", r#"{"a":{"b":{"c":1,"c":1}}}"#),
        ("in an object in a list", r#"[1,[{"a":1,"a":1}]]"#),
        ("with an empty name", r#"{"":1,"":2}"#),
        ("far apart", r#"{"a":1,"b":[1,2,{"a":1}],"c":{"a":2},"a":3}"#),
        ("escapes in both", r#"{"\u0061":1,"\u0061":2}"#),
        ("of a surrogate pair", r#"{"😀":1,"\ud83d\ude00":2}"#),
    ] {
        check(&world, name, Payload::good().with("act", value).json(), MALFORMED);
    }
    check(&world, "a private claim", Payload::good().and("tenant", "1").and("tenant", "1").json(), MALFORMED);
    check(&world, "escaped", Payload::good().and("tenant", "1").and(r"t\u0065nant", "1").json(), MALFORMED);
    // The same name in different objects is no duplicate, and neither is one that differs in case.
    let value = r#"{"a":{"a":1},"b":[{"a":1},{"a":1}],"A":1,"sub":"x","exp":1}"#;
    check(&world, "in different objects", Payload::good().with("act", value).json(), ACCEPTED);
}

#[test]
fn depth() {
    let world = World::new();
    let lists = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    for (depth, expected) in [(30, ACCEPTED), (31, ACCEPTED), (32, MALFORMED), (33, MALFORMED), (10_000, MALFORMED)] {
        // The payload itself is the first level.
        check(&world, "lists", Payload::good().with("deep", lists(depth)).json(), expected);
        check(&world, "objects", Payload::good().with("deep", objects(depth)).json(), expected);
    }
    check(&world, "never closed", format!("{{\"deep\":{}", "[".repeat(100_000)), MALFORMED);
    check(&world, "in aud", Payload::good().with("aud", lists(100)).json(), MALFORMED);
    check(&world, "in sub", Payload::good().with("sub", objects(100)).json(), MALFORMED);
}

#[test]
fn members() {
    let world = World::new();
    for (more, expected) in [(1_016, ACCEPTED), (1_017, ACCEPTED), (1_018, MALFORMED), (10_000, MALFORMED)] {
        // The seven of every access token count too.
        let flat = (0..more).fold(Payload::good(), |payload, index| payload.and(&format!("m{index}"), 0));
        check(&world, "flat", flat.json(), expected);
        let names: Vec<String> = (0..more - 1).map(|index| format!("\"m{index}\":0")).collect();
        let nested = Payload::good().with("nested", format!("{{{}}}", names.join(",")));
        check(&world, "nested", nested.json(), expected);
    }
}

#[test]
fn the_limits_are_the_callers() {
    let world = World::new();
    let mut limits = jose_core::Limits::token();
    limits.claims.depth = 2;
    limits.claims.members = 9;
    limits.token_bytes = 1_000;
    let validator = world.policy().signed_only().limits(limits).build().unwrap();
    for (name, payload, expected) in [
        ("within", Payload::good().with("act", r#"{"a":1}"#), ACCEPTED),
        ("too deep", Payload::good().with("act", r#"{"a":[]}"#), MALFORMED),
        ("too many", Payload::good().with("act", r#"{"a":1,"b":2}"#), MALFORMED),
        ("too long", Payload::good().with("act", format!("\"{}\"", "planted-4f1c".repeat(50))), "parse.limit"),
    ] {
        assert_eq!(verdict(name, &validator, &world.sign(payload.json())), expected, "{name}");
    }
}
