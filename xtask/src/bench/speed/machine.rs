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

/// The time of all processors since the machine was started, and how much of that it gave to other machines beside it, in ticks.
#[derive(Clone, Copy)]
pub(super) struct Given {
    all: u64,
    away: u64,
}

impl Given {
    /// As the system tells it now, if it does.
    pub(super) fn now() -> Option<Self> {
        Self::read(&fs::read_to_string("/proc/stat").ok()?)
    }

    fn read(stat: &str) -> Option<Self> {
        let words = stat.lines().next()?.strip_prefix("cpu ")?.split_whitespace();
        // What guests had is within the first of these.
        let ticks: Vec<u64> = words.take(8).map_while(|word| word.parse().ok()).collect();
        Some(Self { all: ticks.iter().sum(), away: *ticks.get(7)? })
    }

    /// What the page says of the time since `earlier`.
    pub(super) fn since(self, earlier: Self) -> Option<String> {
        let all = self.all.checked_sub(earlier.all)?;
        let away = self.away.checked_sub(earlier.away)?;
        Some(format!("{} % of its time, while this was measured", away.saturating_mul(100).checked_div(all)?))
    }
}

/// One line each, as `(what, which)`.
pub(super) fn description(built: &Built) -> Vec<(String, String)> {
    let given = built.begun.zip(Given::now()).and_then(|(begun, now)| now.since(begun));
    let mut lines = vec![("processor".to_owned(), processor())];
    lines.extend(given.map(|given| ("given to other machines".to_owned(), given)));
    lines.extend([
        ("system".to_owned(), format!("{}, {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("compiler".to_owned(), compiler()),
    ]);
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
    fn what_was_given_away_is_a_part_of_the_whole() {
        let earlier = Given::read("cpu  10 0 0 80 0 0 0 10 7 7\ncpu0 1 2 3\n").unwrap();
        let later = Given::read("cpu  60 0 0 105 0 0 0 35 9 9\n").unwrap();
        assert_eq!(later.since(earlier).unwrap(), "25 % of its time, while this was measured");
        assert!(later.since(later).is_none());
        assert!(earlier.since(later).is_none());
        for none in ["", "cpu  1 2 3\n", "intr 1 2 3 4 5 6 7 8\n"] {
            assert!(Given::read(none).is_none(), "{none:?}");
        }
    }

    #[test]
    fn versions_come_from_the_lock_file() {
        let lock =
            "[[package]]\nname = \"josekit\"\nversion = \"0.10.3\"\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        assert_eq!(versions(lock), [("josekit".to_owned(), "0.10.3".to_owned())]);
    }
}
