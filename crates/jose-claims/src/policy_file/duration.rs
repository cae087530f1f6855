//! Durations in documents.

use std::{fmt, time::Duration};

use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};

/// Whole seconds, as a number or as text with units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span(pub(super) Duration);

const UNITS: &[(char, u64)] = &[('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

impl Span {
    /// One number for each unit, the larger units first: `1h30m`.
    fn parse(text: &str) -> Option<Self> {
        let (mut seconds, mut units, mut rest) = (0_u64, UNITS.iter(), text);
        while !rest.is_empty() {
            let end = rest.find(|character: char| !character.is_ascii_digit())?;
            let (number, unit) = rest.split_at(end);
            let found = unit.chars().next()?;
            let (_, factor) = units.find(|(name, _)| *name == found)?;
            seconds = seconds.checked_add(number.parse::<u64>().ok()?.checked_mul(*factor)?)?;
            rest = unit.get(found.len_utf8()..)?;
        }
        (!text.is_empty()).then(|| Self(Duration::from_secs(seconds)))
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpanVisitor)
    }
}

struct SpanVisitor;

impl Visitor<'_> for SpanVisitor {
    type Value = Span;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("whole seconds, or a text such as \"10m\" or \"1h30m\"")
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Span, E> {
        Ok(Span(Duration::from_secs(seconds)))
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Span, E> {
        let seconds =
            u64::try_from(seconds).map_err(|_| E::invalid_type(serde::de::Unexpected::Other("a number"), &self))?;
        self.visit_u64(seconds)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Span, E> {
        Span::parse(text).ok_or_else(|| E::invalid_type(serde::de::Unexpected::Other("a text"), &self))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that meets the unexpected should panic")]

    use super::*;

    #[test]
    fn texts() {
        for (text, seconds) in
            [("0s", 0), ("90s", 90), ("10m", 600), ("1h30m", 5_400), ("2d", 172_800), ("1d1h1m1s", 90_061)]
        {
            assert_eq!(Span::parse(text).unwrap().0.as_secs(), seconds, "{text}");
        }
        let overflow = format!("{}d", u64::MAX);
        for text in
            ["", "10", "m", "10 m", "10M", "-1s", "+1s", "1.5h", "1m1h", "1s1s", "1h ", "1w", "1ms", "1€", &overflow]
        {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
