//! The names of the claims with a meaning of their own.

/// Which of the claims with a meaning of their own. The number of a text or a date is its place among those that are kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum RegisteredName {
    // Texts.
    Issuer,
    Subject,
    TokenId,
    ClientId,
    Scope,
    // Dates.
    Expires,
    NotBefore,
    IssuedAt,
    // Neither, and the last.
    Audience,
}

const _: () = assert!(RegisteredName::Scope as usize + 1 == TEXTS, "a new text stands among the texts");
const _: () = assert!(RegisteredName::IssuedAt as usize + 1 == TEXTS + DATES, "a new date stands among the dates");

/// How many of them are texts.
pub(crate) const TEXTS: usize = RegisteredName::Expires as usize;
/// How many of them are dates.
pub(crate) const DATES: usize = RegisteredName::Audience as usize - TEXTS;

impl RegisteredName {
    /// The claim of this name, if it is one of them. Private claims must have other names.
    #[inline]
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name.as_bytes() {
            &[first, second, third] => match at_once(first, second, third) {
                AUD => Self::Audience,
                EXP => Self::Expires,
                IAT => Self::IssuedAt,
                ISS => Self::Issuer,
                JTI => Self::TokenId,
                NBF => Self::NotBefore,
                SUB => Self::Subject,
                _ => return None,
            },
            _ => match name {
                "client_id" => Self::ClientId,
                "scope" => Self::Scope,
                _ => return None,
            },
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Audience => "aud",
            Self::ClientId => "client_id",
            Self::Expires => "exp",
            Self::IssuedAt => "iat",
            Self::Issuer => "iss",
            Self::NotBefore => "nbf",
            Self::Scope => "scope",
            Self::Subject => "sub",
            Self::TokenId => "jti",
        }
    }
}

const AUD: u32 = at_once(b'a', b'u', b'd');
const EXP: u32 = at_once(b'e', b'x', b'p');
const IAT: u32 = at_once(b'i', b'a', b't');
const ISS: u32 = at_once(b'i', b's', b's');
const JTI: u32 = at_once(b'j', b't', b'i');
const NBF: u32 = at_once(b'n', b'b', b'f');
const SUB: u32 = at_once(b's', b'u', b'b');

/// Three letters as one number: most names have three, and are told apart at once.
const fn at_once(first: u8, second: u8, third: u8) -> u32 {
    u32::from_le_bytes([first, second, third, 0])
}
