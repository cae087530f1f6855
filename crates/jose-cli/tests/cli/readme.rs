//! The commands of the README work as they stand.
#![cfg(unix)]

use std::{env, path::Path, process::Command};

use crate::support::Bench;

#[test]
fn the_commands_of_the_readme_work() {
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("## An access token, by hand").unwrap();
    let commands = section.split("```").nth(1).unwrap().strip_prefix("sh\n").unwrap();
    let folder = Path::new(env!("CARGO_BIN_EXE_jose")).parent().unwrap().to_owned();
    let usual = env::var_os("PATH").unwrap_or_default();
    let path = [folder].into_iter().chain(env::split_paths(&usual));
    let bench = Bench::new();
    let output = Command::new("sh")
        .args(["-euc", commands])
        .current_dir(bench.path("."))
        .env("PATH", env::join_paths(path).unwrap())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"sub\": \"user-42\""));
}
