//! Passing over what nobody reads, as strictly as if somebody did.

use super::{
    access::{Next, Object},
    fault::Fault,
    list::List,
    state::Parser,
};

impl Parser<'_> {
    /// Passes over the value that stands next.
    pub(super) fn ignore(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b'"') => match self.plain_string() {
                Some(_) => Ok(()),
                None => self.string().map(|_| ()),
            },
            Some(b'-' | b'0'..=b'9') => match self.usual_number() {
                Some(_) => Ok(()),
                None => self.number().map(|_| ()),
            },
            Some(b'{') => {
                self.enter()?;
                Object::new(self).ignore_rest()?;
                self.leave();
                Ok(())
            }
            Some(b'[') => {
                self.enter()?;
                List::new(self).ignore_rest()?;
                self.leave();
                Ok(())
            }
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            _ => Err(self.syntax()),
        }
    }
}

impl Object<'_, '_> {
    /// Reads what the caller's visitor left, and tells whether it left anything.
    pub(super) fn ignore_rest(&mut self) -> Result<bool, Fault> {
        let mut ignored = false;
        while !self.parser.is_refused() && (self.next == Next::Value || self.next_name()?.is_some()) {
            self.take_value()?;
            self.parser.ignore()?;
            ignored = true;
        }
        Ok(ignored)
    }
}

impl List<'_, '_> {
    /// Reads what the caller's visitor left, and tells whether it left anything.
    pub(super) fn ignore_rest(&mut self) -> Result<bool, Fault> {
        let mut ignored = false;
        while self.next_value()? {
            self.parser.ignore()?;
            ignored = true;
        }
        Ok(ignored)
    }
}
