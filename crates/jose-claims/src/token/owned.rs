//! The registered claims of a token, kept without its payload.

use std::{borrow::Cow, iter};

use crate::{
    registered::{DATES, RegisteredClaims, RegisteredName, TEXTS},
    types::NumericDate,
};

/// The registered claims without the payload, and the key's identifier.
pub(super) struct OwnedClaims {
    texts: OwnedTexts,
    dates: [Option<NumericDate>; DATES],
}

/// All text in one string, part behind part.
struct OwnedTexts {
    text: String,
    /// Which parts are there.
    there: [bool; PARTS],
    /// Where each part ends. The next one begins there, and behind the last one those for whom the token is.
    ends: [usize; PARTS],
    /// Where each but the first of those begins for whom the token is, if it says so. Nearly always there is one.
    audiences: Option<Vec<usize>>,
}

/// The registered texts, and the key's identifier behind them.
const PARTS: usize = SIGNED_BY + 1;
const SIGNED_BY: usize = TEXTS;

impl OwnedClaims {
    #[inline]
    pub(super) fn new(claims: &RegisteredClaims<'_>, signed_by: Option<&str>) -> Self {
        Self { texts: OwnedTexts::new(claims, signed_by), dates: *claims.dates() }
    }

    pub(super) fn text(&self, name: RegisteredName) -> Option<&str> {
        // Behind the texts stands the key's identifier.
        self.texts.part(name as usize).filter(|_| (name as usize) < TEXTS)
    }

    pub(super) fn date(&self, name: RegisteredName) -> Option<NumericDate> {
        *self.dates.get((name as usize).checked_sub(TEXTS)?)?
    }

    pub(super) fn signed_by(&self) -> Option<&str> {
        self.texts.part(SIGNED_BY)
    }

    pub(super) fn audiences(&self) -> impl Iterator<Item = &str> {
        self.texts.audiences()
    }
}

impl OwnedTexts {
    fn new(claims: &RegisteredClaims<'_>, signed_by: Option<&str>) -> Self {
        let audiences = claims.audiences();
        let lengths = claims.texts().iter().flatten().chain(audiences).map(|text| text.len());
        let room = lengths.sum::<usize>().saturating_add(signed_by.map_or(0, str::len));
        let mut texts =
            Self { text: String::with_capacity(room), there: [false; PARTS], ends: [0; PARTS], audiences: None };
        for (place, text) in claims.texts().iter().enumerate() {
            texts.append(place, text.as_deref());
        }
        texts.append(SIGNED_BY, signed_by);
        if let [first, others @ ..] = audiences {
            texts.text.push_str(first);
            texts.audiences = Some(Vec::new());
            if !others.is_empty() {
                texts.append_audiences(others);
            }
        }
        texts
    }

    #[inline(never)]
    fn append(&mut self, place: usize, part: Option<&str>) {
        self.text.push_str(part.unwrap_or_default());
        if let (Some(there), Some(end)) = (self.there.get_mut(place), self.ends.get_mut(place)) {
            (*there, *end) = (part.is_some(), self.text.len());
        }
    }

    /// Those behind the first one.
    #[inline(never)]
    fn append_audiences(&mut self, others: &[Cow<'_, str>]) {
        let mut begins = Vec::with_capacity(others.len());
        for other in others {
            begins.push(self.text.len());
            self.text.push_str(other);
        }
        self.audiences = Some(begins);
    }

    fn part(&self, place: usize) -> Option<&str> {
        let begin = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        let text = self.text.get(*begin..*self.ends.get(place)?)?;
        self.there.get(place)?.then_some(text)
    }

    fn audiences(&self) -> impl Iterator<Item = &str> {
        let [.., first] = &self.ends;
        let last = self.text.len();
        self.audiences.iter().flat_map(move |others| {
            let begins = iter::once(*first).chain(others.iter().copied());
            let ends = others.iter().copied().chain(iter::once(last));
            begins.zip(ends).filter_map(|(begin, end)| self.text.get(begin..end))
        })
    }
}
