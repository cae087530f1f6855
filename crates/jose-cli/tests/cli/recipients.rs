//! `jose encrypt` and `jose decrypt` in every form, with additional data, compression and passwords.

use serde_json::{Value, json};

use crate::support::{Bench, Run};

fn bench() -> Bench {
    let bench = Bench::new();
    for (algorithm, name) in
        [("ECDH-ES+A256KW", "frodo"), ("A256KW", "sam"), ("ECDH-ES", "direct"), ("A128GCM", "dir"), ("ES256", "sign")]
    {
        let file = format!("{name}.jwk");
        bench.run(&["key", "generate", "--alg", algorithm, "--kid", name, "-o", &file]).bytes();
    }
    bench.write("plain", "hello");
    bench.write("aad", "in the clear");
    bench.write("empty", "");
    bench.write("password", "correct horse battery staple\n");
    bench.write("wrong", "Tr0ub4dor&3");
    bench
}

fn encrypt(bench: &Bench, line: &str) -> Run {
    bench.run(&[&["encrypt"], line.split(' ').collect::<Vec<_>>().as_slice(), &["plain"]].concat())
}

fn decrypt(bench: &Bench, line: &str, message: &str) -> Run {
    let words: Vec<&str> = line.split(' ').collect();
    bench.run_with(&[&["decrypt"], words.as_slice()].concat(), message.as_bytes())
}

#[test]
fn every_form_is_encrypted_and_decrypted() {
    let bench = bench();
    for key in ["frodo.jwk", "sam.jwk", "direct.jwk", "dir.jwk"] {
        for form in ["compact", "flattened", "general"] {
            for zip in ["", " --zip"] {
                let line = format!("--key {key} --form {form}{zip}");
                let message = encrypt(&bench, &line).text();
                let answer = decrypt(&bench, &format!("{line} --json"), &message).json();
                assert_eq!((&answer["plaintext"], &answer["compressed"]), (&json!("hello"), &json!(!zip.is_empty())));
            }
        }
    }
}

#[test]
fn each_of_several_recipients_decrypts() {
    let bench = bench();
    let message = encrypt(&bench, "--key frodo.jwk --key sam.jwk --password password --aad aad").text();
    assert_eq!(serde_json::from_str::<Value>(&message).unwrap()["recipients"].as_array().map(Vec::len), Some(3));
    for (recipient, key) in ["--key frodo.jwk", "--key sam.jwk", "--password password"].iter().enumerate() {
        let answer = decrypt(&bench, &format!("{key} --form general --aad aad --json"), &message).json();
        assert_eq!((&answer["plaintext"], &answer["recipient"]), (&json!("hello"), &json!(recipient)));
        // Every recipient knows enough to write such a message.
        assert_eq!((&answer["sender_holds_key"], &answer["aad"]), (&json!(false), &json!("in the clear")));
    }
    decrypt(&bench, "--key direct.jwk --form general", &message).refused("key.algorithm_not_allowed");
    decrypt(&bench, "--key sign.jwk --form general", &message).refused("jwk.algorithm_purpose");
    decrypt(&bench, "--key sam.jwk", &message).refused("parse.segments");
    decrypt(&bench, "--key sam.jwk --form general --alg ECDH-ES", &message).refused("jwk.not_accepted");
    decrypt(&bench, "--key sam.jwk --form general --enc A128GCM", &message).refused("jwe.content_encryption");
}

#[test]
fn what_cannot_be_made_is_refused() {
    let bench = bench();
    for (line, status, code) in [
        ("--key frodo.jwk --key sam.jwk --form compact", 2, "usage"),
        ("--key frodo.jwk --key sam.jwk --form flattened", 2, "usage"),
        ("--key sam.jwk --aad aad --form compact", 2, "usage"),
        ("--key sam.jwk --alg PBES2-HS256+A128KW", 2, "usage"),
        ("--password - --key -", 2, "usage"),
        ("--zip", 2, "usage"),
        ("--key direct.jwk --key sam.jwk", 1, "jwe.several_recipients"),
        ("--key dir.jwk --password password", 1, "jwe.several_recipients"),
        ("--key sign.jwk --key sam.jwk", 1, "jwk.algorithm_purpose"),
        ("--password empty", 1, "input.password"),
        ("--password missing", 3, "input.read"),
        ("--password env:NOT_SET", 3, "input.environment"),
        ("--key sam.jwk --aad missing", 3, "input.read"),
    ] {
        let run = encrypt(&bench, line);
        assert_eq!(run.status, status, "{line}: {}", run.stderr);
        run.fails(status, code);
    }
}

#[test]
fn additional_data_is_demanded_exactly() {
    let bench = bench();
    bench.write("other", "in the cleaR");
    // With --aad the form is flattened on both sides.
    let with = encrypt(&bench, "--key sam.jwk --aad aad").text();
    let without = encrypt(&bench, "--key sam.jwk --form flattened").text();
    assert_eq!(decrypt(&bench, "--key sam.jwk --aad aad", &with).bytes(), b"hello");
    assert_eq!(decrypt(&bench, "--key sam.jwk --form flattened", &with).bytes(), b"hello");
    decrypt(&bench, "--key sam.jwk --aad other", &with).refused("jwe.aad");
    decrypt(&bench, "--key sam.jwk --aad empty", &with).refused("jwe.aad");
    decrypt(&bench, "--key sam.jwk --aad aad", &without).refused("jwe.aad");
    decrypt(&bench, "--key sam.jwk --aad aad --form compact", &with).fails(2, "usage");
    let changed = with.replace("aW4gdGhlIGNsZWFy", "aW4gdGhlIGNsZWFS");
    assert_ne!(changed, with);
    decrypt(&bench, "--key sam.jwk --aad other", &changed).refused("jwe.decryption");
    decrypt(&bench, "--key sam.jwk --form flattened", &changed).refused("jwe.decryption");
}

#[test]
fn compression_has_to_be_allowed_and_is_bounded() {
    let bench = bench();
    let small = encrypt(&bench, "--key sam.jwk --zip").text();
    let said = decrypt(&bench, "--key sam.jwk", &small).refused("parse.member");
    assert!(said.contains("--zip"), "{said}");
    decrypt(&bench, "--key sam.jwk --zip", &small).bytes();
    let plain = vec![b'x'; 1024 * 1024];
    let large = bench.run_with(&["encrypt", "--key", "sam.jwk", "--zip"], &plain).text();
    assert!(large.len() < 4096);
    assert_eq!(decrypt(&bench, "--key sam.jwk --zip", &large).bytes(), plain);
}

#[test]
fn a_password_encrypts_and_decrypts() {
    let bench = bench();
    let message = encrypt(&bench, "--password password").text();
    let answer = decrypt(&bench, "--password password --json", &message).json();
    assert_eq!((&answer["alg"], &answer["header"]["p2c"]), (&json!("PBES2-HS512+A256KW"), &json!(600_000)));
    assert_eq!((&answer["plaintext"], &answer["sender_holds_key"]), (&json!("hello"), &json!(false)));
    let from_environment = bench.run_in(
        &["decrypt", "--password", "env:PASSWORD"],
        message.as_bytes(),
        &[("PASSWORD", "correct horse battery staple")],
    );
    assert_eq!(from_environment.bytes(), b"hello");
    let other = encrypt(&bench, "--password password --alg PBES2-HS256+A128KW --enc A128CBC-HS256").text();
    assert_eq!(decrypt(&bench, "--password password --key sam.jwk", &other).bytes(), b"hello");

    decrypt(&bench, "--password wrong", &message).refused("jwe.decryption");
    decrypt(&bench, "--password empty", &message).refused("input.password");
    decrypt(&bench, "--password password --alg PBES2-HS256+A128KW", &message).refused("key.algorithm_not_allowed");
    decrypt(&bench, "--password password --alg A256KW", &message).fails(2, "usage");
    let said = decrypt(&bench, "--key sam.jwk", &message).refused("key.algorithm_not_allowed");
    assert!(said.contains("--password"), "{said}");
}

#[test]
fn a_password_is_not_worked_on_for_ever() {
    let bench = bench();
    // {"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAAAAAAAAAAAAA","p2c":1200001}
    let header = "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJlbmMiOiJBMTI4R0NNIiwicDJzIjoiQUFBQUFBQUFBQUFBQUFBQUFBQUFBQSIsInAyYyI6MTIwMDAwMX0";
    let message = format!("{header}.{}.AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA", "A".repeat(32));
    let started = std::time::Instant::now();
    let said = decrypt(&bench, "--password password", &message).refused("parse.limit");
    assert!(said.contains("1200000") && started.elapsed().as_secs() < 5, "{said}");
}
