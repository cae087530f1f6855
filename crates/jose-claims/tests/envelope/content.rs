//! What an envelope says about its content, and what it may hold: one signed token, and no second envelope.

use jose_core::{ContentEncryption, base64url};
use jose_jwe::Encryptor;
use jose_jws::Signer;

use crate::{
    payload::Payload,
    world::{ACCEPTED, World, seal, verdict},
};

#[test]
fn an_envelope_inside_an_envelope_is_refused() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    let nested = world.seal(&signed);
    assert_eq!(verdict("once", &world.nested(), &nested), ACCEPTED);
    let twice = world.seal(&nested);
    assert_eq!(verdict("twice", &world.nested(), &twice), "token.nesting");
    assert_eq!(verdict("three times", &world.nested(), &world.seal(&twice)), "token.nesting");
    assert_eq!(verdict("five segments of nothing", &world.nested(), &world.seal("a....")), "token.nesting");
    // A signature around something else than claims is no better.
    let around_signed = world.seal(world.sign(&signed));
    assert_eq!(verdict("signed twice", &world.nested(), &around_signed), "claims.malformed");
    let around_nested = world.seal(world.sign(&nested));
    assert_eq!(verdict("an envelope, signed", &world.nested(), &around_nested), "claims.malformed");
}

#[test]
fn an_envelope_says_that_a_token_is_inside() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    for (content_type, expected) in [
        (Some("JWT"), ACCEPTED),
        (Some("jwt"), ACCEPTED),
        (Some("Jwt"), ACCEPTED),
        (Some("application/jwt"), ACCEPTED),
        (Some("APPLICATION/JWT"), ACCEPTED),
        (None, "token.content_type"),
        (Some(""), "token.content_type"),
        (Some("JWT "), "token.content_type"),
        (Some(" JWT"), "token.content_type"),
        (Some("JWT;v=1"), "token.content_type"),
        (Some("at+jwt"), "token.content_type"),
        (Some("JWS"), "token.content_type"),
        (Some("JWE"), "token.content_type"),
        (Some("json"), "token.content_type"),
        (Some("application/json"), "token.content_type"),
        (Some("text/jwt"), "token.content_type"),
        (Some("/jwt"), "token.content_type"),
        (Some("application/application/jwt"), "token.content_type"),
        (Some("J\u{57}T\u{200b}"), "token.content_type"),
    ] {
        let name = format!("{content_type:?}");
        assert_eq!(
            verdict(&name, &world.nested(), &seal(&world.encryption, content_type, &signed)),
            expected,
            "{name}"
        );
        let claims = seal(&world.encryption, content_type, Payload::good().json());
        let expected = if expected == ACCEPTED { "token.not_signed" } else { expected };
        assert_eq!(verdict(&name, &world.nested(), &claims), expected, "{name}, with claims inside");
    }
    // What the inner token says of itself does not count.
    let by = Signer::new(&world.signing).message_type("at+jwt").content_type("JWT");
    let signed = by.sign_compact(Payload::good().json().as_bytes()).unwrap();
    let unannounced = seal(&world.encryption, None, &signed);
    assert_eq!(verdict("inside", &world.nested(), &unannounced), "token.content_type");
}

#[test]
fn an_envelope_with_a_header_that_demands_more_is_refused() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    let by = Encryptor::new(&world.encryption, ContentEncryption::A256Gcm).content_type("JWT");
    let good = by.encrypt_compact(signed.as_bytes()).unwrap();
    let (header, rest) = good.split_once('.').unwrap();
    let header = String::from_utf8(base64url::decode(header).unwrap()).unwrap();
    for (name, changed, expected) in [
        ("zip", header.replacen('{', r#"{"zip":"DEF","#, 1), "parse.member"),
        ("crit", header.replacen('{', r#"{"crit":["exp"],"exp":1,"#, 1), "parse.crit"),
        ("crit, empty", header.replacen('{', r#"{"crit":[],"#, 1), "parse.member"),
        ("cty twice", header.replacen('{', r#"{"cty":"JWT","#, 1), "json.duplicate"),
        ("cty null", header.replace(r#""cty":"JWT""#, r#""cty":null"#), "json.type"),
        ("a claim in the header", header.replacen('{', r#"{"iss":"https://id.example","#, 1), "jwe.decryption"),
        ("a space more", header.replacen(':', ": ", 1), "jwe.decryption"),
    ] {
        let token = format!("{}.{rest}", base64url::encode(changed.as_bytes()));
        assert_eq!(verdict(name, &world.nested(), &token), expected, "{name}");
    }
}
