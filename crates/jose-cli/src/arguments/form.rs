//! The forms of a message: compact, and two in JSON.

use clap::ValueEnum;

use crate::exit::Failure;

/// What `--form` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Segments with dots between them
    Compact,
    /// A JSON object with one signature or one recipient
    Flattened,
    /// A JSON object with a list of signatures or recipients
    General,
}

impl Form {
    /// The name on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Flattened => "flattened",
            Self::General => "general",
        }
    }

    /// The form to make with so many keys: compact, or general if there are several, unless one was asked for.
    pub(crate) fn to_make(asked: Option<Self>, keys: usize, what: &str) -> Result<Self, Failure> {
        match (asked, keys > 1) {
            (None, false) => Ok(Self::Compact),
            (None, true) => Ok(Self::General),
            (Some(form @ (Self::Compact | Self::Flattened)), true) => Err(Failure::usage(format!(
                "the {} form has one {what}: for several keys use --form general, or leave --form out",
                form.name()
            ))),
            (Some(form), _) => Ok(form),
        }
    }

    /// The form that is read: compact, unless another was named.
    pub(crate) fn to_read(asked: Option<Self>) -> Self {
        asked.unwrap_or(Self::Compact)
    }
}
