//! Where a secret key is written.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    exit::Failure,
    key_file::{self, PRIVATE_MODE},
};

/// The arguments of every command that writes a secret key.
#[derive(Debug, Args)]
pub(crate) struct KeyOutput {
    /// The file to write, readable by its owner alone; standard output unless stated
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

impl KeyOutput {
    /// Writes `contents` to the file, if there is to be one, and says where.
    pub(crate) fn write(&self, contents: &[u8]) -> Result<Option<&Path>, Failure> {
        let Some(path) = self.output.as_deref().filter(|path| *path != Path::new("-")) else { return Ok(None) };
        key_file::write(path, contents, PRIVATE_MODE, self.force)?;
        Ok(Some(path))
    }
}
