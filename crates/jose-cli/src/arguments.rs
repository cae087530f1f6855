//! The command line: what can be said. Each command has its own arguments beside its own work, in [`crate::commands`].

pub(crate) mod values;

use clap::{Parser, Subcommand};

use crate::commands::{
    decrypt, encrypt, inspect, key_convert, key_generate, key_public, key_thumbprint, quickstart, sign, token_issue,
    token_open, verify,
};

/// Signed and encrypted tokens: make them, open them, and refuse what is wrong with them
#[derive(Debug, Parser)]
#[command(name = "jose", version, after_help = HELP, max_term_width = 110)]
pub(crate) struct Arguments {
    /// Answer in JSON: {"ok":true,...} on standard output, {"ok":false,"code":...,"message":...} on standard error
    #[arg(long, global = true, display_order = 900)]
    pub(crate) json: bool,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// A command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// See the main job end to end: a token issued, opened, and refused in broken forms
    Quickstart(quickstart::Arguments),
    /// Make and convert keys
    #[command(subcommand)]
    Key(KeyCommand),
    /// Sign any bytes
    Sign(sign::Arguments),
    /// Verify a signed token and print its payload
    Verify(verify::Arguments),
    /// Encrypt any bytes
    Encrypt(encrypt::Arguments),
    /// Decrypt an encrypted token and print its plaintext
    Decrypt(decrypt::Arguments),
    /// Issue and open access tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Look at a token without trusting it
    Inspect(inspect::Arguments),
}

/// A command about keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Make a new key
    Generate(key_generate::Arguments),
    /// Print the public half of a key, or of every key of a set
    Public(key_public::Arguments),
    /// Print the RFC 7638 thumbprint of a key
    Thumbprint(key_thumbprint::Arguments),
    /// Turn a key into JWK, PEM or DER
    Convert(key_convert::Arguments),
}

/// A command about access tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Issue an access token: signed, and encrypted to whom it is for
    Issue(token_issue::Arguments),
    /// Open an access token: decrypt, verify, and check what it says
    Open(token_open::Arguments),
}

const HELP: &str = "\
Files:
  FILE is a path, - for standard input, or env:NAME for the text of an environment variable. \
Where FILE is optional, leaving it out means standard input. Secrets are never arguments. \
Tokens, keys and payloads may have up to 1 MiB each.

Exit status:
  0  done
  1  the token, the key or the claims were refused
  2  the command line makes no sense
  3  input could not be read, or output could not be written
  Unless it is 0, nothing was written to standard output.

Start here:
  jose quickstart";
