//! `cargo xtask conformance`: published test vectors, run through the public interfaces of the family.
//!
//! ```text
//! cargo xtask conformance                       every source, and docs/conformance.md is written
//! cargo xtask conformance --source wycheproof   one source; nothing is written
//! ```
//!
//! Every case ends in exactly one of *passed*, *failed*, *excepted* and *not offered*, and the four add up to the number of cases that the
//! file itself states. It is a program of its own, so that the other commands of `xtask` need no cryptographic library. It looks at nothing
//! but the vectors folder, and reaches into no crate.

mod accounting;
mod exceptions;
mod page;
mod reasons;
mod sources;
mod stated;
mod summary;
mod tokens;
mod vectors;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::accounting::File;
use crate::sources::{SOURCES, Source};

/// Run the published test vectors.
#[derive(Parser)]
#[command(bin_name = "cargo xtask conformance")]
struct Arguments {
    /// The folder with the vectors; without it, `../shared/vectors` beside the checkout
    #[arg(long, value_name = "DIR")]
    vectors: Option<PathBuf>,
    /// Run only this source, and write no page
    #[arg(long, value_name = "NAME", value_parser = names())]
    source: Option<String>,
}

/// The page that a full run writes, from the root of the checkout.
const PAGE: &str = "docs/conformance.md";
/// Where the vectors are if nobody says otherwise, from the root of the checkout.
const VECTORS: &str = "../shared/vectors";
/// Nothing was run.
const NOTHING_RUN: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(NOTHING_RUN)
        }
    }
}

/// Whether all is well.
fn run(arguments: &Arguments) -> Result<bool, String> {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).ok_or("this package has no checkout above it")?;
    let folder = arguments.vectors.clone().unwrap_or_else(|| root.join(VECTORS));
    if !folder.is_dir() {
        return Err(format!(
            "there is no folder {}. Put the published vectors there, or name their folder with --vectors DIR",
            folder.display()
        ));
    }
    let only = arguments.source.as_deref();
    let mut results: Vec<(&Source, Vec<File>)> = Vec::new();
    for source in SOURCES.iter().filter(|source| only.is_none_or(|only| only == source.name)) {
        let mut files =
            (source.run)(&folder.join(source.name)).map_err(|message| format!("{}: {message}", source.name))?;
        for file in &mut files {
            accounting::settle(file, exceptions::EXCEPTIONS);
        }
        results.push((source, files));
    }
    let unknown_file =
        |row: &&exceptions::Exception| !results.iter().flat_map(|(_, files)| files).any(|file| file.path == row.file);
    let stray: Vec<&exceptions::Exception> =
        if only.is_none() { exceptions::EXCEPTIONS.iter().filter(unknown_file).collect() } else { Vec::new() };
    for row in &stray {
        println!("error: an exception is for {}, which was not run", row.file);
    }
    let well = summary::print(&results) && stray.is_empty();
    if only.is_none() {
        fs::write(root.join(PAGE), page::write(&results)).map_err(|error| format!("{PAGE}: {error}"))?;
        println!("\nwritten: {PAGE}");
    }
    Ok(well)
}

fn names() -> clap::builder::PossibleValuesParser {
    SOURCES.iter().map(|source| source.name).collect::<Vec<_>>().into()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_folder_that_is_not_there_runs_nothing() {
        let arguments = Arguments::parse_from(["conformance", "--vectors", "no/such/folder"]);
        assert!(run(&arguments).unwrap_err().contains("--vectors"));
    }
}
