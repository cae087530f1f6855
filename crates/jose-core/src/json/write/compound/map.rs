//! Objects of which the names are values themselves: maps.

use serde::ser::{Serialize, SerializeMap};

use super::{super::WriteError, Members};
use crate::json::string::unescape;

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), WriteError> {
        let named = if core::mem::replace(&mut self.named, true) { Err(WriteError::Unfit) } else { self.name(key) };
        named.map_err(|error| self.writer.refuse(error))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        if !core::mem::take(&mut self.named) {
            return Err(self.writer.refuse(WriteError::Unfit));
        }
        self.writer.value(value)
    }

    fn end(self) -> Result<(), WriteError> {
        self.close()
    }
}

impl Members<'_> {
    /// Writes the name of a member of a map, which may be anything that becomes text.
    fn name<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), WriteError> {
        self.writer.push(core::mem::replace(&mut self.lead, b','));
        let start = self.writer.at();
        self.writer.value(name)?;
        match self.writer.written().get(start) {
            Some(b'"') => {}
            // A number or a truth value becomes text. Whatever wrote it, it is one word, so nothing in it needs an escape.
            Some(b'-' | b'0'..=b'9' | b't' | b'f') => {
                let text = self.writer.take_back(start);
                self.writer.push(b'"');
                self.writer.put(text.expose());
                self.writer.push(b'"');
            }
            _ => return Err(WriteError::Name),
        }
        let (written, end) = (self.writer.written(), self.writer.at().wrapping_sub(1));
        let start = start.wrapping_add(1);
        let name = written.get(start..end).and_then(|name| str::from_utf8(name).ok()).ok_or(WriteError::Name)?;
        if name.contains('\\') {
            self.seen.remember_escaped(written, unescape(name))?;
        } else {
            self.seen.remember(written, start, name)?;
        }
        self.writer.push(b':');
        Ok(())
    }
}
