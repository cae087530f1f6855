//! `use` and `key_ops`: what a key is for. Specification: RFC 7517, sections 4.2 and 4.3.

/// What a public key is for, `use`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyUse {
    /// `enc`: encryption, key wrapping and key agreement.
    Encryption,
    /// `sig`: signatures and MACs.
    Signature,
}

impl KeyUse {
    /// The name in a JWK.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Encryption => "enc",
            Self::Signature => "sig",
        }
    }

    /// The use of exactly this name, if it is one of ours.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Encryption, Self::Signature].into_iter().find(|key_use| key_use.name() == name)
    }
}

/// An operation that a key is for, one of `key_ops`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyOperation {
    /// `decrypt`: decrypt content.
    Decrypt,
    /// `deriveBits`: agree on bits that are not a key.
    DeriveBits,
    /// `deriveKey`: agree on a key.
    DeriveKey,
    /// `encrypt`: encrypt content.
    Encrypt,
    /// `sign`: make a signature or a MAC.
    Sign,
    /// `unwrapKey`: decrypt a key.
    UnwrapKey,
    /// `verify`: check a signature or a MAC.
    Verify,
    /// `wrapKey`: encrypt a key.
    WrapKey,
}

impl KeyOperation {
    /// Every operation, in the order of their names.
    pub const ALL: &[Self] = &[
        Self::Decrypt,
        Self::DeriveBits,
        Self::DeriveKey,
        Self::Encrypt,
        Self::Sign,
        Self::UnwrapKey,
        Self::Verify,
        Self::WrapKey,
    ];

    /// The name in a JWK.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decrypt => "decrypt",
            Self::DeriveBits => "deriveBits",
            Self::DeriveKey => "deriveKey",
            Self::Encrypt => "encrypt",
            Self::Sign => "sign",
            Self::UnwrapKey => "unwrapKey",
            Self::Verify => "verify",
            Self::WrapKey => "wrapKey",
        }
    }

    /// The operation of exactly this name, if it is one of ours.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|operation| operation.name() == name)
    }

    /// The `use` that this operation belongs to.
    #[must_use]
    pub const fn key_use(self) -> KeyUse {
        match self {
            Self::Sign | Self::Verify => KeyUse::Signature,
            _ => KeyUse::Encryption,
        }
    }

    /// What the public half does where the private half does this. Nothing for agreement: RFC 7517 has no word for the other side of it.
    #[must_use]
    pub const fn public_half(self) -> Option<Self> {
        match self {
            Self::Sign | Self::Verify => Some(Self::Verify),
            Self::Decrypt | Self::Encrypt => Some(Self::Encrypt),
            Self::UnwrapKey | Self::WrapKey => Some(Self::WrapKey),
            Self::DeriveBits | Self::DeriveKey => None,
        }
    }
}
