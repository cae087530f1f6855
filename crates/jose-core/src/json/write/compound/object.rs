//! Objects: this is where a name that occurs twice is found.

use alloc::string::String;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, SerializeStructVariant};

use super::{
    super::{WriteError, raw, writer::Writer},
    Ending,
};
use crate::json::{
    PRIVATE_NAMES,
    names::{Mark, Names},
    string::unescape,
};

/// An object that has been begun.
pub(in super::super) struct Members<'w> {
    writer: &'w mut Writer,
    kind: Kind,
    /// What stands before the next name: a brace or a comma.
    lead: u8,
    /// Whether a name waits for its value.
    named: bool,
    names: Names,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Object(Ending),
    /// No object, but a text in JSON that `serde_json` passes off as one.
    Raw,
}

impl<'w> Members<'w> {
    pub(in super::super) fn begin(writer: &'w mut Writer, ending: Ending) -> Result<Self, WriteError> {
        writer.enter()?;
        Ok(Self { writer, kind: Kind::Object(ending), lead: b'{', named: false, names: Names::new() })
    }

    pub(in super::super) fn raw(writer: &'w mut Writer) -> Self {
        Self { writer, kind: Kind::Raw, lead: b'{', named: false, names: Names::new() }
    }

    #[expect(
        clippy::inline_always,
        reason = "measured: names are known where a derived type calls this, and half of the work is then done by the compiler"
    )]
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), WriteError> {
        if self.kind == Kind::Raw {
            return raw::value(self.writer, value).map_err(|error| self.writer.refuse(error));
        }
        let start = self.writer.at().wrapping_add(2);
        let lead = if self.lead == b'{' { b"{\"" } else { b",\"" };
        self.lead = b',';
        let new = if self.writer.around(lead, name, b"\":") {
            remember(&mut self.names, self.writer.written(), start, name)
        } else {
            remember_escaped(&mut self.names, self.writer.written(), name.into())
        };
        new.map_err(|error| self.writer.refuse(error))?;
        self.writer.value(value)
    }

    /// Writes the name of a member of a map, which may be anything that becomes text.
    fn name<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), WriteError> {
        self.writer.push(core::mem::replace(&mut self.lead, b','));
        let start = self.writer.at();
        self.writer.value(name)?;
        match self.writer.written().get(start) {
            Some(b'"') => {}
            // A number or a truth value becomes text: it has nothing that would need an escape.
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
            remember_escaped(&mut self.names, written, unescape(name))?;
        } else {
            remember(&mut self.names, written, start, name)?;
        }
        self.writer.push(b':');
        Ok(())
    }

    fn close(self) {
        if let Kind::Object(ending) = self.kind {
            if self.lead == b'{' {
                self.writer.push(b'{');
            }
            ending.leave(self.writer, b'}');
        }
    }
}

macro_rules! structs {
    ($($kind:ident)*) => {
        $(impl $kind for Members<'_> {
            type Ok = ();
            type Error = WriteError;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), WriteError> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), WriteError> {
                self.close();
                Ok(())
            }
        })*
    };
}

structs! { SerializeStruct SerializeStructVariant }

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
        if self.named {
            return Err(self.writer.refuse(WriteError::Unfit));
        }
        self.close();
        Ok(())
    }
}

/// Refuses the name that has been written at `start`, without escapes, if it is not one for its object.
#[expect(clippy::inline_always, reason = "measured, as for `Members::field`")]
#[inline(always)]
fn remember(names: &mut Names, written: &[u8], start: usize, name: &str) -> Result<(), WriteError> {
    if name.starts_with(PRIVATE_NAMES) {
        return Err(WriteError::ReservedName);
    }
    let new = names.insert(written, start, name, Mark::of(name));
    if new { Ok(()) } else { Err(WriteError::Duplicate) }
}

/// The same for a name that has been written with escapes.
#[cold]
fn remember_escaped(names: &mut Names, written: &[u8], name: String) -> Result<(), WriteError> {
    if name.starts_with(PRIVATE_NAMES) {
        return Err(WriteError::ReservedName);
    }
    let new = names.insert_owned(written, name);
    if new { Ok(()) } else { Err(WriteError::Duplicate) }
}
