//! The data types of SSH. Specification: RFC 4251, section 5.

use crate::JwkError;

/// Bytes that are read from the front. What is wrong with them is told of the whole structure.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    structure: &'static str,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], structure: &'static str) -> Self {
        Self { rest: bytes, structure }
    }

    /// The next `count` bytes.
    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], JwkError> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or_else(|| self.broken("it is cut short"))?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn number(&mut self) -> Result<u32, JwkError> {
        let bytes = self.bytes(4)?.try_into().map_err(|_| self.broken("it is cut short"))?;
        Ok(u32::from_be_bytes(bytes))
    }

    /// A length and that many bytes.
    pub(super) fn string(&mut self) -> Result<&'a [u8], JwkError> {
        let length = self.number()?;
        self.bytes(usize::try_from(length).unwrap_or(usize::MAX))
    }

    pub(super) fn name(&mut self) -> Result<&'a str, JwkError> {
        let name = self.string()?;
        str::from_utf8(name).map_err(|_| self.broken("a name in it is not UTF-8"))
    }

    /// A positive number in as few bytes as it needs, returned without the zero that keeps it positive.
    pub(super) fn integer(&mut self) -> Result<&'a [u8], JwkError> {
        match self.string()? {
            [0, rest @ ..] if rest.first().is_some_and(|first| *first > 127) => Ok(rest),
            bytes @ [1..=127, ..] => Ok(bytes),
            _ => Err(self.broken("a number in it is not positive or not written canonically")),
        }
    }

    /// Everything that is left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn finish(&self) -> Result<(), JwkError> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.broken("something follows it")) }
    }

    pub(super) fn broken(&self, fault: &'static str) -> JwkError {
        JwkError::Broken { structure: self.structure, fault }
    }
}
