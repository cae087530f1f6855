//! Objects of which the names are known before: structs.

use serde::ser::{Serialize, SerializeStruct, SerializeStructVariant};

use super::{
    super::{WriteError, raw, writer::Writer},
    Ending,
    seen::Seen,
};

/// An object that has been begun.
pub(in super::super) struct Members<'w> {
    pub(super) writer: &'w mut Writer,
    kind: Kind,
    /// What stands before the next name: a brace or a comma.
    pub(super) lead: u8,
    /// Whether the name of a map waits for its value; of a text in JSON, whether it has been written.
    pub(super) named: bool,
    pub(super) seen: Seen,
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
        Ok(Self { writer, kind: Kind::Object(ending), lead: b'{', named: false, seen: Seen::default() })
    }

    pub(in super::super) fn raw(writer: &'w mut Writer) -> Self {
        Self { writer, kind: Kind::Raw, lead: b'{', named: false, seen: Seen::default() }
    }

    #[expect(
        clippy::inline_always,
        reason = "measured: names are known where a derived type calls this, and half of the work is then done by the compiler"
    )]
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), WriteError> {
        if self.kind == Kind::Raw {
            return self.raw_value(value);
        }
        let start = self.writer.at().wrapping_add(2);
        let lead = if self.lead == b'{' { b"{\"" } else { b",\"" };
        self.lead = b',';
        let new = if self.writer.around(lead, name, b"\":") {
            self.seen.remember(self.writer.written(), start, name)
        } else {
            self.seen.remember_escaped(self.writer.written(), name.into())
        };
        new.map_err(|error| self.writer.refuse(error))?;
        self.writer.value(value)
    }

    /// The one text that a struct of `serde_json`'s holds.
    #[cold]
    fn raw_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        let first = !core::mem::replace(&mut self.named, true);
        let written = if first { raw::value(self.writer, value) } else { Err(WriteError::Unfit) };
        written.map_err(|error| self.writer.refuse(error))
    }

    pub(super) fn close(self) -> Result<(), WriteError> {
        if self.named != (self.kind == Kind::Raw) {
            return Err(self.writer.refuse(WriteError::Unfit));
        }
        if let Kind::Object(ending) = self.kind {
            if self.lead == b'{' {
                self.writer.push(b'{');
            }
            ending.leave(self.writer, b'}');
        }
        Ok(())
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
                self.close()
            }
        })*
    };
}

structs! { SerializeStruct SerializeStructVariant }
