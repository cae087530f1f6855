//! Failures, on standard error.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use clap::error::ErrorKind;
use serde_json::Value;

use super::visible;
use crate::exit::{Exit, Failure};

/// The code of a reader that went away: nobody is left to be told.
const BROKEN_PIPE: &str = "output.broken_pipe";

/// Writes why there is no answer.
pub(crate) fn write_failure(failure: &Failure, json: bool) -> Exit {
    let Failure { code, message, details, .. } = failure;
    let mut output = anstream::AutoStream::auto(io::stderr().lock());
    // Standard error is the last place to complain. If it is gone too, the exit status has to do.
    let _ = if *code == BROKEN_PIPE {
        Ok(())
    } else if json {
        let (code, message) = (Value::from(*code), Value::from(message.as_str()));
        let member = details.as_ref().map(|details| format!(",\"{}\":{}", details.member.0, details.member.1));
        let member = member.unwrap_or_default();
        writeln!(output, "{}", visible(&format!("{{\"ok\":false,\"code\":{code},\"message\":{message}{member}}}")))
    } else {
        let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        let screen = details.as_ref().map(|details| details.screen.as_str()).unwrap_or_default();
        writeln!(output, "{screen}{red}error[{code}]:{red:#} {}", visible(message))
    };
    failure.exit
}

/// Writes what the parser of the command line says: help and version are answers, the rest is a failure.
pub(crate) fn write_usage(error: &clap::Error) -> Exit {
    if error.use_stderr() && json_was_asked_for() {
        let message = match error.kind() {
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "a command is missing: see --help".to_owned(),
            _ => error.render().to_string(),
        };
        return write_failure(&Failure::usage(message.trim_start_matches("error: ").trim_end()), true);
    }
    match error.print() {
        Ok(()) if error.use_stderr() => Exit::Usage,
        Ok(()) => Exit::Done,
        Err(error) => write_failure(&cannot_write(&error), false),
    }
}

/// The command line did not parse, so its words are looked at.
fn json_was_asked_for() -> bool {
    let mut words = std::env::args_os().skip(1).take_while(|word| word != "--");
    words.any(|word| word == "--json")
}

/// Standard output could not be written to.
pub(super) fn cannot_write(error: &io::Error) -> Failure {
    let code = if error.kind() == io::ErrorKind::BrokenPipe { BROKEN_PIPE } else { "output.write" };
    Failure::input_output(code, format!("cannot write to standard output: {error}"))
}
