//! The names of one object's members, so that none occurs twice.

use alloc::{collections::BTreeSet, string::String};

/// As many as most headers and claims sets have. They stand on the stack and are compared one by one; more go into a tree, and so do names that
/// were written in escapes.
const FEW: usize = 16;

pub(super) struct Names {
    /// Where each stands in the text.
    few: [usize; FEW],
    used: usize,
    /// One bit for each mark that a name has had. A name whose mark is new is new.
    marks: u64,
    many: BTreeSet<String>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { few: [0; FEW], used: 0, marks: 0, many: BTreeSet::new() }
    }

    /// Remembers the name that stands in `text` from `start` on, without escapes; false if it was there already.
    #[inline]
    pub(super) fn insert(&mut self, text: &str, start: usize, name: &str) -> bool {
        let mark = mark(name);
        if self.marks & mark != 0 && self.contains(text, name) {
            return false;
        }
        self.marks |= mark;
        match self.few.get_mut(self.used) {
            Some(room) => {
                *room = start;
                self.used = self.used.wrapping_add(1);
            }
            None => self.insert_many(name.into()),
        }
        true
    }

    /// The same for a name that was written in escapes.
    #[cold]
    pub(super) fn insert_owned(&mut self, text: &str, name: String) -> bool {
        let new = !self.contains(text, &name);
        self.marks |= mark(&name);
        self.insert_many(name);
        new
    }

    #[cold]
    fn insert_many(&mut self, name: String) {
        self.many.insert(name);
    }

    fn contains(&self, text: &str, name: &str) -> bool {
        let stands_at = |start: &usize| {
            text.get(*start..).and_then(|from| from.strip_prefix(name)).is_some_and(|behind| behind.starts_with('"'))
        };
        // The few have no quotes in them. A name that has one, behind an escape, could go on past the end of one of them.
        (!name.contains('"') && self.few.iter().take(self.used).any(stands_at)) || self.many.contains(name)
    }
}

/// One of 64 bits, from what is cheap to look at.
#[inline]
fn mark(name: &str) -> u64 {
    let (first, last) = match name.as_bytes() {
        [] => (0, 0),
        [only] => (*only, *only),
        [first, .., last] => (*first, *last),
    };
    let mixed = first ^ last.wrapping_shl(1) ^ name.len().to_le_bytes()[0].wrapping_shl(3);
    1_u64.wrapping_shl(u32::from(mixed))
}
