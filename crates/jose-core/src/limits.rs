//! One budget for everything that a stranger can make us do.
//!
//! ```
//! use jose_core::Limits;
//!
//! let mut limits = Limits::token(); // for JWTs: 256 KiB
//! limits.token_bytes = 16 * 1024; // ours are never that large
//! ```
//!
//! Every limit is checked before the work that it bounds, and exceeding one is an error that names it. The defaults suit access tokens
//! on the public internet; lower them freely, and raise one only with a reason.

use core::fmt;

use crate::json::JsonLimits;

/// What one token may cost before anything about it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The whole token or message, in bytes, before it is split, parsed or decoded. 1 MiB; 256 KiB for JWTs.
    pub token_bytes: usize,
    /// The decoded header, in bytes. 16 KiB. An unprotected header in JSON is measured by its names and strings, after unescaping, and one byte
    /// for each other value. A message in JSON may have this many values in lists, all headers together.
    pub header_bytes: usize,
    /// Depth and members of the header's JSON, of each header where there are several. 8 levels, 64 members.
    pub header: JsonLimits,
    /// Depth and members of the claims' JSON. 32 levels, 1,024 members.
    pub claims: JsonLimits,
    /// Names in `crit`. 8.
    pub critical_names: usize,
    /// The key identifier, in bytes. 1 KiB.
    pub key_id_bytes: usize,
    /// `apu` and `apv`, in bytes each, decoded. 1 KiB.
    pub party_info_bytes: usize,
    /// Keys that are tried for one message that names none. Of several signatures each may have one besides. 8.
    pub candidate_keys: usize,
    /// Signatures of a JWS in the general form. 16. The list is not read further.
    pub signatures: usize,
    /// Recipients of a JWE in the general form. 16. The list is not read further.
    pub recipients: usize,
    /// What a compressed plaintext may become, in bytes. 250 KiB.
    pub inflated_bytes: usize,
    /// Rounds of PBKDF2 that a message with a password may ask for, `p2c`, for all its recipients and all passwords that are tried together.
    /// 0: such messages are refused. Set it to
    /// [`Limits::PBES2_ROUNDS`] where passwords are expected.
    pub pbes2_rounds: usize,
}

impl Limits {
    /// The defaults for JWTs: as [`Limits::default`], with tokens of at most 256 KiB.
    #[must_use]
    pub const fn token() -> Self {
        Self { token_bytes: 256 * 1024, ..Self::generic() }
    }

    /// The most rounds of PBKDF2 that are sensible to accept: some tenths of a second for each message.
    pub const PBES2_ROUNDS: usize = 1_200_000;

    /// The fewest rounds of PBKDF2 that are accepted at all (RFC 7518, section 4.8.1.2).
    pub const FEWEST_PBES2_ROUNDS: usize = 1000;

    const fn generic() -> Self {
        Self {
            token_bytes: 1024 * 1024,
            header_bytes: 16 * 1024,
            header: JsonLimits { depth: 8, members: 64 },
            claims: JsonLimits { depth: 32, members: 1024 },
            critical_names: 8,
            key_id_bytes: 1024,
            party_info_bytes: 1024,
            candidate_keys: 8,
            signatures: 16,
            recipients: 16,
            inflated_bytes: 250 * 1024,
            pbes2_rounds: 0,
        }
    }
}

impl Default for Limits {
    /// The defaults for JWS and JWE messages in general.
    fn default() -> Self {
        Self::generic()
    }
}

/// A limit was exceeded. The message never grows with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitExceeded {
    limit: &'static str,
    maximum: usize,
}

impl LimitExceeded {
    /// Refuses `actual` if it is above `maximum`; `limit` is the name that the error carries.
    ///
    /// # Errors
    /// [`LimitExceeded`] if `actual` is greater than `maximum`.
    pub const fn check(limit: &'static str, actual: usize, maximum: usize) -> Result<(), Self> {
        if actual > maximum { Err(Self::of(limit, maximum)) } else { Ok(()) }
    }

    /// The error itself, for who has found something to be above `maximum` in the course of counting. [`LimitExceeded::check`] compares.
    #[must_use]
    pub const fn of(limit: &'static str, maximum: usize) -> Self {
        Self { limit, maximum }
    }

    /// The name of the limit, such as `token_bytes`.
    #[must_use]
    pub const fn limit(&self) -> &'static str {
        self.limit
    }

    /// The value that was exceeded.
    #[must_use]
    pub const fn maximum(&self) -> usize {
        self.maximum
    }
}

impl fmt::Display for LimitExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "over the limit {} of {}", self.limit, self.maximum)
    }
}

impl core::error::Error for LimitExceeded {}
