//! What becomes of the file of a set: everything else in it, its mode, and the folder around it.

use std::fs;

use crate::{fixtures::RFC8037_A2_KEY, support::Bench};

/// Written by hand, with everything that strict JSON allows and nobody here understands.
const BY_HAND: &str = r#"{
  "note": {"keys": ["not these"], "big": 123456789012345678901234567890.50, "brace": "]}\\\"{["},
  "\u006beys": [
    {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"a", "x-seen": 1.0e2},
    {
      "kid": "b",
      "kty": "FUTURE",
      "q": [[], {}, "]"]
    },
    "no key at all",
    {"kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo","kid":"c"}
  ],
  "last": null
}
"#;

fn line(kid: &str) -> String {
    let line = BY_HAND.lines().find(|line| line.contains(&format!("\"kid\":\"{kid}\""))).unwrap();
    line.trim_end_matches(',').to_owned()
}

#[test]
fn what_is_not_understood_stays_as_it_is() {
    let bench = Bench::new();
    let (a, c) = (line("a"), line("c"));
    for (index, expected) in [
        ("0", BY_HAND.replace(&format!("{},\n    ", a.trim_start()), "")),
        ("2", BY_HAND.replace(",\n    \"no key at all\"", "")),
        ("3", BY_HAND.replace(&format!(",\n{c}"), "")),
    ] {
        assert_ne!(expected, BY_HAND);
        bench.write("s.jwks", BY_HAND);
        bench.run(&["jwks", "remove", "s.jwks", "--index", index]).bytes();
        assert_eq!(bench.read("s.jwks"), expected);
    }
    bench.write("s.jwks", BY_HAND);
    bench.write("c.jwk", format!(" {}\n", c.trim()));
    bench.run(&["jwks", "remove", "s.jwks", "--kid", "c"]).bytes();
    bench.run(&["jwks", "add", "s.jwks", "c.jwk"]).bytes();
    // A single key is written anew; the rest of the file is as it was.
    assert_eq!(
        bench.read("s.jwks").split("\"no key at all\",\n    {").next(),
        BY_HAND.split("\"no key at all\",\n    {").next()
    );
    assert!(bench.read("s.jwks").ends_with("}\n  ],\n  \"last\": null\n}\n"));
    bench.run(&["jwks", "list", "s.jwks"]).text();
}

#[test]
fn a_key_keeps_its_own_text_when_it_moves_from_set_to_set() {
    let bench = Bench::new();
    let key = r#"{ "kid":"a", "x-seen": 1.0e2, "kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }"#;
    bench.write("from.jwks", format!("{{ \"keys\" : [ {key} ] }}"));
    bench.run(&["jwks", "add", "to.jwks", "from.jwks"]).bytes();
    assert_eq!(bench.read("to.jwks"), format!("{{\"keys\":[{key}]}}\n"));
}

#[test]
fn a_refused_edit_leaves_nothing_behind() {
    let bench = Bench::new();
    bench.key("ES256", "k.jwk");
    let long = "k".repeat(2000);
    bench.write("rsa.pem", crate::fixtures::RSA_SPKI);
    bench.run(&["jwks", "add", "new.jwks", "rsa.pem", "--kid", &long]).refused("jwk.limit");
    bench.run(&["jwks", "add", "no/new.jwks", "k.jwk"]).fails(3, "output.write");
    fs::create_dir(bench.path("folder")).unwrap();
    bench.run(&["jwks", "add", "folder", "k.jwk"]).fails(3, "input.read");
    assert_eq!(fs::read_dir(bench.path(".")).unwrap().count(), 3);
}

#[test]
fn a_set_is_no_larger_than_what_is_read() {
    let bench = Bench::new();
    let full: Vec<String> = (0..128).map(|kid| format!("{{\"kty\":\"XYZ\",\"kid\":\"{kid}\"}}")).collect();
    bench.write("s.jwks", format!("{{\"keys\":[{}]}}", full.join(",")));
    bench.write("k.jwk", RFC8037_A2_KEY);
    let before = bench.read("s.jwks");
    bench.run(&["jwks", "add", "s.jwks", "k.jwk"]).refused("jwk.limit");
    assert_eq!(bench.read("s.jwks"), before);
    bench.run(&["jwks", "remove", "s.jwks", "--kid", "127"]).bytes();
    bench.run(&["jwks", "add", "s.jwks", "k.jwk"]).bytes();
}

#[cfg(unix)]
#[test]
fn secrets_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let mode = |name: &str| fs::metadata(bench.path(name)).unwrap().permissions().mode() & 0o777;
    let set_mode = |name: &str, mode| fs::set_permissions(bench.path(name), PermissionsExt::from_mode(mode)).unwrap();
    bench.pair("ES256", "k.jwk", "k.pub.jwk");
    bench.write("other.jwk", RFC8037_A2_KEY);
    bench.run(&["jwks", "add", "store.jwks", "k.jwk"]).bytes();
    assert_eq!(mode("store.jwks"), 0o600);

    bench.run(&["jwks", "add", "s.jwks", "other.jwk"]).bytes();
    set_mode("s.jwks", 0o640);
    bench.run(&["jwks", "add", "s.jwks", "k.pub.jwk"]).bytes();
    assert_eq!(mode("s.jwks"), 0o640);
    bench.run(&["jwks", "remove", "s.jwks", "--index", "1"]).bytes();
    bench.run(&["jwks", "add", "s.jwks", "k.jwk"]).bytes();
    assert_eq!(mode("s.jwks"), 0o600);

    // A key that cannot be read may have a secret all the same.
    bench.write("odd.jwks", r#"{"keys":[{"kty":"XYZ","d":"AA"}]}"#);
    set_mode("odd.jwks", 0o644);
    bench.run(&["jwks", "add", "odd.jwks", "other.jwk"]).bytes();
    assert_eq!(mode("odd.jwks"), 0o600);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let bench = Bench::new();
    bench.key("ES256", "k.jwk");
    bench.write("target", "{\"keys\":[]}");
    std::os::unix::fs::symlink("target", bench.path("link")).unwrap();
    bench.run(&["jwks", "add", "link", "k.jwk"]).fails(3, "output.exists");
    assert_eq!(bench.read("target"), "{\"keys\":[]}");
}

/// The other command comes after the set was read and before the key was.
#[cfg(unix)]
#[test]
fn an_edit_does_not_undo_another() {
    let bench = Bench::new();
    for name in ["one", "two", "three"] {
        bench.run(&["key", "generate", "--alg", "ES256", "--kid", name, "-o", name]).bytes();
    }
    bench.run(&["jwks", "add", "s.jwks", "one"]).bytes();
    assert!(std::process::Command::new("mkfifo").arg(bench.path("pipe")).status().unwrap().success());
    let child = bench.command(&["jwks", "add", "s.jwks", "pipe"]).spawn().unwrap();
    let mut pipe = fs::OpenOptions::new().write(true).open(bench.path("pipe")).unwrap();
    bench.run(&["jwks", "add", "s.jwks", "two"]).bytes();
    let before = bench.read("s.jwks");
    std::io::Write::write_all(&mut pipe, bench.read("three").as_bytes()).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("error[output.changed]"));
    assert_eq!(bench.read("s.jwks"), before);
}

/// However they meet: what a command said it has added is there.
#[test]
fn edits_at_the_same_time_do_not_undo_each_other() {
    let bench = Bench::new();
    bench.write("s.jwks", r#"{"keys":[]}"#);
    let names: Vec<String> = (0..8).map(|index| format!("key-{index}")).collect();
    for name in &names {
        bench.run(&["key", "generate", "--alg", "ES256", "--kid", name, "-o", name]).bytes();
    }
    for _ in 0..4 {
        let all: Vec<_> =
            names.iter().map(|name| bench.command(&["jwks", "add", "s.jwks", name]).spawn().unwrap()).collect();
        for (child, name) in all.into_iter().zip(&names) {
            let output = child.wait_with_output().unwrap();
            let words = String::from_utf8(output.stderr).unwrap();
            let added = output.status.success() || words.contains("error[jwk.repeated]");
            assert!(added || words.contains("error[output.changed]"), "{words}");
            assert!(!added || bench.read("s.jwks").contains(&format!("\"{name}\"")), "{name} is lost");
        }
    }
    let left: Vec<_> = fs::read_dir(bench.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), names.len() + 1, "{left:?}");
}

#[test]
fn an_edit_that_was_cut_off_is_not_taken_for_done() {
    let bench = Bench::new();
    bench.key("ES256", "k.jwk");
    bench.write("s.jwks", r#"{"keys":[]}"#);
    bench.write(".s.jwks.new", r#"{"ke"#);
    let words = bench.run(&["jwks", "add", "s.jwks", "k.jwk"]).fails(3, "output.changed");
    assert!(words.contains(".s.jwks.new"), "{words}");
    assert_eq!((bench.read("s.jwks").as_str(), bench.read(".s.jwks.new").as_str()), (r#"{"keys":[]}"#, r#"{"ke"#));
    fs::remove_file(bench.path(".s.jwks.new")).unwrap();
    bench.run(&["jwks", "add", "s.jwks", "k.jwk"]).bytes();
}
