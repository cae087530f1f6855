//! The parts of a source file that its users see: public items up to their bodies, public fields,
//! and the conversions between types.

use super::super::lexer::Token;

const CONVERSIONS: &[&str] = &["From", "Into", "TryFrom", "TryInto", "AsRef", "AsMut", "Borrow", "BorrowMut"];

/// Every public signature. What stands in a private module counts too: it may be exported.
pub(super) fn public<'a>(tokens: &[Token<'a>]) -> Vec<Vec<Token<'a>>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut before = "";
    for (index, token) in tokens.iter().enumerate() {
        let rest = tokens.get(index..).unwrap_or_default();
        match token.text {
            "{" => depth = depth.saturating_add(1),
            "}" => depth = depth.saturating_sub(1),
            "pub" if !is_restricted(rest) => found.push(item(rest)),
            // Elsewhere `impl Trait` is a type.
            "impl" if matches!(before, "" | "{" | "}" | ";" | "]" | "unsafe") => {
                let head = until(rest, &["{"]);
                let has = |words: &[&str]| head.iter().any(|token| words.contains(&token.text));
                if has(&["for"]) && has(CONVERSIONS) {
                    found.push(head);
                }
            }
            // An associated type, such as the target of `Deref`.
            "type" if depth > 0 && before != "pub" => found.push(until(rest, &[";"])),
            _ => {}
        }
        before = token.text;
    }
    found
}

/// `pub(crate)` and its like.
fn is_restricted(tokens: &[Token<'_>]) -> bool {
    let mut words = tokens.iter().skip(1).map(|token| token.text);
    words.next() == Some("(") && matches!(words.next(), Some("crate" | "super" | "self" | "in"))
}

/// The signature of the item or field that begins with this `pub`.
fn item<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    match kind(tokens) {
        "fn" => until(tokens, &["{", ";"]),
        // The fields have a `pub` of their own.
        "struct" | "union" => until(tokens, &["{", ";", "("]),
        // All that is in an enum is public, and in a trait all but the bodies of its functions.
        "enum" => braces(tokens, usize::MAX),
        "trait" => braces(tokens, 1),
        "type" | "use" => until(tokens, &[";"]),
        "const" | "static" => until(tokens, &["=", ";"]),
        "mod" => Vec::new(),
        _ => field(tokens),
    }
}

/// The word that says what an item is: in `pub const unsafe fn` it is the last.
fn kind<'a>(tokens: &[Token<'a>]) -> &'a str {
    let mut words = tokens.iter().skip(1).map(|token| token.text).peekable();
    while let Some(word) = words.next() {
        let qualifies = match word {
            "async" | "unsafe" | "extern" => true,
            "const" => matches!(words.peek(), Some(&("fn" | "async" | "unsafe" | "extern"))),
            word => word.starts_with('"'),
        };
        if !qualifies {
            return word;
        }
    }
    ""
}

/// Up to one of these signs, outside parentheses and brackets.
fn until<'a>(tokens: &[Token<'a>], ends: &[&str]) -> Vec<Token<'a>> {
    let mut depth = 0_usize;
    let inside = tokens.iter().take_while(|token| {
        let goes_on = depth > 0 || !ends.contains(&token.text);
        match token.text {
            "(" | "[" => depth = depth.saturating_add(1),
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        goes_on
    });
    inside.copied().collect()
}

/// Up to the brace that closes the item, without what stands deeper than `keep` braces.
fn braces<'a>(tokens: &[Token<'a>], keep: usize) -> Vec<Token<'a>> {
    let mut depth = 0_usize;
    let mut kept = Vec::new();
    for token in tokens {
        match token.text {
            "{" => depth = depth.saturating_add(1),
            "}" if depth <= 1 => break,
            "}" => depth = depth.saturating_sub(1),
            _ if depth <= keep => kept.push(*token),
            _ => {}
        }
    }
    kept
}

/// A public field: up to the comma or bracket after its type.
fn field<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut depth = 0_usize;
    let inside = tokens.iter().take_while(|token| match token.text {
        "," | ";" | "}" | ")" | "=" if depth == 0 => false,
        "(" | "[" | "<" => {
            depth = depth.saturating_add(1);
            true
        }
        ")" | "]" | ">" => {
            depth = depth.saturating_sub(1);
            true
        }
        _ => true,
    });
    inside.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::lexer::tokens;
    use super::*;

    #[test]
    fn signatures_end_where_the_private_part_begins() {
        for (source, expected) in [
            ("pub fn a(b: [u8; 4]) -> C { d }", vec!["pub fn a ( b : [ u8 ; 4 ] ) -> C"]),
            ("pub const unsafe extern \"C\" fn a();", vec!["pub const unsafe extern \"C\" fn a ( )"]),
            ("pub struct A { b: B, pub c: D<E, F>, }", vec!["pub struct A", "pub c : D < E , F >"]),
            ("pub struct A(B, pub C, pub(crate) D);", vec!["pub struct A", "pub C"]),
            ("pub enum A { B { c: D }, E(F) } fn g() {}", vec!["pub enum A B c : D , E ( F )"]),
            ("pub trait A { fn b() { c } fn d(); }", vec!["pub trait A fn b ( ) fn d ( ) ;"]),
            ("pub const A: B = C;", vec!["pub const A : B"]),
            ("pub mod a;", vec![""]),
            ("impl A for B {} impl From<C> for D { }", vec!["impl From < C > for D"]),
            ("fn a(b: impl From<C>) {}", vec![]),
        ] {
            let found = public(&tokens(source));
            let words =
                |signature: &Vec<Token<'_>>| signature.iter().map(|token| token.text).collect::<Vec<_>>().join(" ");
            assert_eq!(found.iter().map(words).collect::<Vec<_>>(), expected, "{source}");
        }
    }
}
