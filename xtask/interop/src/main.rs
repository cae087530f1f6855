//! `cargo xtask interop`: keys and messages, exchanged with another implementation that runs here and now.
//!
//! ```text
//! cargo xtask interop openssl    every key format both ways, and signatures both ways
//! cargo xtask interop openssh    keys of `ssh-keygen`
//! ```
//!
//! A peer is a row of [`PEERS`]. So far they are commands; libraries in other languages are not here yet. It is a program of
//! its own, so that the other commands of `xtask` need no cryptographic library.

mod ecdsa;
mod openssh;
mod openssl;
mod report;
mod tool;

use std::process::ExitCode;

use clap::Parser;

use crate::report::Report;

/// Exchange keys and messages with another implementation.
#[derive(Parser)]
#[command(bin_name = "cargo xtask interop")]
struct Arguments {
    /// The other implementation
    #[arg(value_name = "PEER", value_parser = names())]
    peer: String,
}

/// An implementation to exchange things with.
struct Peer {
    name: &'static str,
    /// Fills the report. An error means that the peer is not there, with the words how to get it.
    run: fn(&mut Report) -> Result<(), String>,
}

static PEERS: &[Peer] = &[
    // tidy: sorted
    Peer { name: "openssh", run: openssh::run },
    Peer { name: "openssl", run: openssl::run },
    // tidy: end
];

/// Nothing was run.
const NOTHING_RUN: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut report = Report::default();
    for peer in PEERS.iter().filter(|peer| peer.name == arguments.peer) {
        if let Err(message) = (peer.run)(&mut report) {
            eprintln!("error: {message}");
            return ExitCode::from(NOTHING_RUN);
        }
    }
    report.print();
    if report.is_well() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn names() -> clap::builder::PossibleValuesParser {
    PEERS.iter().map(|peer| peer.name).collect::<Vec<_>>().into()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
        assert!(Arguments::try_parse_from(["interop", "nobody"]).is_err());
        assert!(Arguments::try_parse_from(["interop", "openssl"]).is_ok());
    }
}
