//! `jose policy lint`: what is wrong with a policy, why, and what to do about it.

mod screen;

use clap::Args;
use jose::claims::Severity;
use serde_json::Value;

use crate::{
    arguments::values,
    exit::{Details, Failure},
    input::Source,
    output::Answer,
    policy_file::{self, PolicyFormat},
};

/// Say what is wrong with a policy.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The policy, in JSON or TOML
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    file: Source,

    /// The language, where the name of the file does not end in .json or .toml
    #[arg(long, value_name = "FORMAT")]
    format: Option<PolicyFormat>,
}

const HELP: &str = "\
A policy is compared with RFC 8725 and RFC 9068: what it waives, what it leaves unsaid, and what it allows \
for longer than it should. Each finding says what, why, who says so, and what to write in place of it. \
With an error in it the exit status is 1 and the findings are on standard error; warnings and notes alone \
are an answer. No key is read. A member that is misspelled is refused.

Examples:
  jose policy lint policy.toml
  jose policy lint --format json --json < policy";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let findings = policy_file::read(&arguments.file, arguments.format, "--format")?.lint();
    let screen = screen::show(&arguments.file, &findings);
    let member = serde_json::to_value(&findings).unwrap_or(Value::Null);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let message = match errors {
        0 => return Ok(Answer::styled(&screen).member("findings", member)),
        1 => "1 error was found".to_owned(),
        _ => format!("{errors} errors were found"),
    };
    let details = Details { screen, member: ("findings", member) };
    Err(Failure { details: Some(Box::new(details)), ..Failure::refused("policy.lint", message) })
}
