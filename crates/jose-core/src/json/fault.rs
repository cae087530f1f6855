//! What a type says while it is read.

use alloc::{
    boxed::Box,
    string::{String, ToString},
};
use core::fmt;

use serde::de::{Error, Expected, Unexpected};

use super::JsonError;

/// What goes wrong below, before the place is known. It keeps what was wanted and drops what was there.
#[derive(Debug)]
pub(super) struct Fault(Option<Box<Reason>>);

#[derive(Debug)]
enum Reason {
    Missing(&'static str),
    Type(String),
    Unfit,
}

impl Fault {
    /// The parser knows the reason already.
    pub(super) fn noted() -> Self {
        Self(None)
    }

    pub(super) fn is_noted(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn unfit() -> Self {
        Self::new(Reason::Unfit)
    }

    #[cold]
    fn new(reason: Reason) -> Self {
        Self(Some(Box::new(reason)))
    }

    /// The error, now that the member is known.
    pub(super) fn at(self, member: Box<str>) -> JsonError {
        match self.0.map(|reason| *reason) {
            Some(Reason::Missing(name)) => JsonError::Missing { name },
            Some(Reason::Type(expected)) => JsonError::Type { member, expected: expected.into() },
            Some(Reason::Unfit) | None => JsonError::Unfit { member },
        }
    }
}

impl Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::unfit()
    }

    #[cold]
    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Reason::Type(expected.to_string()))
    }

    #[cold]
    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Reason::Type(expected.to_string()))
    }

    #[cold]
    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::new(Reason::Type(expected.to_string()))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Reason::Missing(name))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl core::error::Error for Fault {}
