//! Text that a stranger may have written, made fit for a terminal.

use std::{borrow::Cow, fmt::Write};

/// Shows characters that would be invisible, move the cursor or change the direction of writing as JSON escapes them, so that JSON stays the
/// same JSON. Line ends stay.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string does not fail.
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

fn is_hidden(character: char) -> bool {
    let direction_or_width = matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    direction_or_width || (character.is_control() && character != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown() {
        for (text, shown) in [
            ("plain, and \u{e4}\n", "plain, and \u{e4}\n"),
            ("\u{1b}[2J", "\\u001b[2J"),
            ("\u{9b}2J", "\\u009b2J"),
            ("a\u{202e}b", "a\\u202eb"),
            ("zero\u{200b}width", "zero\\u200bwidth"),
            ("filler\u{3164}", "filler\\u3164"),
            ("tag\u{e0041}", "tag\\udb40\\udc41"),
            ("bell\u{7}\r", "bell\\u0007\\u000d"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
