//! Reading vectors: files, JSON, hexadecimal.
//!
//! The files are data that others wrote, so each accessor says what is missing instead of panicking.

use std::fs;
use std::path::Path;

use jose_core::base64url;
use serde_json::Value;

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A file of JSON.
pub(crate) fn json(path: &Path) -> Result<Value, String> {
    serde_json::from_str(&text(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// The names of the files in a folder, sorted. A name that cannot be read is an error: its file would be a case less.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>, String> {
    let unreadable = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if entry.path().is_file() {
            let name = entry.file_name().into_string();
            names.push(name.map_err(|name| format!("{}: the name {} is not UTF-8", folder.display(), name.display()))?);
        }
    }
    names.sort();
    Ok(names)
}

/// The names of the JSON files in a folder, sorted.
pub(crate) fn json_names(folder: &Path) -> Result<Vec<String>, String> {
    let is_json = |name: &String| name.rsplit_once('.').is_some_and(|(_, extension)| extension == "json");
    Ok(names(folder)?.into_iter().filter(is_json).collect())
}

/// A member that must be there.
pub(crate) fn member<'v>(value: &'v Value, name: &str) -> Result<&'v Value, String> {
    value.get(name).ok_or_else(|| format!("no member {name}"))
}

/// A member that must be a string.
pub(crate) fn string<'v>(value: &'v Value, name: &str) -> Result<&'v str, String> {
    member(value, name)?.as_str().ok_or_else(|| format!("the member {name} is no string"))
}

/// A member that must be a list.
pub(crate) fn list<'v>(value: &'v Value, name: &str) -> Result<&'v [Value], String> {
    member(value, name)?.as_array().map(Vec::as_slice).ok_or_else(|| format!("the member {name} is no list"))
}

/// A member that must be a number.
pub(crate) fn number(value: &Value, name: &str) -> Result<usize, String> {
    let number = member(value, name)?.as_u64().and_then(|number| usize::try_from(number).ok());
    number.ok_or_else(|| format!("the member {name} is no number"))
}

/// A member that must be base64url.
pub(crate) fn base64(value: &Value, name: &str) -> Result<Vec<u8>, String> {
    base64url::decode(string(value, name)?).map_err(|error| format!("the member {name}: {error}"))
}

/// A member that must be hexadecimal.
pub(crate) fn hex(value: &Value, name: &str) -> Result<Vec<u8>, String> {
    decode_hex(string(value, name)?).ok_or_else(|| format!("the member {name} is not hexadecimal"))
}

/// A member of hexadecimal that is an integer: without leading zeros.
pub(crate) fn integer(value: &Value, name: &str) -> Result<Vec<u8>, String> {
    let bytes = hex(value, name)?;
    let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    Ok(bytes.into_iter().skip(start).collect())
}

/// Text as it is, and JSON as text.
pub(crate) fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    let byte = |pair: &[u32]| match pair {
        [high, low] => u8::try_from(high.checked_mul(16)?.checked_add(*low)?).ok(),
        _ => None,
    };
    digits.chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_is_read_strictly() {
        assert_eq!(decode_hex("00fFa1"), Some(vec![0, 255, 161]));
        assert_eq!(decode_hex(""), Some(vec![]));
        assert_eq!((decode_hex("0"), decode_hex("0g"), decode_hex("+1")), (None, None, None));
    }

    #[test]
    fn integers_have_no_leading_zeros() {
        let value = serde_json::json!({ "n": "0000a1", "zero": "00" });
        assert_eq!(integer(&value, "n"), Ok(vec![0xa1]));
        assert_eq!(integer(&value, "zero"), Ok(vec![]));
        assert!(integer(&value, "m").is_err());
    }

    #[test]
    fn json_forms_become_text() {
        assert_eq!(as_text(&Value::from("a.b.c")), "a.b.c");
        assert_eq!(as_text(&serde_json::json!({ "a": 1 })), r#"{"a":1}"#);
    }
}
