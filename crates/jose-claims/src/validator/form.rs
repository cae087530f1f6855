//! What a token looks like, before anything of it is read.

use jose_core::compact::Segments;

/// It decides which refusal is the helpful one and, while migrating, which of two equally strict ways is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Signed,
    Encrypted,
    Neither,
}

impl Form {
    /// The dots decide, but not where the text begins as no segment does: claims in JSON have dots too. A text that is too long to be split has none.
    pub(crate) fn of(token: &str, segments: Option<&Segments<'_>>) -> Self {
        let begins =
            token.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        match segments.map(Segments::count) {
            Some(3) if begins => Self::Signed,
            Some(5) if begins => Self::Encrypted,
            _ => Self::Neither,
        }
    }
}
