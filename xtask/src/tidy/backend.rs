//! The backend never shows: no public signature of jose-crypto names a type of `aws_lc_rs`.
//!
//! A dependency's type in a public signature is a promise made in someone else's name, and a
//! `From` between its errors and ours is one too. This reads the source as text, file by file: it
//! knows what a file imports and not what a type resolves to, which is enough for how the crate
//! is written.

mod imports;
mod signatures;

use std::collections::BTreeSet;

use super::lexer::{Token, tokens};
use super::tree::before_tests;
use super::{Finding, Tree};

const BACKEND: &str = "aws_lc_rs";
const SOURCES: &str = "crates/jose-crypto/src/";

/// Checks every public signature of jose-crypto.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    let sources = tree.sources().filter(|(path, _)| path.starts_with(SOURCES));
    sources.flat_map(|(path, text)| file(path, text)).collect()
}

fn file(path: &str, text: &str) -> Vec<Finding> {
    let tokens = tokens(before_tests(text));
    let names = imports::backend_names(&tokens);
    let mut findings = Vec::new();
    for signature in signatures::public(&tokens) {
        if let Some(token) = backend(&signature, &names) {
            let message = format!(
                "`{}` comes from the backend and stands in a public signature or conversion. Keep \
                 it in a private field of a type of ours and convert by hand",
                token.text
            );
            findings.push(Finding::error(format!("{path}:{}", token.line), message));
        }
    }
    findings
}

/// The first token that names the backend, directly or by one of the names a file imports.
fn backend<'t, 'a>(tokens: &'t [Token<'a>], names: &BTreeSet<&str>) -> Option<&'t Token<'a>> {
    let text = |index: Option<usize>| Some(tokens.get(index?)?.text);
    let found = tokens.iter().enumerate().find(|(index, token)| {
        if token.text == BACKEND {
            return true;
        }
        // `crate::digest::Digest` is ours even if the file imports a `digest` from the backend, and
        // a parameter named `digest` is not the module: a module is followed by `::`.
        let is_type = token.text.starts_with(char::is_uppercase);
        let is_path_start = text(index.checked_sub(1)) != Some("::");
        let leads_on = text(index.checked_add(1)) == Some("::");
        names.contains(token.text) && is_path_start && (is_type || leads_on)
    });
    found.map(|(_, token)| token)
}

#[cfg(test)]
mod tests {
    use super::*;

    const IMPORTS: &str = "use aws_lc_rs::{digest, error::Unspecified as Opaque, hmac::{self, Key}};\n";

    const GOOD: &[(&str, &str)] = &[
        ("private tuple field", "pub struct HmacKey(aws_lc_rs::hmac::Key);"),
        ("private field", "pub struct A { key: Key, pub name: u8 }"),
        ("inside a body", "pub fn a(key: &[u8]) -> Tag { let k: Key = hmac::sign(); Tag::of(k) }"),
        ("inside the crate", "pub(crate) fn a(key: &Key) -> hmac::Tag { }"),
        ("private function", "fn a(key: &Key) -> Result<(), Opaque> { }"),
        ("parameter with a module's name", "pub fn a(digest: &[u8]) -> crate::digest::Key;"),
        ("comment and text", "/// Like [`Key`].\npub fn a() -> &'static str { \"Key\" }"),
        ("private constant", "const A: hmac::Algorithm = hmac::HMAC_SHA256;"),
        ("trait of the backend", "impl hmac::KeyType for Length { fn len(&self) -> usize { 1 } }"),
        ("own conversion", "impl From<u8> for Name { fn from(a: u8) -> Self { Key::new(a) } }"),
        ("public constant", "pub const A: Name = Name(hmac::HMAC_SHA256);"),
        ("enum of ours", "pub enum A { B { name: u8 }, C(Name) }"),
        ("trait of ours", "pub trait A { fn a(&self) -> u8 { let k: Key = b(); k.len() } }"),
        ("tests", "#[cfg(test)]\nmod tests {\n pub fn a(key: Key) {}\n}"),
    ];

    const BAD: &[(&str, &str)] = &[
        ("argument", "pub fn a(key: &Key) {}"),
        ("result", "impl A { pub const fn a(&self) -> &hmac::Tag { } }"),
        ("full path", "pub async fn a() -> Result<(), aws_lc_rs::error::Unspecified> {}"),
        ("renamed import", "pub fn a() -> Result<(), Opaque>;"),
        ("bound", "pub fn a<T>(t: T) where T: Into<Key> {}"),
        ("public field", "pub struct A { name: u8, pub map: Map<u8, Key> }"),
        ("public tuple field", "pub struct A(pub Key);"),
        ("generic of a struct", "pub struct A<T: AsRef<Key>> { t: T }"),
        ("enum variant", "pub enum A { B(Key) }"),
        ("enum field", "pub enum A { B { key: hmac::Key } }"),
        ("trait method", "pub trait A { fn b(&self) -> u8 { 1 } fn a(&self) -> &Key; }"),
        ("type", "pub type A = Key;"),
        ("re-export", "pub use aws_lc_rs::hmac;"),
        ("re-export of an import", "pub use hmac::Algorithm;"),
        ("constant", "pub const A: &hmac::Algorithm = &X;"),
        ("static", "pub static A: hmac::Algorithm = X;"),
        ("their error into ours", "impl From<Opaque> for Failed { fn from(_: Opaque) -> Self { Self } }"),
        ("our error into theirs", "impl From<Failed> for aws_lc_rs::error::Unspecified { }"),
        ("into", "impl Into<Key> for HmacKey { }"),
        ("borrowed", "impl AsRef<Key> for HmacKey { }"),
        ("associated type", "impl Deref for HmacKey { type Target = Key; }"),
        ("private alias", "type Inner = Key;\npub fn a(key: &Inner) {}"),
        ("module alias", "use hmac as mac;\npub fn a(key: &mac::Key) {}"),
    ];

    #[test]
    fn what_is_private_may_name_the_backend() {
        for (name, text) in GOOD {
            assert_eq!(file("x.rs", &format!("{IMPORTS}{text}\n")), [], "{name}");
        }
    }

    #[test]
    fn what_is_public_may_not() {
        for (name, text) in BAD {
            let found = file("x.rs", &format!("{IMPORTS}\n{text}\n"));
            assert_eq!(found.len(), 1, "{name}: {found:?}");
        }
    }

    #[test]
    fn the_line_of_the_name_is_given() {
        let found = file("x.rs", &format!("{IMPORTS}pub fn a(\n    b: u8,\n    c: Key,\n) {{}}\n"));
        assert_eq!(found[0].place, "x.rs:4");
    }

    #[test]
    fn only_the_crate_that_owns_the_backend_is_read() {
        use crate::tidy::tree::tests::with_tree;
        let text = format!("{IMPORTS}pub fn a(key: Key) {{}}");
        let files = [("crates/jose-crypto/src/a.rs", text.as_str()), ("xtask/src/a.rs", text.as_str())];
        assert_eq!(with_tree(&files, Vec::new(), check).len(), 1);
    }
}
