//! The names of one object's members, so that none occurs twice.

use alloc::{borrow::Cow, collections::BTreeSet};

/// As many as most headers and claims sets have. They stand on the stack and are compared one by one; more go into a tree.
const FEW: usize = 16;

pub(super) struct Names<'de> {
    few: [Cow<'de, str>; FEW],
    used: usize,
    many: BTreeSet<Cow<'de, str>>,
}

impl<'de> Names<'de> {
    pub(super) fn new() -> Self {
        Self { few: [const { Cow::Borrowed("") }; FEW], used: 0, many: BTreeSet::new() }
    }

    /// Remembers `name`; false if it was there already.
    pub(super) fn insert(&mut self, name: Cow<'de, str>) -> bool {
        let seen = self.few.iter().take(self.used).any(|earlier| *earlier == name) || self.many.contains(&name);
        if let Some(room) = self.few.get_mut(self.used) {
            *room = name;
            self.used = self.used.saturating_add(1);
        } else {
            self.many.insert(name);
        }
        !seen
    }
}
