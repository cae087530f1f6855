//! `cargo xtask interop`: keys and messages, exchanged with an implementation that is not ours.
//!
//! The work is done by the package `interop`, which is built and started here, as for `conformance`.

use std::process::ExitCode;

use crate::shell;
use crate::workspace::Workspace;

/// With whom.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The other implementation: `openssl` or `openssh`. Libraries in other languages come with a later release
    #[arg(value_name = "PEER")]
    peer: String,
}

/// Builds and starts the program. Its exit status is ours: 0 if all is well, 1 if anything failed, 2 if nothing was run.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, String> {
    let mut cargo = shell::cargo(&workspace.root);
    cargo.args(["run", "--quiet", "--package", "interop", "--features", "all", "--", &arguments.peer]);
    shell::exit_code(&mut cargo)
}
