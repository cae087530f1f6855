//! From a JWK to a key for one algorithm: what `alg`, `use`, `key_ops`, the caller and the key itself must agree on. Attacks 3, 6, 7, 18,
//! 19, 20 and 42.

use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm};
use jose_jwk::{Jwk, JwkError};

use crate::{changed, keys::*, refusal, table};

/// Does what `operation` says, such as `sign`, `verify ES256` or `encrypt directly A256GCM`, and returns the algorithm and the name of the key
/// that was built.
fn build(key: &Jwk, operation: &str) -> Result<(&'static str, Option<String>), JwkError> {
    let jws = |name| JwsAlgorithm::from_name(name).expect("a JWS algorithm");
    let jwe = |name| KeyManagementAlgorithm::from_name(name).expect("a key management algorithm");
    let enc = |name| ContentEncryption::from_name(name).expect("a content encryption algorithm");
    macro_rules! built {
        ($key:expr) => {{
            let key = $key?;
            (key.algorithm().name(), key.key_id().map(str::to_owned))
        }};
    }
    let words: Vec<&str> = operation.split_whitespace().collect();
    Ok(match *words {
        ["sign"] => built!(key.signing_key()),
        ["sign", name] => built!(key.signing_key_for(jws(name))),
        ["verify"] => built!(key.verifying_key()),
        ["verify", name] => built!(key.verifying_key_for(jws(name))),
        ["encrypt"] => built!(key.encryption_key()),
        ["encrypt", name] => built!(key.encryption_key_for(jwe(name))),
        ["encrypt", "directly", name] => built!(key.encryption_key_direct(enc(name))),
        ["decrypt"] => built!(key.decryption_key()),
        ["decrypt", name] => built!(key.decryption_key_for(jwe(name))),
        ["decrypt", "directly", name] => built!(key.decryption_key_direct(enc(name))),
        _ => panic!("{operation} is not an operation"),
    })
}

#[test]
fn built() {
    for [base, changes, without, operation, algorithm] in table(include_str!("tables/binding-built.txt")) {
        let name = format!("{operation} with {base} {changes}");
        let json = changed(&changed(named(base), r#"{"kid":"a name"}"#, ""), changes, without);
        let key = Jwk::from_json(json.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let built = build(&key, operation).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(built, (algorithm, Some("a name".to_owned())), "{name}");
    }
    let key = Jwk::from_json(RFC8037_A1.as_bytes()).unwrap();
    assert_eq!(build(&key, "sign").unwrap().1, None);
}

#[test]
fn refused() {
    for [name, base, changes, without, operation, code, part] in table(include_str!("tables/binding-refused.txt")) {
        let name = format!("{name}: {operation} with {base} {changes}");
        let key = Jwk::from_json(changed(named(base), changes, without).as_bytes());
        let key = key.unwrap_or_else(|error| panic!("{name}: {error}"));
        let (found, sentence) = refusal(&name, build(&key, operation));
        assert_eq!(found, code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

#[test]
fn a_public_key_neither_signs_nor_decrypts() {
    for (json, operation) in [
        (RFC8037_A2, "sign"),
        (RFC8037_A2, "sign EdDSA"),
        (RFC7517_A1_RSA, "sign RS256"),
        (RFC8037_A6, "decrypt"),
        (RFC8037_A6, "decrypt ECDH-ES"),
    ] {
        let key = Jwk::from_json(json.as_bytes()).unwrap();
        let (code, sentence) = refusal("public", build(&key, operation));
        assert_eq!(code, "jwk.wrong_kind");
        assert!(sentence.starts_with("found a public key, needed a private key"), "{sentence}");
    }
}

/// Whatever a key is asked for, what is built is never for another algorithm than the one asked for and the one it says.
#[test]
fn attack_6_and_7_every_key_with_every_algorithm() {
    let names = |key: &str| {
        let mut all = vec![key.to_owned()];
        for name in JwsAlgorithm::ALL
            .iter()
            .map(|known| known.name())
            .chain(["none", "A256KW", "ECDH-ES", "A256GCM", "RSA-OAEP"])
        {
            all.push(changed(key, &format!(r#"{{"alg":"{name}"}}"#), ""));
        }
        all
    };
    let mut built = 0;
    for json in ["P256", "P521", "ED25519", "X25519", "RSA", "OCT", "OCT_32"].into_iter().map(named).flat_map(names) {
        let Ok(key) = Jwk::from_json(json.as_bytes()) else { continue };
        for asked in JwsAlgorithm::ALL {
            for result in [
                key.verifying_key_for(*asked).map(|key| key.algorithm()),
                key.signing_key_for(*asked).map(|key| key.algorithm()),
            ] {
                let Ok(algorithm) = result else { continue };
                assert_eq!(algorithm, *asked);
                assert!(key.algorithm().is_none_or(|own| own == asked.name()), "{json}");
                assert_eq!(asked.row().key_type, key.key_type());
                built += 1;
            }
        }
    }
    assert!(built > 20, "{built}");
}

/// The keys that are built work, and work together.
#[test]
fn what_is_built_works() {
    let input = b"header.payload";
    let left_out = |name: &&str| *name == "Ed448" && !cfg!(feature = "ed448");
    for name in JwsAlgorithm::ALL.iter().map(|known| known.name()).filter(|name| !left_out(name)) {
        let key = if name.starts_with("RS") || name.starts_with("PS") {
            Jwk::from_json(changed(RFC7517_A2_RSA, &format!(r#"{{"alg":"{name}"}}"#), "").as_bytes()).unwrap()
        } else {
            Jwk::generate(name).unwrap()
        };
        let signature = key.signing_key().unwrap().sign(input).unwrap();
        let verifying = key.verifying_key().unwrap();
        assert!(verifying.verify(input, &signature).is_ok(), "{name}");
        assert!(verifying.verify(b"header.tampered", &signature).is_err(), "{name}");
    }
}
