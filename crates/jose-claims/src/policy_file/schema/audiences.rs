//! For whom tokens are.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};

/// Names of ours, or the word `forbidden`: a token must name nobody.
#[derive(Debug)]
pub(in crate::policy_file) enum Audiences {
    Named(Vec<String>),
    Forbidden,
}

impl Default for Audiences {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

impl Audiences {
    /// The names, none if there are to be none.
    pub(in crate::policy_file) fn named(&self) -> &[String] {
        if let Self::Named(names) = self { names } else { &[] }
    }

    pub(in crate::policy_file) fn is_forbidden(&self) -> bool {
        matches!(self, Self::Forbidden)
    }

    /// Whether anything is said.
    pub(in crate::policy_file) fn is_stated(&self) -> bool {
        self.is_forbidden() || !self.named().is_empty()
    }
}

impl<'de> Deserialize<'de> for Audiences {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AudiencesVisitor)
    }
}

struct AudiencesVisitor;

impl<'de> Visitor<'de> for AudiencesVisitor {
    type Value = Audiences;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of names, or \"forbidden\"")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Audiences, E> {
        if word == "forbidden" {
            Ok(Audiences::Forbidden)
        } else {
            Err(E::invalid_type(Unexpected::Other("a text"), &self))
        }
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Audiences, S::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Audiences::Named(names))
    }
}
