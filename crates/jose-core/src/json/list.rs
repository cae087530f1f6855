//! Lists, seen value by value.

use serde::de::{DeserializeSeed, SeqAccess};

use super::{access::Next, fault::Fault, state::Parser};

/// A list whose opening bracket has been passed.
pub(super) struct List<'p, 'de> {
    pub(super) parser: &'p mut Parser<'de>,
    pub(super) next: Next,
}

impl<'p, 'de> List<'p, 'de> {
    #[inline]
    pub(super) fn new(parser: &'p mut Parser<'de>) -> Self {
        Self { parser, next: Next::First }
    }

    /// Goes to the next value; false at the end, and in a text that is refused.
    #[inline]
    pub(super) fn next_value(&mut self) -> Result<bool, Fault> {
        match (self.next, self.parser.peek()) {
            (Next::Later, Some(b',')) => {
                self.parser.step();
                self.parser.space();
            }
            (Next::First | Next::Later, Some(b']')) => {
                self.parser.step();
                self.next = Next::Nothing;
                return Ok(false);
            }
            (Next::First, Some(b'!'..)) => {}
            _ => return self.other_value(),
        }
        self.next = Next::Later;
        self.parser.count_value()?;
        Ok(true)
    }

    /// The same with space before it, and what does not belong there.
    #[inline(never)]
    fn other_value(&mut self) -> Result<bool, Fault> {
        let parser = &mut *self.parser;
        if parser.is_refused() || self.next == Next::Nothing {
            return Ok(false);
        }
        match (self.next, parser.space()) {
            (_, Some(b']')) => {
                parser.step();
                self.next = Next::Nothing;
                return Ok(false);
            }
            (Next::First, _) => {}
            (_, Some(b',')) => {
                parser.step();
                parser.space();
            }
            _ => return Err(parser.syntax()),
        }
        self.next = Next::Later;
        parser.count_value()?;
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for List<'_, 'de> {
    type Error = Fault;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if self.next_value()? { self.parser.value(seed).map(Some) } else { Ok(None) }
    }
}
