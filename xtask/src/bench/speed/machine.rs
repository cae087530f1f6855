//! What the page says of the machine: its kind, never its name.

use std::fs;
use std::process::Command;

use super::build::Built;
use crate::shell;

/// Which crates the page names with their versions.
const NAMED: &[&str] = &[
    "aws-lc-rs",
    "aws-lc-sys",
    "josekit",
    "jose4rs",
    "jsonwebtoken",
    "jwt-simple",
    "openssl",
    "oxitoken",
    "serde_json",
];

/// One line each, as `(what, which)`.
pub(super) fn description(built: &Built) -> Vec<(String, String)> {
    let mut lines = vec![
        ("processor".to_owned(), processor()),
        ("system".to_owned(), format!("{}, {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("compiler".to_owned(), compiler()),
    ];
    for package in &built.packages {
        let lock = fs::read_to_string(package.join("Cargo.lock")).unwrap_or_default();
        for (name, version) in versions(&lock) {
            let line = (name, version);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

fn processor() -> String {
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("of an unknown kind", |(_, model)| model.trim());
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {count} logical cores")
}

fn compiler() -> String {
    let version = shell::output(Command::new("rustc").arg("--version")).unwrap_or_default();
    // Without the commit and its date.
    let version = version.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    format!("{version}, `--release` with the default settings")
}

fn versions(lock: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = lock.lines();
    while let Some(line) = lines.next() {
        let Some(name) = quoted(line, "name = ") else { continue };
        let version = lines.next().and_then(|line| quoted(line, "version = "));
        if let (true, Some(version)) = (NAMED.contains(&name), version) {
            found.push((name.to_owned(), version.to_owned()));
        }
    }
    found
}

fn quoted<'l>(line: &'l str, before: &str) -> Option<&'l str> {
    line.strip_prefix(before)?.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_come_from_the_lock_file() {
        let lock =
            "[[package]]\nname = \"josekit\"\nversion = \"0.10.3\"\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        assert_eq!(versions(lock), [("josekit".to_owned(), "0.10.3".to_owned())]);
    }
}
