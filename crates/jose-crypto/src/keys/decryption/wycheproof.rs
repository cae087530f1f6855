//! Wycheproof's cases of RSA decryption and of PBKDF2. From outside they cannot be told apart: whatever does not decrypt becomes a random key. So
//! they are run here, one step below that.

use std::{fs, num::NonZeroU32, path::Path};

use jose_core::{KeyManagementAlgorithm, SecretBytes, registry::Hash};
use serde_json::Value;

use super::*;
use crate::{
    backend,
    keys::parameters::{PrivateOperation, Unwrapped},
    material::{PrivateMaterial, RsaPrivate},
    remote::KeyOperation,
};

/// The folder of published vectors beside a checkout. Without it these tests have nothing to run, and say so.
fn read(file: &str, cases: usize) -> Option<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/wycheproof");
    let Ok(text) = fs::read_to_string(folder.join(file)) else {
        println!("skipped: {file}, {cases} cases, as there is no {}", folder.display());
        return None;
    };
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["numberOfTests"], cases, "{file}");
    Some(value)
}

fn bytes(value: &Value) -> Vec<u8> {
    let digits: Vec<char> = value.as_str().unwrap().chars().collect();
    let pairs = digits.chunks(2).map(|pair| pair.iter().collect::<String>());
    pairs.map(|pair| u8::from_str_radix(&pair, 16).unwrap()).collect()
}

fn material(key: &Value) -> PrivateMaterial {
    let integer = |name: &str| {
        let bytes = bytes(&key[name]);
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        bytes[zeros..].to_vec()
    };
    let secret = |name: &str| SecretBytes::new(integer(name));
    PrivateMaterial::Rsa(Box::new(RsaPrivate {
        n: integer("modulus"),
        e: integer("publicExponent"),
        d: secret("privateExponent"),
        p: secret("prime1"),
        q: secret("prime2"),
        dp: secret("exponent1"),
        dq: secret("exponent2"),
        qi: secret("coefficient"),
    }))
}

/// Runs each case of a file: what it decrypts to, or that it does not. Returns how many there were of each.
fn run(
    file: &str,
    cases: usize,
    build: impl Fn(&PrivateMaterial) -> DecryptionKey,
    operation: impl for<'c> Fn(&'c [u8]) -> PrivateOperation<'c>,
) -> Option<(usize, usize)> {
    let value = read(file, cases)?;
    let (mut decrypted, mut refused) = (0, 0);
    for group in value["testGroups"].as_array().unwrap() {
        let key = build(&material(&group["privateKey"]));
        for case in group["tests"].as_array().unwrap() {
            let id = &case["tcId"];
            let (ciphertext, mut room) = (bytes(&case["ct"]), KeyRoom::new());
            let parameters = KeyParameters::new(ContentEncryption::A256Gcm, &ciphertext);
            let found = perform::perform(&key, operation(&ciphertext), &parameters, &mut room);
            // JOSE has no labels, so a ciphertext with one is as good as a changed one.
            let has_label = case["label"].as_str().is_some_and(|label| !label.is_empty());
            if case["result"] == "valid" && !has_label {
                let Ok(Unwrapped::Own(found)) = found else { panic!("{file}, {id}") };
                assert_eq!(found.expose(), bytes(&case["msg"]), "{file}, {id}");
                decrypted += 1;
            } else {
                assert_eq!(found.err(), Some(UnwrapError::Failed(DecryptFailed)), "{file}, {id}");
                refused += 1;
            }
        }
    }
    assert_eq!(decrypted + refused, cases, "{file}");
    Some((decrypted, refused))
}

#[test]
fn rsa_oaep() {
    use KeyManagementAlgorithm::{RsaOaep, RsaOaep256, RsaOaep384, RsaOaep512};
    for (file, algorithm, cases) in [
        ("rsa_oaep_2048_sha1_mgf1sha1_test.json", RsaOaep, 36),
        ("rsa_oaep_2048_sha256_mgf1sha256_test.json", RsaOaep256, 37),
        ("rsa_oaep_2048_sha384_mgf1sha384_test.json", RsaOaep384, 34),
        ("rsa_oaep_2048_sha512_mgf1sha512_test.json", RsaOaep512, 33),
        ("rsa_oaep_3072_sha256_mgf1sha256_test.json", RsaOaep256, 37),
        ("rsa_oaep_4096_sha256_mgf1sha256_test.json", RsaOaep256, 37),
        ("rsa_oaep_4096_sha512_mgf1sha512_test.json", RsaOaep512, 36),
    ] {
        let build = |material: &PrivateMaterial| DecryptionKey::new(algorithm, material).unwrap();
        let counts =
            run(file, cases, build, |encrypted_key| PrivateOperation::Remote(KeyOperation::Unwrap { encrypted_key }));
        assert!(counts.is_none_or(|(decrypted, refused)| decrypted > 5 && refused > 15), "{file}: {counts:?}");
    }
}

#[cfg(feature = "rsa1_5-insecure")]
#[test]
fn rsa1_5() {
    for (file, cases, expected) in
        [("rsa_pkcs1_2048_test.json", 67, (42, 25)), ("rsa_pkcs1_3072_test.json", 67, (41, 26))]
    {
        let build = |material: &PrivateMaterial| DecryptionKey::rsa1_5_insecure(material).unwrap();
        let counts = run(file, cases, build, |encrypted_key| PrivateOperation::Pkcs1 { encrypted_key });
        assert!(counts.is_none_or(|counts| counts == expected), "{file}: {counts:?}");
    }
}

/// The derivation alone: in a message the algorithm's name stands before every salt, and too few rounds are refused.
#[test]
fn pbkdf2() {
    for (file, hash, cases) in [
        ("pbkdf2_hmacsha256_test.json", Hash::Sha256, 60),
        ("pbkdf2_hmacsha384_test.json", Hash::Sha384, 58),
        ("pbkdf2_hmacsha512_test.json", Hash::Sha512, 58),
    ] {
        let Some(value) = read(file, cases) else { continue };
        let tests = value["testGroups"].as_array().unwrap().iter().flat_map(|group| group["tests"].as_array().unwrap());
        let mut derived = 0;
        for case in tests {
            assert_eq!(case["result"], "valid", "{file}");
            let rounds = u32::try_from(case["iterationCount"].as_u64().unwrap()).unwrap();
            let mut key = vec![0; usize::try_from(case["dkLen"].as_u64().unwrap()).unwrap()];
            aws_lc_rs::pbkdf2::derive(
                backend::pbkdf2(hash).unwrap(),
                NonZeroU32::new(rounds).unwrap(),
                &bytes(&case["salt"]),
                &bytes(&case["password"]),
                &mut key,
            );
            assert_eq!(key, bytes(&case["dk"]), "{file}, {}", case["tcId"]);
            derived += 1;
        }
        assert_eq!(derived, cases, "{file}");
    }
}
