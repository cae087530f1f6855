//! The ways in which what was said is none.

use crate::PolicyError;

/// A waiver without a reason is an accident.
pub(super) fn has_a_reason(what: &'static str, reason: &str) -> Result<(), PolicyError> {
    if reason.trim().is_empty() { Err(PolicyError::Empty { what: what.into() }) } else { Ok(()) }
}

pub(super) fn wrong(name: &'static str, what: &'static str) -> PolicyError {
    PolicyError::Check { name: name.into(), what }
}

pub(super) fn unstated(what: &'static str, how: &'static str) -> PolicyError {
    PolicyError::Unstated { what: what.into(), how }
}
