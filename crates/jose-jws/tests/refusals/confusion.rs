//! Messages under HMAC with a public key as the secret. Attacks 4, 5 and 6.
//!
//! Each of them has a correct MAC, so that only the type of the key stands between it and acceptance.

use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, material::PublicMaterial};
use jose_jwk::{Jwk, KeySetError, PublicJwk, SelectError, VerifyingKeySet};
use jose_jws::VerifyError;

use crate::{
    forge::{encode, hmac_sha256, verify},
    keys,
};

const ASYMMETRIC: [JwsAlgorithm; 10] = [
    JwsAlgorithm::Rs256,
    JwsAlgorithm::Rs384,
    JwsAlgorithm::Rs512,
    JwsAlgorithm::Ps256,
    JwsAlgorithm::Ps384,
    JwsAlgorithm::Ps512,
    JwsAlgorithm::Es256,
    JwsAlgorithm::Es384,
    JwsAlgorithm::Es512,
    JwsAlgorithm::EdDsa,
];

fn public(algorithm: JwsAlgorithm) -> PublicJwk {
    match keys::jwk(keys::text_for(algorithm)) {
        Jwk::Private(key) => key.public(),
        other => panic!("{other:?}"),
    }
}

/// Everything that a careless program has taken for the secret, by name.
fn forms(key: &PublicJwk) -> Vec<(String, Vec<u8>)> {
    let pem = key.to_pem().unwrap();
    let der = key.to_der().unwrap();
    let json = key.to_json();
    let mut forms = vec![
        ("PEM".to_owned(), pem.clone().into_bytes()),
        ("PEM without final line break".to_owned(), pem.trim_end().as_bytes().to_vec()),
        ("PEM with two final line breaks".to_owned(), format!("{pem}\n").into_bytes()),
        ("PEM with CRLF".to_owned(), pem.replace('\n', "\r\n").into_bytes()),
        ("PEM behind a space".to_owned(), format!(" {pem}").into_bytes()),
        ("PEM behind a line break".to_owned(), format!("\n{pem}").into_bytes()),
        ("PEM behind a byte order mark".to_owned(), format!("\u{feff}{pem}").into_bytes()),
        ("PEM in one line".to_owned(), pem.replace('\n', "").into_bytes()),
        ("the body of PEM".to_owned(), pem.lines().filter(|line| !line.starts_with('-')).collect::<String>().into()),
        ("SPKI".to_owned(), der.clone()),
        ("SPKI in base64url".to_owned(), encode(&der).into_bytes()),
        ("JWK".to_owned(), json.clone().into_bytes()),
        ("JWK behind a space".to_owned(), format!(" {json}").into_bytes()),
        ("JWK Set".to_owned(), format!(r#"{{"keys":[{json}]}}"#).into_bytes()),
        ("JSON list".to_owned(), format!("[{json}]").into_bytes()),
        ("JWK with its members turned round".to_owned(), turned(&json).into_bytes()),
        ("nothing".to_owned(), Vec::new()),
    ];
    let numbers: Vec<(&str, Vec<u8>)> = match key.material() {
        PublicMaterial::Rsa { n, e } => {
            let body = [&[2, 0x82, 1, 1, 0][..], n, &[2, 3], e].concat();
            let pkcs1 = [&[0x30, 0x82, 1, 10][..], &body].concat();
            assert_eq!((n.len(), e.len(), body.len()), (256, 3, 266));
            vec![("n", n.clone()), ("e", e.clone()), ("n and e", [&n[..], e].concat()), ("PKCS#1", pkcs1)]
        }
        PublicMaterial::Ec { x, y, .. } => {
            let point = [&[4][..], x, y].concat();
            let compressed = [&[2 + (y[y.len() - 1] & 1)][..], x].concat();
            vec![("x", x.clone()), ("x and y", point[1..].to_vec()), ("point", point), ("short point", compressed)]
        }
        PublicMaterial::Okp { x, .. } => vec![("x", x.clone()), ("x in base64url", encode(x).into_bytes())],
        other => panic!("{other:?}"),
    };
    forms.extend(numbers.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    forms
}

/// The same JWK with its members in the opposite order.
fn turned(json: &str) -> String {
    let mut members: Vec<&str> = json.trim_matches(['{', '}']).split(',').collect();
    members.reverse();
    format!("{{{}}}", members.join(","))
}

fn refused(name: &str, algorithm: JwsAlgorithm, keys: &VerifyingKeySet, alg: &str, mac: &[u8]) {
    let token = format!("{}.{}", input(alg), encode(mac));
    let expected = SelectError::AlgorithmNotAllowed { algorithm: alg.into() };
    assert_eq!(verify(&token, keys).err(), Some(VerifyError::Key(expected)), "{alg} with {name} of {algorithm}");
}

fn input(alg: &str) -> String {
    format!("{}.{}", encode(format!(r#"{{"alg":"{alg}","typ":"JWT"}}"#)), encode(r#"{"sub":"admin"}"#))
}

#[test]
fn hs256_with_a_public_key_as_the_secret_is_refused() {
    let mut messages = 0;
    for algorithm in ASYMMETRIC {
        let keys = keys::set(algorithm);
        for (name, secret) in forms(&public(algorithm)) {
            refused(&name, algorithm, &keys, "HS256", &hmac_sha256(&secret, input("HS256").as_bytes()));
            messages += 1;
        }
    }
    assert!(messages > 180, "{messages}");
}

#[test]
fn hs384_and_hs512_with_a_public_key_as_the_secret_are_refused() {
    for algorithm in ASYMMETRIC {
        let keys = keys::set(algorithm);
        for (name, secret) in forms(&public(algorithm)) {
            for hmac in [JwsAlgorithm::Hs384, JwsAlgorithm::Hs512] {
                let input = input(hmac.name());
                // Where no key can be made of the form, the code of another hash has to do.
                let mac = match SigningKey::hmac(hmac, &secret) {
                    Ok(key) => key.sign(input.as_bytes()).unwrap(),
                    Err(_) => [hmac_sha256(&secret, input.as_bytes()); 2].concat(),
                };
                refused(&name, algorithm, &keys, hmac.name(), &mac);
            }
        }
    }
}

/// The key of RFC 7515, appendix A.3, in a certificate and as OpenSSH writes it.
#[test]
fn hs256_with_a_certificate_as_the_secret_is_refused() {
    let body: String = CERTIFICATE.lines().filter(|line| !line.starts_with('-')).collect();
    let der = from_base64(&body);
    let blob = from_base64(OPENSSH.split(' ').nth(1).unwrap());
    let keys = keys::set(JwsAlgorithm::Es256);
    for (name, secret) in [
        ("a certificate", CERTIFICATE.as_bytes()),
        ("a certificate without final line break", CERTIFICATE.trim_end().as_bytes()),
        ("a certificate in DER", &der),
        ("the body of a certificate", body.as_bytes()),
        ("an OpenSSH key", OPENSSH.as_bytes()),
        ("an OpenSSH key without line break", OPENSSH.trim_end().as_bytes()),
        ("the body of an OpenSSH key", &blob),
    ] {
        refused(name, JwsAlgorithm::Es256, &keys, "HS256", &hmac_sha256(secret, input("HS256").as_bytes()));
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    let url: String = text.trim_end_matches('=').replace('+', "-").replace('/', "_");
    jose_core::base64url::decode(&url).unwrap()
}

/// Our own MAC must be right, or the tests above show nothing.
#[test]
fn the_mac_of_these_tests_is_the_real_one() {
    for length in [32, 63, 64, 65, 200] {
        let secret = vec![0xa5; length];
        let key = SigningKey::hmac(JwsAlgorithm::Hs256, &secret).unwrap();
        assert_eq!(key.sign(b"message").unwrap(), hmac_sha256(&secret, b"message"), "{length} bytes");
    }
}

/// Attack 17: whoever holds the shared secret could sign as the others.
#[test]
fn a_set_of_shared_and_public_keys_is_not_made() {
    for algorithm in ASYMMETRIC {
        let mixed = [keys::verifying(JwsAlgorithm::Hs256), keys::verifying(algorithm)];
        assert_eq!(VerifyingKeySet::new(mixed).unwrap_err(), KeySetError::Mixed, "{algorithm}");
    }
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

const OPENSSH: &str = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBH/Nzidw9sRdQYPL7m/bS3tYBzM1e+nvE7rPbjx70VRFx/FEzRu9m36HLN/tue659LNpXW6pCyStikYjKIWI5a0= example\n";
