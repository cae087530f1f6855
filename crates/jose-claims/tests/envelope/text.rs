//! Text that holds a good token and is not exactly one.

use crate::{
    payload::Payload,
    world::{ACCEPTED, World, verdict},
};

#[test]
fn text_that_is_not_exactly_a_token_is_refused() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    let nested = world.seal(&signed);
    let until = jose_core::UnixTime::from_seconds(i64::MAX);
    let migrating = world.policy().encrypted_or_signed_until(until, world.decryption.clone()).build().unwrap();
    let modes = [("signed", world.signed(), &signed), ("nested", world.nested(), &nested)];
    let modes = modes.into_iter().chain([("migrating", migrating.clone(), &signed), ("migrating", migrating, &nested)]);
    for (mode, validator, token) in modes {
        assert_eq!(verdict(mode, &validator, token), ACCEPTED);
        let [first, second, ..] = token.split('.').collect::<Vec<_>>()[..] else { panic!("no segments") };
        for (name, text) in [
            ("nothing", String::new()),
            ("Bearer", format!("Bearer {token}")),
            ("bearer", format!("bearer {token}")),
            ("a header line", format!("Authorization: Bearer {token}")),
            ("double quotes", format!("\"{token}\"")),
            ("single quotes", format!("'{token}'")),
            ("a space in front", format!(" {token}")),
            ("a space behind", format!("{token} ")),
            ("a line break in front", format!("\n{token}")),
            ("a line break behind", format!("{token}\n")),
            ("a line break and a return behind", format!("{token}\r\n")),
            ("a zero behind", format!("{token}\0")),
            ("a byte order mark", format!("\u{feff}{token}")),
            ("a comma and another", format!("{token},{token}")),
            ("twice", format!("{token}{token}")),
            ("a dot in front", format!(".{token}")),
            ("a dot behind", format!("{token}.")),
            ("padding", format!("{token}=")),
            ("padding inside", token.replacen('.', "=.", 1)),
            ("a space inside", token.replacen('.', " .", 1)),
            ("percent", token.replacen('.', "%2E", 1)),
            ("full-width dots", token.replace('.', "\u{ff0e}")),
            ("the first segment", first.to_owned()),
            ("two segments", format!("{first}.{second}")),
            ("JSON text", format!("{{\"token\":\"{token}\"}}")),
            ("a JWS in JSON", format!(r#"{{"protected":"{first}","payload":"{second}","signature":""}}"#)),
            ("a JWE in JSON", format!(r#"{{"protected":"{first}","ciphertext":"{second}"}}"#)),
            ("a key", "{\"kty\":\"oct\",\"k\":\"\"}".to_owned()),
            ("dots", ".".repeat(100_000)),
            ("a letter for a long time", "A".repeat(300_000)),
        ] {
            let found = verdict(name, &validator, &text);
            let known = [
                "parse.base64",
                "parse.limit",
                // A signed token and another behind a comma have five segments.
                "parse.member",
                "parse.segments",
                "token.encrypted",
                "token.not_encrypted",
            ];
            assert!(known.contains(&found), "{name}, {mode}: {found}");
        }
    }
}
