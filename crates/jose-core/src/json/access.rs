//! Objects and lists, seen part by part: this is where a duplicate is found.

use alloc::borrow::Cow;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess};

use super::{JsonError, fault::Fault, identifier::Name, names::Names, state::Parser};

/// What may stand next in an object or a list.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Next {
    First,
    Value,
    Later,
    Nothing,
}

/// An object whose opening brace has been passed.
pub(super) struct Object<'p, 'de> {
    pub(super) parser: &'p mut Parser<'de>,
    pub(super) next: Next,
    names: Names,
}

impl<'p, 'de> Object<'p, 'de> {
    pub(super) fn new(parser: &'p mut Parser<'de>) -> Self {
        Self { parser, next: Next::First, names: Names::new() }
    }

    /// Reads as far as the next member's value and gives its name; none at the end, and none in a text that is refused: there a visitor that
    /// skips errors would ask for ever.
    pub(super) fn next_name(&mut self) -> Result<Option<Cow<'de, str>>, Fault> {
        let Some((quote, name, value)) = self.parser.usual_name(self.next) else { return self.other_name() };
        self.note(quote, name)?;
        self.parser.at = value;
        self.next = Next::Value;
        Ok(Some(Cow::Borrowed(name)))
    }

    /// Any name, the end, or what does not belong there.
    #[inline(never)]
    fn other_name(&mut self) -> Result<Option<Cow<'de, str>>, Fault> {
        let parser = &mut *self.parser;
        if parser.is_refused() {
            return Ok(None);
        }
        match (self.next, parser.space()) {
            (Next::Nothing, _) => return Ok(None),
            (Next::Value, _) => return Err(parser.unfit()),
            (Next::First, Some(b'"')) => {}
            (Next::Later, Some(b',')) => {
                parser.step();
                if parser.space() != Some(b'"') {
                    return Err(parser.syntax());
                }
            }
            (_, Some(b'}')) => {
                parser.step();
                parser.between_members();
                self.next = Next::Nothing;
                return Ok(None);
            }
            _ => return Err(parser.syntax()),
        }
        let quote = parser.at;
        let name = parser.string()?.plain();
        match &name {
            Cow::Borrowed(name) => self.note(quote, name)?,
            Cow::Owned(name) => {
                self.parser.count_member(quote, name)?;
                let new = self.names.insert_owned(self.parser.text, name.clone());
                self.refuse_unless(new)?;
            }
        }
        self.parser.colon()?;
        self.next = Next::Value;
        Ok(Some(name))
    }

    /// Counts and remembers a name that has no escapes.
    #[expect(clippy::inline_always, reason = "measured: it runs for every name or text, and is short")]
    #[inline(always)]
    fn note(&mut self, quote: usize, name: &str) -> Result<(), Fault> {
        self.parser.count_member(quote, name)?;
        let new = self.names.insert(self.parser.text, quote.wrapping_add(1), name);
        self.refuse_unless(new)
    }

    #[inline]
    fn refuse_unless(&mut self, new: bool) -> Result<(), Fault> {
        if new { Ok(()) } else { Err(self.parser.refuse(JsonError::Duplicate)) }
    }

    /// Says that the value behind the name is about to be read.
    #[inline]
    pub(super) fn take_value(&mut self) -> Result<(), Fault> {
        if self.next != Next::Value {
            return Err(self.parser.unfit());
        }
        self.next = Next::Later;
        self.parser.count_value()
    }
}

impl<'de> MapAccess<'de> for Object<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        match self.next_name()? {
            Some(name) => seed.deserialize(Name(name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        self.take_value()?;
        self.parser.value(seed)
    }
}

/// A list whose opening bracket has been passed.
pub(super) struct List<'p, 'de> {
    pub(super) parser: &'p mut Parser<'de>,
    next: Next,
}

impl<'p, 'de> List<'p, 'de> {
    pub(super) fn new(parser: &'p mut Parser<'de>) -> Self {
        Self { parser, next: Next::First }
    }

    /// Goes to the next value; false at the end, and in a text that is refused.
    pub(super) fn next_value(&mut self) -> Result<bool, Fault> {
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

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if self.next_value()? { self.parser.value(seed).map(Some) } else { Ok(None) }
    }
}
