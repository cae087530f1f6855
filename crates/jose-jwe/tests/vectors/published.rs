//! The encryptions of the JOSE cookbook and of latchset/jose in every form, where their folder lies beside the checkout.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits};
use jose_crypto::DecryptionKey;
use jose_jwe::{DecryptError, Decryptor};
use jose_jwk::{DecryptionKeySet, Jwk};
use serde_json::Value;

use crate::{
    forge::{Parts, decode, decrypt, limits, outcome, split},
    keys::PASSWORD,
    rfc7520::{decrypt_form, decryption_key},
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors");

/// What they print as the general form has no list of recipients, which RFC 7516, section 7.2.1, wants: it is the flattened form.
const WITHOUT_RECIPIENTS: &[&str] = &["5.5", "5.6", "ecdh-es"];

fn folder(name: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(FOLDER).join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {name}, which is not here");
    None
}

/// The names in a folder that end like this, sorted.
fn names(folder: &Path, end: &str) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(end)?.to_owned())).collect();
    names.sort();
    names
}

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path}"))
}

/// Every key opens every form.
fn check(case: &str, forms: &[(&str, String)], keys: Vec<DecryptionKey>, plaintext: &[u8]) -> usize {
    for key in keys {
        let keys = DecryptionKeySet::from(key);
        for (form, message) in forms {
            let decrypted = decrypt_form(form, message, &keys, limits());
            let decrypted = decrypted.unwrap_or_else(|error| panic!("{case} {form}: {error}"));
            assert_eq!(decrypted.plaintext(), plaintext, "{case} {form}");
        }
    }
    forms.len()
}

/// Whether this build has what the example of this number needs.
fn is_possible(number: &str) -> bool {
    (cfg!(feature = "rsa1_5-insecure") || number != "5.1") && (cfg!(feature = "deflate") || number != "5.9")
}

#[test]
fn the_cookbook() {
    let Some(folder) = folder("jose-cookbook") else { return };
    let mut files: Vec<String> =
        names(&folder.join("jwe"), ".json").into_iter().map(|name| format!("jwe/{name}")).collect();
    assert_eq!(files.len(), 13);
    files.push("curve25519/ecdh-es".into());
    let mut run = 0;
    for file in files {
        let case: Value = serde_json::from_slice(&fs::read(folder.join(file.clone() + ".json")).unwrap()).unwrap();
        let (_, name) = file.split_once('/').unwrap();
        let number = name.split('.').next().unwrap().replace('_', ".");
        if !is_possible(&number) {
            println!("left out: {file}: its feature is off");
            continue;
        }
        let enc = text(&case, "/input/enc").replace("CBC-H256", "CBC-HS256");
        let enc = ContentEncryption::from_name(&enc).unwrap();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        let algorithms = list(&case["input"]["alg"]).into_iter();
        let algorithms = algorithms.map(|name| KeyManagementAlgorithm::from_name(name.as_str().unwrap()).unwrap());
        let keys = if let Some(password) = case["input"]["pwd"].as_str() {
            algorithms.map(|algorithm| DecryptionKey::password(algorithm, password.as_bytes()).unwrap()).collect()
        } else {
            let both = list(&case["input"]["key"]).into_iter().zip(algorithms);
            both.filter_map(|(key, algorithm)| decryption_key(&key.to_string(), algorithm, enc)).collect()
        };
        let general = if WITHOUT_RECIPIENTS.contains(&number.as_str()) { "flattened" } else { "general" };
        let forms: Vec<(&str, String)> = [("compact", "compact"), ("json_flat", "flattened"), ("json", general)]
            .into_iter()
            .filter_map(|(member, form)| match case["output"].get(member)? {
                Value::String(token) => Some((form, token.clone())),
                json => Some((form, json.to_string())),
            })
            .collect();
        run += check(&file, &forms, keys, text(&case, "/input/plaintext").as_bytes());
    }
    let left_out = if is_possible("5.1") { 0 } else { 3 } + if is_possible("5.9") { 0 } else { 3 };
    println!("run: {run} forms of jose-cookbook");
    assert_eq!(run, 3 * 10 + 2 * 3 + 1 - left_out);
}

/// Section 6 of RFC 7520: a signed token inside.
#[test]
fn the_envelope_of_the_cookbooks_nested_token() {
    let Some(folder) = folder("jose-cookbook") else { return };
    let case = fs::read(folder.join("6.nesting_signatures_and_encryption.json")).unwrap();
    let case: Value = serde_json::from_slice(&case).unwrap();
    let jwk = case.pointer("/encrypt/input/key").unwrap().to_string();
    let key = decryption_key(&jwk, KeyManagementAlgorithm::RsaOaep, ContentEncryption::A128Gcm).unwrap();
    let keys = DecryptionKeySet::from(key);
    let token = text(&case, "/encrypt/output/compact");
    assert_eq!(decrypt(token, &keys).unwrap().plaintext(), text(&case, "/encrypt/input/plaintext").as_bytes());
    assert_eq!(decrypt(token, &keys).unwrap().header().content_type(), Some("JWT"));
}

/// Without being asked for, neither RSA1_5 nor a password nor compression is taken.
#[test]
fn what_must_be_asked_for_is_refused() {
    let Some(folder) = folder("jose-cookbook") else { return };
    for (file, code) in [
        ("jwe/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json", "key.algorithm_not_allowed"),
        ("jwe/5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2.json", "key.algorithm_not_allowed"),
        ("jwe/5_9.compressed_content.json", "parse.member"),
    ] {
        let case: Value = serde_json::from_slice(&fs::read(folder.join(file)).unwrap()).unwrap();
        let other = fs::read(folder.join("jwe/5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json")).unwrap();
        let other: Value = serde_json::from_slice(&other).unwrap();
        let jwk = other.pointer("/input/key").unwrap().to_string();
        let key = decryption_key(&jwk, KeyManagementAlgorithm::A128Kw, ContentEncryption::A128Gcm).unwrap();
        assert_eq!(outcome(text(&case, "/output/compact"), &key.into()), code, "{file}");
    }
}

#[test]
fn latchset() {
    let Some(folder) = folder("latchset-rfc") else { return };
    let mut run = 0;
    for (end, form) in [(".jwec", "compact"), (".jwef", "flattened"), (".jweg", "general")] {
        for case in names(&folder, end) {
            let number = case.trim_start_matches("rfc7520_");
            if !is_possible(number) {
                println!("left out: {case}{end}: its feature is off");
                continue;
            }
            let read = |name: String| fs::read_to_string(folder.join(name)).unwrap();
            let form = if WITHOUT_RECIPIENTS.contains(&number) && form == "general" { "flattened" } else { form };
            let message = read(format!("{case}{end}")).trim_end().to_owned();
            let keys = latchset_keys(&folder, &case, form, &message);
            run += check(&case, &[(form, message)], keys, read(format!("{case}.pt")).as_bytes());
        }
    }
    println!("run: {run} messages of latchset-rfc");
    assert_eq!(run, 32 - if is_possible("5.1") { 0 } else { 3 } - if is_possible("5.9") { 0 } else { 3 });
}

fn latchset_keys(folder: &Path, case: &str, form: &str, message: &str) -> Vec<DecryptionKey> {
    use KeyManagementAlgorithm::{A256GcmKw, EcdhEsA256Kw, Rsa15};
    let read = |name: String| fs::read_to_string(folder.join(name)).unwrap();
    let enc = ContentEncryption::A128CbcHs256;
    if case.ends_with("5.13") {
        let keys = [("1", Rsa15), ("2", EcdhEsA256Kw), ("3", A256GcmKw)].into_iter();
        return keys
            .filter_map(|(n, algorithm)| decryption_key(&read(format!("{case}.{n}.jwk")), algorithm, enc))
            .collect();
    }
    let header: Value = if form == "compact" {
        serde_json::from_slice(&decode(split(message)[0])).unwrap()
    } else {
        let json: Value = serde_json::from_str(message).unwrap();
        let protected = json["protected"].as_str().map_or_else(|| b"{}".to_vec(), decode);
        let mut header: Value = serde_json::from_slice(&protected).unwrap();
        header.as_object_mut().unwrap().extend(json["unprotected"].as_object().cloned().unwrap_or_default());
        header
    };
    let algorithm = KeyManagementAlgorithm::from_name(text(&header, "/alg")).unwrap();
    if case.ends_with("5.3") {
        return vec![DecryptionKey::password(algorithm, PASSWORD).unwrap()];
    }
    let enc = ContentEncryption::from_name(text(&header, "/enc")).unwrap();
    decryption_key(&read(format!("{case}.jwk")), algorithm, enc).into_iter().collect()
}

/// Attack 93, CVE-2023-50967: a billion rounds. Refused at once, whatever limit is set.
#[test]
fn a_billion_rounds() {
    let message = r#"{"ciphertext":"aaPb-JYGACs-loPwJkZewg","encrypted_key":"P1h8q8wLVxqYsZUuw6iEQTzgXVZHCsu8Eik-oqbE4AJGIDto3gb3SA",
        "header":{"alg":"PBES2-HS256+A128KW","p2c":1000000000,"p2s":"qUQQWWkyyIqculSiC93mlg"},"iv":"Clg3JX9oNl_ck3sLSGrlgg",
        "protected":"eyJlbmMiOiJBMTI4Q0JDLUhTMjU2In0","tag":"i7vga9tJkwRswFd7HlyD_A"}"#;
    let jwk = Jwk::from_json(br#"{"kty":"oct","k":"VHBLJ4-PmnqELoKbQoXuRA"}"#).unwrap();
    let Jwk::Symmetric(password) = &jwk else { panic!("no secret") };
    let algorithm = KeyManagementAlgorithm::Pbes2Hs256A128Kw;
    let keys = DecryptionKeySet::from(DecryptionKey::password(algorithm, password.secret().expose()).unwrap());
    if let Some(folder) = folder("latchset-rfc") {
        let file: Value = serde_json::from_slice(&fs::read(folder.join("cve-2023-50967.jwe")).unwrap()).unwrap();
        assert_eq!(file, serde_json::from_str::<Value>(message).unwrap());
    }
    let begun = Instant::now();
    for (limits, code) in [(Limits::default(), "jwe.passwords_off"), (limits(), "parse.limit")] {
        let error = Decryptor::new(&keys).limits(limits).decrypt_flattened(message).unwrap_err();
        assert_eq!(error.code(), code);
        assert!(!matches!(error, DecryptError::Failed(_)));
    }
    assert!(begun.elapsed() < Duration::from_millis(100), "{:?}", begun.elapsed());
}

/// One bit of each part.
#[test]
fn a_changed_message_of_the_cookbook_is_refused() {
    let Some(folder) = folder("jose-cookbook") else { return };
    let file = folder.join("jwe/5_8.key_wrap_using_aes-keywrap_with_aes-gcm.json");
    let case: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let jwk = case.pointer("/input/key").unwrap().to_string();
    let key = decryption_key(&jwk, KeyManagementAlgorithm::A128Kw, ContentEncryption::A128Gcm).unwrap();
    let keys = DecryptionKeySet::from(key);
    let parts = Parts::of(text(&case, "/output/compact"));
    let mut changed = [parts.clone(), parts.clone(), parts.clone(), parts];
    changed[0].iv[0] ^= 0x80;
    changed[1].ciphertext[0] ^= 0x80;
    changed[2].tag[0] ^= 0x80;
    changed[3].encrypted_key[0] ^= 0x80;
    for (index, parts) in changed.iter().enumerate() {
        assert_eq!(outcome(&parts.token(), &keys), "jwe.decryption", "change {index}");
    }
}
