//! Layers: dependencies point one way, and only jose-crypto knows the backend.
//!
//! A lower crate never knows an upper one, and siblings never know each other. That is what lets
//! somebody use jose-jwk without the two envelopes, and replace the backend in one place.

use super::{Finding, Tree};

// From the bottom to the top, as in docs/architecture.md. Siblings have the same number.
static LAYERS: &[(&str, u8)] = &[
    ("jose-core", 0),
    ("jose-crypto", 1),
    ("jose-jwk", 2),
    ("jose-jws", 3),
    ("jose-jwe", 3),
    ("jose-claims", 4),
    ("jose", 5),
    ("jose-testing", 5),
    ("jose-cli", 6),
    ("conformance", 7),
    ("interop", 7),
    ("xtask", 8),
];

// Their tests drive the whole family and then some.
const TEST_WITH_ANYTHING: &[&str] = &["jose", "jose-cli"];

const BACKEND_OWNER: &str = "jose-crypto";

/// Checks every edge between members, and who names the backend.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in &tree.workspace.members {
        let place = format!("{}/Cargo.toml", folder(&member.name));
        if layer(&member.name).is_none() {
            findings.push(Finding::error(
                &place,
                format!(
                    "{} stands on no layer: give it one in xtask/src/tidy/layers.rs and in \
                     docs/architecture.md",
                    member.name
                ),
            ));
        }
        for dependency in &member.dependencies {
            let refused = edge(&member.name, &dependency.name, dependency.kind.as_deref());
            findings.extend(refused.map(|message| Finding::error(&place, message)));
        }
    }
    let crates = tree.rust_files().filter(|(path, _)| path.starts_with("crates/"));
    findings.extend(crates.filter_map(|(path, text)| mention(path, text)));
    findings
}

/// Why this edge may not be, if so.
fn edge(from: &str, to: &str, kind: Option<&str>) -> Option<String> {
    if to.starts_with("aws-lc") {
        return (from != BACKEND_OWNER).then(|| {
            format!("{from} may not use {to}: only {BACKEND_OWNER} knows the backend. Use or add a type there")
        });
    }
    let (above, below) = (layer(from)?, layer(to)?);
    if below < above || (kind == Some("dev") && TEST_WITH_ANYTHING.contains(&from)) {
        return None;
    }
    let why = if below == above {
        "siblings never know each other. Move what both need into a crate below"
    } else {
        "a lower crate never knows an upper one. Move the code up, or what it needs down"
    };
    Some(format!("{from} may not use {to}: {why}. The layers are in docs/architecture.md"))
}

fn mention(path: &str, text: &str) -> Option<Finding> {
    let allowed = path.starts_with(&format!("crates/{BACKEND_OWNER}/src/"));
    let line = text.lines().position(|line| line.contains("aws_lc_rs")).filter(|_| !allowed)?;
    let message = format!(
        "only the sources of {BACKEND_OWNER} mention the backend. Wrap what is needed there, in a \
         type of our own"
    );
    Some(Finding::error(format!("{path}:{}", line.saturating_add(1)), message))
}

fn layer(name: &str) -> Option<u8> {
    LAYERS.iter().find(|(member, _)| *member == name).map(|(_, layer)| *layer)
}

fn folder(name: &str) -> String {
    match name {
        "xtask" => name.to_owned(),
        "conformance" | "interop" => format!("xtask/{name}"),
        _ => format!("crates/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::tests::with_tree;
    use crate::workspace::tests::member;

    #[test]
    fn edges_point_down() {
        for (from, to, kind) in [
            ("jose-jws", "jose-jwk", None),
            ("jose-cli", "jose", None),
            ("jose-crypto", "aws-lc-rs", None),
            ("jose-core", "serde", None),
            ("jose", "jose-cli", Some("dev")),
        ] {
            assert_eq!(edge(from, to, kind), None, "{from} -> {to}");
        }
    }

    #[test]
    fn other_edges_are_refused() {
        for (from, to, kind, word) in [
            ("jose-core", "jose-crypto", None, "lower"),
            ("jose-jws", "jose-jwe", None, "siblings"),
            ("jose-jwe", "jose-jws", Some("dev"), "siblings"),
            ("jose-jwk", "jose", Some("dev"), "lower"),
            ("jose-claims", "xtask", Some("build"), "lower"),
            ("jose", "jose-cli", None, "lower"),
            ("jose-jwk", "aws-lc-rs", Some("dev"), "backend"),
            ("jose", "aws-lc-sys", Some("dev"), "backend"),
        ] {
            let message = edge(from, to, kind).unwrap_or_default();
            assert!(message.contains(word), "{from} -> {to}: {message}");
        }
    }

    #[test]
    fn a_new_crate_needs_a_layer() {
        let members = vec![member("jose-core", &[]), member("jose-new", &[("jose-core", None)])];
        let findings = with_tree(&[], members, check);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place, "crates/jose-new/Cargo.toml");
    }

    #[test]
    fn the_backend_is_mentioned_in_one_place() {
        let text = "//! x\nuse aws_lc_rs::hmac;\n";
        assert_eq!(mention("crates/jose-crypto/src/mac.rs", text), None);
        let found = mention("crates/jose-jws/src/mac.rs", text).unwrap();
        assert_eq!(found.place, "crates/jose-jws/src/mac.rs:2");
        assert!(mention("crates/jose-crypto/tests/mac.rs", text).is_some());
    }
}
