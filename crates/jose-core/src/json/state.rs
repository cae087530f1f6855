//! What one parse has seen so far: how deep it is, how many members there were, and what went wrong first.
//!
//! Two kinds of trouble are kept apart. A *refusal* is about the text (a duplicate, a limit, bad syntax): it stands, whatever the type
//! that is read makes of it. A *complaint* comes from the type (a wrong type, a missing member), and a lenient type may overlook it.

use alloc::{borrow::Cow, boxed::Box};
use core::cell::{Cell, RefCell};

use serde::de::Error;

use super::{JsonError, JsonLimits, Text, error::Fault};
use crate::{LimitExceeded, error::printable};

pub(super) struct State<'de> {
    text: &'de str,
    limits: JsonLimits,
    depth: Cell<usize>,
    members: Cell<usize>,
    /// Values below the outermost object: of members, and in lists.
    values: Cell<usize>,
    most_values: usize,
    /// The member of the outermost object that is being read.
    member: RefCell<Cow<'de, str>>,
    /// Whether the value that is being read has been asked for.
    touched: Cell<bool>,
    /// Whether an error of ours is on its way up through the parser.
    rising: Cell<bool>,
    refusal: RefCell<Option<JsonError>>,
    complaint: RefCell<Option<JsonError>>,
}

impl<'de> State<'de> {
    pub(super) fn new(text: &'de str, limits: &JsonLimits, values: usize) -> Self {
        Self {
            text,
            limits: JsonLimits { depth: limits.depth.min(DEEPEST), members: limits.members },
            depth: Cell::new(0),
            members: Cell::new(0),
            values: Cell::new(0),
            most_values: values,
            member: RefCell::new(Cow::Borrowed("")),
            touched: Cell::new(false),
            rising: Cell::new(false),
            refusal: RefCell::new(None),
            complaint: RefCell::new(None),
        }
    }

    /// Goes one level down, if that is allowed.
    pub(super) fn enter(&self) -> Result<(), Fault> {
        let depth = self.depth.get().saturating_add(1);
        LimitExceeded::check("json_depth", depth, self.limits.depth)
            .map_err(|over| self.refuse(JsonError::Limit(over)))?;
        self.depth.set(depth);
        Ok(())
    }

    pub(super) fn leave(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }

    /// Counts a member, and remembers its name if it is one of the outermost object.
    #[expect(clippy::ptr_arg, reason = "a borrowed name is kept without copying it")]
    pub(super) fn count(&self, name: &Cow<'de, str>) -> Result<(), Fault> {
        let members = self.members.get().saturating_add(1);
        LimitExceeded::check("json_members", members, self.limits.members)
            .map_err(|over| self.refuse(JsonError::Limit(over)))?;
        self.members.set(members);
        self.stand_at(name.clone());
        if name.starts_with(PRIVATE_NAMES) {
            return Err(self.refuse(JsonError::Unfit { member: self.place() }));
        }
        Ok(())
    }

    /// Counts a value: lists have no names to count.
    pub(super) fn count_value(&self) -> Result<(), Fault> {
        let values = self.values.get().saturating_add(1);
        LimitExceeded::check("json_values", values, self.most_values)
            .map_err(|over| self.refuse(JsonError::Limit(over)))?;
        self.values.set(values);
        Ok(())
    }

    /// Remembers which member of the outermost object is being read; none, once all have been.
    pub(super) fn stand_at(&self, name: Cow<'de, str>) {
        if self.depth.get() == 1 {
            self.member.replace(name);
        }
    }

    /// Whether this name comes from the parser and not from the text. With its feature `arbitrary_precision`, which any crate in a build can
    /// switch on, the parser shows a number as an object with one such member. A sender can write the name too, but not from outside the text.
    pub(super) fn disguises_a_number(&self, name: &Text<'de>) -> bool {
        match name {
            Text(Cow::Borrowed(name)) if *name == NUMBER => {
                !self.text.as_bytes().as_ptr_range().contains(&name.as_ptr())
            }
            _ => false,
        }
    }

    /// Reads one value and notices if it has been left unread, because then the parser no longer stands where it should.
    pub(super) fn watch<T>(&self, read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
        self.touched.set(false);
        let value = read();
        if !self.touched.get() {
            return Err(self.refuse(JsonError::Unfit { member: self.place() }));
        }
        if value.is_ok() {
            // Whatever went wrong inside, the type has made its peace with it.
            self.complaint.take();
        }
        value
    }

    pub(super) fn touch(&self) {
        self.touched.set(true);
    }

    /// Refuses the text for good. The first refusal counts; what follows from it says less.
    pub(super) fn refuse(&self, refusal: JsonError) -> Fault {
        self.refusal.borrow_mut().get_or_insert(refusal);
        Fault::Noted
    }

    pub(super) fn is_refused(&self) -> bool {
        self.refusal.borrow().is_some()
    }

    /// Keeps what the type said, together with the place.
    pub(super) fn complain(&self, fault: Fault) -> Fault {
        if !matches!(fault, Fault::Noted) {
            let complaint = self.locate(fault);
            self.complaint.borrow_mut().get_or_insert(complaint);
        }
        Fault::Noted
    }

    /// Does something whose success says nothing about the complaint there is.
    pub(super) fn aside<T>(&self, run: impl FnOnce() -> T) -> T {
        let complaint = self.complaint.take();
        let value = run();
        self.complaint.replace(complaint);
        value
    }

    /// Sends an error up through the parser. It travels without words: the parser's own would repeat values.
    pub(super) fn send<E: Error>(&self, fault: Fault) -> E {
        self.complain(fault);
        self.rising.set(true);
        E::custom("")
    }

    /// Takes an error from the parser: one that was sent, or one of its own, which is always the text's fault.
    pub(super) fn receive<E>(&self, _: E) -> Fault {
        if self.rising.replace(false) { Fault::Noted } else { self.refuse(JsonError::Syntax) }
    }

    /// The result of the whole parse.
    pub(super) fn conclude<T>(&self, value: Result<T, Fault>) -> Result<T, JsonError> {
        if let Some(refusal) = self.refusal.take() {
            return Err(refusal);
        }
        value.map_err(|fault| self.complaint.take().unwrap_or_else(|| self.locate(fault)))
    }

    fn locate(&self, fault: Fault) -> JsonError {
        match fault {
            Fault::Missing(name) => JsonError::Missing { name },
            Fault::Type(expected) => JsonError::Type { member: self.place(), expected: expected.into() },
            Fault::Unfit | Fault::Noted => JsonError::Unfit { member: self.place() },
        }
    }

    fn place(&self) -> Box<str> {
        printable(&self.member.borrow())
    }
}

/// The parser underneath gives up at 128, and ours must be the limit that speaks; half of that also fits a small thread's stack.
const DEEPEST: usize = 64;

/// Names that serde_json keeps for itself. Under its feature `raw_value` one of them makes `Value` read a string as JSON of its own, past every
/// check here; so they are refused, whatever the features.
pub(crate) const PRIVATE_NAMES: &str = "$serde_json::private::";

const NUMBER: &str = "$serde_json::private::Number";
