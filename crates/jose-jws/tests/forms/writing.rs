//! What is written, to the letter, and what is not written at all.

use jose_jwk::PublicJwk;
use jose_jws::{GeneralSigner, SignError, Signer, Verifier};
use serde_json::json;

use crate::{
    forge::encode,
    keys,
    parts::{ES256, HS256},
};

/// The message with its protected headers decoded and its signatures left out, for people to read.
fn shape(message: &str) -> String {
    let mut shape = String::new();
    let mut rest = message;
    while let Some((front, back)) = rest.split_once("\"protected\":\"") {
        let (encoded, back) = back.split_once('"').unwrap();
        let header = String::from_utf8(jose_core::base64url::decode(encoded).unwrap()).unwrap();
        shape.extend([front, "\"protected\":", &header]);
        rest = back;
    }
    shape.push_str(rest);
    let mut parts = shape.split("\"signature\":\"");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |all, part| format!("{all}S{}", part.split_once('"').unwrap().1))
}

#[test]
fn members_stand_in_the_order_of_the_standard_and_empty_ones_are_left_out() {
    let key = keys::signing(HS256).with_key_id("1");
    let signer = || Signer::new(&key);
    for (name, signer, expected) in [
        ("plain", signer(), r#"{"payload":"YQ","protected":{"alg":"HS256","kid":"1"},S}"#),
        (
            "kid",
            signer().unprotected_key_id(),
            r#"{"payload":"YQ","protected":{"alg":"HS256"},"header":{"kid":"1"},S}"#,
        ),
        (
            "alg",
            signer().unprotected_algorithm(),
            r#"{"payload":"YQ","protected":{"kid":"1"},"header":{"alg":"HS256"},S}"#,
        ),
        (
            "both",
            signer().unprotected_key_id().unprotected_algorithm(),
            r#"{"payload":"YQ","header":{"alg":"HS256","kid":"1"},S}"#,
        ),
        (
            "both, and a type",
            signer().unprotected_key_id().unprotected_algorithm().message_type("t"),
            r#"{"payload":"YQ","protected":{"typ":"t"},"header":{"alg":"HS256","kid":"1"},S}"#,
        ),
        (
            "own ones",
            signer().unprotected_member("z", json!([1])).unprotected_member("a", "\"\n").member("m", 1),
            r#"{"payload":"YQ","protected":{"alg":"HS256","kid":"1","m":1},"header":{"a":"\"\n","z":[1]},S}"#,
        ),
        (
            "critical",
            signer().unencoded_payload().critical_member("x", 1),
            r#"{"payload":"a","protected":{"alg":"HS256","kid":"1","b64":false,"crit":["b64","x"],"x":1},S}"#,
        ),
        (
            "places of keys",
            signer().certificates_url("u").key_set_url("j").content_type("c").message_type("t"),
            r#"{"payload":"YQ","protected":{"alg":"HS256","kid":"1","typ":"t","jku":"j","x5u":"u","cty":"c"},S}"#,
        ),
    ] {
        assert_eq!(shape(&signer.sign_flattened(b"a").unwrap()), expected, "{name}");
        let (payload, own) = expected[1..expected.len() - 1].split_once(',').unwrap();
        let general = GeneralSigner::new().signature(&signer).signature(&signer);
        let expected_general = format!(r#"{{{payload},"signatures":[{{{own}}},{{{own}}}]}}"#);
        assert_eq!(shape(&general.sign_general(b"a").unwrap()), expected_general, "{name}");
        assert_eq!(shape(&signer.sign_detached_flattened(b"a").unwrap()), format!("{{{own}}}"), "{name}");
        let detached = format!(r#"{{"signatures":[{{{own}}},{{{own}}}]}}"#);
        assert_eq!(shape(&general.sign_detached_general(b"a").unwrap()), detached, "{name}");
    }
}

#[test]
fn the_compact_form_takes_nothing_unprotected() {
    let key = keys::signing(HS256).with_key_id("1");
    for (name, signer) in [
        ("kid", Signer::new(&key).unprotected_key_id()),
        ("alg", Signer::new(&key).unprotected_algorithm()),
        ("own", Signer::new(&key).unprotected_member("x", 1)),
    ] {
        let results = [
            signer.sign_compact(b"payload"),
            signer.sign_detached_compact(b"payload"),
            signer.prepare_compact(b"").map(|_| String::new()),
            signer.prepare_detached_compact(b"").map(|_| String::new()),
        ];
        for result in results {
            let error = result.unwrap_err();
            assert_eq!(
                (&error, error.code()),
                (&SignError::UnprotectedInCompact, "jws.unprotected_in_compact"),
                "{name}"
            );
        }
        assert!(signer.sign_flattened(b"payload").is_ok(), "{name}");
    }
    // A key without a name has none to leave unprotected.
    assert!(Signer::new(&keys::signing(HS256)).unprotected_key_id().sign_compact(b"").is_ok());
}

#[test]
fn headers_that_nobody_would_read_are_not_written() {
    let key = keys::signing(HS256);
    for name in
        ["alg", "enc", "zip", "kid", "typ", "cty", "crit", "b64", "jwk", "jku", "x5c", "x5t", "x5t#S256", "x5u", "p2c"]
    {
        let signer = Signer::new(&key).unprotected_member(name, "x");
        for result in [signer.sign_flattened(b""), signer.sign_compact(b""), signer.sign_detached_flattened(b"")] {
            assert_eq!(result, Err(SignError::ReservedMember { name: name.into() }));
        }
    }
    let signer = Signer::new(&key).member("x", 1).unprotected_member("x", 1);
    let error = signer.sign_flattened(b"").unwrap_err();
    assert_eq!((error.code(), error.to_string().contains(" x ")), ("jws.repeated_member", true));
    let error = Signer::new(&key).critical_member("x", 1).unprotected_member("x", 1).sign_flattened(b"").unwrap_err();
    assert_eq!(error, SignError::RepeatedMember { name: "x".into() });
}

#[test]
fn a_public_key_is_written_whole() {
    let jwk = jose_jwk::PrivateJwk::generate_signing(ES256).unwrap().with_thumbprint_key_id();
    let key = jwk.signing_key().unwrap();
    let token = Signer::new(&key).public_key(&jwk.public()).sign_compact(b"payload").unwrap();
    let keys = jwk.public().verifying_key().unwrap().into();
    let verified = Verifier::new(&keys).verify_compact(&token).unwrap();
    let written = verified.header().member("jwk").unwrap().to_string();
    assert_eq!(PublicJwk::from_json(written.as_bytes()).unwrap(), jwk.public());
    assert!(!written.contains("\"d\""));
}

/// `x5c` is standard base64, and the thumbprints are those that a JWK with the same certificate has.
#[test]
fn certificates_are_written_as_the_standard_wants() {
    let pem = CERTIFICATE.as_bytes();
    let jwk = PublicJwk::from_certificate(pem).unwrap().with_certificates(&[pem]).unwrap();
    let der = jwk.certificates().remove(0);
    let key = keys::signing(ES256);
    for (name, certificate) in [("PEM", pem), ("DER", &der)] {
        let signer = Signer::new(&key).certificates(&[certificate, certificate]).unwrap();
        let signer =
            signer.certificate_thumbprint(certificate).unwrap().certificate_sha1_thumbprint(certificate).unwrap();
        let token = signer.sign_compact(b"payload").unwrap();
        let keys = keys::set(ES256);
        let verified = Verifier::new(&keys).verify_compact(&token).unwrap();
        let body: String = CERTIFICATE.lines().filter(|line| !line.starts_with('-')).collect();
        assert_eq!(verified.header().member("x5c"), Some(&json!([body, body])), "{name}");
        for member in ["x5t", "x5t#S256"] {
            assert_eq!(verified.header().member(member), jwk.member(member), "{name}");
            assert!(jwk.member(member).is_some());
        }
        let names = token.split('.').next().unwrap();
        assert!(
            String::from_utf8(jose_core::base64url::decode(names).unwrap())
                .unwrap()
                .starts_with(r#"{"alg":"ES256","x5c":["#)
        );
    }
    for (name, certificate) in [
        ("nothing", &b""[..]),
        ("text", b"certificate"),
        ("half", &der[..der.len() / 2]),
        ("a key", keys::P256.as_bytes()),
    ] {
        let signer = || Signer::new(&key);
        for error in [
            signer().certificates(&[certificate]).unwrap_err(),
            signer().certificates(&[&der, certificate]).unwrap_err(),
            signer().certificate_thumbprint(certificate).unwrap_err(),
            signer().certificate_sha1_thumbprint(certificate).unwrap_err(),
        ] {
            assert!(matches!(error, SignError::Certificate(_)), "{name}");
        }
    }
    let none: &[&[u8]] = &[];
    assert!(Signer::new(&key).certificates(none).is_err());
}

#[test]
fn the_two_steps_end_in_the_form_they_began_for() {
    for algorithm in keys::algorithms() {
        let (key, keys) = (keys::signing(*algorithm), keys::set(*algorithm));
        let signer = Signer::without_key(*algorithm, None);
        let verifier = Verifier::new(&keys);
        let sign = |pending: jose_jws::PendingSignature| {
            assert_eq!(pending.algorithm(), *algorithm);
            assert!(!format!("{pending:?}").contains("payload"));
            let signature = key.sign(pending.signing_input()).unwrap();
            pending.finish(&signature).unwrap()
        };
        let compact = sign(signer.prepare_compact(b"payload").unwrap());
        assert!(verifier.verify_compact(&compact).is_ok(), "{algorithm}");
        let compact = sign(signer.prepare_detached_compact(b"payload").unwrap());
        assert!(verifier.verify_detached_compact(&compact, b"payload").is_ok(), "{algorithm}");
        let json = sign(signer.prepare_flattened(b"payload").unwrap());
        assert!(verifier.verify_flattened(&json).is_ok(), "{algorithm}");
        let json = sign(signer.prepare_detached_flattened(b"payload").unwrap());
        assert!(verifier.verify_detached_flattened(&json, b"payload").is_ok(), "{algorithm}");
        for wrong in [vec![], vec![0; 20]] {
            let error = signer.prepare_flattened(b"payload").unwrap().finish(&wrong).unwrap_err();
            assert_eq!(error, SignError::SignatureLength { algorithm: *algorithm, found: wrong.len() });
            let error = signer.prepare_detached_compact(b"payload").unwrap().finish(&wrong).unwrap_err();
            assert_eq!(error.code(), "jws.signature_length");
        }
    }
    let pending =
        GeneralSigner::new().signature(&Signer::without_key(HS256, None)).prepare_general(b"payload").unwrap();
    let inputs: Vec<_> = pending.signing_inputs().map(|(algorithm, input)| (algorithm, input.to_vec())).collect();
    assert_eq!(inputs, [(HS256, format!("{}.{}", encode(r#"{"alg":"HS256"}"#), encode("payload")).into_bytes())]);
}

const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----
MIIBezCCASGgAwIBAgIUNuOJprHpAx5htdSQwttSuHbScfQwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNjExMjEyMjAyMThaGA8yMTI2MTAyODIy
MDIxOFowEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABH/Nzidw9sRdQYPL7m/bS3tYBzM1e+nvE7rPbjx70VRFx/FEzRu9m36HLN/t
ue659LNpXW6pCyStikYjKIWI5a2jUzBRMB0GA1UdDgQWBBTOjRaxyTOOt/45eZmu
Rb7uP7WGhjAfBgNVHSMEGDAWgBTOjRaxyTOOt/45eZmuRb7uP7WGhjAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCZBnhL/fQo6hQbLrxWspe5L+r6
3OE9H2/irqjB5SqFlwIgHfvVrJnHiD87LvqbFr3w5nIrdT0hqG2pi4IWlUH7VYU=
-----END CERTIFICATE-----
";
