//! The registered claims of a token, kept without its payload.

use std::ops::Range;

use jose_core::UnixTime;

use crate::registered::{Audience, RegisteredClaims};

type Span = Range<usize>;

/// The registered claims without the payload, and the key's identifier: all text in one string, and where each part stands in it.
pub(super) struct OwnedClaims {
    text: String,
    pub(super) issuer: Option<Span>,
    pub(super) subject: Option<Span>,
    pub(super) audiences: (Option<Span>, Vec<Span>),
    pub(super) token_id: Option<Span>,
    pub(super) client_id: Option<Span>,
    pub(super) scope: Option<Span>,
    pub(super) signed_by: Option<Span>,
    pub(super) expires: Option<UnixTime>,
    pub(super) not_before: Option<UnixTime>,
    pub(super) issued_at: Option<UnixTime>,
}

impl OwnedClaims {
    pub(super) fn new(claims: &RegisteredClaims<'_>, signed_by: Option<&str>) -> Self {
        let audiences = claims.audience.as_ref().map(Audience::as_slice).unwrap_or_default();
        let named = [&claims.issuer, &claims.subject, &claims.token_id, &claims.client_id, &claims.scope];
        let claimed: usize = named.into_iter().flatten().chain(audiences).map(|text| text.len()).sum();
        let room = claimed.saturating_add(signed_by.map_or(0, str::len));
        let mut text = String::with_capacity(room);
        let mut keep = |part: &str| {
            let start = text.len();
            text.push_str(part);
            start..text.len()
        };
        let mut several = audiences.iter().map(|audience| keep(audience));
        let audiences = (several.next(), several.collect());
        let [issuer, subject, token_id, client_id, scope] = named.map(|claim| claim.as_ref().map(|claim| keep(claim)));
        Self {
            issuer,
            subject,
            audiences,
            token_id,
            client_id,
            scope,
            signed_by: signed_by.map(keep),
            expires: claims.expires(),
            not_before: claims.not_before(),
            issued_at: claims.issued_at(),
            text,
        }
    }

    pub(super) fn get(&self, span: Option<&Span>) -> Option<&str> {
        self.text.get(span?.clone())
    }
}
