//! A switched-off lint says why.

use super::lexer::{Token, tokens};
use super::{Finding, Tree};

/// Looks for `allow` and `expect` attributes without a reason in `crates/*/src`.
pub(super) fn check(tree: &Tree<'_>) -> Vec<Finding> {
    let sources = tree.sources().filter(|(path, _)| path.starts_with("crates/"));
    sources.flat_map(|(path, text)| file(path, text)).collect()
}

fn file(path: &str, text: &str) -> Vec<Finding> {
    let tokens = tokens(text);
    let mut findings = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let rest = tokens.get(index..).unwrap_or_default();
        if token.text == "#" && unexplained(attribute(rest)) {
            let message = "a lint is switched off without a reason: write `#[expect(the_lint, reason \
                           = \"...\")]`, which also complains when it is no longer needed";
            findings.push(Finding::error(format!("{path}:{}", token.line), message));
        }
    }
    findings
}

/// The tokens inside the attribute that begins here; empty if none does.
fn attribute<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let is = |index: usize, text| tokens.get(index).is_some_and(|token| token.text == text);
    let start = if is(1, "!") { 2 } else { 1 };
    if !is(start, "[") {
        return &[];
    }
    let body = tokens.get(start..).unwrap_or_default();
    let mut depth = 0_usize;
    let end = body.iter().position(|token| {
        match token.text {
            "[" => depth = depth.saturating_add(1),
            "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    end.and_then(|end| body.get(..end)).unwrap_or_default()
}

fn unexplained(attribute: &[Token<'_>]) -> bool {
    let has = |first: &[&str], second: &str| {
        let mut pairs = attribute.iter().zip(attribute.iter().skip(1));
        pairs.any(|(one, two)| first.contains(&one.text) && two.text == second)
    };
    has(&["allow", "expect"], "(") && !has(&["reason"], "=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_wanted() {
        for (text, lines) in [
            ("#[expect(dead_code, reason = \"the next issue reads it\")]\nfn a() {}", vec![]),
            ("#[derive(Debug)]\nfn a() { b.expect(\"x\"); }", vec![]),
            ("// #[allow(dead_code)]\nfn a() { \"#[allow(x)]\"; }", vec![]),
            ("fn a() {}\n#[allow(dead_code)]\nfn b() {}", vec!["x.rs:2"]),
            ("#![allow(\n  dead_code\n)]", vec!["x.rs:1"]),
            ("#[cfg_attr(test, allow(dead_code))]\nfn b() {}", vec!["x.rs:1"]),
            ("#[expect(dead_code)]\nfn b() {}", vec!["x.rs:1"]),
        ] {
            let places: Vec<_> = file("x.rs", text).into_iter().map(|finding| finding.place).collect();
            assert_eq!(places, lines, "{text}");
        }
    }
}
