//! `jose token explain`: what a policy makes of a token, check by check.

mod screen;

use clap::Args;
use jose::{
    Clock, FixedClock, SystemClock, UnixTime, ValidateError, Validator,
    claims::{CheckOutcome, Explanation},
};
use serde_json::{Map, Value};

use crate::{
    arguments::{form::Form, values},
    exit::{Details, Failure},
    input::{self, Source, Wanted},
    output::Answer,
    policy_file::{self, PolicyOptions},
};

/// Say what a policy makes of a token.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    policy: PolicyOptions,

    /// Check as if it were this time: seconds since 1970, or UTC like 2026-11-30T12:00:00Z
    #[arg(long, value_name = "TIME", allow_negative_numbers = true, value_parser = values::time)]
    now: Option<UnixTime>,

    /// The token
    #[arg(value_name = "TOKENFILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    token: Source,
}

const HELP: &str = "\
Every check of the policy is named with what came of it: passed, failed, not configured (and why), or not \
reached because of one before it. It is for whoever runs the service: it tells more than one failure. No \
claim's value is shown. If the policy refuses the token, the exit status is 1, all of it is on standard \
error, and the code is that of the first failure, as `jose token open` gives it.

Examples:
  jose token explain --policy policy.toml token.txt
  printf %s \"$TOKEN\" | jose token explain --policy policy.json --json
  jose token explain --policy policy.toml --now 2026-11-30T12:00:00Z token.txt";

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    input::only_one_from_standard_input([arguments.policy.source(), &arguments.token])?;
    // One time for everything that is said.
    let now = arguments.now.unwrap_or_else(|| SystemClock.now());
    let builder = arguments.policy.builder()?.clock(FixedClock::new(now));
    let validator = builder.build().map_err(|error| policy_file::refused(&error).about(arguments.policy.source()))?;
    let text = arguments.token.read_token()?;
    let explanation = validator.explain(&text);
    let (screen, checks) = (screen::show(&explanation), checks(&explanation));
    if explanation.is_accepted() {
        return Ok(Answer::styled(&screen).member("verdict", explanation.verdict()).member("checks", checks));
    }
    let details = Details { screen, member: ("checks", checks) };
    Err(Failure { details: Some(Box::new(details)), ..refusal(&validator, &text, &explanation) })
}

fn checks(explanation: &Explanation) -> Value {
    let explanation = serde_json::to_value(explanation).unwrap_or_default();
    explanation.get("checks").cloned().unwrap_or_default()
}

/// The first failure; what is wrong with the file in the words of `jose token open`, and what is wrong with a claim in the explanation's own, which
/// have no value in them.
fn refusal(validator: &Validator, text: &str, explanation: &Explanation) -> Failure {
    let verdict = explanation.verdict();
    let is_said = |error: &ValidateError| error.code() == verdict && !matches!(error, ValidateError::Claim(_));
    let said = validator.validate::<Map<String, Value>>(text).err().filter(is_said);
    if let Some(error) = said {
        return input::explain(error.into(), text, Wanted::Token, Form::Compact);
    }
    let first = explanation.failures().find_map(|check| match check.outcome() {
        CheckOutcome::Failed { message, .. } => Some(message.as_str()),
        _ => None,
    });
    Failure::refused(verdict, first.unwrap_or("the token is refused"))
}
