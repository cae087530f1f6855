//! The names of one object's members, so that none occurs twice.

use alloc::{borrow::Cow, collections::BTreeSet, string::String};

/// As many as most headers and claims sets have. They stand on the stack and are compared one by one; more go into a tree, and so do names that
/// were written in escapes.
const FEW: usize = 16;

pub(super) struct Names<'de> {
    few: [&'de str; FEW],
    used: usize,
    /// One bit for each mark that a name has had. A name whose mark is new is new.
    marks: u64,
    many: BTreeSet<Cow<'de, str>>,
}

impl<'de> Names<'de> {
    pub(super) fn new() -> Self {
        Self { few: [""; FEW], used: 0, marks: 0, many: BTreeSet::new() }
    }

    /// Remembers `name`; false if it was there already.
    #[inline]
    pub(super) fn insert(&mut self, name: &'de str) -> bool {
        let mark = mark(name);
        if self.marks & mark != 0 && self.contains(name) {
            return false;
        }
        self.marks |= mark;
        match self.few.get_mut(self.used) {
            Some(room) => {
                *room = name;
                self.used = self.used.wrapping_add(1);
            }
            None => {
                self.many.insert(Cow::Borrowed(name));
            }
        }
        true
    }

    /// The same for a name that was written in escapes.
    pub(super) fn insert_owned(&mut self, name: String) -> bool {
        let new = !self.contains(&name);
        self.marks |= mark(&name);
        self.many.insert(Cow::Owned(name));
        new
    }

    fn contains(&self, name: &str) -> bool {
        self.few.iter().take(self.used).any(|earlier| *earlier == name) || self.many.contains(name)
    }
}

/// One of 64 bits, from what is cheap to look at.
fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let ends = [bytes.first(), bytes.last()].map(|byte| u32::from(byte.copied().unwrap_or_default()));
    let [first, last] = ends;
    let length = u32::from(bytes.len().to_le_bytes()[0]);
    1_u64.wrapping_shl(first ^ last.wrapping_shl(1) ^ length.wrapping_shl(3))
}
