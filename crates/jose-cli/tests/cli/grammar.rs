//! The words of the command line.

use crate::support::Bench;

const COMMANDS: &[&[&str]] = &[
    &["quickstart"],
    &["key", "generate"],
    &["key", "public"],
    &["key", "thumbprint"],
    &["key", "convert"],
    &["key", "lint"],
    &["key", "encrypt"],
    &["key", "decrypt"],
    &["jwks", "add"],
    &["jwks", "remove"],
    &["jwks", "list"],
    &["jwks", "public"],
    &["sign"],
    &["verify"],
    &["encrypt"],
    &["decrypt"],
    &["token", "issue"],
    &["token", "open"],
    &["token", "explain"],
    &["policy", "lint"],
    &["inspect"],
];

#[test]
fn every_command_has_help_to_work_from() {
    let bench = Bench::new();
    for command in COMMANDS {
        let help = bench.run(&[command, &["--help"][..]].concat()).text();
        assert!(help.contains("Usage: jose ") && help.contains("Examples:"), "{command:?}\n{help}");
        assert!(help.contains("--json"), "{command:?}\n{help}");
    }
    let help = bench.run(&["--help"]).text();
    assert!(help.contains("Exit status:") && help.contains("env:NAME"), "{help}");
    assert!(bench.run(&["--version"]).text().starts_with("jose "));
}

/// The help names every option of the grammar.
#[test]
fn every_option_of_the_grammar_is_there() {
    let bench = Bench::new();
    for (command, options) in [
        ("quickstart", "--dir"),
        ("key generate", "--alg --curve --bits --kid --output -o --force"),
        ("key thumbprint", "--hash --uri"),
        ("key convert", "--to --alg --kid --password --new-password"),
        ("key lint", "--published"),
        ("key encrypt", "--password --output -o --force"),
        ("key decrypt", "--password --output -o --force"),
        ("jwks add", "--kid"),
        ("jwks remove", "--kid --index"),
        ("sign", "--key --alg --form --detached --unencoded --typ --cty"),
        ("verify", "--key --alg --form --detached --unencoded --all"),
        ("encrypt", "--key --password --alg --enc --form --aad --zip --typ --cty"),
        ("decrypt", "--key --password --alg --enc --form --aad --zip"),
        (
            "token issue",
            "--key --alg --issuer --subject --audience --client-id --scope --lifetime --encrypt-to --enc --claims",
        ),
        ("token open", "--key --alg --issuer --audience --decrypt-key --mode --leeway --now --policy --policy-format"),
        ("token explain", "--policy --policy-format --now"),
        ("policy lint", "--format"),
    ] {
        let mut words: Vec<&str> = command.split(' ').collect();
        words.push("--help");
        let help = bench.run(&words).text();
        for option in options.split(' ') {
            assert!(help.contains(option), "{command} {option}\n{help}");
        }
    }
}

const ISSUE: &[&str] = &["token", "issue", "--key", "k.jwk", "--issuer", "i", "--subject", "s", "--audience", "a"];
const OPEN: &[&str] = &["token", "open", "--key", "k.jwk", "--issuer", "i", "--audience", "a"];

#[test]
fn a_command_line_that_makes_no_sense_is_2() {
    let bench = Bench::new();
    bench.key("ES256", "k.jwk");
    let issue = |more: &[&'static str]| [ISSUE, more].concat();
    let open = |more: &[&'static str]| [OPEN, more].concat();
    for (arguments, code) in [
        (vec!["frobnicate"], "usage"),
        (vec!["sign"], "usage"),
        (vec!["sign", "--key", "k.jwk", "--secret", "hunter2"], "usage"),
        (vec!["sign", "--key", "k.jwk", "--alg", "es256"], "usage"),
        (vec!["sign", "--key", "k.jwk", "--alg", "none"], "usage"),
        (vec!["sign", "--key", "k.jwk", "--alg", "A256KW"], "usage"),
        (vec!["sign", "--key", "-", "-"], "usage"),
        (vec!["sign", "--key", "-"], "usage"),
        (vec!["verify", "--key", "-"], "usage"),
        (vec!["verify", "--key", "k.jwk", "one", "two"], "usage"),
        (vec!["sign", "--key", "k.jwk", "--form", "json"], "usage"),
        (vec!["sign", "--key", "k.jwk", "--key", "k.jwk", "--form", "compact", "k.jwk"], "usage"),
        (vec!["sign", "--key", "k.jwk", "--key", "k.jwk", "--form", "flattened", "k.jwk"], "usage"),
        (vec!["sign", "--key", "k.jwk", "--detached", "k.jwk", "k.jwk"], "usage"),
        (vec!["sign", "--key", "-", "--detached", "-"], "usage"),
        (vec!["verify", "--key", "k.jwk", "--all", "k.jwk"], "usage"),
        (vec!["verify", "--key", "k.jwk", "--all", "--form", "flattened", "k.jwk"], "usage"),
        (vec!["verify", "--key", "k.jwk", "--detached", "-"], "usage"),
        (vec!["encrypt", "--key", "k.jwk", "--enc", "A256KW"], "usage"),
        (vec!["decrypt", "--key", "-"], "usage"),
        (vec!["key", "generate"], "usage"),
        (vec!["key", "generate", "--alg", "dir"], "usage"),
        (vec!["key", "generate", "--alg", "ES256", "--force"], "usage"),
        (vec!["key", "generate", "--alg", "ES256", "--kid", ""], "usage"),
        (vec!["key", "convert", "k.jwk", "--to", "jwk", "--kid", ""], "usage"),
        (vec!["key", "convert", "k.jwk"], "usage"),
        (vec!["key", "convert", "k.jwk", "--to", "xml"], "usage"),
        (vec!["key", "convert", "k.jwk", "--to", "pem", "--kid", "1"], "usage"),
        (vec!["key", "convert", "k.jwk", "--to", "der", "--alg", "ES256"], "usage"),
        (vec!["jwks", "add", "s.jwks"], "usage"),
        (vec!["jwks", "add", "s.jwks", "k.jwk", "--kid", ""], "usage"),
        (vec!["jwks", "add", "s.jwks", "-", "-"], "usage"),
        (vec!["jwks", "add", "-", "k.jwk"], "usage"),
        (vec!["jwks", "add", "env:SET", "k.jwk"], "usage"),
        (vec!["jwks", "remove", "s.jwks"], "usage"),
        (vec!["jwks", "remove", "s.jwks", "--index", "-1"], "usage"),
        (vec!["jwks", "remove", "-", "--kid", "1"], "usage"),
        (issue(&["--alg", "none"]), "usage"),
        (issue(&["--alg", "ES256", "--alg", "EdDSA"]), "usage"),
        (open(&["--alg", "A256KW"]), "usage"),
        (issue(&["--lifetime", "10"]), "usage"),
        (issue(&["--lifetime", "1500ms"]), "usage"),
        (issue(&["--lifetime", "25h"]), "issuer.lifetime"),
        (issue(&["--lifetime", "0s"]), "issuer.lifetime"),
        (issue(&["--enc", "A256GCM"]), "usage"),
        (issue(&["--scope", "a\"b"]), "issue.scope"),
        (issue(&["--client-id", ""]), "issue.empty"),
        (issue(&["--claims", "-", "--encrypt-to", "-"]), "usage"),
        (open(&["--mode", "nested"]), "usage"),
        (open(&["--mode", "signed", "--decrypt-key", "k.jwk"]), "usage"),
        (open(&["--mode", "either"]), "usage"),
        (open(&["--leeway", "11m"]), "policy.leeway"),
        (open(&["--leeway", "soon"]), "usage"),
        (open(&["--now", "yesterday"]), "usage"),
        (open(&["--decrypt-key", "-"]), "usage"),
        (open(&["--policy", "p.toml"]), "usage"),
        (open(&["--policy-format", "toml"]), "usage"),
        (vec!["token", "open", "--policy", "p.toml", "--leeway", "1m"], "usage"),
        (vec!["token", "open", "--policy", "p.toml", "--decrypt-key", "k.jwk"], "usage"),
        (vec!["token", "open", "--policy", "-"], "usage"),
        (vec!["token", "open", "--key", "k.jwk", "--issuer", "i"], "usage"),
        (vec!["token", "explain"], "usage"),
        (vec!["token", "explain", "--policy", "-"], "usage"),
        (vec!["token", "explain", "--policy", "p"], "usage"),
        (vec!["token", "explain", "--policy", "p.yaml"], "usage"),
        (vec!["token", "explain", "--policy", "p", "--policy-format", "yaml"], "usage"),
        (vec!["token", "explain", "--policy", "p.toml", "--now", "soon"], "usage"),
        (vec!["policy", "check", "p.toml"], "usage"),
        (vec!["policy", "lint", "p"], "usage"),
        (vec!["policy", "lint", "p.txt"], "usage"),
        (vec!["policy", "lint", "-"], "usage"),
        (vec!["policy", "lint", "p.toml", "--format", "ini"], "usage"),
        (vec!["policy", "lint", "p.toml", "q.toml"], "usage"),
    ] {
        let run = bench.run(&arguments);
        assert_eq!(run.status, 2, "{arguments:?}\n{}", run.stderr);
        run.fails(2, code);
    }
    let bare = bench.run(&[]);
    assert_eq!((bare.status, bare.stdout.as_slice()), (2, &b""[..]));
}

#[test]
fn with_json_a_failure_is_json_on_standard_error() {
    let bench = Bench::new();
    bench.write("short.jwk", crate::fixtures::WELL_KNOWN_SECRET);
    for (arguments, status, code) in [
        (&["--json"][..], 2, "usage"),
        (&["frobnicate", "--json"], 2, "usage"),
        (&["--json", "sign", "--key", "-"], 2, "usage"),
        (&["sign", "--json", "--key", "missing.jwk"], 3, "input.read"),
        (&["verify", "--key", "short.jwk", "--json"], 1, "key.too_short"),
    ] {
        let run = bench.run(arguments);
        assert_eq!((run.status, run.stdout.as_slice()), (status, &b""[..]), "{arguments:?}");
        let answer: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!(answer["ok"], false);
        assert!(run.stderr.starts_with(&format!("{{\"ok\":false,\"code\":\"{code}\",\"message\":\"")));
        assert_eq!(answer["code"], code, "{answer}");
        assert!(answer["message"].as_str().is_some_and(|message| !message.is_empty()));
    }
}

#[test]
fn a_dir_key_is_named_after_its_content_encryption() {
    let said = Bench::new().run(&["key", "generate", "--alg", "dir"]).fails(2, "usage");
    assert!(said.contains("A256GCM"), "{said}");
}
