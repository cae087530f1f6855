//! `jose key encrypt` and `jose key decrypt`.

use crate::{
    fixtures::{P256_PKCS8, RFC7515_A1_KEY},
    support::{Bench, Run},
};

fn bench() -> Bench {
    let bench = Bench::new();
    bench.key("ES256", "k.jwk");
    bench.write("p256.pem", P256_PKCS8);
    bench.write("s.jwks", format!("{{ \"note\": 1.0e2, \"keys\": [ {RFC7515_A1_KEY}, {{\"kty\":\"XYZ\"}} ] }}\n"));
    bench.write("password", "correct horse battery staple\n");
    bench.write("wrong", "Tr0ub4dor&3");
    bench.write("empty", "\n");
    bench
}

fn key(bench: &Bench, command: &str, line: &str) -> Run {
    bench.run(&[&["key", command], line.split(' ').collect::<Vec<_>>().as_slice()].concat())
}

#[test]
fn what_was_encrypted_comes_back_as_it_was() {
    let bench = bench();
    for file in ["k.jwk", "s.jwks"] {
        let encrypted = key(&bench, "encrypt", &format!("{file} --password password")).text();
        assert_eq!(encrypted.split('.').count(), 5);
        bench.write("e.jwe", &encrypted);
        assert_eq!(key(&bench, "decrypt", "e.jwe --password password").text(), bench.read(file).trim_end());
        let header = bench.run(&["inspect", "e.jwe", "--json"]).json()["header"].clone();
        assert_eq!(header["cty"], if file == "k.jwk" { "jwk+json" } else { "jwk-set+json" });
        assert_eq!((&header["alg"], &header["p2c"]), (&"PBES2-HS512+A256KW".into(), &600_000.into()));
        assert!(header.get("kid").is_none());
    }
    // Another format becomes a JWK.
    key(&bench, "encrypt", "p256.pem --password password -o e.jwe --force").bytes();
    let jwk = key(&bench, "decrypt", "e.jwe --password password").text();
    assert_eq!(jwk, bench.run(&["key", "convert", "p256.pem", "--to", "jwk"]).text());
}

#[test]
fn files_are_for_their_owner_and_not_replaced() {
    let bench = bench();
    assert_eq!(key(&bench, "encrypt", "k.jwk --password password -o e.jwe").bytes(), b"");
    key(&bench, "encrypt", "k.jwk --password password -o e.jwe").fails(3, "output.exists");
    key(&bench, "decrypt", "e.jwe --password password -o k.jwk").fails(3, "output.exists");
    let answer = key(&bench, "decrypt", "e.jwe --password password -o new.jwk --json").json();
    assert!(answer["file"] == "new.jwk" && answer.get("key").is_none());
    assert_eq!(bench.read("new.jwk"), bench.read("k.jwk"));
    #[cfg(unix)]
    for file in ["e.jwe", "new.jwk"] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(bench.path(file)).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_is_wrong_is_refused() {
    let bench = bench();
    bench.write("text", "hello");
    key(&bench, "encrypt", "k.jwk --password password -o e.jwe").bytes();
    bench.write("plain.jwe", bench.run(&["encrypt", "--password", "password", "text"]).bytes());
    bench.write("other.jwe", bench.run(&["encrypt", "--password", "password", "--cty", "JWT", "k.jwk"]).bytes());
    bench.key("A256KW", "wrap.jwk");
    bench.write("wrapped.jwe", bench.run(&["encrypt", "--key", "wrap.jwk", "k.jwk"]).bytes());
    for (command, line, status, code) in [
        ("encrypt", "text --password password", 1, "jwk.format"),
        ("encrypt", "k.jwk --password empty", 1, "input.password"),
        ("encrypt", "k.jwk --password missing", 3, "input.read"),
        ("encrypt", "k.jwk --password env:NOT_SET", 3, "input.environment"),
        ("encrypt", "k.jwk", 2, "usage"),
        ("encrypt", "- --password -", 2, "usage"),
        ("encrypt", "k.jwk --password password --force", 2, "usage"),
        ("decrypt", "e.jwe --password wrong", 1, "jwe.decryption"),
        ("decrypt", "e.jwe --password empty", 1, "input.password"),
        ("decrypt", "e.jwe", 2, "usage"),
        ("decrypt", "k.jwk --password password", 1, "parse.segments"),
        ("decrypt", "text --password password", 1, "parse.segments"),
        ("decrypt", "plain.jwe --password password", 1, "jwk.format"),
        ("decrypt", "other.jwe --password password", 1, "encrypted_jwk.content_type"),
        ("decrypt", "wrapped.jwe --password password", 1, "key.algorithm_not_allowed"),
    ] {
        let run = key(&bench, command, line);
        assert_eq!(run.status, status, "{command} {line}: {}", run.stderr);
        run.fails(status, code);
    }
    // The words say what to do.
    let said = key(&bench, "decrypt", "e.jwe --password wrong").refused("jwe.decryption");
    assert!(said.contains("the password is wrong"), "{said}");
    let said = bench.run(&["sign", "--key", "e.jwe", "text"]).refused("jwk.format");
    assert!(said.contains("jose key decrypt"), "{said}");
}
