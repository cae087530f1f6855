//! Policy files: JSON or TOML, with keys that are named by their files.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jose::{
    JwkSet,
    claims::{PolicyDocument, PolicyError, ValidatorBuilder},
};

use crate::{
    arguments::values,
    exit::Failure,
    input::{Kind, Source, misplaced},
    key_file::{self, KeyFile},
};

/// The policy of a command that applies one.
#[derive(Debug, Args)]
pub(crate) struct PolicyOptions {
    /// The policy, in JSON or TOML; its keys are named by their files, as seen from its folder
    #[arg(long, value_name = "FILE", value_parser = values::source())]
    pub(crate) policy: Source,

    /// The language of the policy, where the name of its file does not end in .json or .toml
    #[arg(long, value_name = "FORMAT")]
    pub(crate) policy_format: Option<PolicyFormat>,
}

/// The language of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyFormat {
    /// A JSON object
    Json,
    /// A TOML document
    Toml,
}

impl PolicyFormat {
    /// The format that was named, or that the name of the file ends in. The content is not asked.
    fn of(source: &Source, named: Option<Self>, option: &str) -> Result<Self, Failure> {
        let by_name = || match source {
            Source::File(path) => match path.extension()?.to_str()? {
                "json" => Some(Self::Json),
                "toml" => Some(Self::Toml),
                _ => None,
            },
            Source::StandardInput | Source::Environment(_) => None,
        };
        let unknown = || {
            let message = format!("is the policy in JSON or TOML? Say {option} json or {option} toml");
            Failure::usage(message).about(source)
        };
        named.or_else(by_name).ok_or_else(unknown)
    }
}

/// Reads a policy; `option` is the one that names its format.
pub(crate) fn read(source: &Source, named: Option<PolicyFormat>, option: &str) -> Result<PolicyDocument, Failure> {
    let format = PolicyFormat::of(source, named, option)?;
    let bytes = source.read(Kind::Policy)?;
    let document = match format {
        PolicyFormat::Json => PolicyDocument::from_json(&bytes).map_err(|error| refused(&error)),
        PolicyFormat::Toml => {
            let text = str::from_utf8(&bytes).map_err(|_| Failure::refused("policy.document", NO_TEXT));
            text.and_then(|text| PolicyDocument::from_toml(text).map_err(|error| refused(&error)))
        }
    };
    document.map_err(|failure| failure.about(source))
}

impl PolicyOptions {
    /// Everything that is read from standard input.
    pub(crate) fn source(&self) -> &Source {
        &self.policy
    }

    /// The policy with its keys. A key file that cannot be read or used fails as it does everywhere.
    pub(crate) fn builder(&self) -> Result<ValidatorBuilder, Failure> {
        let Self { policy, policy_format } = self;
        let document = read(policy, *policy_format, "--policy-format")?;
        let mut failure = None;
        let builder = document.into_builder(|name| {
            keys(policy, name).map_err(|why| {
                let said = why.message.clone();
                failure = Some(why);
                said.into()
            })
        });
        builder.map_err(|error| failure.unwrap_or_else(|| refused(&error)).about(policy))
    }
}

/// A policy that is refused is input, not a command line that makes no sense.
pub(crate) fn refused(error: &PolicyError) -> Failure {
    Failure::refused(error.code(), error.to_string())
}

/// The keys of a file that a policy names.
fn keys(policy: &Source, name: &str) -> Result<JwkSet, Failure> {
    if let Some(failure) = misplaced(Path::new(name)) {
        return Err(failure);
    }
    let source = match Source::from(std::ffi::OsString::from(name)) {
        Source::File(path) => Source::File(folder(policy).join(path)),
        Source::StandardInput => {
            return Err(Failure::refused("policy.document", "keys are named by their files, and - is none"));
        }
        environment @ Source::Environment(_) => environment,
    };
    let KeyFile { set, .. } = key_file::read(&source)?;
    Ok(set)
}

/// From where the names of a policy are seen.
fn folder(policy: &Source) -> PathBuf {
    match policy {
        Source::File(path) => path.parent().unwrap_or(Path::new("")).to_owned(),
        Source::StandardInput | Source::Environment(_) => PathBuf::new(),
    }
}

const NO_TEXT: &str = "the policy is not text: it has bytes that no TOML document has";
