//! The names of an object that is being written: none may occur twice, and none may be one that no reader takes.

use alloc::string::String;

use super::super::WriteError;
use crate::json::{
    is_private,
    names::{Mark, Names},
};

pub(super) struct Seen(Names);

impl Default for Seen {
    #[inline]
    fn default() -> Self {
        Self(Names::new())
    }
}

impl Seen {
    /// Refuses the name that has been written at `start`, without escapes, if it is not one for its object.
    #[expect(clippy::inline_always, reason = "measured, as for `Members::field`")]
    #[inline(always)]
    pub(super) fn remember(&mut self, written: &[u8], start: usize, name: &str) -> Result<(), WriteError> {
        check(name)?;
        if self.0.insert(written, start, name, Mark::of(name)) { Ok(()) } else { Err(WriteError::Duplicate) }
    }

    /// The same for a name that has been written with escapes.
    #[cold]
    pub(super) fn remember_escaped(&mut self, written: &[u8], name: String) -> Result<(), WriteError> {
        check(&name)?;
        if self.0.insert_owned(written, name) { Ok(()) } else { Err(WriteError::Duplicate) }
    }
}

/// Refuses a name that `serde_json` keeps for itself.
#[inline]
pub(in super::super) fn check(name: &str) -> Result<(), WriteError> {
    if is_private(name) { Err(WriteError::ReservedName) } else { Ok(()) }
}
