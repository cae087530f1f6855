//! `cargo xtask guide`: the code of `docs/guide/migration.md`, ours and that of three other libraries.
//!
//! The package `docs/migration-code` holds it. It is outside the workspace, so that those libraries are in neither our
//! lock file nor anybody's build. One of them links OpenSSL. The rest of the guide is compiled by `cargo xtask test`,
//! with the documentation of the crate `jose`.

use std::process::{Command, Stdio};

use crate::shell;
use crate::workspace::Workspace;

const PACKAGE: &str = "docs/migration-code";

/// Compiles and runs the package's tests.
pub(crate) fn run(workspace: &Workspace) -> Result<(), String> {
    let Some(openssl) = openssl_version() else {
        return Err(MISSING.into());
    };
    let target = workspace.target.join("guide");
    if target.exists() {
        println!("guide: with OpenSSL {openssl}, in {}", target.display());
    } else {
        println!(
            "guide: with OpenSSL {openssl}. The first run compiles AWS-LC once more, into {}, and about 190 crates: \
             some minutes",
            target.display()
        );
    }
    let mut cargo = shell::cargo(&workspace.root.join(PACKAGE));
    // Its own target directory: the workspace's would be rebuilt at every turn, as the lock files differ.
    cargo.env("CARGO_TARGET_DIR", &target);
    // Without `--locked`: the lock file follows our own crates, which are path dependencies there.
    shell::run(cargo.arg("test"))
}

const MISSING: &str = "josekit links OpenSSL, and pkg-config does not find it. On Debian: \
    apt install libssl-dev pkg-config. Nothing else in this checkout needs it";

/// What the build script of josekit's dependency will find. `None` where there is no header to compile against.
fn openssl_version() -> Option<String> {
    // The build script honours this before it asks pkg-config.
    if let Some(folder) = std::env::var_os("OPENSSL_DIR") {
        return Some(format!("from {}", folder.to_string_lossy()));
    }
    let mut pkg_config = Command::new("pkg-config");
    pkg_config.args(["--modversion", "openssl"]).stderr(Stdio::null());
    shell::output(&mut pkg_config).ok().map(|version| version.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_as_debian_names_it() {
        for package in ["libssl-dev", "pkg-config"] {
            assert!(MISSING.contains(package), "{package}");
        }
    }
}
