//! The registered claims of a token, kept without its payload.

use std::{borrow::Cow, iter};

use jose_core::UnixTime;

use crate::registered::RegisteredClaims;

/// The registered claims without the payload, and the key's identifier: all text in one string, part behind part.
pub(super) struct OwnedClaims {
    text: String,
    /// Which parts are there.
    there: [bool; PARTS],
    /// Where each part ends. The next one begins there, and behind the last one those for whom the token is.
    ends: [usize; PARTS],
    /// Where each but the first of those begins for whom the token is, if it says so. Nearly always there is one.
    audiences: Option<Vec<usize>>,
    pub(super) expires: Option<UnixTime>,
    pub(super) not_before: Option<UnixTime>,
    pub(super) issued_at: Option<UnixTime>,
}

/// A text of which there is one at most, by its place among the others.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Issuer,
    Subject,
    TokenId,
    ClientId,
    Scope,
    SignedBy,
}

const PARTS: usize = 6;

impl OwnedClaims {
    pub(super) fn new(claims: &RegisteredClaims<'_>, signed_by: Option<&str>) -> Self {
        let RegisteredClaims { issuer, subject, token_id, client_id, scope, .. } = claims;
        let audiences = claims.audiences();
        let parts = [
            issuer.as_deref().unwrap_or_default(),
            subject.as_deref().unwrap_or_default(),
            token_id.as_deref().unwrap_or_default(),
            client_id.as_deref().unwrap_or_default(),
            scope.as_deref().unwrap_or_default(),
            signed_by.unwrap_or_default(),
            audiences.first().map_or("", |first| first),
        ];
        let mut text = parts.concat();
        let mut ends = [0; PARTS];
        let mut end = 0_usize;
        for (place, part) in ends.iter_mut().zip(&parts) {
            end = end.saturating_add(part.len());
            *place = end;
        }
        let others = match audiences {
            [] => None,
            [_] => Some(Vec::new()),
            [_, others @ ..] => Some(append(&mut text, others)),
        };
        Self {
            text,
            there: [
                issuer.is_some(),
                subject.is_some(),
                token_id.is_some(),
                client_id.is_some(),
                scope.is_some(),
                signed_by.is_some(),
            ],
            ends,
            audiences: others,
            expires: claims.expires(),
            not_before: claims.not_before(),
            issued_at: claims.issued_at(),
        }
    }

    pub(super) fn get(&self, part: Part) -> Option<&str> {
        let place = part as usize;
        let begin = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        let text = self.text.get(*begin..*self.ends.get(place)?)?;
        self.there.get(place)?.then_some(text)
    }

    pub(super) fn audiences(&self) -> impl Iterator<Item = &str> {
        let [.., first] = &self.ends;
        let last = self.text.len();
        self.audiences.iter().flat_map(move |others| {
            let begins = iter::once(*first).chain(others.iter().copied());
            let ends = others.iter().copied().chain(iter::once(last));
            begins.zip(ends).filter_map(|(begin, end)| self.text.get(begin..end))
        })
    }
}

/// Puts the audiences behind the first one. Where each begins.
#[inline(never)]
fn append(text: &mut String, others: &[Cow<'_, str>]) -> Vec<usize> {
    let mut begins = Vec::with_capacity(others.len());
    text.reserve_exact(others.iter().map(|other| other.len()).sum());
    for other in others {
        begins.push(text.len());
        text.push_str(other);
    }
    begins
}
