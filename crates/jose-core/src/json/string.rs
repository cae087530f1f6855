//! Strings: where they end, and what their escapes mean.

use alloc::{borrow::Cow, string::String};

use zeroize::Zeroizing;

use super::{fault::Fault, state::Parser};

/// A string as it stands between its quotes. It is sound: [`Parser::string`] has looked at every byte.
#[derive(Clone, Copy)]
pub(super) struct Raw<'de> {
    pub(super) text: &'de str,
    pub(super) escaped: bool,
}

impl<'de> Raw<'de> {
    /// The string without its escapes.
    pub(super) fn plain(self) -> Cow<'de, str> {
        if self.escaped { Cow::Owned(unescape(self.text)) } else { Cow::Borrowed(self.text) }
    }

    /// The string without its escapes. It may be a secret, and is wiped when it has been looked at.
    pub(super) fn scratch(self) -> Zeroizing<String> {
        Zeroizing::new(unescape(self.text))
    }
}

impl<'de> Parser<'de> {
    /// Passes over the string whose opening quote stands next, if it has no escapes. If it has, or has no end, nothing is passed.
    #[expect(clippy::inline_always, reason = "measured: it runs for every text, and is short")]
    #[inline(always)]
    pub(super) fn plain_string(&mut self) -> Option<&'de str> {
        let start = self.at.wrapping_add(1);
        let rest = self.text.get(start..)?;
        let length = plain(rest.as_bytes());
        // In this order: where there is a quote, the text can be cut.
        if rest.as_bytes().get(length) != Some(&b'"') {
            return None;
        }
        let text = rest.get(..length)?;
        self.at = start.wrapping_add(length).wrapping_add(1);
        Some(text)
    }

    /// Passes over the string whose opening quote stands next.
    #[inline(never)]
    pub(super) fn string(&mut self) -> Result<Raw<'de>, Fault> {
        let bytes = self.text.as_bytes();
        let start = self.at.wrapping_add(1);
        let (mut end, mut escaped) = (special(bytes, start), false);
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    let Some((_, length)) = bytes.get(end..).and_then(escape) else { return Err(self.syntax()) };
                    end = special(bytes, end.wrapping_add(length));
                    escaped = true;
                }
                // A control character, or the end of the text.
                _ => return Err(self.syntax()),
            }
        }
        self.at = end.wrapping_add(1);
        // Both ends stand beside a quote, so nothing is cut in half.
        Ok(Raw { text: self.text.get(start..end).unwrap_or_default(), escaped })
    }
}

/// Where the next byte stands that is no plain part of a string: a quote, a backslash or a control character.
#[inline]
fn special(bytes: &[u8], from: usize) -> usize {
    from.wrapping_add(plain(bytes.get(from..).unwrap_or_default()))
}

/// How many bytes are plain parts of a string, from the first on. Eight are looked at at once.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    let (eights, last) = bytes.as_chunks::<8>();
    let mut passed = 0_usize;
    for eight in eights {
        let found = specials(u64::from_le_bytes(*eight));
        if found != 0 {
            return passed.wrapping_add((found.trailing_zeros() >> 3) as usize);
        }
        passed = passed.wrapping_add(8);
    }
    passed.wrapping_add(last.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..b' ')).count())
}

/// The top bit of each byte that is special, the lowest byte first: subtracting leaves it in a byte that was too small. That borrows from the
/// byte above, so only the first that is found is sure to be one.
#[inline]
pub(super) fn specials(eight: u64) -> u64 {
    // With one bit turned the quote, 0x22, stands right above the control characters, where the space was.
    let control_or_quote = (eight ^ (EACH * 0x02)).wrapping_sub(EACH * 0x21);
    let backslash = (eight ^ (EACH * 0x5c)).wrapping_sub(EACH);
    (control_or_quote | backslash) & !eight & (EACH * 0x80)
}

/// One in each of eight bytes.
pub(super) const EACH: u64 = u64::MAX / 0xff;

pub(super) fn unescape(raw: &str) -> String {
    // Every escape is longer than what it stands for, so this never grows and leaves no copy behind.
    let mut plain = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let Some((before, from)) = rest.split_at_checked(at) else { break };
        let Some((character, length)) = escape(from.as_bytes()) else { break };
        plain.push_str(before);
        plain.push(character);
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// The first characters of a string, whose opening quote has been passed.
pub(super) fn beginning(text: &str, characters: usize) -> String {
    let mut plain = String::new();
    let mut rest = text;
    for _ in 0..characters {
        let next = match rest.chars().next() {
            None | Some('"') => None,
            Some('\\') => escape(rest.as_bytes()),
            Some(character) => Some((character, character.len_utf8())),
        };
        let Some((character, length)) = next else { break };
        plain.push(character);
        rest = rest.get(length..).unwrap_or_default();
    }
    plain
}

/// The character that an escape stands for, and the length of the escape, whose backslash is the first byte (RFC 8259, section 7). A surrogate
/// without its other half stands for nothing.
fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    let character = match bytes.get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = unit(bytes)?;
            if let Some(character) = char::from_u32(first.into()) {
                return Some((character, 6));
            }
            let second = bytes.get(6..).filter(|bytes| bytes.starts_with(b"\\u")).and_then(unit)?;
            return Some((char::decode_utf16([first, second]).next()?.ok()?, 12));
        }
        _ => return None,
    };
    Some((character, 2))
}

/// The four hexadecimal digits behind `\u`.
fn unit(bytes: &[u8]) -> Option<u16> {
    bytes.get(2..6)?.iter().try_fold(0_u16, |unit, byte| {
        let digit = char::from(*byte).to_digit(16)?;
        Some(unit.wrapping_shl(4) | u16::try_from(digit).ok()?)
    })
}
