//! Lists of algorithms, by their names.

use std::fmt;

use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm};
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor},
};

/// Each list as in the builder; absent for all that the keys have.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Algorithms {
    #[serde(default, deserialize_with = "signature")]
    pub(super) signature: Option<Vec<JwsAlgorithm>>,
    #[serde(default, deserialize_with = "key_management")]
    pub(super) key_management: Option<Vec<KeyManagementAlgorithm>>,
    #[serde(default, deserialize_with = "content_encryption")]
    pub(super) content_encryption: Vec<ContentEncryption>,
}

fn signature<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<JwsAlgorithm>>, D::Error> {
    deserializer.deserialize_seq(Names(JwsAlgorithm::from_name)).map(Some)
}

fn key_management<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<KeyManagementAlgorithm>>, D::Error> {
    deserializer.deserialize_seq(Names(KeyManagementAlgorithm::from_name)).map(Some)
}

fn content_encryption<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ContentEncryption>, D::Error> {
    let all = deserializer.deserialize_seq(Names(ContentEncryption::from_name))?;
    // In the builder an empty list cannot be said; here it must not mean that all are welcome.
    if all.is_empty() { Err(D::Error::custom("a list of algorithms is empty")) } else { Ok(all) }
}

struct Names<A>(fn(&str) -> Option<A>);

impl<'de, A> Visitor<'de> for Names<A> {
    type Value = Vec<A>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of names of algorithms")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Vec<A>, S::Error> {
        let mut all = Vec::new();
        while let Some(name) = list.next_element::<String>()? {
            let unknown = || S::Error::custom("the name of an algorithm is unknown");
            all.push((self.0)(&name).ok_or_else(unknown)?);
        }
        Ok(all)
    }
}
