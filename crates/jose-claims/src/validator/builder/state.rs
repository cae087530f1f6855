//! What has been said about one expectation so far. Silence is an error where nothing is assumed, and stating it twice always is: the second
//! statement would silently replace the first.

use std::borrow::Cow;

use crate::{policy::Expect, validator::PolicyError};

#[derive(Debug)]
pub(crate) enum Stated<T> {
    Silent,
    Once(T),
    Twice,
}

impl<T> Stated<T> {
    pub(crate) fn say(&mut self, statement: T) {
        *self = match self {
            Self::Silent => Self::Once(statement),
            _ => Self::Twice,
        };
    }

    /// What was said; `how` names the methods that say it.
    pub(crate) fn finish(self, what: &'static str, how: &'static str) -> Result<T, PolicyError> {
        self.optional(what)?.ok_or(PolicyError::Unstated { what: what.into(), how })
    }

    /// What was said, if anything.
    pub(crate) fn optional(self, what: &'static str) -> Result<Option<T>, PolicyError> {
        match self {
            Self::Silent => Ok(None),
            Self::Once(statement) => Ok(Some(statement)),
            Self::Twice => Err(PolicyError::Contradiction { what: what.into() }),
        }
    }
}

impl<T> Stated<Expect<T>> {
    pub(crate) fn expect(&mut self, value: T) {
        self.say(Expect::Stated(value));
    }

    /// A waiver needs a reason; one without is caught when the policy is built.
    pub(crate) fn waive(&mut self, reason: impl Into<Cow<'static, str>>) {
        self.say(Expect::Waived { reason: reason.into() });
    }
}
