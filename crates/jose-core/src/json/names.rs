//! The names of one object's members, so that none occurs twice.

use alloc::{collections::BTreeSet, string::String};

/// As many as most headers and claims sets have. They stand on the stack and are compared one by one; more go into a tree, and so do names that
/// were written in escapes.
const FEW: usize = 16;

pub(super) struct Names {
    /// Where each stands in the text.
    few: [u32; FEW],
    used: usize,
    /// One bit for each mark that a name has had. A name whose mark is new is new.
    marks: u64,
    many: Option<BTreeSet<String>>,
}

impl Names {
    #[inline]
    pub(super) fn new() -> Self {
        Self { few: [0; FEW], used: 0, marks: 0, many: None }
    }

    /// Remembers the name that stands in `text` from `start` on, without escapes; false if it was there already.
    #[inline]
    pub(super) fn insert(&mut self, text: &[u8], start: usize, name: &str, mark: Mark) -> bool {
        if self.marks & mark.0 != 0 && self.contains(text, name) {
            return false;
        }
        self.marks |= mark.0;
        match (self.few.get_mut(self.used), u32::try_from(start)) {
            (Some(room), Ok(start)) => {
                *room = start;
                self.used = self.used.wrapping_add(1);
            }
            _ => self.insert_many(name.into()),
        }
        true
    }

    /// The same for a name that was written in escapes.
    #[cold]
    pub(super) fn insert_owned(&mut self, text: &[u8], name: String) -> bool {
        let new = !self.contains(text, &name);
        self.marks |= Mark::of(&name).0;
        self.insert_many(name);
        new
    }

    #[cold]
    fn insert_many(&mut self, name: String) {
        self.many.get_or_insert_default().insert(name);
    }

    #[inline(never)]
    fn contains(&self, text: &[u8], name: &str) -> bool {
        let stands_at = |start: &u32| {
            let start = usize::try_from(*start).unwrap_or(usize::MAX);
            text.get(start..)
                .and_then(|from| from.strip_prefix(name.as_bytes()))
                .is_some_and(|behind| behind.starts_with(b"\""))
        };
        // The few have no quotes in them. A name that has one, behind an escape, could go on past the end of one of them.
        (!name.contains('"') && self.few.iter().take(self.used).any(stands_at))
            || self.many.as_ref().is_some_and(|many| many.contains(name))
    }
}

/// One of 64 bits, the same whenever the name is the same.
#[derive(Clone, Copy)]
pub(super) struct Mark(u64);

impl Mark {
    /// The mark of any name.
    #[inline]
    pub(super) fn of(name: &str) -> Self {
        let (first, later) = name.as_bytes().split_at(name.len().min(8));
        Self::of_blocks(block(first), block(later))
    }

    /// The mark of a name of at most sixteen bytes: the first eight, and the others, each filled up with noughts.
    #[inline]
    pub(super) fn of_blocks(first: u64, later: u64) -> Self {
        // The top bits of the product depend on all bits of the name.
        let mixed = (first ^ later.rotate_left(29)).wrapping_mul(SPREAD);
        Self(1_u64.wrapping_shl((mixed >> 58) as u32))
    }
}

/// An odd number found by trying: the registered names that stand together in claims, in headers and in keys all differ in their marks.
const SPREAD: u64 = 0x6a61_7bd0_2c6d_c93b;

/// Up to eight bytes, the first one lowest, with noughts behind them.
#[inline]
pub(super) fn block(bytes: &[u8]) -> u64 {
    if let Some(eight) = bytes.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    // Two halves that may overlap say the same where they do.
    let shift = |width: usize| u32::try_from(bytes.len().wrapping_sub(width)).unwrap_or_default().wrapping_mul(8);
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)).wrapping_shl(shift(4));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u16::from_le_bytes(*first)) | u64::from(u16::from_le_bytes(*last)).wrapping_shl(shift(2));
    }
    bytes.first().copied().map_or(0, u64::from)
}
