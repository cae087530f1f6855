//! What the header of an envelope repeats of the claims must be those inside (RFC 7519, section 5.3).

use jose_core::ContentEncryption;
use jose_jwe::Encryptor;
use serde_json::{Value, json};

use crate::{
    payload::Payload,
    world::{ACCEPTED, API, ISSUER, World, verdict},
};

const REPLICATED: &str = "claims.replicated";

fn seal(world: &World, members: &[(&str, Value)], token: &str) -> String {
    let encryptor = Encryptor::new(&world.encryption, ContentEncryption::A256Gcm).content_type("JWT");
    let members = members.iter().cloned();
    let encryptor = members.fold(encryptor, |encryptor, (name, value)| encryptor.member(name, value));
    encryptor.encrypt_compact(token.as_bytes()).unwrap()
}

#[test]
fn claims_in_the_header_of_the_envelope_must_be_those_inside() {
    let world = World::new();
    let token = world.sign(Payload::good().json());
    let several = world.sign(Payload::good().with("aud", json!([API, "https://b.example"])).json());
    for (name, members, token, expected) in [
        ("all three", vec![("iss", json!(ISSUER)), ("sub", json!("user-42")), ("aud", json!(API))], &token, ACCEPTED),
        ("one audience as a list", vec![("aud", json!([API]))], &token, ACCEPTED),
        ("the same list", vec![("aud", json!([API, "https://b.example"]))], &several, ACCEPTED),
        ("another issuer", vec![("iss", json!("https://planted-4f1c.example"))], &token, REPLICATED),
        ("no issuer", vec![("iss", Value::Null)], &token, REPLICATED),
        ("a number", vec![("iss", json!(1))], &token, REPLICATED),
        ("a list", vec![("iss", json!([ISSUER]))], &token, REPLICATED),
        ("another subject", vec![("iss", json!(ISSUER)), ("sub", json!("planted-4f1c"))], &token, REPLICATED),
        ("an empty subject", vec![("sub", json!(""))], &token, REPLICATED),
        ("another audience", vec![("aud", json!("https://b.example"))], &token, REPLICATED),
        ("an audience more", vec![("aud", json!([API, "https://b.example"]))], &token, REPLICATED),
        ("an audience less", vec![("aud", json!(API))], &several, REPLICATED),
        ("another order", vec![("aud", json!(["https://b.example", API]))], &several, REPLICATED),
        ("no audience", vec![("aud", json!([]))], &token, REPLICATED),
        ("an audience and a number", vec![("aud", json!([API, 1]))], &token, REPLICATED),
    ] {
        let sealed = seal(&world, &members, token);
        assert_eq!(verdict(name, &world.nested(), &sealed), expected, "{name}");
    }
}

#[test]
fn a_header_says_nothing_that_is_not_inside() {
    let world = World::new();
    let lax = crate::world::waive_all(&world).encrypted(world.decryption.clone());
    let lax = lax.clock(crate::world::clock(crate::world::NOW)).build().unwrap();
    for (claim, value) in [("iss", json!(ISSUER)), ("sub", json!("user-42")), ("aud", json!(API)), ("aud", json!([]))] {
        let token = world.sign(Payload::good().without(claim).json());
        assert_eq!(verdict(claim, &lax, &seal(&world, &[(claim, value)], &token)), REPLICATED, "{claim}");
        assert_eq!(verdict(claim, &lax, &seal(&world, &[], &token)), ACCEPTED, "{claim}");
    }
}
