//! How a password is stretched, as the message says: the one cost of a message that its sender chooses.

use std::ops::RangeInclusive;

use jose_core::{LimitExceeded, Limits, ParseError, base64url, header::JoinedHeader};

use crate::DecryptError;

/// `p2s` and `p2c`, within all limits.
#[derive(Debug)]
pub(super) struct Stretching {
    pub(super) salt: Vec<u8>,
    pub(super) rounds: u32,
}

impl Stretching {
    /// Reads both, before anything is stretched.
    pub(super) fn read(header: &JoinedHeader<'_>, limits: &Limits) -> Result<Self, DecryptError> {
        if limits.pbes2_rounds == 0 {
            return Err(DecryptError::PasswordsOff);
        }
        let refused = |name, expected| ParseError::Member { name, expected };
        let rounds = header.password_rounds().ok_or(refused("p2c", "present for a password"))?;
        let rounds = u32::try_from(rounds).unwrap_or(u32::MAX);
        let as_usize = usize::try_from(rounds).unwrap_or(usize::MAX);
        if as_usize < Limits::FEWEST_PBES2_ROUNDS {
            return Err(refused("p2c", "1000 at least").into());
        }
        LimitExceeded::check("pbes2_rounds", as_usize, limits.pbes2_rounds).map_err(ParseError::from)?;
        let salt = header.password_salt().ok_or(refused("p2s", "present for a password"))?;
        if !SALT_BYTES.contains(&base64url::decoded_len(salt.len())) {
            return Err(ParseError::Length { part: "p2s" }.into());
        }
        Ok(Self { salt: base64url::decode(salt).map_err(ParseError::base64("p2s"))?, rounds })
    }
}

/// RFC 7518, section 4.8.1.1, wants 8 at least; above the other end it would be a load and no salt.
const SALT_BYTES: RangeInclusive<usize> = 8..=1024;
