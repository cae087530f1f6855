//! Lists and objects, written value by value.

mod list;
mod map;
mod object;
mod seen;

pub(super) use list::Values;
pub(super) use object::Members;
pub(super) use seen::check as check_name;

use super::writer::Writer;

/// What is closed at the end.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Ending {
    Value,
    /// The object around a variant, too.
    Variant,
}

impl Ending {
    fn leave(self, writer: &mut Writer, bracket: u8) {
        writer.leave(bracket);
        if self == Self::Variant {
            writer.leave(b'}');
        }
    }
}
