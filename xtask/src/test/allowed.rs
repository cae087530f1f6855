//! What a default user of `jose-jwe` gets: the crates of this table and no others.
//!
//! `jose-jwe` stands on most of the family, so its graph is the one that grows by accident. A crate that only a feature needs
//! stays out of the default graph.

use crate::shell;
use crate::workspace::Workspace;

/// The crate whose graph is watched.
const WATCHED: &str = "jose-jwe";

/// The name of each crate outside the family, and why everybody gets it.
static ALLOWED: &[(&str, &str)] = &[
    // tidy: sorted
    ("aws-lc-rs", "all cryptography"),
    ("aws-lc-sys", "AWS-LC itself"),
    ("base64", "long token segments"),
    ("base64-simd", "short token segments, and encoding"),
    ("base64ct", "key material, in constant time"),
    ("const-oid", "the names inside DER; from der"),
    ("der", "key files"),
    ("itoa", "writes numbers"),
    ("memchr", "finds dots and quotes fast"),
    ("outref", "room that is written to; from base64-simd"),
    ("pem-rfc7468", "PEM; from der"),
    ("pkcs1", "RSA keys in their own format"),
    ("pkcs8", "private keys"),
    ("proc-macro2", "while compiling only; from serde_derive"),
    ("quote", "while compiling only; from serde_derive"),
    ("sec1", "elliptic curve keys in their own format"),
    ("serde", "types of the caller"),
    ("serde_core", "the traits of serde"),
    ("serde_derive", "while compiling only; from serde"),
    ("serde_json", "the JSON parser"),
    ("spki", "public keys"),
    ("syn", "while compiling only; from serde_derive"),
    ("unicode-ident", "while compiling only; from serde_derive"),
    ("untrusted", "reads input; from aws-lc-rs"),
    ("vsimd", "vector instructions; from base64-simd"),
    ("zeroize", "overwrites secrets"),
    ("zmij", "writes floating point numbers; from serde_json"),
    // tidy: end
];

/// Compares the graph with the table, both ways.
pub(super) fn check(workspace: &Workspace) -> Result<(), String> {
    let mut cargo = shell::cargo(&workspace.root);
    cargo.args(["tree", "--package", WATCHED, "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    let tree = shell::output(&mut cargo)?;
    let ours: Vec<&str> = workspace.published().map(|member| member.name.as_str()).collect();
    let (strange, absent) = compare(&tree, &ours);
    if !strange.is_empty() {
        return Err(format!(
            "every user of {WATCHED} now gets {}. Put it behind a feature, or say in xtask/src/test/allowed.rs why everybody needs it",
            strange.join(", ")
        ));
    }
    if !absent.is_empty() {
        return Err(format!("xtask/src/test/allowed.rs lists {}, which {WATCHED} does not use", absent.join(", ")));
    }
    println!("{} crates besides our own, all of them expected", ALLOWED.len());
    Ok(())
}

/// The crates that are not in the table, and the rows that no crate needs.
fn compare<'t>(tree: &'t str, ours: &[&str]) -> (Vec<&'t str>, Vec<&'static str>) {
    let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    names.sort_unstable();
    names.dedup();
    let is_listed = |name: &&&str| ALLOWED.iter().any(|(allowed, _)| allowed == *name);
    let strange = names.iter().filter(|name| !is_listed(name) && !ours.contains(name)).copied().collect();
    let absent = ALLOWED.iter().map(|(name, _)| *name).filter(|name| !names.contains(name)).collect();
    (strange, absent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> String {
        let lines = ALLOWED.iter().map(|(name, _)| format!("{name} v1.0.0\n{name} v1.0.0 (*)\n"));
        lines.collect::<String>() + "jose-core v0.1.0 (/w)\n"
    }

    #[test]
    fn the_graph_and_the_table_are_the_same() {
        assert_eq!(compare(&whole(), &["jose-core"]), (vec![], vec![]));
    }

    #[test]
    fn another_crate_is_named() {
        let tree = whole() + "flate2 v1.0.0\n";
        assert_eq!(compare(&tree, &["jose-core"]).0, ["flate2"]);
        assert_eq!(compare(&tree, &[]).0, ["flate2", "jose-core"]);
    }

    #[test]
    fn a_row_that_nothing_needs_is_named() {
        let tree = whole().replace("zmij v1.0.0", "");
        assert_eq!(compare(&tree, &["jose-core"]).1, ["zmij"]);
    }
}
