//! What went wrong, and which part of it stays.
//!
//! Two kinds of trouble are kept apart. A *refusal* is about the text (a duplicate, a limit, bad syntax): it stands, whatever the type
//! that is read makes of it. A *complaint* comes from the type (a wrong type, a missing member), and a lenient type may overlook it.

use alloc::boxed::Box;

use super::{JsonError, fault::Fault, state::Parser, string::beginning};
use crate::error::printable;

impl Parser<'_> {
    /// The result of the whole parse.
    #[inline]
    pub(super) fn conclude<T>(&mut self, value: Result<T, Fault>) -> Result<T, JsonError> {
        if let Some(refusal) = self.refusal.take() {
            return Err(refusal);
        }
        let value = value.map_err(|fault| {
            let (fault, member) = self.complaint.take().unwrap_or((fault, self.member));
            fault.at(self.place(member))
        })?;
        self.space();
        if self.at == self.text.len() { Ok(value) } else { Err(JsonError::Trailing) }
    }

    /// Refuses what the type makes of the text, as one that it must not overlook.
    #[cold]
    pub(super) fn unfit(&mut self) -> Fault {
        self.refuse(JsonError::Unfit { member: self.place(self.member) })
    }

    /// Refuses the text for good: nothing of it is read any more. The first refusal counts; what follows from it says less.
    #[cold]
    pub(super) fn refuse(&mut self, refusal: JsonError) -> Fault {
        self.refusal.get_or_insert(refusal);
        self.at = self.text.len();
        Fault::noted()
    }

    pub(super) fn is_refused(&self) -> bool {
        self.refusal.is_some()
    }

    /// Keeps what the type said, together with the place. Putting it into words can wait: it may be overlooked.
    #[cold]
    pub(super) fn complain(&mut self, fault: Fault) -> Fault {
        if !fault.is_noted() {
            self.complaint.get_or_insert((fault, self.member));
        }
        Fault::noted()
    }

    /// A value has been read: whatever went wrong inside, its type has made its peace with it.
    #[inline]
    pub(super) fn settle(&mut self) {
        if self.complaint.is_some() {
            self.forgive();
        }
    }

    #[cold]
    fn forgive(&mut self) {
        self.complaint = None;
    }

    /// The member whose name starts there: as much of it as an error repeats, however long it is.
    fn place(&self, member: usize) -> Box<str> {
        if member == 0 {
            return Box::default();
        }
        let name = self.text.get(member.wrapping_add(1)..).unwrap_or_default();
        printable(&beginning(name, LONGEST_PLACE))
    }
}

/// What [`printable`] lets through, and one more.
const LONGEST_PLACE: usize = 65;
