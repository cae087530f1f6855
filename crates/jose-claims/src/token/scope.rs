//! What a token allows.

use std::fmt;

/// The values of a `scope` claim (RFC 8693, section 4.2): words separated by spaces, compared byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope<'t>(pub(super) &'t str);

impl<'t> Scope<'t> {
    /// Whether `value` is one of them.
    #[must_use]
    pub fn contains(&self, value: &str) -> bool {
        self.iter().any(|own| own == value)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.0.split(' ').filter(|value| !value.is_empty())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl fmt::Display for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
