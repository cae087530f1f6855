//! `cargo xtask conformance`: published test vectors, through the public interfaces of the family.
//!
//! The work is done by the package `conformance`, which is built and started here: it needs the cryptographic library, and the other
//! commands do not.

use std::path::PathBuf;
use std::process::ExitCode;

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
}

/// Builds and starts the program. Its exit status is ours: 0 if all is well, 1 if anything failed, 2 if nothing was run.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, String> {
    let mut cargo = shell::cargo(&workspace.root);
    cargo.args(["run", "--quiet", "--package", "conformance", "--"]);
    if let Some(folder) = &arguments.vectors {
        // The program starts at the root of the checkout, and the path was given from elsewhere.
        let folder = std::path::absolute(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        cargo.arg("--vectors").arg(folder);
    }
    if let Some(source) = &arguments.source {
        cargo.args(["--source", source]);
    }
    let status = cargo.status().map_err(|error| format!("cargo did not start: {error}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
