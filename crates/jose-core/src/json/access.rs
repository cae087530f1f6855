//! Objects, seen member by member: this is where a duplicate is found.

use alloc::borrow::Cow;

use serde::de::{DeserializeSeed, MapAccess};

use super::{
    JsonError,
    fault::Fault,
    identifier::Name,
    names::{Mark, Names},
    state::Parser,
};

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
    #[inline]
    pub(super) fn new(parser: &'p mut Parser<'de>) -> Self {
        Self { parser, next: Next::First, names: Names::new() }
    }

    /// Reads as far as the next member's value and gives its name; none at the end, and none in a text that is refused: there a visitor that
    /// skips errors would ask for ever.
    pub(super) fn next_name(&mut self) -> Result<Option<Cow<'de, str>>, Fault> {
        match self.usual_name()? {
            Some(name) => Ok(Some(Cow::Borrowed(name))),
            None if self.ends() => Ok(None),
            None => self.other_name(),
        }
    }

    /// The next name, if it is written as most are. If not, nothing has been read.
    #[expect(clippy::inline_always, reason = "measured: it runs for every name")]
    #[inline(always)]
    fn usual_name(&mut self) -> Result<Option<&'de str>, Fault> {
        let Some(found) = self.parser.usual_name(self.next) else { return Ok(None) };
        self.parser.count_member(found.start.wrapping_sub(1))?;
        let new = self.names.insert(self.parser.text.as_bytes(), found.start, found.name, found.mark);
        self.refuse_unless(new)?;
        self.parser.at = found.value;
        self.next = Next::Value;
        Ok(Some(found.name))
    }

    /// Passes over the closing brace, if it stands next.
    #[inline]
    fn ends(&mut self) -> bool {
        let ends = self.parser.peek() == Some(b'}') && matches!(self.next, Next::First | Next::Later);
        if ends {
            self.parser.step();
            self.parser.between_members();
            self.next = Next::Nothing;
        }
        ends
    }

    /// Any name, the end, or what does not belong there.
    #[inline(never)]
    fn other_name(&mut self) -> Result<Option<Cow<'de, str>>, Fault> {
        let parser = &mut *self.parser;
        if parser.is_refused() || self.next == Next::Nothing {
            return Ok(None);
        }
        match (self.next, parser.space()) {
            (Next::Value, _) => return Err(parser.unfit()),
            (Next::First, Some(b'"')) => {}
            (Next::Later, Some(b',')) => {
                parser.step();
                if parser.space() != Some(b'"') {
                    return Err(parser.syntax());
                }
            }
            _ if self.ends() => return Ok(None),
            _ => return Err(self.parser.syntax()),
        }
        let parser = &mut *self.parser;
        let quote = parser.at;
        let name = parser.string()?.plain();
        parser.count_member(quote)?;
        parser.check_name(&name)?;
        let new = match &name {
            Cow::Borrowed(name) => {
                self.names.insert(parser.text.as_bytes(), quote.wrapping_add(1), name, Mark::of(name))
            }
            Cow::Owned(name) => self.names.insert_owned(parser.text.as_bytes(), name.clone()),
        };
        self.refuse_unless(new)?;
        self.parser.colon()?;
        self.next = Next::Value;
        Ok(Some(name))
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

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let name = match self.usual_name()? {
            Some(name) => Cow::Borrowed(name),
            None if self.ends() => return Ok(None),
            None => match self.other_name()? {
                Some(name) => name,
                None => return Ok(None),
            },
        };
        seed.deserialize(Name(name)).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        self.take_value()?;
        self.parser.value(seed)
    }
}
