//! New files: with their mode from the first moment, whole or not at all, and never over another file unless that was said.

use std::{
    ffi::OsString,
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
fn replace(path: &Path, contents: &[u8], mode: u32) -> Result<(), Failure> {
    must_be_regular(path)?;
    let beside = beside(path)?;
    create(&beside, contents, mode)?;
    fs::rename(&beside, path).map_err(|error| {
        let _ = fs::remove_file(&beside);
        cannot(path, &error)
    })
}

/// As [`replace`], if `check` finds the file as it should be. Whoever replaces it this way gives the new file one and the same name, so that
/// nobody else does between the check and the end.
pub(crate) fn replace_checked(
    path: &Path,
    contents: &[u8],
    mode: u32,
    check: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    must_be_regular(path)?;
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    let beside = path.with_file_name(name);
    let file = open_new(&beside, mode).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let (name, set) = (shown(&beside), shown(path));
            let message = format!(
                "another command is changing {set}, as there is {name}: run this one again, or remove that file if it is \
                 left over"
            );
            Failure::input_output("output.changed", message)
        }
        _ => cannot(path, &error),
    })?;
    let replaced = check().and_then(|()| {
        write_whole(file, contents).and_then(|()| fs::rename(&beside, path)).map_err(|error| cannot(path, &error))
    });
    replaced.inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}

/// Taking the name of a device or a link would destroy something else than a key.
fn must_be_regular(path: &Path) -> Result<(), Failure> {
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        let message = format!("{} is not a regular file and stays as it is", shown(path));
        return Err(Failure::input_output("output.exists", message));
    }
    Ok(())
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
