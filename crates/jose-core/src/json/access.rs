//! Objects and arrays, seen member by member: this is where a duplicate is found.

use alloc::borrow::Cow;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess};

use super::{JsonError, Text, deserializer::StrictSeed, error::Fault, identifier::Name, names::Names, state::State};

pub(super) struct StrictMap<'s, 'de, A> {
    inner: A,
    state: &'s State<'de>,
    /// The first name, which has been read ahead, until it is asked for.
    first: Option<Text<'de>>,
    value_is_next: bool,
    names: Names<'de>,
}

impl<'s, 'de, A: MapAccess<'de>> StrictMap<'s, 'de, A> {
    pub(super) fn new(inner: A, first: Option<Text<'de>>, state: &'s State<'de>) -> Self {
        Self { inner, state, first, value_is_next: false, names: Names::new() }
    }

    /// Reads what the caller's visitor left, if anything.
    pub(super) fn skip_rest(&mut self) -> Result<bool, Fault> {
        let mut skipped = false;
        while !self.state.is_refused() && (self.value_is_next || self.next_key::<IgnoredAny>()?.is_some()) {
            self.next_value::<IgnoredAny>()?;
            skipped = true;
        }
        Ok(skipped)
    }

    /// Remembers a member's name, or refuses it when it has been seen.
    fn admit(&mut self, name: Cow<'de, str>) -> Result<(), Fault> {
        self.state.count(&name)?;
        if self.names.insert(name) { Ok(()) } else { Err(self.state.refuse(JsonError::Duplicate)) }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for StrictMap<'_, 'de, A> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        if self.state.is_refused() {
            // The parser would stand still, and a visitor that skips errors would ask for ever.
            return Ok(None);
        }
        let name = match self.first.take() {
            Some(first) => Some(first),
            None => self.inner.next_key().map_err(|error| self.state.receive(error))?,
        };
        let Some(Text(name)) = name else {
            self.state.stand_at(Cow::Borrowed(""));
            return Ok(None);
        };
        self.admit(name.clone())?;
        self.value_is_next = true;
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let state = self.state;
        self.value_is_next = false;
        self.inner.next_value_seed(StrictSeed { seed, state }).map_err(|error| state.receive(error))
    }
}

pub(super) struct StrictSeq<'s, 'de, A> {
    inner: A,
    state: &'s State<'de>,
}

impl<'s, 'de, A: SeqAccess<'de>> StrictSeq<'s, 'de, A> {
    pub(super) fn new(inner: A, state: &'s State<'de>) -> Self {
        Self { inner, state }
    }

    /// Reads what the caller's visitor left, if anything.
    pub(super) fn skip_rest(&mut self) -> Result<bool, Fault> {
        let mut skipped = false;
        while self.next_element::<IgnoredAny>()?.is_some() {
            skipped = true;
        }
        Ok(skipped)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for StrictSeq<'_, 'de, A> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let state = self.state;
        if state.is_refused() {
            return Ok(None);
        }
        self.inner.next_element_seed(StrictSeed { seed, state }).map_err(|error| state.receive(error))
    }
}
