//! What a token looks like, before anything of it is read.

/// It decides which refusal is the helpful one and, while migrating, which of two equally strict ways is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Signed,
    Encrypted,
    Neither,
}

impl Form {
    /// The dots decide, but not where the text begins as no segment does: claims in JSON have dots too.
    pub(crate) fn of(token: &str, token_bytes: usize) -> Self {
        let begins =
            token.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if !begins || token.len() > token_bytes {
            return Self::Neither;
        }
        match memchr::memchr_iter(b'.', token.as_bytes()).take(6).count() {
            2 => Self::Signed,
            4 => Self::Encrypted,
            _ => Self::Neither,
        }
    }
}
