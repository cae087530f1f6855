//! What one parse knows: where it stands, how deep it is, how many members there were, and what went wrong first.

use serde::de::DeserializeSeed;

use super::{JsonError, JsonLimits, fault::Fault};
use crate::LimitExceeded;

pub(super) struct Parser<'de> {
    pub(super) text: &'de str,
    /// Where the next byte stands. After a refusal nothing is read any more.
    pub(super) at: usize,
    limits: JsonLimits,
    most_values: usize,
    depth: usize,
    /// How many more there may be.
    members: usize,
    /// How many more there may be below the outermost object: of members, and in lists.
    values: usize,
    /// Where the name starts of the member of the outermost object that is being read; 0 between members.
    pub(super) member: usize,
    pub(super) refusal: Option<JsonError>,
    /// What the type said, and where: as `member`.
    pub(super) complaint: Option<(Fault, usize)>,
}

impl<'de> Parser<'de> {
    #[inline]
    pub(super) fn new(text: &'de str, limits: &JsonLimits, most_values: usize) -> Self {
        Self {
            text,
            at: 0,
            limits: JsonLimits { depth: limits.depth.min(DEEPEST), members: limits.members },
            most_values,
            depth: 0,
            members: limits.members,
            values: most_values,
            member: 0,
            refusal: None,
            complaint: None,
        }
    }

    /// Reads one value, and notices if it is left unread: what follows would then be taken for something else.
    pub(super) fn value<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let start = self.at;
        let value = seed.deserialize(&mut *self);
        if self.at == start {
            return Err(self.unfit());
        }
        match value {
            Ok(value) => {
                self.settle();
                Ok(value)
            }
            Err(fault) => Err(self.complain(fault)),
        }
    }

    /// Goes one level down, behind the bracket, if that is allowed.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), Fault> {
        if self.depth >= self.limits.depth {
            return Err(self.exceed("json_depth", self.limits.depth));
        }
        self.depth = self.depth.wrapping_add(1);
        self.step();
        Ok(())
    }

    #[inline]
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.wrapping_sub(1);
        if self.depth == 0 {
            self.member = 0;
        }
    }

    /// Counts a member, and remembers where its name starts if it is one of the outermost object.
    #[inline]
    pub(super) fn count_member(&mut self, start: usize) -> Result<(), Fault> {
        let (left, none_left) = self.members.overflowing_sub(1);
        self.members = left;
        if none_left {
            return Err(self.exceed("json_members", self.limits.members));
        }
        if self.depth == 1 {
            self.member = start;
        }
        Ok(())
    }

    /// Refuses a name that is not the text's to use.
    pub(super) fn check_name(&mut self, name: &str) -> Result<(), Fault> {
        if is_private(name) { Err(self.unfit()) } else { Ok(()) }
    }

    /// Counts a value: lists have no names to count.
    #[inline]
    pub(super) fn count_value(&mut self) -> Result<(), Fault> {
        let (left, none_left) = self.values.overflowing_sub(1);
        self.values = left;
        if none_left { Err(self.exceed("json_values", self.most_values)) } else { Ok(()) }
    }

    /// Says that all members of an object have been read.
    #[inline]
    pub(super) fn between_members(&mut self) {
        if self.depth == 1 {
            self.member = 0;
        }
    }

    /// Refuses the text because it has one more than `most`.
    #[cold]
    fn exceed(&mut self, limit: &'static str, most: usize) -> Fault {
        self.refuse(JsonError::Limit(LimitExceeded::of(limit, most)))
    }
}

/// Whether a name begins like those that `serde_json` keeps for itself.
#[inline]
pub(crate) fn is_private(name: &str) -> bool {
    name.starts_with(PRIVATE_NAMES)
}

/// This fits a small thread's stack, whatever the caller's type needs for a level.
pub(super) const DEEPEST: usize = 64;

/// Names that serde_json keeps for itself. Under its feature `raw_value` one of them makes `Value` read a string as JSON of its own, past every
/// check here, and under `arbitrary_precision` another one is a number; so they are refused, whatever the features.
pub(super) const PRIVATE_NAMES: &str = "$serde_json::private::";
