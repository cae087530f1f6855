//! The command line: what can be said. Each command has its own arguments beside its own work, in [`crate::commands`].

pub(crate) mod form;
pub(crate) mod key_output;
pub(crate) mod values;

use clap::{Parser, Subcommand};

use crate::commands::{
    decrypt, encrypt, inspect, jwks_add, jwks_list, jwks_public, jwks_remove, key_convert, key_decrypt, key_encrypt,
    key_generate, key_lint, key_public, key_thumbprint, policy_lint, quickstart, sign, token_explain, token_issue,
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
    /// Keep sets of keys
    #[command(subcommand)]
    Jwks(JwksCommand),
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
    /// Keep policies for tokens as files
    #[command(subcommand)]
    Policy(PolicyCommand),
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
    /// Say what is wrong with keys and sets
    Lint(key_lint::Arguments),
    /// Encrypt a key or a set under a password
    Encrypt(key_encrypt::Arguments),
    /// Decrypt a key or a set with its password
    Decrypt(key_decrypt::Arguments),
}

/// A command about JWK Sets.
#[derive(Debug, Subcommand)]
pub(crate) enum JwksCommand {
    /// Add keys to a set, or start one
    Add(jwks_add::Arguments),
    /// Remove keys from a set
    Remove(jwks_remove::Arguments),
    /// List the keys of a set
    List(jwks_list::Arguments),
    /// Print the set that may be published
    Public(jwks_public::Arguments),
}

/// A command about access tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Issue an access token: signed, and encrypted to whom it is for
    Issue(token_issue::Arguments),
    /// Open an access token: decrypt, verify, and check what it says
    Open(token_open::Arguments),
    /// Say what a policy makes of a token, check by check
    Explain(token_explain::Arguments),
}

/// A command about policies.
#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Say what is wrong with a policy, why, and what to do about it
    Lint(policy_lint::Arguments),
}

const HELP: &str = "\
Files:
  FILE is a path, - for standard input, or env:NAME for the text of an environment variable. \
Where FILE is optional, leaving it out means standard input. Secrets are never arguments. \
Tokens, keys and payloads may have up to 1 MiB each, and detached payloads up to 64 MiB.

Exit status:
  0  done
  1  the token, the key, the claims or the policy were refused
  2  the command line makes no sense
  3  input could not be read, or output could not be written
  Unless it is 0, nothing was written to standard output.

Start here:
  jose quickstart";
