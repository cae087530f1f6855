//! The claims of a proof (RFC 9449, section 4.2).

use jose_core::{
    Limits,
    json::{self, Text},
};
use serde::Deserialize;

use super::DpopError;
use crate::types::NumericDate;

/// As they stand in the proof. Whatever has a wrong type, `null` included, has been refused.
#[derive(Deserialize)]
struct Raw<'p> {
    #[serde(borrow, default, deserialize_with = "some")]
    jti: Option<Text<'p>>,
    #[serde(borrow, default, deserialize_with = "some")]
    htm: Option<Text<'p>>,
    #[serde(borrow, default, deserialize_with = "some")]
    htu: Option<Text<'p>>,
    #[serde(default, deserialize_with = "some")]
    iat: Option<NumericDate>,
    #[serde(borrow, default, deserialize_with = "some")]
    ath: Option<Text<'p>>,
    #[serde(borrow, default, deserialize_with = "some")]
    nonce: Option<Text<'p>>,
}

fn some<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// The same, with what must be there.
pub(super) struct Claims<'p> {
    pub(super) id: Text<'p>,
    pub(super) method: Text<'p>,
    pub(super) target: Text<'p>,
    pub(super) issued_at: NumericDate,
    pub(super) access_token: Option<Text<'p>>,
    pub(super) nonce: Option<Text<'p>>,
}

impl<'p> Claims<'p> {
    pub(super) fn read(payload: &'p [u8], limits: &Limits) -> Result<Self, DpopError> {
        let raw: Raw<'p> = json::parse_object(payload, &limits.claims).map_err(DpopError::Claims)?;
        let text = |claim: &'static str, text: Option<Text<'p>>| match text {
            Some(text) if !text.0.is_empty() => Ok(text),
            _ => Err(DpopError::Missing { claim }),
        };
        Ok(Self {
            id: text("jti", raw.jti)?,
            method: text("htm", raw.htm)?,
            target: text("htu", raw.htu)?,
            issued_at: raw.iat.ok_or(DpopError::Missing { claim: "iat" })?,
            access_token: raw.ath,
            nonce: raw.nonce,
        })
    }
}
