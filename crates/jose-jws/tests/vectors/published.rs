//! The compact signatures of the JOSE cookbook and of latchset/jose, where their folder lies beside the checkout.

use std::{fs, path::PathBuf};

use jose_core::{JwsAlgorithm, base64url};
use jose_jwk::{Jwk, VerifyingKeySet};
use jose_jws::Signer;
use serde_json::Value;

use crate::forge::{outcome, verify};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors");

/// The cookbook: the file, and whether we write the same token, which a signature with chance in it does not allow.
const COOKBOOK: &[(&str, bool)] = &[
    ("curve25519/jws.json", true),
    ("jws/4_1.rsa_v15_signature.json", true),
    ("jws/4_2.rsa-pss_signature.json", false),
    ("jws/4_3.ecdsa_signature.json", false),
    ("jws/4_4.hmac-sha2_integrity_protection.json", true),
];

const COOKBOOK_LEFT_OUT: &[(&str, &str)] = &[
    ("jws/4_5.signature_with_detached_content.json", "detached content"),
    ("jws/4_6.protecting_specific_header_fields.json", "no compact form"),
    ("jws/4_7.protecting_content_only.json", "no compact form"),
    ("jws/4_8.multiple_signatures.json", "no compact form"),
    ("rfc7797/4.2.hmac-sha2_b64_false.json", "no compact form"),
    ("rfc7797/hmac-sha2_b64_false.json", "an unencoded payload"),
];

const LATCHSET: &[&str] = &[
    "rfc7515_A.1",
    "rfc7515_A.2",
    "rfc7515_A.3",
    "rfc7515_A.4",
    "rfc7520_4.1",
    "rfc7520_4.2",
    "rfc7520_4.3",
    "rfc7520_4.4",
];

const LATCHSET_LEFT_OUT: &[(&str, &str)] =
    &[("rfc7515_A.5", "unsecured; its refusal is a test"), ("rfc7520_4.5", "detached content")];

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
fn names(folder: &PathBuf, end: &str) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(end)).collect();
    names.sort();
    names
}

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path}"))
}

/// The token with the first 30 bytes of its signature.
fn with_short_signature(token: &str) -> String {
    let start = token.rfind('.').unwrap() + 1;
    token[..start + 40].to_owned()
}

#[test]
fn the_cookbook() {
    let Some(folder) = folder("jose-cookbook", COOKBOOK.len()) else { return };
    let mut listed: Vec<&str> = COOKBOOK.iter().map(|(file, _)| *file).collect();
    listed.extend(COOKBOOK_LEFT_OUT.iter().map(|(file, _)| *file));
    listed.sort_unstable();
    let mut found = vec!["curve25519/jws.json".to_owned()];
    for below in ["jws", "rfc7797"] {
        found.extend(names(&folder.join(below), ".json").iter().map(|name| format!("{below}/{name}")));
    }
    assert_eq!(found, listed, "a file that is neither run nor left out");
    let mut run = 0;
    for (file, same) in COOKBOOK {
        let case: Value = serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap();
        let algorithm = JwsAlgorithm::from_name(text(&case, "/input/alg")).unwrap();
        let key = Jwk::from_json(case.pointer("/input/key").unwrap().to_string().as_bytes()).unwrap();
        let keys = VerifyingKeySet::from(key.verifying_key_for(algorithm).unwrap());
        let token = text(&case, "/output/compact");
        let payload = text(&case, "/input/payload").as_bytes();
        assert_eq!(verify(token, &keys).expect(file).payload(), payload, "{file}");
        assert_eq!(outcome(&with_short_signature(token), &keys), "jws.signature", "{file}, cut short");
        let ours = Signer::new(&key.signing_key_for(algorithm).unwrap()).sign_compact(payload).unwrap();
        assert_eq!(ours == token, *same, "{file}");
        run += 1;
    }
    print(COOKBOOK_LEFT_OUT);
    println!("run: {run} cases of jose-cookbook");
    assert_eq!(run, 5);
}

/// Section 6 of RFC 7520 signs with a header of two members and encrypts the result.
#[test]
fn the_inner_token_of_the_cookbooks_nested_one() {
    let Some(folder) = folder("jose-cookbook", 1) else { return };
    let case = fs::read(folder.join("6.nesting_signatures_and_encryption.json")).unwrap();
    let case: Value = serde_json::from_slice(&case).unwrap();
    let key = Jwk::from_json(case.pointer("/sign/input/key").unwrap().to_string().as_bytes()).unwrap();
    let keys = VerifyingKeySet::from(key.verifying_key_for(JwsAlgorithm::Ps256).unwrap());
    let verified = verify(text(&case, "/sign/output/compact"), &keys).unwrap();
    assert_eq!(verified.payload(), text(&case, "/sign/input/payload").as_bytes());
    assert_eq!(verified.header().message_type(), Some("JWT"));
}

#[test]
fn latchset() {
    let Some(folder) = folder("latchset-rfc", LATCHSET.len()) else { return };
    let mut listed: Vec<&str> = LATCHSET.to_vec();
    listed.extend(LATCHSET_LEFT_OUT.iter().map(|(case, _)| *case));
    listed.sort_unstable();
    let found: Vec<String> =
        names(&folder, ".jwsc").iter().map(|name| name.trim_end_matches(".jwsc").to_owned()).collect();
    assert_eq!(found, listed, "a file that is neither run nor left out");
    let read = |name: String| fs::read_to_string(folder.join(name)).unwrap().trim_end().to_owned();
    let mut run = 0;
    for case in LATCHSET {
        let token = read(format!("{case}.jwsc"));
        let (header, rest) = token.split_once('.').unwrap();
        let header: Value = serde_json::from_slice(&base64url::decode(header).unwrap()).unwrap();
        let algorithm = JwsAlgorithm::from_name(text(&header, "/alg")).unwrap();
        let key = Jwk::from_json(read(format!("{case}.jwk")).as_bytes()).unwrap();
        let keys = VerifyingKeySet::from(key.verifying_key_for(algorithm).unwrap());
        let verified = verify(&token, &keys).expect(case);
        let (payload, _) = rest.split_once('.').unwrap();
        assert_eq!(verified.payload(), base64url::decode(payload).unwrap(), "{case}");
        assert_eq!(outcome(&with_short_signature(&token), &keys), "jws.signature", "{case}, cut short");
        run += 1;
    }
    print(LATCHSET_LEFT_OUT);
    println!("run: {run} cases of latchset-rfc");
    assert_eq!(run, 8);
}
