//! Visitors that see every value before the caller's visitor does.

use alloc::string::String;
use core::fmt;

use serde::{
    Deserializer,
    de::{
        EnumAccess, Error, MapAccess, SeqAccess, Unexpected, Visitor,
        value::{BorrowedStrDeserializer, MapAccessDeserializer, StrDeserializer, StringDeserializer},
    },
};

use super::{
    Text,
    access::{StrictMap, StrictSeq},
    deserializer::Strict,
    error::Fault,
    state::State,
};

/// Whether the caller's visitor gets to see a list.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Lists {
    Offered,
    Refused,
}

pub(super) struct StrictVisitor<'s, 'de, V> {
    visitor: V,
    lists: Lists,
    state: &'s State<'de>,
}

impl<'s, 'de, V: Visitor<'de>> StrictVisitor<'s, 'de, V> {
    pub(super) fn new(visitor: V, lists: Lists, state: &'s State<'de>) -> Self {
        Self { visitor, lists, state }
    }

    /// Reads digits as the parser does when nobody asks it to keep them.
    fn visit_digits<E: Error>(self, digits: &str) -> Result<V::Value, E> {
        match (digits.parse::<u64>(), digits.parse::<i64>(), digits.parse::<f64>()) {
            (Ok(value), ..) => self.visit_u64(value),
            // Minus nought is no integer.
            (_, Ok(value), _) if value != 0 => self.visit_i64(value),
            (_, _, Ok(value)) if value.is_finite() => self.visit_f64(value),
            _ => Err(E::custom("")),
        }
    }

    fn list<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, Fault> {
        self.state.enter()?;
        let mut list = StrictSeq::new(inner, self.state);
        let value = match self.lists {
            Lists::Offered => self.visitor.visit_seq(&mut list),
            Lists::Refused => Err(Fault::invalid_type(Unexpected::Seq, &self.visitor)),
        };
        finish(self.state, value, || list.skip_rest())
    }

    fn object<A: MapAccess<'de>>(self, inner: A, first: Option<Text<'de>>) -> Result<V::Value, Fault> {
        self.state.enter()?;
        let mut object = StrictMap::new(inner, first, self.state);
        let value = self.visitor.visit_map(&mut object);
        finish(self.state, value, || object.skip_rest())
    }
}

/// Leaves a list or an object. What the caller's visitor left unread is read here, strictly, and so that the parser stands behind it even if the
/// caller's type goes on as though nothing had happened. A value that was not read to its end does not fit.
fn finish<T>(
    state: &State<'_>,
    value: Result<T, Fault>,
    skip_rest: impl FnOnce() -> Result<bool, Fault>,
) -> Result<T, Fault> {
    let value = value.map_err(|fault| state.complain(fault));
    let skipped = state.aside(skip_rest)?;
    state.leave();
    if skipped { value.and(Err(Fault::Unfit)) } else { value }
}

/// Hands a scalar to the caller's visitor.
macro_rules! scalars {
    ($($method:ident($($value:ident: $type:ty)?))*) => {$(
        fn $method<E: Error>(self $(, $value: $type)?) -> Result<V::Value, E> {
            self.visitor.$method::<Fault>($($value)?).map_err(|fault| self.state.send(fault))
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for StrictVisitor<'_, 'de, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    scalars! {
        visit_bool(value: bool) visit_i64(value: i64) visit_u64(value: u64) visit_f64(value: f64)
        visit_str(value: &str) visit_borrowed_str(value: &'de str) visit_string(value: String)
        visit_unit() visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        let state = self.state;
        state.watch(|| self.visitor.visit_some(Strict::new(inner, state))).map_err(|fault| state.send(fault))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        let state = self.state;
        self.list(inner).map_err(|fault| state.send(fault))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut inner: A) -> Result<V::Value, A::Error> {
        let state = self.state;
        let first: Option<Text<'de>> = inner.next_key()?;
        if first.as_ref().is_some_and(|name| state.disguises_a_number(name)) {
            let digits: String = inner.next_value()?;
            return self.visit_digits(&digits);
        }
        self.object(inner, first).map_err(|fault| state.send(fault))
    }
}

/// Reads an enum from a string (a unit variant) or from an object with one member (any other), as serde writes them.
pub(super) struct EnumVisitor<V>(pub(super) V);

impl<'de, V: Visitor<'de>> Visitor<'de> for EnumVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<V::Value, E> {
        visit_enum(self.0, BorrowedStrDeserializer::new(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<V::Value, E> {
        visit_enum(self.0, StrDeserializer::new(name))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<V::Value, E> {
        visit_enum(self.0, StringDeserializer::new(name))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        visit_enum(self.0, MapAccessDeserializer::new(map))
    }
}

fn visit_enum<'de, V: Visitor<'de>, A: EnumAccess<'de>>(visitor: V, access: A) -> Result<V::Value, A::Error> {
    visitor.visit_enum(access)
}
