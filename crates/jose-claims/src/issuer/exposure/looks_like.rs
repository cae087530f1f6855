//! What a claim looks like that should not be readable.

use std::fmt;

/// What a claim looks like, by its name or its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LooksLike {
    /// By its name: a password, a key, a token.
    Secret,
    /// By its name: what is known of a person.
    PersonalData,
    /// A private key in PEM, as a JWK or of PuTTY.
    PrivateKey,
    /// A signed or encrypted token.
    Token,
    /// A key to somebody's service, by the prefix that the service gives its keys.
    AccessKey,
    /// An address with a password in it.
    UrlWithPassword,
    /// The number of a payment card.
    CardNumber,
    /// The number of a bank account, an IBAN.
    BankAccount,
    /// An e-mail address.
    EmailAddress,
}

impl LooksLike {
    /// As words, such as `a secret`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Secret => "a secret",
            Self::PersonalData => "personal data",
            Self::PrivateKey => "a private key",
            Self::Token => "a token",
            Self::AccessKey => "an access key",
            Self::UrlWithPassword => "a URL with a password",
            Self::CardNumber => "a card number",
            Self::BankAccount => "a bank account",
            Self::EmailAddress => "an e-mail address",
        }
    }
}

impl fmt::Display for LooksLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
