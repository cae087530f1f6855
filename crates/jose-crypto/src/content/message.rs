//! What decrypts the content of one message.

use core::{fmt, ops::Deref};

use super::ContentDecrypter;

/// The [`ContentDecrypter`] of one message: one of its own, or with `dir` that of the shared key, which is lent.
/// [`DecryptionKey::content_key`](crate::DecryptionKey::content_key) makes it.
pub struct MessageDecrypter<'k>(Held<'k>);

enum Held<'k> {
    Own(ContentDecrypter),
    Lent(&'k ContentDecrypter),
}

impl From<ContentDecrypter> for MessageDecrypter<'_> {
    fn from(own: ContentDecrypter) -> Self {
        Self(Held::Own(own))
    }
}

impl<'k> From<&'k ContentDecrypter> for MessageDecrypter<'k> {
    fn from(lent: &'k ContentDecrypter) -> Self {
        Self(Held::Lent(lent))
    }
}

impl Deref for MessageDecrypter<'_> {
    type Target = ContentDecrypter;

    fn deref(&self) -> &ContentDecrypter {
        match &self.0 {
            Held::Own(own) => own,
            Held::Lent(lent) => lent,
        }
    }
}

impl fmt::Debug for MessageDecrypter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
