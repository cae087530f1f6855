//! All project automation, in Rust.
//!
//! ```text
//! cargo xtask test        everything that must hold before a change goes in
//! cargo xtask tidy        the rules of the house that no compiler checks
//! cargo xtask fuzz        the laws of the parsers, against random input
//! cargo xtask conformance published test vectors, and the page about them
//! cargo xtask interop     keys and signatures, exchanged with other implementations
//! cargo xtask bench       speed, beside the raw primitive and beside other libraries
//! cargo xtask guide       the code of the migration page, with the libraries that readers come from
//! cargo xtask package     every crate, packed as it would be published
//! ```
//!
//! `test` needs Rust and a C compiler and nothing else. Whatever needs more is a command of its
//! own that says what is missing.

mod bench;
mod conformance;
mod fuzz;
mod guide;
mod interop;
mod later;
mod package;
mod shell;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::later::Later;
use crate::workspace::Workspace;

/// All project automation of the `jose` crates.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run everything that must hold before a change goes in
    Test(test::Arguments),
    /// Check the rules of the house: layers, file sizes, docs, sorted tables, signatures
    Tidy,
    /// Run the fuzz targets, all in turn or one
    Fuzz(fuzz::Arguments),
    /// Run the published test vectors and write docs/conformance.md
    Conformance(conformance::Arguments),
    /// Exchange keys and signatures with another implementation
    Interop(interop::Arguments),
    /// Measure speed, beside the raw primitive and beside other libraries
    Bench(bench::Arguments),
    /// Compile and run the code of docs/guide/migration.md: jsonwebtoken, jwt-simple, josekit and ours
    Guide,
    /// Pack every crate, and build it, as it would be published
    Package(package::Arguments),
    #[command(flatten)]
    Later(Later),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Command::Later(later) = arguments.command {
        return later.answer();
    }
    match run(arguments.command) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode, String> {
    let workspace = Workspace::load()?;
    let done = match command {
        Command::Bench(arguments) => return bench::run(&workspace, &arguments),
        Command::Conformance(arguments) => return conformance::run(&workspace, &arguments),
        Command::Interop(arguments) => return interop::run(&workspace, &arguments),
        Command::Test(arguments) => test::run(&workspace, &arguments),
        Command::Tidy => tidy::run(&workspace),
        Command::Fuzz(arguments) => fuzz::run(&workspace, &arguments),
        Command::Guide => guide::run(&workspace),
        Command::Package(arguments) => package::run(&workspace, &arguments),
        Command::Later(_) => Ok(()),
    };
    done.map(|()| ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
