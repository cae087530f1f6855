//! One name or several.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// One name, or a list of names that is not empty, as `aud` has it.
///
/// ```
/// use jose_claims::types::Audience;
///
/// let one: Audience = serde_json::from_str(r#""https://api.example""#)?;
/// assert_eq!(one, Audience::from(["https://api.example"]));
/// assert_eq!(serde_json::to_string(&one)?, r#""https://api.example""#);
/// assert!(serde_json::from_str::<Audience>("[]").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Whether a token is for somebody is for a policy to say, with [`crate::ValidatorBuilder::audience`]. Specification: RFC 7519, section 4.1.3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience(Vec<String>);

impl Audience {
    /// Whether `name` is one of them, byte for byte.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|own| own == name)
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl<T: Into<String>, const N: usize> From<[T; N]> for Audience {
    /// These names. An empty list is refused where it is read, and an [`Audience`] of none is written as one.
    fn from(names: [T; N]) -> Self {
        Self(names.map(Into::into).into())
    }
}

impl Serialize for Audience {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &*self.0 {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Audience {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = match Names::deserialize(deserializer).map_err(|_| D::Error::custom(EXPECTED))? {
            Names::One(name) => vec![name],
            Names::Several(names) => names,
        };
        if names.is_empty() { Err(D::Error::custom(EXPECTED)) } else { Ok(Self(names)) }
    }
}

const EXPECTED: &str = "one string, or a list of strings that is not empty, was expected";

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Several(Vec<String>),
}
