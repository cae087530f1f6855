//! The `jose` command: keys, signatures, encryption and access tokens on the command line.
//!
//! Start at [`arguments`] for what can be said, and at [`commands`] for what it does. Every command takes its arguments and returns an
//! answer or a failure; only [`output`] writes, and it writes to standard output only what succeeded. The algorithms, the formats and all
//! judgement about tokens and keys are in the crate `jose`.

mod arguments;
mod commands;
mod exit;
mod input;
mod key_file;
mod output;
mod policy_file;
mod set_file;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use exit::Exit;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return output::write_usage(&error).into(),
    };
    let written = commands::run(arguments.command).and_then(|answer| output::write(&answer, arguments.json));
    match written {
        Ok(()) => Exit::Done.into(),
        Err(failure) => output::write_failure(&failure, arguments.json).into(),
    }
}
