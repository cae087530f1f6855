//! What a check does.

use std::{fmt, sync::Arc};

use crate::{
    policy::{ClaimValue, ClaimView, pattern::Pattern},
    view::View,
};

#[derive(Clone)]
pub(crate) enum Kind {
    Present,
    Equals(ClaimValue),
    OneOf(Vec<ClaimValue>),
    ContainsAll(Vec<ClaimValue>),
    ContainsAny(Vec<ClaimValue>),
    Pattern(Pattern),
    Satisfies(Closure),
    Forbidden,
    IfPresent(Box<Kind>),
}

type Closure = Arc<dyn Fn(ClaimView<'_>) -> bool + Send + Sync>;

impl Kind {
    /// Whether a claim that is there is what it must be. `words` says whether a text is a list of words, as `scope` is and a group is not.
    pub(crate) fn holds(&self, view: &View<'_>, words: bool) -> bool {
        match self {
            Self::Present => view.says_something(),
            Self::Equals(value) => value.is(view),
            Self::OneOf(values) => values.iter().any(|value| value.is(view)),
            Self::ContainsAll(values) => values.iter().all(|value| has(view, value, words)),
            Self::ContainsAny(values) => values.iter().any(|value| has(view, value, words)),
            Self::Pattern(pattern) => matches!(view, View::Text(text) if pattern.matches(text)),
            Self::Satisfies(closure) => closure(ClaimView(view)),
            Self::Forbidden => false,
            Self::IfPresent(inner) => inner.holds(view, words),
        }
    }

    /// Why it is no check: nothing, or everything, would meet it.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        match self {
            Self::OneOf(values) | Self::ContainsAll(values) | Self::ContainsAny(values) if values.is_empty() => {
                Some("names no value")
            }
            Self::Pattern(pattern) if pattern.is_too_long() => Some("has a pattern of more than 256 characters"),
            Self::Pattern(pattern) if pattern.says_nothing() => Some("has a pattern that says nothing: use present()"),
            Self::IfPresent(inner) if matches!(**inner, Self::Forbidden | Self::IfPresent(_)) => {
                Some("says if_present(..) of what is no check")
            }
            Self::IfPresent(inner) => inner.fault(),
            _ => None,
        }
    }
}

fn has(view: &View<'_>, value: &ClaimValue, words: bool) -> bool {
    match view {
        View::List(items) => items.iter().any(|item| value.is(item)),
        View::Text(text) if words => text.split(' ').any(|word| !word.is_empty() && value.is_word(word)),
        View::Text(_) => value.is(view),
        _ => false,
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("Present"),
            Self::Equals(value) => f.debug_tuple("Equals").field(value).finish(),
            Self::OneOf(values) => f.debug_tuple("OneOf").field(values).finish(),
            Self::ContainsAll(values) => f.debug_tuple("ContainsAll").field(values).finish(),
            Self::ContainsAny(values) => f.debug_tuple("ContainsAny").field(values).finish(),
            Self::Pattern(pattern) => f.debug_tuple("Pattern").field(pattern).finish(),
            Self::Satisfies(_) => f.write_str("Satisfies"),
            Self::Forbidden => f.write_str("Forbidden"),
            Self::IfPresent(inner) => f.debug_tuple("IfPresent").field(inner).finish(),
        }
    }
}
