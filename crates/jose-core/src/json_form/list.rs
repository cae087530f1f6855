//! The list of the general form: it is never built beyond its limit, and never at all where the flattened form was asked for.

use alloc::vec::Vec;
use core::{cell::Cell, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::rules::NOT_IN_FLATTENED;
use crate::{LimitExceeded, ParseError};

pub(super) struct List {
    name: &'static str,
    /// How many entries it may have; none where there may be no list.
    maximum: Option<usize>,
    refusal: Cell<Option<ParseError>>,
}

impl List {
    /// The list of the general form.
    pub(super) fn general(name: &'static str, maximum: usize) -> Self {
        Self { name, maximum: Some(maximum), refusal: Cell::new(None) }
    }

    /// The list that the flattened form does not have.
    pub(super) fn flattened(name: &'static str) -> Self {
        Self { name, maximum: None, refusal: Cell::new(None) }
    }

    pub(super) fn most_parts(&self) -> usize {
        self.maximum.unwrap_or(1)
    }

    /// What was wrong with the list itself. It is asked before what follows in the text.
    pub(super) fn verdict(&self) -> Result<(), ParseError> {
        self.refusal.take().map_or(Ok(()), Err)
    }

    pub(super) fn read<'t, T: Deserialize<'t>, A: MapAccess<'t>>(&self, map: &mut A) -> Result<Vec<T>, A::Error> {
        let Some(maximum) = self.maximum else {
            return Err(self.refuse(ParseError::Form { name: self.name, expected: NOT_IN_FLATTENED }));
        };
        map.next_value_seed(Entries { list: self, maximum, entry: PhantomData })
    }

    /// Ends the reading. The error that travels through the parser says nothing; the verdict does.
    fn refuse<E: Error>(&self, refusal: ParseError) -> E {
        self.refusal.set(Some(refusal));
        E::custom("")
    }
}

struct Entries<'l, T> {
    list: &'l List,
    maximum: usize,
    entry: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Entries<'_, T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while list.len() < self.maximum {
            let Some(entry) = entries.next_element()? else { return Ok(list) };
            list.push(entry);
        }
        if entries.next_element::<IgnoredAny>()?.is_none() {
            return Ok(list);
        }
        match LimitExceeded::check(self.list.name, self.maximum.saturating_add(1), self.maximum) {
            Err(over) => Err(self.list.refuse(over.into())),
            Ok(()) => Ok(list),
        }
    }
}
