//! The names by which a file knows the backend: what it imports, and its aliases of that.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::slice::Iter;

use super::super::lexer::Token;
use super::{BACKEND, backend};

/// Collects names until no more are found, since an import may build on another.
pub(super) fn backend_names<'a>(tokens: &[Token<'a>]) -> BTreeSet<&'a str> {
    let imports = imports(tokens);
    let mut names = BTreeSet::new();
    loop {
        let before = names.len();
        for import in &imports {
            if import.first.is_some_and(|first| first == BACKEND || names.contains(first)) {
                names.extend(import.name);
            }
        }
        for (name, meaning) in aliases(tokens) {
            if backend(meaning, &names).is_some() {
                names.insert(name);
            }
        }
        if names.len() == before {
            return names;
        }
    }
}

/// One name that a `use` brings in.
struct Import<'a> {
    first: Option<&'a str>,
    name: Option<&'a str>,
}

fn imports<'a>(tokens: &[Token<'a>]) -> Vec<Import<'a>> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.text == "use" {
            let rest = tokens.get(index..).unwrap_or_default();
            let mut words = rest.iter().peekable();
            words.next();
            branch(&mut words, (None, None), &mut found);
        }
    }
    found
}

/// Reads one branch of a `use` tree below the path from `first` to `last`.
fn branch<'a>(
    words: &mut Peekable<Iter<'_, Token<'a>>>,
    (mut first, mut last): (Option<&'a str>, Option<&'a str>),
    found: &mut Vec<Import<'a>>,
) {
    while let Some(word) = words.next_if(|word| !matches!(word.text, "," | ";" | "}")) {
        match word.text {
            "::" => {}
            "as" => last = words.next().map(|alias| alias.text),
            // The name of the path above: `hmac::{self, Key}`.
            "self" if first.is_some() => {}
            "{" => loop {
                branch(words, (first, last), found);
                if words.next().is_none_or(|end| end.text != ",") {
                    return;
                }
            },
            name => {
                first = first.or(Some(name));
                last = Some(name);
            }
        }
    }
    found.push(Import { first, name: last });
}

/// Every `type Name = meaning;` outside braces.
fn aliases<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<(&'a str, &'t [Token<'a>])> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.text {
            "{" => depth = depth.saturating_add(1),
            "}" => depth = depth.saturating_sub(1),
            "type" if depth == 0 => {
                let rest = tokens.get(index..).unwrap_or_default();
                let end = rest.iter().position(|token| token.text == ";").unwrap_or(rest.len());
                if let (Some(name), Some(meaning)) = (rest.get(1), rest.get(2..end)) {
                    found.push((name.text, meaning));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::super::lexer::tokens;
    use super::*;

    #[test]
    fn names_are_collected_through_trees_and_aliases() {
        for (source, expected) in [
            ("use aws_lc_rs::hmac::Key;", "Key"),
            ("use aws_lc_rs::hmac::Key as Inner;", "Inner"),
            ("use ::aws_lc_rs::{aead::{self, Aad, Nonce as N}, digest};", "Aad N aead digest"),
            ("use aws_lc_rs as aws; use aws::hmac;", "aws hmac"),
            ("use hmac::Key; use aws_lc_rs::hmac;", "Key hmac"),
            ("use std::{fmt, io::Read}; use crate::Key;", ""),
            ("use aws_lc_rs::hmac; type Inner = Box<hmac::Key>;", "Inner hmac"),
        ] {
            let source = tokens(source);
            let names: Vec<_> = backend_names(&source).into_iter().collect();
            assert_eq!(names.join(" "), expected);
        }
    }
}
