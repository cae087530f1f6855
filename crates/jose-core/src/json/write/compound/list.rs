//! Lists, value by value. They have no names to look at, so there is little that can be wrong.

use serde::ser::{Serialize, SerializeSeq, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant};

use super::{
    super::{WriteError, writer::Writer},
    Ending,
};

/// A list that has been begun.
pub(in super::super) struct Values<'w> {
    writer: &'w mut Writer,
    ending: Ending,
    /// What stands before the next value: a bracket or a comma.
    lead: u8,
}

impl<'w> Values<'w> {
    pub(in super::super) fn begin(writer: &'w mut Writer, ending: Ending) -> Result<Self, WriteError> {
        writer.enter()?;
        Ok(Self { writer, ending, lead: b'[' })
    }
}

macro_rules! lists {
    ($($kind:ident::$method:ident)*) => {
        $(impl $kind for Values<'_> {
            type Ok = ();
            type Error = WriteError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
                self.writer.push(core::mem::replace(&mut self.lead, b','));
                self.writer.value(value)
            }

            fn end(self) -> Result<(), WriteError> {
                if self.lead == b'[' {
                    self.writer.push(b'[');
                }
                self.ending.leave(self.writer, b']');
                Ok(())
            }
        })*
    };
}

lists! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}
