//! `jose sign` and `jose verify` in every form, with detached and unencoded payloads.

use serde_json::{Value, json};

use crate::support::{Bench, Run};

fn bench() -> Bench {
    let bench = Bench::new();
    for (algorithm, name) in [("ES256", "a"), ("EdDSA", "b"), ("HS256", "mac")] {
        let file = format!("{name}.jwk");
        bench.run(&["key", "generate", "--alg", algorithm, "--kid", name, "-o", &file]).bytes();
    }
    bench.write("payload", "hello");
    bench.write("other", "hellp");
    bench.write("dotted", "a.b");
    bench.write("binary", b"\xff\x00");
    bench
}

fn sign(bench: &Bench, line: &str) -> Run {
    bench.run(&[&["sign"], line.split(' ').collect::<Vec<_>>().as_slice()].concat())
}

fn verify(bench: &Bench, line: &str, message: &str) -> Run {
    let words: Vec<&str> = line.split(' ').collect();
    bench.run_with(&[&["verify"], words.as_slice()].concat(), message.as_bytes())
}

#[test]
fn every_form_is_signed_and_verified() {
    let bench = bench();
    for form in ["compact", "flattened", "general"] {
        for unencoded in ["", " --unencoded"] {
            let signed = sign(&bench, &format!("--key a.jwk --form {form}{unencoded} payload")).text();
            let read = format!("--key a.jwk --form {form}{unencoded}");
            assert_eq!(verify(&bench, &read, &signed).bytes(), b"hello", "{read}");

            let detached = sign(&bench, &format!("--key a.jwk --form {form}{unencoded} --detached payload")).text();
            assert!(!detached.contains("aGVsbG8") && !detached.contains("hello"), "{detached}");
            let read = |payload: &str| verify(&bench, &format!("{read} --detached {payload}"), &detached);
            assert_eq!(read("payload").bytes(), b"", "{form}");
            read("other").refused("jws.signature");
            read("missing").fails(3, "input.read");
        }
    }
}

#[test]
fn detached_and_unencoded_payloads_may_be_any_bytes() {
    let bench = bench();
    for payload in ["dotted", "binary"] {
        let signed = sign(&bench, &format!("--key a.jwk --unencoded --detached {payload}")).text();
        let read = format!("--key a.jwk --unencoded --detached {payload}");
        verify(&bench, &read, &signed).bytes();
    }
    sign(&bench, "--key a.jwk --unencoded dotted").refused("jws.unencoded_payload");
    sign(&bench, "--key a.jwk --unencoded --form flattened binary").refused("jws.unencoded_payload");
    let said = sign(&bench, "--key a.jwk --unencoded binary").refused("jws.unencoded_payload");
    assert!(said.contains("--detached"), "{said}");
    // In JSON there is room for dots.
    let signed = sign(&bench, "--key a.jwk --unencoded --form flattened dotted").text();
    assert_eq!(verify(&bench, "--key a.jwk --unencoded --form flattened", &signed).bytes(), b"a.b");
}

#[test]
fn a_detached_payload_may_be_large() {
    let bench = bench();
    bench.write("large", vec![b'x'; 3 * 1024 * 1024]);
    bench.write("too-large", vec![b'x'; 64 * 1024 * 1024 + 1]);
    let signed = sign(&bench, "--key a.jwk --detached large").text();
    verify(&bench, "--key a.jwk --detached large", &signed).bytes();
    sign(&bench, "--key a.jwk --detached too-large").refused("input.limit");
    verify(&bench, "--key a.jwk --detached too-large", &signed).refused("input.limit");
    sign(&bench, "--key a.jwk large").refused("input.limit");
}

#[test]
fn several_keys_make_the_general_form() {
    let bench = bench();
    bench.write("rsa.pem", crate::fixtures::RSA_PKCS8);
    let signed = sign(&bench, "--key a.jwk --key b.jwk payload").text();
    assert_eq!(serde_json::from_str::<Value>(&signed).unwrap()["signatures"].as_array().map(Vec::len), Some(2));
    for keys in ["--key a.jwk", "--key b.jwk", "--key a.jwk --key b.jwk"] {
        assert_eq!(verify(&bench, &format!("{keys} --form general"), &signed).bytes(), b"hello");
    }
    verify(&bench, "--key a.jwk --key b.jwk --form general --all", &signed).bytes();
    // --alg is for the key that names none.
    let mixed = sign(&bench, "--key a.jwk --key rsa.pem --alg PS256 payload").text();
    verify(&bench, "--key rsa.pem --alg PS256 --form general", &mixed).bytes();
    let detached =
        sign(&bench, "--key a.jwk --key b.jwk --detached payload --unencoded --json").json()["token"].clone();
    let line = "--key a.jwk --key b.jwk --form general --all --detached payload --unencoded";
    verify(&bench, line, &detached.to_string()).bytes();
}

#[test]
fn the_report_says_which_signature_was_checked_by_which_key() {
    let bench = bench();
    let signed = sign(&bench, "--key a.jwk --key b.jwk payload").text();
    let run = verify(&bench, "--key b.jwk --form general", &signed);
    assert!(run.stderr.contains("signature 0: not verified: no key here is for the algorithm ES256"), "{}", run.stderr);
    assert!(run.stderr.contains("signature 1: verified by kid b, EdDSA"), "{}", run.stderr);
    let run = verify(&bench, "--key b.jwk --form general --json", &signed);
    assert_eq!(run.stderr, "");
    let answer = run.json();
    let [first, second] = answer["signatures"].as_array().unwrap().as_slice() else { panic!("{answer}") };
    assert_eq!((&first["verified"], &first["code"]), (&json!(false), &json!("key.algorithm_not_allowed")));
    assert_eq!((&second["verified"], &second["kid"], &second["alg"]), (&json!(true), &json!("b"), &json!("EdDSA")));
    assert_eq!((&second["header"]["kid"], &answer["payload"]), (&json!("b"), &json!("hello")));
}

#[test]
fn signatures_that_do_not_verify_are_refused() {
    let bench = bench();
    bench.run(&["key", "generate", "--alg", "ES256", "--kid", "c", "-o", "c.jwk"]).bytes();
    let signed = sign(&bench, "--key a.jwk --key b.jwk payload").text();
    let changed = signed.replace("aGVsbG8", "aGVsbHA");
    for (line, message, code) in [
        ("--key a.jwk --form general --all", &signed, "key.algorithm_not_allowed"),
        ("--key c.jwk --form general", &signed, "key.not_found"),
        ("--key a.jwk --form general", &changed, "jws.signature"),
        ("--key a.jwk --key b.jwk --form general --all", &changed, "jws.signature"),
        ("--key a.jwk --key b.jwk --form general --alg ES256 --all", &signed, "jwk.not_accepted"),
        ("--key a.jwk --key mac.jwk --form general", &signed, "key_set.mixed"),
        ("--key a.jwk --key a.jwk --form general", &signed, "key_set.duplicate"),
    ] {
        let run = verify(&bench, line, message);
        assert_eq!(run.status, 1, "{line}: {}", run.stderr);
        run.refused(code);
    }
}

#[test]
fn the_form_and_the_payload_have_to_be_named() {
    let bench = bench();
    let compact = sign(&bench, "--key a.jwk payload").text();
    let flattened = sign(&bench, "--key a.jwk --form flattened payload").text();
    let general = sign(&bench, "--key a.jwk --form general payload").text();
    let detached = sign(&bench, "--key a.jwk --detached payload").text();
    let unencoded = sign(&bench, "--key a.jwk --unencoded payload").text();
    bench.key("A256KW", "wrap.jwk");
    let encrypted = bench.run(&["encrypt", "--key", "wrap.jwk", "--form", "flattened", "payload"]).text();
    for (line, message, code, advice) in [
        ("--key a.jwk", &flattened, "parse.segments", "--form flattened"),
        ("--key a.jwk", &general, "parse.segments", "--form general"),
        ("--key a.jwk --form flattened", &general, "parse.form", "--form general"),
        ("--key a.jwk --form general", &flattened, "parse.form", "--form flattened"),
        ("--key a.jwk --form general", &compact, "json.object", "without --form"),
        ("--key a.jwk --form flattened", &encrypted, "parse.form", "jose decrypt"),
        ("--key a.jwk", &detached, "jws.signature", "--detached FILE"),
        ("--key a.jwk --detached payload", &compact, "parse.form", "leave --detached out"),
        ("--key a.jwk --form flattened --detached payload", &flattened, "parse.form", "leave --detached out"),
        ("--key a.jwk", &unencoded, "parse.crit", "--unencoded"),
        ("--key a.jwk --form flattened", &String::new(), "json.object", "the input is empty"),
    ] {
        let run = verify(&bench, line, message);
        assert_eq!((run.status, run.stdout.len()), (1, 0), "{line}: {}", run.stderr);
        assert!(run.stderr.contains(advice), "{line}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("error[{code}]")), "{line}: {}", run.stderr);
    }
}
