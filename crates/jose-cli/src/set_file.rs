//! JWK Set files that are edited in place. The text stays as it is but for the keys that come or go, so that a member or a key that nobody
//! here understands is not lost.

mod places;

use std::{fs, io, ops::Range, path::Path};

use jose::{
    JwkSet,
    core::header::PRIVATE_PARTS,
    jwk::{KeyKind, set::Entry},
};
use zeroize::Zeroizing;

use crate::{
    exit::Failure,
    input::{Kind, Source, misplaced, shown},
    key_file::{self, PRIVATE_MODE, PUBLIC_MODE},
};
use places::Places;

/// A JWK Set, and its text.
pub(crate) struct SetText {
    text: Zeroizing<String>,
    set: JwkSet,
    places: Places,
}

impl SetText {
    /// The same set again, or without any a set that is empty.
    pub(crate) fn copy_of(set: Option<&Self>) -> Result<Self, Failure> {
        Self::parse(set.map_or(EMPTY, |set| &set.text).as_bytes())
    }

    /// Reads a set.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        let not_a_set = || Failure::refused("jwk.format", NOT_A_SET);
        let set = JwkSet::from_bytes(bytes)?;
        let text = str::from_utf8(bytes).map_err(|_| not_a_set())?.trim_end();
        let places = Places::of(text).ok_or_else(not_a_set)?;
        if places.keys.len() != set.entries().len() {
            return Err(not_a_set());
        }
        Ok(Self { text: Zeroizing::new(text.to_owned()), set, places })
    }

    /// Everything in the set, in its order.
    pub(crate) fn entries(&self) -> &[Entry] {
        self.set.entries()
    }

    /// The text of each key.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.places.keys.iter().filter_map(|place| self.text.get(place.clone()))
    }

    /// The set with one more key at its end, spaced as the keys before it.
    pub(crate) fn with(&self, key: &str) -> Result<Self, Failure> {
        let Places { start, keys } = &self.places;
        let (at, before, comma) = match (keys.as_slice(), keys.last()) {
            ([.., one, _], Some(last)) => (last.end, one.end.saturating_add(1)..last.start, ","),
            (_, Some(last)) => (last.end, *start..last.start, ","),
            (_, None) => (*start, *start..*start, ""),
        };
        // Between two keys there may be space before the comma as well, and only space belongs here.
        let space = self.text.get(before).filter(|space| space.trim().is_empty()).unwrap_or_default();
        self.spliced(at..at, &[comma, space, key])
    }

    /// The set without the key in this place.
    pub(crate) fn without(&self, index: usize) -> Result<Self, Failure> {
        let keys = &self.places.keys;
        let before = index.checked_sub(1).and_then(|before| keys.get(before));
        let place = match (before, keys.get(index), keys.get(index.saturating_add(1))) {
            (Some(before), Some(key), _) => before.end..key.end,
            (None, Some(key), Some(next)) => key.start..next.start,
            (None, Some(key), None) => key.clone(),
            (_, None, _) => 0..0,
        };
        self.spliced(place, &[])
    }

    /// Reading the new text checks that it is still a set, within all limits.
    fn spliced(&self, place: Range<usize>, middle: &[&str]) -> Result<Self, Failure> {
        let (before, after) = (self.text.get(..place.start), self.text.get(place.end..));
        let added: usize = middle.iter().map(|part| part.len()).sum();
        let mut text = Zeroizing::new(String::with_capacity(self.text.len().saturating_add(added)));
        text.push_str(before.unwrap_or_default());
        for part in middle {
            text.push_str(part);
        }
        text.push_str(after.unwrap_or_default());
        Self::parse(text.as_bytes())
    }

    /// Whether some key has a secret, or something unreadable has a member that is one in every key that is known.
    pub(crate) fn has_secrets(&self) -> bool {
        self.entries().iter().zip(self.texts()).any(|(entry, text)| match entry {
            Entry::Key(key) => key.kind() != KeyKind::Public,
            Entry::Skipped(_) => places::names(text).iter().any(|name| PRIVATE_PARTS.contains(&name.as_str())),
        })
    }

    /// Writes the set in place of the file, which is readable by its owner alone as soon as there is a secret in it. The file must still be
    /// as it was read, or what another command has added would be lost.
    pub(crate) fn save(&self, path: &Path, read: Option<&Self>) -> Result<(), Failure> {
        let old = fs::symlink_metadata(path).ok();
        let mode = match &old {
            _ if self.has_secrets() => PRIVATE_MODE,
            Some(old) => mode(old),
            None => PUBLIC_MODE,
        };
        let check = || {
            if open(path)?.as_ref().map(|set| &set.text) == read.map(|set| &set.text) {
                return Ok(());
            }
            let message = format!("{} was changed by another command: run this one again", shown(path));
            Err(Failure::input_output("output.changed", message))
        };
        match old {
            Some(_) => key_file::replace_checked(path, self.text.as_bytes(), mode, check),
            None => check().and_then(|()| key_file::create(path, self.text.as_bytes(), mode)),
        }
    }
}

/// Reads the set in a file that is to be edited. Nothing if there is no such file.
pub(crate) fn open(path: &Path) -> Result<Option<SetText>, Failure> {
    if path == Path::new("-") || path.to_str().is_some_and(|path| path.starts_with("env:")) {
        return Err(Failure::usage("a set is edited in its file: name the file"));
    }
    let missing = fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    if missing {
        return misplaced(path).map_or(Ok(None), Err);
    }
    let bytes = Source::File(path.to_owned()).read(Kind::Key)?;
    SetText::parse(&bytes).map(Some).map_err(|failure| failure.about(shown(path)))
}

#[cfg(unix)]
fn mode(old: &fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&old.permissions()) & 0o777
}

#[cfg(not(unix))]
fn mode(_: &fs::Metadata) -> u32 {
    PUBLIC_MODE
}

const EMPTY: &str = r#"{"keys":[]}"#;
const NOT_A_SET: &str = "this is not a JWK Set: start one from keys with `jose jwks add NEW.jwks KEY`";
