//! Envelopes around what nobody signed. Anybody can make them: the key they are encrypted to is public.

use jose_core::base64url;

use crate::{
    payload::Payload,
    world::{World, verdict},
};

/// Three segments with this header and payload, and this text for a signature.
fn segments(header: &str, payload: &str, signature: &str) -> String {
    format!("{}.{}.{signature}", base64url::encode(header.as_bytes()), base64url::encode(payload.as_bytes()))
}

#[test]
fn an_unsigned_jwt_inside_an_envelope_made_with_the_public_key_of_the_api_is_refused() {
    let world = World::new();
    let payload = Payload::good().json();
    let signed = world.sign(&payload);
    let stale = signed.rsplit_once('.').unwrap().1;
    for alg in ["none", "None", "NONE", "nOnE", "none ", " none", "none\\u0000", "", "\u{ff4e}one", "null"] {
        for kid in ["", r#","kid":"issuer""#] {
            for signature in ["", "AA", stale] {
                let header = format!(r#"{{"alg":"{alg}","typ":"at+jwt"{kid}}}"#);
                let unsigned = segments(&header, &payload, signature);
                assert_eq!(
                    verdict(alg, &world.nested(), &world.seal(&unsigned)),
                    "key.algorithm_not_allowed",
                    "{alg:?}"
                );
                assert_eq!(verdict(alg, &world.signed(), &unsigned), "key.algorithm_not_allowed", "{alg:?}");
            }
        }
    }
    for (name, header, expected) in [
        ("no algorithm", r#"{"typ":"at+jwt"}"#, "parse.member"),
        ("null", r#"{"alg":null,"typ":"at+jwt"}"#, "json.type"),
        ("a list", r#"{"alg":["none"],"typ":"at+jwt"}"#, "json.type"),
        ("false", r#"{"alg":false,"typ":"at+jwt"}"#, "json.type"),
        ("twice", r#"{"alg":"ES256","alg":"none","typ":"at+jwt"}"#, "json.duplicate"),
        ("in capitals", r#"{"ALG":"ES256","typ":"at+jwt"}"#, "parse.member"),
        ("nothing", "{}", "parse.member"),
    ] {
        for signature in ["", stale] {
            let unsigned = segments(header, &payload, signature);
            assert_eq!(verdict(name, &world.nested(), &world.seal(&unsigned)), expected, "{name}");
        }
    }
    // The right header, and no signature or half of one.
    let (covered, _) = signed.rsplit_once('.').unwrap();
    for (signature, expected) in [
        ("", "jws.signature"),
        ("AA", "jws.signature"),
        (&stale[..80], "jws.signature"),
        (&stale[..85], "parse.base64"),
    ] {
        let token = world.seal(format!("{covered}.{signature}"));
        assert_eq!(verdict("cut short", &world.nested(), &token), expected, "{}", signature.len());
    }
    assert_eq!(verdict("no third segment", &world.nested(), &world.seal(covered)), "token.not_signed");
}

#[test]
fn bare_json_claims_inside_an_envelope_are_refused() {
    let world = World::new();
    let json = Payload::good().json();
    let dots = |count: usize| format!("{{\"sub\":\"{}\"}}", ".".repeat(count));
    for (name, plaintext) in [
        ("claims", json.clone()),
        ("claims without dots", dots(0)),
        ("claims with two dots", dots(2)),
        ("claims with four dots", dots(4)),
        ("white space in front", format!(" \n{json}")),
        ("in a list", format!("[{json}]")),
        ("as text", serde_json::Value::from(json.clone()).to_string()),
        ("in base64", base64url::encode(json.as_bytes())),
        ("nothing", String::new()),
        ("a JWS in JSON", format!(r#"{{"payload":"{}","signatures":[]}}"#, base64url::encode(json.as_bytes()))),
        ("one dot", ".".into()),
        ("dots", "..".into()),
        ("more dots", "....".into()),
        ("a thousand dots", ".".repeat(1_000)),
    ] {
        assert_eq!(verdict(name, &world.nested(), &world.seal(&plaintext)), "token.not_signed", "{name}");
    }
    for bytes in [&b"\xff.\xff.\xff"[..], b"a.b.\xc0\xaf", b"\0\0", b"\x1f\x8b\x08"] {
        assert_eq!(verdict("bytes", &world.nested(), &world.seal(bytes)), "token.not_signed", "{bytes:?}");
    }
    let gap = format!("{}\0", world.sign(&json));
    assert_eq!(verdict("a zero behind", &world.nested(), &world.seal(gap)), "parse.base64");
}
