//! New files: with their mode from the first moment, whole or not at all, and never over another file unless that was said.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use jose::{core::base64url, crypto::random};

use crate::{exit::Failure, input::shown};

/// For files with a secret in them: the owner alone.
pub(crate) const PRIVATE_MODE: u32 = 0o600;

/// For files to be handed out.
pub(crate) const PUBLIC_MODE: u32 = 0o644;

/// Writes a file: a new one, or with `force` one that may be there.
pub(crate) fn write(path: &Path, contents: &[u8], mode: u32, force: bool) -> Result<(), Failure> {
    if force { replace(path, contents, mode) } else { create(path, contents, mode) }
}

/// Writes a file that is not there yet: `contents` and the end of the line.
pub(crate) fn create(path: &Path, contents: &[u8], mode: u32) -> Result<(), Failure> {
    let file = open_new(path, mode).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::input_output(
            "output.exists",
            format!("{} is there already: name another file, or say --force to replace it", shown(path)),
        ),
        _ => cannot(path, &error),
    })?;
    write_whole(file, contents).map_err(|error| {
        // Half a key is no key. If this fails too, there is nothing better to say than the first reason.
        let _ = fs::remove_file(path);
        cannot(path, &error)
    })
}

/// Writes a file in place of the one that may be there: a new one beside it takes its name when it is complete.
pub(crate) fn replace(path: &Path, contents: &[u8], mode: u32) -> Result<(), Failure> {
    // Taking the name of a device or a link would destroy something else than a key.
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        let message = format!("{} is not a regular file and stays as it is", shown(path));
        return Err(Failure::input_output("output.exists", message));
    }
    let beside = beside(path)?;
    create(&beside, contents, mode)?;
    fs::rename(&beside, path).map_err(|error| {
        let _ = fs::remove_file(&beside);
        cannot(path, &error)
    })
}

/// A name that nobody else has, in the folder of `path`, so that renaming stays within one file system.
fn beside(path: &Path) -> Result<PathBuf, Failure> {
    let random: [u8; 9] = random::bytes().map_err(|error| Failure::input_output("output.write", error.to_string()))?;
    Ok(path.with_file_name(format!(".jose-{}.new", base64url::encode(&random))))
}

fn open_new(path: &Path, mode: u32) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    options.open(path)
}

fn write_whole(mut file: File, contents: &[u8]) -> io::Result<()> {
    file.write_all(contents)?;
    file.write_all(b"\n")?;
    file.sync_all()
}

fn cannot(path: &Path, error: &io::Error) -> Failure {
    Failure::input_output("output.write", format!("cannot write {}: {error}", shown(path)))
}
