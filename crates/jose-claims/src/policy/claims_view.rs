//! Claims as rules see them.

use std::fmt;

use super::ClaimPath;
use crate::view::{Member, Number, View};

/// The claims of a token whose sender is proven, borrowed, for a rule to look at.
#[derive(Clone, Copy)]
pub struct ClaimsView<'v>(pub(crate) &'v [Member<'v>]);

/// One claim, borrowed, for a rule to look at. Nothing is converted: a number is no text.
#[derive(Clone, Copy)]
pub struct ClaimView<'v>(pub(crate) &'v View<'v>);

impl<'v> ClaimsView<'v> {
    /// The claim of this name, dots and all.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<ClaimView<'v>> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| ClaimView(value))
    }

    /// The claim at the end of these names, from the outside in: `["realm_access", "roles"]`.
    #[must_use]
    pub fn path<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Option<ClaimView<'v>> {
        let mut names = names.into_iter();
        let first = self.member(names.next()?)?;
        names.try_fold(first, |claim, name| claim.member(name))
    }

    pub(crate) fn find(&self, path: &ClaimPath) -> Option<&'v View<'v>> {
        let first = self.member(path.head())?;
        path.rest().try_fold(first, |claim, name| claim.member(name)).map(|claim| claim.0)
    }
}

impl<'v> ClaimView<'v> {
    /// The text that it is.
    #[must_use]
    pub fn text(&self) -> Option<&'v str> {
        if let View::Text(text) = self.0 { Some(text) } else { None }
    }

    /// The whole number that it is.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        match self.0 {
            View::Number(Number::Signed(value)) => Some(*value),
            View::Number(Number::Unsigned(value)) => i64::try_from(*value).ok(),
            _ => None,
        }
    }

    /// The number that it is, to the precision of a double.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the documentation says so")]
    pub fn number(&self) -> Option<f64> {
        match self.0 {
            View::Number(Number::Signed(value)) => Some(*value as f64),
            View::Number(Number::Unsigned(value)) => Some(*value as f64),
            View::Number(Number::Fraction(value)) => Some(*value),
            _ => None,
        }
    }

    /// True or false, if it is either.
    #[must_use]
    pub fn boolean(&self) -> Option<bool> {
        if let View::Bool(value) = self.0 { Some(*value) } else { None }
    }

    /// The items of the list that it is.
    #[must_use]
    pub fn list(&self) -> Option<impl Iterator<Item = ClaimView<'v>> + use<'v>> {
        if let View::List(items) = self.0 { Some(items.iter().map(ClaimView)) } else { None }
    }

    /// The member of this name, if it is an object that has one.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<ClaimView<'v>> {
        self.0.member(name).map(ClaimView)
    }

    pub(crate) fn is_object(self) -> bool {
        matches!(self.0, View::Object(_))
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self.0 == View::Null
    }
}

impl fmt::Debug for ClaimsView<'_> {
    /// Shows no claim.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClaimsView").finish_non_exhaustive()
    }
}

impl fmt::Debug for ClaimView<'_> {
    /// Shows no value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClaimView").finish_non_exhaustive()
    }
}
