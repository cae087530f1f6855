//! `cargo xtask conformance`: published test vectors, through the public interfaces of the family.
//!
//! The work is done by the package `conformance`, which is built and started here: it needs the cryptographic library, and the other
//! commands do not.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::shell;
use crate::workspace::Workspace;

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder with the vectors; without it, `../shared/vectors` beside the checkout
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
    /// Run only this source, and write no page
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Write no page
    #[arg(long)]
    no_page: bool,
}

/// Builds and starts the program. Its exit status is ours: 0 if all is well, 1 if anything failed, 2 if nothing was run.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, String> {
    let mut cargo = program(workspace);
    if let Some(folder) = &arguments.vectors {
        // The program starts at the root of the checkout, and the path was given from elsewhere.
        let folder = std::path::absolute(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        cargo.arg("--vectors").arg(folder);
    }
    if let Some(source) = &arguments.source {
        cargo.args(["--source", source]);
    }
    if arguments.no_page {
        cargo.arg("--no-page");
    }
    shell::exit_code(&mut cargo)
}

/// The step of `cargo xtask test`: whatever vectors there are, and the page stays as it is.
pub(crate) fn check(workspace: &Workspace) -> Result<(), String> {
    shell::run(program(workspace).arg("--no-page"))
}

/// The program, with every feature of the family. Only this build of it has them: `--workspace` alone tests the default features.
fn program(workspace: &Workspace) -> Command {
    let mut cargo = shell::cargo(&workspace.root);
    cargo.args(["run", "--quiet", "--package", "conformance", "--features", "all", "--"]);
    cargo
}
