//! The compact encryptions of the JOSE cookbook and of latchset/jose, where their folder lies beside the checkout.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_jwk::{DecryptionKeySet, Jwk};
use serde_json::Value;

use crate::forge::{Parts, decode, decrypt, outcome, split};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors");

const COOKBOOK: &[&str] = &[
    "curve25519/ecdh-es.json",
    "jwe/5_2.key_encryption_using_rsa-oaep_with_aes-gcm.json",
    "jwe/5_4.key_agreement_with_key_wrapping_using_ecdh-es_and_aes-keywrap_with_aes-gcm.json",
    "jwe/5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2.json",
    "jwe/5_6.direct_encryption_using_aes-gcm.json",
    "jwe/5_7.key_wrap_using_aes-gcm_keywrap_with_aes-cbc-hmac-sha2.json",
    "jwe/5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json",
];

const COOKBOOK_LEFT_OUT: &[(&str, &str)] = &[
    ("jwe/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json", "RSA1_5"),
    ("jwe/5_10.including_additional_authentication_data.json", "no compact form"),
    ("jwe/5_11.protecting_specific_header_fields.json", "no compact form"),
    ("jwe/5_12.protecting_content_only.json", "no compact form"),
    ("jwe/5_13.encrypting_to_multiple_recipients.json", "no compact form"),
    ("jwe/5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2.json", "PBES2"),
    ("jwe/5_9.compressed_content.json", "compressed"),
];

const LATCHSET: &[&str] = &["rfc7520_5.2", "rfc7520_5.4", "rfc7520_5.5", "rfc7520_5.6", "rfc7520_5.7", "rfc7520_5.8"];

const LATCHSET_LEFT_OUT: &[(&str, &str)] =
    &[("rfc7520_5.1", "RSA1_5"), ("rfc7520_5.3", "PBES2"), ("rfc7520_5.9", "compressed")];

fn folder(name: &str, cases: usize) -> Option<PathBuf> {
    let folder = PathBuf::from(FOLDER).join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {cases} cases of {name}, which is not here");
    None
}

fn print(left_out: &[(&str, &str)]) {
    for (case, reason) in left_out {
        println!("left out: {case}: {reason}");
    }
}

/// The names in a folder that end like this, sorted.
fn names(folder: &Path, end: &str) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(end)).collect();
    names.sort();
    names
}

fn listed(run: &[&'static str], left_out: &[(&'static str, &str)]) -> Vec<&'static str> {
    let mut listed = run.to_vec();
    listed.extend(left_out.iter().map(|(case, _)| *case));
    listed.sort_unstable();
    listed
}

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path}"))
}

fn key(jwk: &Jwk, alg: &str, enc: &str) -> DecryptionKeySet {
    let key = match KeyManagementAlgorithm::from_name(alg).unwrap() {
        KeyManagementAlgorithm::Dir => jwk.decryption_key_direct(ContentEncryption::from_name(enc).unwrap()),
        other => jwk.decryption_key_for(other),
    };
    key.unwrap().into()
}

/// The message opens, and does not with one bit of any part changed.
fn check(case: &str, token: &str, keys: &DecryptionKeySet, plaintext: &[u8]) {
    assert_eq!(decrypt(token, keys).expect(case).plaintext(), plaintext, "{case}");
    let parts = Parts::of(token);
    let mut changed = [parts.clone(), parts.clone(), parts.clone(), parts];
    changed[0].iv[0] ^= 0x80;
    changed[1].ciphertext[0] ^= 0x80;
    changed[2].tag[0] ^= 0x80;
    match changed[3].encrypted_key.first_mut() {
        Some(first) => *first ^= 0x80,
        None => changed[3].tag[1] ^= 0x80,
    }
    for (index, parts) in changed.iter().enumerate() {
        assert_eq!(outcome(&parts.token(), keys), "jwe.decryption", "{case}, change {index}");
    }
}

#[test]
fn the_cookbook() {
    let Some(folder) = folder("jose-cookbook", COOKBOOK.len()) else { return };
    let mut found = vec!["curve25519/ecdh-es.json".to_owned()];
    found.extend(names(&folder.join("jwe"), ".json").iter().map(|name| format!("jwe/{name}")));
    assert_eq!(found, listed(COOKBOOK, COOKBOOK_LEFT_OUT), "a file that is neither run nor left out");
    let mut run = 0;
    for file in COOKBOOK {
        let case: Value = serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap();
        let jwk = Jwk::from_json(case.pointer("/input/key").unwrap().to_string().as_bytes()).unwrap();
        let keys = key(&jwk, text(&case, "/input/alg"), text(&case, "/input/enc"));
        check(file, text(&case, "/output/compact"), &keys, text(&case, "/input/plaintext").as_bytes());
        run += 1;
    }
    print(COOKBOOK_LEFT_OUT);
    println!("run: {run} cases of jose-cookbook");
    assert_eq!(run, 7);
}

/// Section 6 of RFC 7520: a signed token inside.
#[test]
fn the_envelope_of_the_cookbooks_nested_token() {
    let Some(folder) = folder("jose-cookbook", 1) else { return };
    let case = fs::read(folder.join("6.nesting_signatures_and_encryption.json")).unwrap();
    let case: Value = serde_json::from_slice(&case).unwrap();
    let jwk = Jwk::from_json(case.pointer("/encrypt/input/key").unwrap().to_string().as_bytes()).unwrap();
    let keys = key(&jwk, "RSA-OAEP", "A128GCM");
    let token = text(&case, "/encrypt/output/compact");
    check("section 6", token, &keys, text(&case, "/encrypt/input/plaintext").as_bytes());
    assert_eq!(decrypt(token, &keys).unwrap().header().content_type(), Some("JWT"));
}

/// What is left out for its algorithm or its compression is refused, and by that name.
#[test]
fn what_the_cookbook_has_and_we_do_not_is_refused() {
    let Some(folder) = folder("jose-cookbook", 3) else { return };
    for (file, code) in [
        ("jwe/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json", "key.algorithm_not_allowed"),
        ("jwe/5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2.json", "key.algorithm_not_allowed"),
        ("jwe/5_9.compressed_content.json", "parse.member"),
    ] {
        let case: Value = serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap();
        let other = fs::read(folder.join("jwe/5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json")).unwrap();
        let other: Value = serde_json::from_slice(&other).unwrap();
        let jwk = Jwk::from_json(other.pointer("/input/key").unwrap().to_string().as_bytes()).unwrap();
        assert_eq!(outcome(text(&case, "/output/compact"), &key(&jwk, "A128KW", "A128GCM")), code, "{file}");
    }
}

#[test]
fn latchset() {
    let Some(folder) = folder("latchset-rfc", LATCHSET.len()) else { return };
    let found: Vec<String> =
        names(&folder, ".jwec").iter().map(|name| name.trim_end_matches(".jwec").to_owned()).collect();
    assert_eq!(found, listed(LATCHSET, LATCHSET_LEFT_OUT), "a file that is neither run nor left out");
    let read = |name: String| fs::read_to_string(folder.join(name)).unwrap();
    let mut run = 0;
    for case in LATCHSET {
        let token = read(format!("{case}.jwec"));
        let token = token.trim_end();
        let header: Value = serde_json::from_slice(&decode(split(token)[0])).unwrap();
        let jwk = Jwk::from_json(read(format!("{case}.jwk")).as_bytes()).unwrap();
        let keys = key(&jwk, text(&header, "/alg"), text(&header, "/enc"));
        check(case, token, &keys, read(format!("{case}.pt")).as_bytes());
        run += 1;
    }
    print(LATCHSET_LEFT_OUT);
    println!("run: {run} cases of latchset-rfc");
    assert_eq!(run, 6);
}
