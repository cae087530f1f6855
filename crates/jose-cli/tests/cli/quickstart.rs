//! `jose quickstart`.

use std::{collections::BTreeMap, fs, process::Command};

use crate::support::Bench;

const FILES: [&str; 4] = ["api.jwk", "api.pub.jwk", "issuer.jwk", "issuer.pub.jwk"];

fn store(bench: &Bench, dir: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(bench.path(dir)).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn the_first_run_makes_keys_and_the_second_uses_them_again() {
    let bench = Bench::new();
    let first = bench.run(&["quickstart"]).text();
    let made = store(&bench, "jose-quickstart");
    assert_eq!(made.keys().map(String::as_str).collect::<Vec<_>>(), FILES);
    let second = bench.run(&["quickstart"]).text();
    assert_eq!(store(&bench, "jose-quickstart"), made);
    assert!(first.contains("new, in") && second.contains("used again"), "{first}\n{second}");
}

#[cfg(unix)]
#[test]
fn its_files_have_sensible_modes() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    bench.run(&["quickstart", "--dir", "deep/er"]).text();
    let mode = |name: &str| fs::metadata(bench.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("deep/er"), 0o700);
    assert_eq!(mode("deep/er/issuer.jwk"), 0o600);
    assert_eq!(mode("deep/er/api.jwk"), 0o600);
    // The public halves are to be read; the mask of the user may narrow that.
    assert_eq!(mode("deep/er/api.pub.jwk") & 0o600, 0o600);
}

#[test]
fn it_shows_the_token_its_claims_and_every_refusal_with_its_reason() {
    let bench = Bench::new();
    let screen = bench.run(&["quickstart", "--dir", "keys"]).text();
    for part in
        ["5 segments", "user-42", "orders:read orders:write", "acme", "expires", "accepted", "What next", "token open"]
    {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    assert_eq!(screen.matches("\n  refused  ").count(), 12, "{screen}");
    assert!(!screen.contains('\u{1b}'), "{screen}");
}

#[test]
fn each_variant_is_refused_for_its_own_reason() {
    let bench = Bench::new();
    let answer = bench.run(&["quickstart", "--json"]).json();
    assert_eq!(answer["ok"], true);
    assert_eq!(answer["store"]["created"], true);
    assert_eq!(answer["claims"]["tenant"], "acme");
    assert_eq!(answer["segments"].as_array().map(Vec::len), Some(5));
    let refused = answer["refused"].as_array().unwrap();
    let code = |name: &str| {
        let verdict = refused.iter().find(|verdict| verdict["name"] == name);
        verdict.unwrap_or_else(|| panic!("{name}"))["code"].as_str().unwrap().to_owned()
    };
    for (name, expected) in [
        ("ciphertext with one bit flipped", "jwe.decryption"),
        ("tag cut short by one byte", "parse.length"),
        ("header changed to name another enc", "jwe.decryption"),
        ("same token, clock moved past its expiry", "claims.expired"),
        ("token for another audience", "claims.audience"),
        ("token from another issuer", "claims.issuer"),
        ("envelope around an unsigned token (alg none)", "key.algorithm_not_allowed"),
        ("envelope around claims without signature", "token.not_signed"),
        ("envelope around a token signed by a stranger", "jws.signature"),
        ("envelope around an identity token", "token.type"),
        ("signed token without an envelope", "token.not_encrypted"),
        ("base64 of a signed token", "parse.segments"),
    ] {
        assert_eq!(code(name), expected, "{name}");
    }
    assert_eq!(refused.len(), 12);
    // The columns of the screen are as wide as this.
    assert!(refused.iter().all(|verdict| verdict["name"].as_str().is_some_and(|name| name.len() <= 45)));
}

/// The last part of the screen promises commands that work as they stand.
#[cfg(unix)]
#[test]
fn what_next_works() {
    let bench = Bench::new();
    let screen = bench.run(&["quickstart", "--dir", "it's here"]).text();
    let (_, next) = screen.split_once("What next").unwrap();
    let (_, commands) = next.split_once('\n').unwrap();
    let output = Command::new("sh").args(["-euc", commands]).current_dir(bench.path(".")).output().unwrap();
    let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{commands}\n{stderr}");
    assert!(stdout.contains("UNVERIFIED") && stdout.contains("\"sub\": \"user-42\""), "{stdout}");
}

#[test]
fn a_store_that_is_half_there_is_left_alone() {
    for missing in FILES {
        let bench = Bench::new();
        bench.run(&["quickstart"]).text();
        fs::remove_file(bench.path("jose-quickstart").join(missing)).unwrap();
        let before = store(&bench, "jose-quickstart");
        let said = bench.run(&["quickstart"]).fails(3, "store.incomplete");
        assert!(said.contains(missing) && said.contains("--dir"), "{said}");
        assert_eq!(store(&bench, "jose-quickstart"), before);
    }
}

#[test]
fn a_store_whose_halves_do_not_match_is_refused() {
    let bench = Bench::new();
    bench.run(&["quickstart"]).text();
    bench.run(&["quickstart", "--dir", "other"]).text();
    fs::copy(bench.path("other/api.pub.jwk"), bench.path("jose-quickstart/api.pub.jwk")).unwrap();
    bench.run(&["quickstart"]).refused("store.mismatch");
    fs::write(bench.path("jose-quickstart/api.pub.jwk"), "{}").unwrap();
    bench.run(&["quickstart"]).refused("jwk.missing");
}

#[test]
fn a_place_where_nothing_can_be_written_is_3() {
    let bench = Bench::new();
    bench.write("file", "");
    bench.run(&["quickstart", "--dir", "file/store"]).fails(3, "output.write");
}

#[cfg(unix)]
#[test]
fn a_store_that_cannot_be_read_is_not_taken_for_a_new_one() {
    let bench = Bench::new();
    std::os::unix::fs::symlink("loop", bench.path("loop")).unwrap();
    let said = bench.run(&["quickstart", "--dir", "loop"]).fails(3, "input.read");
    assert!(said.contains("cannot read loop/issuer.jwk"), "{said}");
    bench.run(&["quickstart"]).text();
    let file = bench.path("jose-quickstart/issuer.jwk");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let said = bench.run(&["quickstart"]).fails(3, "input.read");
    assert!(said.contains("cannot read jose-quickstart/issuer.jwk"), "{said}");
}

/// For the administrator every file is readable, and this shows nothing.
#[cfg(unix)]
#[test]
fn a_folder_or_a_key_without_permission_says_that_it_cannot_be_read() {
    for name in ["jose-quickstart", "jose-quickstart/issuer.jwk"] {
        let bench = Bench::new();
        bench.run(&["quickstart"]).text();
        let set = |mode| {
            fs::set_permissions(bench.path(name), std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
        };
        set(0);
        let is_administrator = fs::read(bench.path("jose-quickstart/issuer.jwk")).is_ok();
        let run = bench.run(&["quickstart"]);
        set(0o700);
        if !is_administrator {
            let said = run.fails(3, "input.read");
            assert!(said.contains("cannot read jose-quickstart/issuer.jwk"), "{said}");
        }
    }
}
