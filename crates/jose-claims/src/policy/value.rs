//! What a claim is compared with.

use serde::Deserialize;

use crate::view::{Number, View};

/// A text, a number, or true or false, as a policy expects it.
///
/// Text is compared byte for byte and numbers by their value, so that `1` and `1.0` are the same; nothing is converted, so that `1` and `"1"` are
/// not.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct ClaimValue(Value);

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Value {
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Fraction(f64),
    Text(Box<str>),
}

impl ClaimValue {
    pub(crate) fn is(&self, view: &View<'_>) -> bool {
        match (&self.0, view) {
            (Value::Text(expected), View::Text(found)) => **expected == **found,
            (Value::Bool(expected), View::Bool(found)) => expected == found,
            (expected, found) => match (expected.whole(), whole(found)) {
                (Some(expected), Some(found)) => expected == found,
                _ => expected.fraction().is_some_and(|expected| Some(expected) == fraction(found)),
            },
        }
    }

    /// Whether it is this word of a list that is written as one text.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        matches!(&self.0, Value::Text(expected) if **expected == *word)
    }
}

impl Value {
    fn whole(&self) -> Option<i128> {
        match self {
            Self::Signed(value) => Some(i128::from(*value)),
            Self::Unsigned(value) => Some(i128::from(*value)),
            Self::Fraction(value) => exact(*value),
            _ => None,
        }
    }

    fn fraction(&self) -> Option<f64> {
        if let Self::Fraction(value) = self { Some(*value) } else { None }
    }
}

fn whole(view: &View<'_>) -> Option<i128> {
    match view {
        View::Number(Number::Signed(value)) => Some(i128::from(*value)),
        View::Number(Number::Unsigned(value)) => Some(i128::from(*value)),
        View::Number(Number::Fraction(value)) => exact(*value),
        _ => None,
    }
}

fn fraction(view: &View<'_>) -> Option<f64> {
    if let View::Number(Number::Fraction(value)) = view { Some(*value) } else { None }
}

/// The whole number that this is, where a double holds every whole number.
#[expect(clippy::cast_possible_truncation, reason = "whole numbers in this range are exact")]
fn exact(value: f64) -> Option<i128> {
    let exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
    exact.then_some(value as i128)
}

macro_rules! from {
    ($($type:ty => $variant:ident),*) => {$(
        impl From<$type> for ClaimValue {
            fn from(value: $type) -> Self {
                Self(Value::$variant(value.into()))
            }
        }
    )*};
}

from!(&str => Text, String => Text, bool => Bool, i32 => Signed, i64 => Signed, u32 => Unsigned, u64 => Unsigned, f64 => Fraction);
