//! What becomes of the file system: modes, and files that are there already.

use std::fs;

use crate::support::Bench;

#[cfg(unix)]
fn mode(bench: &Bench, name: &str) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(bench.path(name)).unwrap().permissions().mode() & 0o7777
}

#[cfg(unix)]
#[test]
fn a_new_key_is_for_its_owner_alone() {
    let bench = Bench::new();
    bench.key("ES256", "k.jwk");
    assert_eq!(mode(&bench, "k.jwk"), 0o600);
    fs::set_permissions(bench.path("k.jwk"), std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    bench.run(&["key", "generate", "--alg", "ES256", "-o", "k.jwk", "--force"]).bytes();
    assert_eq!(mode(&bench, "k.jwk"), 0o600);
}

#[test]
fn a_file_that_is_there_stays_as_it_is() {
    let bench = Bench::new();
    bench.write("k.jwk", "precious");
    let said = bench.run(&["key", "generate", "--alg", "ES256", "-o", "k.jwk"]).fails(3, "output.exists");
    assert!(said.contains("--force"), "{said}");
    assert_eq!(bench.read("k.jwk"), "precious");
}

#[test]
fn force_replaces_it_and_leaves_nothing_else_behind() {
    let bench = Bench::new();
    bench.write("k.jwk", "worthless");
    let run = bench.run(&["key", "generate", "--alg", "ES256", "--output", "k.jwk", "--force"]);
    assert_eq!(run.bytes(), b"");
    assert!(bench.read("k.jwk").starts_with(r#"{"kty":"EC""#));
    assert_eq!(fs::read_dir(bench.path(".")).unwrap().count(), 1);
}

#[test]
fn force_replaces_files_only() {
    let bench = Bench::new();
    fs::create_dir(bench.path("folder")).unwrap();
    bench.run(&["key", "generate", "--alg", "ES256", "-o", "folder", "--force"]).fails(3, "output.exists");
    #[cfg(unix)]
    {
        bench.write("target", "precious");
        std::os::unix::fs::symlink("target", bench.path("link")).unwrap();
        bench.run(&["key", "generate", "--alg", "ES256", "-o", "link", "--force"]).fails(3, "output.exists");
        bench.run(&["key", "generate", "--alg", "ES256", "-o", "link"]).fails(3, "output.exists");
        assert_eq!(bench.read("target"), "precious");
    }
}

#[test]
fn a_folder_that_is_not_there_is_3() {
    let bench = Bench::new();
    bench.run(&["key", "generate", "--alg", "ES256", "-o", "no/k.jwk"]).fails(3, "output.write");
    bench.run(&["key", "generate", "--alg", "ES256", "-o", "no/k.jwk", "--force"]).fails(3, "output.write");
}

#[test]
fn a_refused_key_leaves_no_file() {
    let bench = Bench::new();
    let long = "k".repeat(2000);
    bench.run(&["key", "generate", "--alg", "ES256", "--kid", &long, "-o", "k.jwk"]).refused("jwk.limit");
    assert!(!bench.path("k.jwk").exists());
}
