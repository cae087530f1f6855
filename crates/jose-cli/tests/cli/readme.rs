//! The commands of the README work as they stand.
#![cfg(unix)]

use std::{env, path::Path, process::Command};

use crate::support::Bench;

/// Each section with a task, and what its commands print, among other things.
const TASKS: &[(&str, &str)] = &[
    ("An access token, by hand", "\"sub\": \"user-42\""),
    ("A policy in a file, and what it makes of a token", "passed          rule: scope"),
    ("A set of keys that rotates", "2026-12  EC"),
    ("A signature beside a file", ""),
    ("Several signatures", "{\"order\":1}"),
    ("Several recipients, and passwords", "Speak friend and enter.Speak friend and enter."),
    ("Keys at rest, and from elsewhere", "eyJhbGciOiJFUzI1NiI"),
];

#[test]
fn the_commands_of_the_readme_work() {
    let readme = include_str!("../../README.md");
    let folder = Path::new(env!("CARGO_BIN_EXE_jose")).parent().unwrap().to_owned();
    let usual = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([folder].into_iter().chain(env::split_paths(&usual))).unwrap();
    for (task, printed) in TASKS {
        let (_, section) = readme.split_once(&format!("## {task}\n")).unwrap();
        let commands = section.split("```").nth(1).unwrap().strip_prefix("sh\n").unwrap();
        let bench = Bench::new();
        let output = Command::new("sh")
            .args(["-euc", commands])
            .current_dir(bench.path("."))
            .env("PATH", &path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{task}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(printed), "{task}: {text}");
    }
}

#[test]
fn every_task_of_the_readme_is_tried() {
    let readme = include_str!("../../README.md");
    let blocks = readme.matches("```sh").count();
    // The first block installs the command.
    assert_eq!(blocks, TASKS.len() + 1);
}
