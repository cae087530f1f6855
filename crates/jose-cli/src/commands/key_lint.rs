//! `jose key lint`: what is wrong with keys and sets, and what to do about it.

mod screen;

use clap::Args;
use jose::jwk::lint::{self, Finding, Severity};
use serde_json::{Value, json};

use crate::{
    arguments::values,
    exit::{Details, Failure},
    input::{self, Kind, Source},
    output::Answer,
};

/// Say what is wrong with keys and sets.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// Each a JWK, a JWK Set, PEM or DER
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true, value_parser = values::source())]
    files: Vec<Source>,

    /// The files are for everybody to see: a secret in one is an error
    #[arg(long)]
    published: bool,
}

const HELP: &str = "\
Reading a key stops at the first fault; this finds all of them, and what is merely unwise: keys that are \
too small, RSA keys of the ROCA fault, e = 1, the same kid twice, alg against the curve, use missing. With \
an error in it the exit status is 1 and the findings are on standard error; warnings and advice alone are \
an answer. No secret is shown.

Examples:
  jose key lint issuer.jwk api.pem
  curl -s https://id.example/jwks | jose key lint --published";

/// What was found in one file.
#[derive(Debug)]
struct File<'f> {
    name: &'f Source,
    findings: Vec<Finding>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    input::only_one_from_standard_input(&arguments.files)?;
    let look = if arguments.published { lint::published_set } else { lint::set };
    let mut files = Vec::new();
    for name in &arguments.files {
        files.push(File { name, findings: look(&name.read(Kind::Key)?) });
    }
    let (screen, members) = (screen::show(&files), files.iter().map(File::json).collect::<Vec<Value>>());
    let errors = files.iter().flat_map(|file| &file.findings).filter(|found| found.severity == Severity::Error).count();
    if errors == 0 {
        return Ok(Answer::styled(&screen).member("files", members));
    }
    let message = if errors == 1 { "1 error was found".to_owned() } else { format!("{errors} errors were found") };
    let details = Details { screen, member: ("files", members.into()) };
    Err(Failure { details: Some(Box::new(details)), ..Failure::refused("key.lint", message) })
}

impl File<'_> {
    fn json(&self) -> Value {
        let findings = self.findings.iter().map(|Finding { severity, code, place, message, advice, .. }| {
            json!({
                "severity": name(*severity), "code": code, "index": place.index, "kid": place.key_id,
                "message": message, "advice": advice,
            })
        });
        json!({"file": self.name.to_string(), "findings": findings.collect::<Vec<Value>>()})
    }
}

/// How grave it is, in a word.
const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}
