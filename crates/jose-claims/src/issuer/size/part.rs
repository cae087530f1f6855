//! The parts of a token.

/// A part of a token, in the order in which they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SizePart {
    /// The header of the signed token.
    Header,
    /// The claims.
    Claims,
    /// The signature.
    Signature,
    /// Whatever encryption adds: header, key, vector and tag, and a third of everything inside.
    Envelope,
}

impl SizePart {
    /// All parts.
    pub const ALL: [Self; 4] = [Self::Header, Self::Claims, Self::Signature, Self::Envelope];

    /// As a word, such as `claims`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Claims => "claims",
            Self::Signature => "signature",
            Self::Envelope => "envelope",
        }
    }
}
