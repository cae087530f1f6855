//! The names of files in messages: never longer than a person reads, and never what should have been inside the file.

use std::{fs, path::Path};

use jose::core::base64url;

use crate::exit::Failure;

/// A name for a message, shortened.
pub(crate) fn shown(path: &Path) -> String {
    let name = path.display().to_string();
    match name.char_indices().nth(LONGEST) {
        None => name,
        Some(_) => name.chars().take(LONGEST.saturating_sub(CUT.len())).chain(CUT.chars()).collect(),
    }
}

/// The failure for a name that is no name of a file but what should have been in one. It does not repeat it: who reads a log could use it.
pub(crate) fn misplaced(path: &Path) -> Option<Failure> {
    if fs::symlink_metadata(path).is_ok() {
        return None;
    }
    let what = content(&path.to_string_lossy())?;
    let message = format!("that is {what}, not a file: put it in a file or pipe it in");
    Some(Failure::input_output("input.read", message))
}

/// What a name is that looks like the content of a file.
fn content(name: &str) -> Option<&'static str> {
    let name = name.trim_start();
    if name.starts_with('{') {
        return Some("JSON");
    }
    if name.starts_with("-----BEGIN") {
        return Some("a PEM key");
    }
    let too_long = || name.split('/').any(|part| part.len() > LONGEST_PART);
    let is_token = name.starts_with("eyJ") || name.starts_with("Bearer ") || has_segments(name) || too_long();
    is_token.then_some("a token")
}

/// Two or four dots make segments if the first is a header; `issuer.pub.jwk` has two dots as well.
fn has_segments(name: &str) -> bool {
    let header = name.split('.').next().unwrap_or_default();
    let is_header = || base64url::decode(header).is_ok_and(|bytes| bytes.trim_ascii_start().starts_with(b"{"));
    matches!(name.bytes().filter(|byte| *byte == b'.').count(), 2 | 4) && is_header()
}

const CUT: &str = "...";

/// In characters, the cut included.
const LONGEST: usize = 128;

/// In bytes. No usual file system has longer names.
const LONGEST_PART: usize = 255;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_told_from_names() {
        let long = "a".repeat(256);
        for (name, what) in [
            ("issuer.pub.jwk", None),
            ("../../keys/issuer", None),
            ("a.b.c.d.e", None),
            ("eyJhbGciOiJub25lIn0.e30.", Some("a token")),
            ("eyJ", Some("a token")),
            ("ewogImFsZyI6Im5vbmUifQ.e30.", Some("a token")),
            ("e30.e30.e30.e30.e30", Some("a token")),
            ("Bearer eyJhbGciOiJub25lIn0.e30.", Some("a token")),
            (&long, Some("a token")),
            (r#"{"kty":"oct"}"#, Some("JSON")),
            ("-----BEGIN PRIVATE KEY-----", Some("a PEM key")),
        ] {
            assert_eq!(content(name), what, "{name}");
        }
    }
}
