//! Rust source as words and signs, without comments: enough to tell a signature from a string.

/// A word, a sign or a literal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Counted from one.
    pub(super) line: usize,
}

/// Splits a source file. Text that is not Rust gives tokens too, only less useful ones.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut line = 1_usize;
    let mut rest = source;
    while let Some((text, after)) = rest.split_at_checked(length(rest)) {
        if text.is_empty() {
            break;
        }
        let is_comment = text.starts_with("//") || text.starts_with("/*");
        if !is_comment && !text.trim().is_empty() {
            tokens.push(Token { text, line });
        }
        line = line.saturating_add(text.matches('\n').count());
        rest = after;
    }
    tokens
}

/// How long the next token, comment or white space is.
fn length(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        comment(rest)
    } else if let Some(length) = raw_string(rest).or_else(|| string(rest)) {
        length
    } else if first == '\'' {
        character_or_lifetime(rest)
    } else if ["::", "->", "=>"].iter().any(|sign| rest.starts_with(sign)) {
        2
    } else if is_word(first) {
        rest.find(|character| !is_word(character)).unwrap_or(rest.len())
    } else {
        first.len_utf8()
    }
}

/// Block comments nest.
fn comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0_usize;
    while let Some(text) = rest.get(at..).filter(|text| !text.is_empty()) {
        let step = if text.starts_with("/*") {
            depth = depth.saturating_add(1);
            2
        } else if text.starts_with("*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            text.chars().next().map_or(1, char::len_utf8)
        };
        at = at.saturating_add(step);
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let after = ["r", "br", "cr"].iter().find_map(|prefix| rest.strip_prefix(prefix))?;
    let body = after.trim_start_matches('#');
    let hashes = after.len().saturating_sub(body.len());
    let body = body.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let left = body.split_once(&end).map_or("", |(_, left)| left);
    Some(rest.len().saturating_sub(left.len()))
}

fn string(rest: &str) -> Option<usize> {
    let body = ["\"", "b\"", "c\""].iter().find_map(|prefix| rest.strip_prefix(prefix))?;
    Some(closed(rest, body, '"'))
}

fn character_or_lifetime(rest: &str) -> usize {
    let body = rest.strip_prefix('\'').unwrap_or(rest);
    let mut characters = body.chars();
    match (characters.next(), characters.next()) {
        (Some('\\'), _) | (_, Some('\'')) => closed(rest, body, '\''),
        // A lifetime: the quote alone, then a word.
        _ => 1,
    }
}

/// The length of `rest` up to and with the quote that closes `body`.
fn closed(rest: &str, body: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in body.char_indices() {
        if character == quote && !escaped {
            let opening = rest.len().saturating_sub(body.len());
            return opening.saturating_add(at).saturating_add(1);
        }
        escaped = character == '\\' && !escaped;
    }
    rest.len()
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_is_split() {
        for (source, expected) in [
            ("pub fn a(b: &'x T) -> c::D {}", "pub|fn|a|(|b|:|&|'|x|T|)|->|c|::|D|{|}"),
            ("a // pub fn\nb /* pub /* x */ y */ c", "a|b|c"),
            (r#"a("x \" // y", 'z', '\'', b'"')"#, r#"a|(|"x \" // y"|,|'z'|,|'\''|,|b|'"'|)"#),
            ("r#\"a \"b\" c\"# d", "r#\"a \"b\" c\"#|d"),
            ("r#type + é", "r|#|type|+|é"),
            ("\"never closed", "\"never closed"),
            ("/* never closed", ""),
        ] {
            let words: Vec<_> = tokens(source).iter().map(|token| token.text).collect();
            assert_eq!(words.join("|"), expected);
        }
    }

    #[test]
    fn lines_are_counted_through_literals_and_comments() {
        let found = tokens("a\n/* \n */ b \"\n\" c");
        let lines: Vec<_> = found.iter().map(|token| (token.text, token.line)).collect();
        assert_eq!(lines, [("a", 1), ("b", 3), ("\"\n\"", 3), ("c", 4)]);
    }
}
