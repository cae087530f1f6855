//! `jose key convert` on what other tools write, and the choices of `jose key generate`.

use serde_json::{Value, json};

use crate::{
    fixtures::formats::{CERTIFICATE, ENCRYPTED, OPENSSH, OPENSSH_PUBLIC, PLAIN, RSA_1024, THUMBPRINT},
    support::Bench,
};

fn bench() -> Bench {
    let bench = Bench::new();
    for (name, text) in [
        ("plain.pem", PLAIN),
        ("encrypted.pem", ENCRYPTED),
        ("certificate.pem", CERTIFICATE),
        ("ssh", OPENSSH),
        ("ssh.pub", OPENSSH_PUBLIC),
        ("small.pem", RSA_1024),
        ("password", "correct horse\n"),
        ("wrong", "battery staple"),
        ("empty", ""),
    ] {
        bench.write(name, text);
    }
    bench
}

fn convert(bench: &Bench, line: &str) -> crate::support::Run {
    bench.run(&[&["key", "convert"], line.split(' ').collect::<Vec<_>>().as_slice()].concat())
}

#[test]
fn certificates_and_encrypted_keys_are_read() {
    let bench = bench();
    for (line, private) in
        [("plain.pem", true), ("encrypted.pem --password password", true), ("certificate.pem", false)]
    {
        let jwk = convert(&bench, &format!("{line} --to jwk")).text();
        assert_eq!(jwk.contains("\"d\""), private, "{line}");
        assert_eq!(bench.run_with(&["key", "thumbprint"], jwk.as_bytes()).text(), THUMBPRINT);
    }
    let (private, public) = (convert(&bench, "ssh --to jwk").text(), convert(&bench, "ssh.pub --to jwk").text());
    assert_eq!(bench.run_with(&["key", "public"], private.as_bytes()).text(), public);
    // Other commands take what OpenSSH writes, too.
    let token = bench.run_with(&["sign", "--key", "ssh"], b"x").bytes();
    assert_eq!(bench.run_with(&["verify", "--key", "ssh.pub"], &token).bytes(), b"x");
}

#[test]
fn private_keys_are_written_encrypted() {
    let bench = bench();
    for to in ["pem", "der"] {
        let written = convert(&bench, &format!("plain.pem --to {to} --new-password password")).bytes();
        bench.write("new", &written);
        assert_eq!(convert(&bench, "new --password password --to pem").text(), PLAIN.trim_end());
        convert(&bench, "new --password wrong --to pem").refused("jwk.not_decrypted");
        convert(&bench, "new --to pem").refused("jwk.format");
    }
    let again = convert(&bench, "encrypted.pem --password password --to pem --new-password wrong").text();
    assert!(again.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
}

#[test]
fn conversions_that_make_no_sense_are_refused() {
    let bench = bench();
    bench.key("HS256", "mac.jwk");
    for (line, status, code) in [
        ("encrypted.pem --password wrong --to jwk", 1, "jwk.not_decrypted"),
        ("encrypted.pem --password empty --to jwk", 1, "input.password"),
        ("encrypted.pem --password missing --to jwk", 3, "input.read"),
        ("encrypted.pem --password - --to jwk -", 2, "usage"),
        ("encrypted.pem --to jwk", 1, "jwk.format"),
        ("plain.pem --password password --to jwk", 1, "jwk.format"),
        ("mac.jwk --password password --to jwk", 1, "jwk.format"),
        ("mac.jwk --to pem --new-password password", 1, "jwk.wrong_kind"),
        ("certificate.pem --to pem --new-password password", 1, "jwk.wrong_kind"),
        ("plain.pem --to jwk --new-password password", 2, "usage"),
        ("plain.pem --to pem --new-password empty", 1, "input.password"),
        ("certificate.pem --to jwk --alg ES256", 1, "key.type"),
    ] {
        let run = convert(&bench, line);
        assert_eq!(run.status, status, "{line}: {}", run.stderr);
        run.fails(status, code);
    }
}

/// A certificate is no key until somebody says so.
#[test]
fn other_commands_say_how_to_convert() {
    let bench = bench();
    for (file, advice) in [("encrypted.pem", "--password"), ("certificate.pem", "if it may be trusted")] {
        for command in ["sign", "verify", "encrypt", "decrypt"] {
            let said = bench.run(&[command, "--key", file]).refused("jwk.format");
            assert!(said.contains("jose key convert") && said.contains(advice), "{said}");
        }
    }
}

#[test]
fn generate_has_the_choices_that_an_algorithm_leaves() {
    let bench = bench();
    let generate = |line: &str| {
        bench.run(&[&["key", "generate", "--alg"], line.split(' ').collect::<Vec<_>>().as_slice()].concat())
    };
    for (line, member, value) in [
        ("ECDH-ES", "crv", json!("P-256")),
        ("ECDH-ES --curve X25519", "crv", json!("X25519")),
        ("ECDH-ES+A128KW --curve P-521", "crv", json!("P-521")),
        ("ES384 --curve P-384", "crv", json!("P-384")),
        ("EdDSA --curve Ed25519", "crv", json!("Ed25519")),
        ("ES256K", "crv", json!("secp256k1")),
        ("ML-DSA-44", "kty", json!("AKP")),
        ("ML-DSA-87", "alg", json!("ML-DSA-87")),
    ] {
        let key: Value = serde_json::from_str(&generate(line).text()).unwrap();
        assert_eq!(key[member], value, "{line}");
    }
    let rsa: Value = serde_json::from_str(&generate("PS256 --bits 2048").text()).unwrap();
    assert_eq!(rsa["n"].as_str().map(str::len), Some(342));
    for (line, status, code) in [
        ("ES256 --curve P-384", 2, "usage"),
        ("ES256 --bits 2048", 2, "usage"),
        ("HS256 --curve P-256", 2, "usage"),
        ("ML-DSA-65 --curve P-256", 2, "usage"),
        ("PS256 --bits 1024", 2, "usage"),
        ("PS256 --bits 2047", 2, "usage"),
        ("ECDH-ES --curve p-256", 2, "usage"),
        ("ECDH-ES --curve Ed25519", 1, "key.curve"),
        ("PBES2-HS256+A128KW", 1, "jwk.unsupported"),
        ("RSA1_5", 1, "jwk.unsupported"),
    ] {
        let run = generate(line);
        assert_eq!(run.status, status, "{line}: {}", run.stderr);
        run.fails(status, code);
    }
}

#[test]
fn new_algorithms_sign_and_verify() {
    let bench = bench();
    for algorithm in ["ES256K", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"] {
        let (private, public) = (format!("{algorithm}.jwk"), format!("{algorithm}.pub.jwk"));
        bench.pair(algorithm, &private, &public);
        let token = bench.run_with(&["sign", "--key", &private], b"payload").bytes();
        assert_eq!(bench.run_with(&["verify", "--key", &public], &token).bytes(), b"payload");
    }
}

#[test]
fn thumbprints_have_other_hashes() {
    let bench = bench();
    let thumbprint = |more: &[&str]| bench.run(&[&["key", "thumbprint", "plain.pem"], more].concat());
    assert_eq!(thumbprint(&["--hash", "sha-256"]).text(), THUMBPRINT);
    for (hash, length) in [("sha-384", 64), ("sha-512", 86)] {
        assert_eq!(thumbprint(&["--hash", hash]).text().len(), length);
        let uri = thumbprint(&["--hash", hash, "--uri"]).text();
        assert!(uri.starts_with(&format!("urn:ietf:params:oauth:jwk-thumbprint:{hash}:")), "{uri}");
    }
    thumbprint(&["--hash", "sha-1"]).fails(2, "usage");
}
