//! The registered claims of a token, kept without its payload.

use std::iter;

use jose_core::UnixTime;

use crate::registered::RegisteredClaims;

/// The registered claims without the payload, and the key's identifier: all text in one string, part behind part.
pub(super) struct OwnedClaims {
    text: String,
    /// Which parts are there.
    there: [bool; PARTS],
    /// Where each part ends. The next one begins there, and behind the last one those for whom the token is.
    ends: [usize; PARTS],
    /// Where each but the last of those ends for whom the token is, if it says so. Nearly always there is one.
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
        let parts: [_; PARTS] = [
            claims.issuer.as_deref(),
            claims.subject.as_deref(),
            claims.token_id.as_deref(),
            claims.client_id.as_deref(),
            claims.scope.as_deref(),
            signed_by,
        ];
        let audiences = claims.audiences();
        let one_each: usize = parts.iter().flatten().map(|part| part.len()).sum();
        let room = audiences.iter().fold(one_each, |room, audience| room.saturating_add(audience.len()));
        let mut text = String::with_capacity(room);
        let mut keep = |part: &str| {
            text.push_str(part);
            text.len()
        };
        let ends = parts.map(|part| keep(part.unwrap_or_default()));
        let audiences = audiences.split_last().map(|(last, others)| {
            let others = others.iter().map(|audience| keep(audience)).collect();
            keep(last);
            others
        });
        Self {
            text,
            there: parts.map(|part| part.is_some()),
            ends,
            audiences,
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
