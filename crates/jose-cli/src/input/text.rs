//! Input that is one line of text: a token, a password.

use jose::core::SecretBytes;

use super::{Kind, Source};
use crate::exit::Failure;

impl Source {
    /// Reads a token. One line ending after it is not part of it; nothing else is forgiven.
    pub(crate) fn read_token(&self) -> Result<String, Failure> {
        let bytes = self.read(Kind::Token)?;
        let text = std::str::from_utf8(without_line_ending(&bytes))
            .map_err(|_| Failure::refused("parse.base64", "the token is not text: it has bytes that no token has"))?;
        Ok(text.to_owned())
    }

    /// Reads a password. One line ending after it is not part of it.
    pub(crate) fn read_password(&self) -> Result<SecretBytes, Failure> {
        let bytes = self.read(Kind::Password)?;
        let password = without_line_ending(&bytes);
        if password.is_empty() {
            return Err(Failure::refused("input.password", "the password is empty and protects nothing").about(self));
        }
        Ok(SecretBytes::new(password.to_vec()))
    }
}

/// What is left without one line ending, which editors and `echo` add.
fn without_line_ending(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(b"\n").map_or(bytes, |line| line.strip_suffix(b"\r").unwrap_or(line))
}
