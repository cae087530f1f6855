//! The commands: each file has the arguments of one, its help, and its work.

pub(crate) mod decrypt;
pub(crate) mod encrypt;
pub(crate) mod inspect;
pub(crate) mod jwks_add;
pub(crate) mod jwks_list;
pub(crate) mod jwks_public;
pub(crate) mod jwks_remove;
pub(crate) mod key_convert;
pub(crate) mod key_decrypt;
pub(crate) mod key_encrypt;
pub(crate) mod key_generate;
pub(crate) mod key_lint;
pub(crate) mod key_public;
pub(crate) mod key_thumbprint;
pub(crate) mod policy_lint;
pub(crate) mod quickstart;
pub(crate) mod sign;
pub(crate) mod token_explain;
pub(crate) mod token_issue;
pub(crate) mod token_open;
pub(crate) mod verify;

use crate::{
    arguments::{Command, JwksCommand, KeyCommand, PolicyCommand, TokenCommand},
    exit::Failure,
    output::Answer,
};

/// Does what was asked.
pub(crate) fn run(command: Command) -> Result<Answer, Failure> {
    match command {
        Command::Quickstart(arguments) => quickstart::run(&arguments),
        Command::Key(KeyCommand::Generate(arguments)) => key_generate::run(&arguments),
        Command::Key(KeyCommand::Encrypt(arguments)) => key_encrypt::run(&arguments),
        Command::Key(KeyCommand::Decrypt(arguments)) => key_decrypt::run(&arguments),
        Command::Key(KeyCommand::Lint(arguments)) => key_lint::run(&arguments),
        Command::Key(KeyCommand::Public(arguments)) => key_public::run(&arguments),
        Command::Key(KeyCommand::Thumbprint(arguments)) => key_thumbprint::run(&arguments),
        Command::Key(KeyCommand::Convert(arguments)) => key_convert::run(&arguments),
        Command::Jwks(JwksCommand::Add(arguments)) => jwks_add::run(&arguments),
        Command::Jwks(JwksCommand::Remove(arguments)) => jwks_remove::run(&arguments),
        Command::Jwks(JwksCommand::List(arguments)) => jwks_list::run(&arguments),
        Command::Jwks(JwksCommand::Public(arguments)) => jwks_public::run(&arguments),
        Command::Sign(arguments) => sign::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Encrypt(arguments) => encrypt::run(&arguments),
        Command::Decrypt(arguments) => decrypt::run(&arguments),
        Command::Token(TokenCommand::Issue(arguments)) => token_issue::run(&arguments),
        Command::Token(TokenCommand::Open(arguments)) => token_open::run(&arguments),
        Command::Token(TokenCommand::Explain(arguments)) => token_explain::run(&arguments),
        Command::Policy(PolicyCommand::Lint(arguments)) => policy_lint::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
    }
}
