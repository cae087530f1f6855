//! Where a registered claim belongs, as what reads it there.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, Visitor},
};

use super::Audience;
use crate::{
    types::{NumericDate, Written},
    view::Number,
};

/// Where a claim belongs.
pub(crate) enum Place<'r, 'p> {
    Text(&'r mut Option<Cow<'p, str>>),
    Audience(&'r mut Option<Audience<'p>>),
    Date(&'r mut Option<NumericDate>),
}

/// Reads a claim straight to its place.
pub(crate) struct Fill<'r, 'p> {
    pub(crate) place: Place<'r, 'p>,
    /// What a date was written as.
    pub(crate) number: &'r mut Number,
}

impl<'de> DeserializeSeed<'de> for Fill<'_, 'de> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.place {
            Place::Text(place) => deserializer.deserialize_str(TextPlace(place))?,
            Place::Audience(place) => *place = Some(Audience::deserialize(deserializer)?),
            Place::Date(place) => {
                let Written(date, number) = Written::deserialize(deserializer)?;
                *place = Some(date);
                *self.number = number;
            }
        }
        Ok(())
    }
}

struct TextPlace<'r, 'p>(&'r mut Option<Cow<'p, str>>);

impl<'de> Visitor<'de> for TextPlace<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        *self.0 = Some(Cow::Borrowed(text));
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        *self.0 = Some(Cow::Owned(text.to_owned()));
        Ok(())
    }
}
