//! Checks on claims in documents.

use serde::Deserialize;

use super::{document, schema::stated};
use crate::{Check, ClaimPath, ClaimValue, PolicyError, ValidatorBuilder};

/// A claim and exactly one state for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleDocument {
    path: PathDocument,
    #[serde(default, deserialize_with = "stated")]
    name: Option<String>,
    /// The check counts only where the claim is there.
    #[serde(default)]
    when: When,
    #[serde(default, deserialize_with = "stated")]
    present: Option<Present>,
    #[serde(default, deserialize_with = "stated")]
    equals: Option<ClaimValue>,
    #[serde(default, deserialize_with = "stated")]
    one_of: Option<Vec<ClaimValue>>,
    #[serde(default, deserialize_with = "stated")]
    contains_all: Option<Vec<ClaimValue>>,
    #[serde(default, deserialize_with = "stated")]
    contains_any: Option<Vec<ClaimValue>>,
    #[serde(default, deserialize_with = "stated")]
    pattern: Option<String>,
    /// The reason for looking away.
    #[serde(default, deserialize_with = "stated")]
    waived: Option<String>,
}

/// Text is split at its dots; a list names each step as it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum PathDocument {
    Dotted(String),
    Names(Vec<String>),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum When {
    #[default]
    Always,
    Present,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Present {
    Required,
    Forbidden,
}

impl RuleDocument {
    pub(super) fn apply(self, builder: ValidatorBuilder) -> Result<ValidatorBuilder, PolicyError> {
        let path = self.path.path()?;
        let checks = [
            self.present.map(|present| match present {
                Present::Required => Check::present(),
                Present::Forbidden => Check::forbidden(),
            }),
            self.equals.map(Check::equals),
            self.one_of.map(Check::one_of),
            self.contains_all.map(Check::contains_all),
            self.contains_any.map(Check::contains_any),
            self.pattern.map(Check::pattern),
        ];
        let mut checks = checks.into_iter().flatten();
        let check = match (checks.next(), checks.next(), self.waived) {
            (None, None, Some(_)) if self.name.is_some() || self.when != When::Always => {
                return Err(document(format!(
                    "the claim {path} is waived, and has no check to name or to make optional"
                )));
            }
            (None, None, Some(reason)) => return Ok(builder.claim_waived(path, reason.into())),
            (Some(check), None, None) => check,
            _ => {
                return Err(document(format!(
                    "the claim {path} needs exactly one of present, equals, one_of, contains_all, contains_any, pattern and waived"
                )));
            }
        };
        let check = if self.when == When::Present { Check::if_present(check) } else { check };
        let check = match self.name {
            Some(name) => check.named(name),
            None => check,
        };
        Ok(builder.claim(path, check))
    }
}

impl PathDocument {
    fn path(self) -> Result<ClaimPath, PolicyError> {
        match self {
            Self::Dotted(path) => Ok(path.into()),
            Self::Names(names) => {
                let mut names = names.into_iter();
                let first = names.next().ok_or_else(|| document("the path of a claim is empty"))?;
                Ok(names.fold(ClaimPath::name(first), ClaimPath::then))
            }
        }
    }
}
