//! The signatures of the JOSE cookbook, in every form, and of latchset/jose, where their folder lies beside the checkout.

use std::{fs, path::PathBuf};

use jose_core::{JwsAlgorithm, base64url};
use jose_crypto::SigningKey;
use jose_jwk::{Jwk, VerifyingKeySet};
use jose_jws::{GeneralSigner, Require, Signer, Verified, VerifiedGeneral, Verifier};
use serde_json::Value;

use crate::forge::{outcome, verify};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors");

/// The cookbook: the file, how many forms it has, and whether we write the same, which a signature with chance in it does not allow.
const COOKBOOK: &[(&str, usize, bool)] = &[
    ("curve25519/jws.json", 3, true),
    ("jws/4_1.rsa_v15_signature.json", 3, true),
    ("jws/4_2.rsa-pss_signature.json", 3, false),
    ("jws/4_3.ecdsa_signature.json", 3, false),
    ("jws/4_4.hmac-sha2_integrity_protection.json", 3, true),
    ("jws/4_5.signature_with_detached_content.json", 3, true),
    ("jws/4_6.protecting_specific_header_fields.json", 2, true),
    ("jws/4_7.protecting_content_only.json", 2, true),
    ("jws/4_8.multiple_signatures.json", 1, false),
    ("rfc7797/4.2.hmac-sha2_b64_false.json", 2, false),
    ("rfc7797/hmac-sha2_b64_false.json", 3, true),
];

/// Its header has `b64` without the `crit` that section 6 of RFC 7797 demands; the example in the RFC has both.
const MUST_BE_REFUSED: &str = "rfc7797/4.2.hmac-sha2_b64_false.json";

/// The last one is detached.
const LATCHSET: &[&str] = &[
    "rfc7515_A.1",
    "rfc7515_A.2",
    "rfc7515_A.3",
    "rfc7515_A.4",
    "rfc7520_4.1",
    "rfc7520_4.2",
    "rfc7520_4.3",
    "rfc7520_4.4",
    "rfc7520_4.5",
];

const LATCHSET_LEFT_OUT: &[(&str, &str)] = &[("rfc7515_A.5", "unsecured; its refusal is a test")];

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

/// One signature of a case: its key, bound to the algorithm, and where its header members stand.
struct Part {
    key: SigningKey,
    jwk: Jwk,
    signing: Value,
}

impl Part {
    fn all(case: &Value) -> Vec<Self> {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        let [keys, algorithms, signing] =
            ["/input/key", "/input/alg", "/signing"].map(|path| list(case.pointer(path).unwrap()));
        let part = |((jwk, algorithm), signing): ((Value, Value), Value)| {
            let jwk = Jwk::from_json(jwk.to_string().as_bytes()).unwrap();
            let algorithm = JwsAlgorithm::from_name(algorithm.as_str().unwrap()).unwrap();
            Self { key: jwk.signing_key_for(algorithm).unwrap(), jwk, signing }
        };
        keys.into_iter().zip(algorithms).zip(signing).map(part).collect()
    }

    fn signer(&self) -> Signer<'_> {
        let has = |path: &str| self.signing.pointer(path).is_some();
        let mut signer = Signer::new(&self.key);
        if has("/unprotected/kid") {
            signer = signer.unprotected_key_id();
        }
        if has("/unprotected/alg") {
            signer = signer.unprotected_algorithm();
        }
        if has("/protected/b64") {
            signer = signer.unencoded_payload();
        }
        signer
    }

    fn keys(&self) -> VerifyingKeySet {
        self.jwk.verifying_key_for(self.key.algorithm()).unwrap().into()
    }
}

/// The JSON of a case, with its members in the order of the standard.
fn written(value: &Value) -> String {
    let members = |value: &Value| {
        let member = |name: &&str| value.get(*name).map(|value| format!("\"{name}\":{value}"));
        ["payload", "protected", "header", "signature"].iter().filter_map(member).collect::<Vec<_>>().join(",")
    };
    let Some(list) = value.get("signatures").and_then(Value::as_array) else {
        return format!("{{{}}}", members(value));
    };
    let list: Vec<String> = list.iter().map(|one| format!("{{{}}}", members(one))).collect();
    let front = value.get("payload").map(|payload| format!("\"payload\":{payload},")).unwrap_or_default();
    format!("{{{front}\"signatures\":[{}]}}", list.join(","))
}

/// A message, what we write for it, and what becomes of it under each key.
type Run = (String, String, Vec<Result<Vec<u8>, &'static str>>);

/// Each form that a case has.
fn run(file: &str, case: &Value, parts: &[Part]) -> Vec<Run> {
    let payload = text(case, "/input/payload").as_bytes();
    let detached = case.pointer("/output/json/payload").is_none();
    let signer = parts[0].signer();
    let general = parts.iter().fold(GeneralSigner::new(), |all, part| all.signature(&part.signer()));
    let each = |verify: &dyn Fn(&Verifier<'_>) -> Result<Vec<u8>, &'static str>| {
        parts.iter().map(|part| verify(&Verifier::new(&part.keys()).allow_unencoded_payload())).collect()
    };
    let mut forms = Vec::new();
    if let Some(token) = case.pointer("/output/compact").map(|token| token.as_str().unwrap().to_owned()) {
        let ours = if detached { signer.sign_detached_compact(payload) } else { signer.sign_compact(payload) };
        let result = each(&|verifier| {
            let result = if detached {
                verifier.verify_detached_compact(&token, payload)
            } else {
                verifier.verify_compact(&token)
            };
            result.map(Verified::into_payload).map_err(|error| error.code())
        });
        forms.push((token.clone(), ours.unwrap(), result));
    }
    if let Some(json) = case.pointer("/output/json_flat").map(written) {
        let ours = if detached { signer.sign_detached_flattened(payload) } else { signer.sign_flattened(payload) };
        let result = each(&|verifier| {
            let result = if detached {
                verifier.verify_detached_flattened(&json, payload)
            } else {
                verifier.verify_flattened(&json)
            };
            result.map(Verified::into_payload).map_err(|error| error.code())
        });
        forms.push((json.clone(), ours.unwrap(), result));
    }
    let json = written(case.pointer("/output/json").expect(file));
    let ours = if detached { general.sign_detached_general(payload) } else { general.sign_general(payload) };
    let result = each(&|verifier| {
        let any = Require::Any;
        let result = if detached {
            verifier.verify_detached_general(&json, payload, any)
        } else {
            verifier.verify_general(&json, any)
        };
        result.map(VerifiedGeneral::into_payload).map_err(|error| error.code())
    });
    forms.push((json.clone(), ours.unwrap(), result));
    forms
}

/// RFC 7520, section 4.
const PAYLOAD: &str = "It\u{2019}s a dangerous business, Frodo, going out your door. You step onto the road, and if you don't keep your feet, \
    there\u{2019}s no knowing where you might be swept off to.";

#[test]
fn the_cookbook() {
    let Some(folder) = folder("jose-cookbook", COOKBOOK.len()) else { return };
    let mut found = vec!["curve25519/jws.json".to_owned()];
    for below in ["jws", "rfc7797"] {
        found.extend(names(&folder.join(below), ".json").iter().map(|name| format!("{below}/{name}")));
    }
    let listed: Vec<&str> = COOKBOOK.iter().map(|(file, ..)| *file).collect();
    assert_eq!(found, listed, "a file that is not run");
    let mut count = 0;
    for (file, expected, same) in COOKBOOK {
        let case: Value = serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap();
        let parts = Part::all(&case);
        let forms = run(file, &case, &parts);
        assert_eq!(forms.len(), *expected, "{file}");
        for (message, ours, result) in forms {
            assert_eq!(ours == message, *same, "{file}: {message} {ours}");
            for outcome in result {
                if *file == MUST_BE_REFUSED {
                    assert_eq!(outcome, Err("parse.member"), "{file}");
                } else {
                    let payload = text(&case, "/input/payload");
                    assert_eq!(outcome.as_deref(), Ok(payload.as_bytes()), "{file}: {message}");
                }
            }
            count += 1;
        }
    }
    println!("run: {count} messages of {} files of jose-cookbook", COOKBOOK.len());
    assert_eq!(count, 28);
}

/// The signatures of section 4.8 that have no chance in them, each by itself.
#[test]
fn the_parts_of_the_cookbooks_multiple_signatures() {
    let Some(folder) = folder("jose-cookbook", 2) else { return };
    let case: Value =
        serde_json::from_slice(&fs::read(folder.join("jws/4_8.multiple_signatures.json")).unwrap()).unwrap();
    let parts = Part::all(&case);
    let payload = text(&case, "/input/payload").as_bytes();
    for (part, same) in parts.iter().zip([true, false, true]) {
        let ours = part.signer().sign_detached_flattened(payload).unwrap();
        assert_eq!(ours == written(&part.signing["json"]), same, "{:?}", part.key.algorithm());
    }
}

/// Section 6 of RFC 7520 signs with a header of two members and encrypts the result.
#[test]
fn the_inner_token_of_the_cookbooks_nested_one() {
    let Some(folder) = folder("jose-cookbook", 1) else { return };
    let case = fs::read(folder.join("6.nesting_signatures_and_encryption.json")).unwrap();
    let case: Value = serde_json::from_slice(&case).unwrap();
    let key = Jwk::from_json(case.pointer("/sign/input/key").unwrap().to_string().as_bytes()).unwrap();
    let keys = VerifyingKeySet::from(key.verifying_key_for(JwsAlgorithm::Ps256).unwrap());
    let result = verify(text(&case, "/sign/output/compact"), &keys).unwrap();
    assert_eq!(result.payload(), text(&case, "/sign/input/payload").as_bytes());
    assert_eq!(result.header().message_type(), Some("JWT"));
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
        let (payload, _) = rest.split_once('.').unwrap();
        if *case == "rfc7520_4.5" {
            let result = Verifier::new(&keys).verify_detached_compact(&token, PAYLOAD.as_bytes());
            assert_eq!(result.expect(case).payload(), PAYLOAD.as_bytes(), "{case}");
        } else {
            let result = verify(&token, &keys).expect(case);
            assert_eq!(result.payload(), base64url::decode(payload).unwrap(), "{case}");
        }
        assert_eq!(outcome(&with_short_signature(&token), &keys), "jws.signature", "{case}, cut short");
        run += 1;
    }
    print(LATCHSET_LEFT_OUT);
    println!("run: {run} cases of latchset-rfc");
    assert_eq!(run, 9);
}
