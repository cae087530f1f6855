//! How the keys of a set go together.

use super::{Finding, Place, Severity};
use crate::{Jwk, Thumbprint};

/// The keys before this one.
#[derive(Default)]
pub(super) struct Seen(Vec<Other>);

struct Other {
    index: usize,
    key_id: Option<String>,
    algorithm: Option<String>,
    thumbprint: Option<Thumbprint>,
}

impl Seen {
    /// Looks at one more key, which may not have been read.
    pub(super) fn look(
        &mut self,
        place: &Place,
        key_id: Option<String>,
        key: Option<&Jwk>,
        findings: &mut Vec<Finding>,
    ) {
        let thumbprint = key.map(Jwk::thumbprint);
        let same_key = self.0.iter().find(|other| thumbprint.is_some() && other.thumbprint == thumbprint);
        if let Some(other) = same_key {
            let message = format!("the same key as key {}", other.index);
            let advice = "keep one of them: one key serves one algorithm, under one name";
            findings.push(Finding::new(Severity::Warning, "jwk.lint.key_repeated", place, message, advice));
        }
        let algorithm = key.and_then(Jwk::algorithm).map(str::to_owned);
        if let Some(other) = self.0.iter().find(|other| key_id.is_some() && other.key_id == key_id) {
            // Two algorithms can still be told apart by the message.
            let apart = algorithm.is_some() && other.algorithm.is_some() && algorithm != other.algorithm;
            let severity = if apart { Severity::Warning } else { Severity::Error };
            let message = format!("the same kid as key {}", other.index);
            let advice = "give each key a kid of its own, such as its thumbprint: a message names its key by it";
            findings.push(Finding::new(severity, "jwk.lint.kid_repeated", place, message, advice));
        }
        self.0.push(Other { index: place.index.unwrap_or_default(), key_id, algorithm, thumbprint });
    }
}
