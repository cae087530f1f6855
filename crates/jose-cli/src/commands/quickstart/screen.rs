//! What people see of it.

use std::path::Path;

use anstyle::{AnsiColor, Style};
use jose::{Token, UnixTime};
use serde_json::{Map, Value};

use super::{
    Course, Verdict,
    scene::{AUDIENCE, CLIENT, ISSUER_NAME, PRIVATE_CLAIM, SCOPE, SUBJECT},
    store::{API, API_PUBLIC, ISSUER, ISSUER_PUBLIC, Store},
};
use crate::{arguments::values::readable, input::shown};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GOOD: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));

/// The whole screen, with styles.
pub(super) fn show(course: &Course<'_>) -> String {
    [
        format!("{BOLD}One encrypted access token, end to end{BOLD:#}\n"),
        keys(course.store),
        issued(&course.token),
        opened(&course.opened),
        refused(&course.refused),
        what_next(course.store),
    ]
    .join("\n")
}

fn keys(store: &Store) -> String {
    let what = if store.is_new() { "new, in" } else { "found and used again, in" };
    let of = |kid: Option<&str>| format!("{DIM}kid {}{DIM:#}", kid.unwrap_or("-"));
    let (issuer, api) = (of(store.issuer.key_id()), of(store.api.key_id()));
    let mode = if store.is_new() { ", mode 0600" } else { "" };
    let rows = [
        row(ISSUER, &format!("the issuer signs with it; ES256{mode}, {issuer}")),
        row(ISSUER_PUBLIC, "its public half: the API verifies with it"),
        row(API, &format!("the API decrypts with it; ECDH-ES+A256KW on X25519{mode}, {api}")),
        row(API_PUBLIC, "its public half: the issuer encrypts to it"),
    ];
    format!("{BOLD}1 Keys{BOLD:#}  {what} {}\n{}", shown(store.dir()), rows.concat())
}

fn issued(token: &str) -> String {
    let names = ["header", "encrypted key", "iv", "ciphertext", "tag"];
    let segments: Vec<String> =
        names.into_iter().zip(token.split('.')).map(|(name, text)| format!("{name} {}", text.len())).collect();
    let rows = [
        row("token", &format!("{DIM}{}...{DIM:#}", token.get(..64).unwrap_or(token))),
        row("length", &format!("{} characters in {} segments", token.len(), token.split('.').count())),
        row("segments", &segments.join(", ")),
    ];
    format!("{BOLD}2 Issue{BOLD:#}  signed by {ISSUER_NAME}, then encrypted to {AUDIENCE}\n{}", rows.concat())
}

fn opened(token: &Token<Map<String, Value>>) -> String {
    let (name, _) = PRIVATE_CLAIM;
    let private = token.claims().get(name).and_then(Value::as_str).unwrap_or("-");
    let time = |time: Option<UnixTime>| time.map_or_else(|| "-".to_owned(), readable);
    let rows = [
        row("subject", token.subject().unwrap_or("-")),
        row("client", token.client_id().unwrap_or("-")),
        row("scope", &token.scope().to_string()),
        row(name, &format!("{private} (a private claim)")),
        row("issued", &time(token.issued_at())),
        row("expires", &time(token.expires_at())),
    ];
    format!(
        "{BOLD}3 Open{BOLD:#}  {GOOD}accepted{GOOD:#}: decrypted, verified and validated by the API\n{}",
        rows.concat()
    )
}

fn refused(verdicts: &[Verdict]) -> String {
    let line = |verdict: &Verdict| {
        let (code, reason) = verdict.refusal.clone().unwrap_or_default();
        format!("  {GOOD}refused{GOOD:#}  {:<45} {BOLD}{code:<26}{BOLD:#} {reason}\n", verdict.name)
    };
    let lines: String = verdicts.iter().map(line).collect();
    format!("{BOLD}4 Refuse{BOLD:#}  {} tampered or misused tokens\n{lines}", verdicts.len())
}

/// Commands that work as they stand, in the folder where this one was run.
fn what_next(store: &Store) -> String {
    let jose = std::env::args_os().next().map_or_else(|| "jose".to_owned(), |name| quoted(Path::new(&name)));
    let file = |name: &str| quoted(&store.path(name));
    let (issuer, issuer_public, api, api_public) = (file(ISSUER), file(ISSUER_PUBLIC), file(API), file(API_PUBLIC));
    let token = file("token.txt");
    format!(
        "{BOLD}What next{BOLD:#}\n  \
         {jose} token issue --key {issuer} --encrypt-to {api_public} --issuer {ISSUER_NAME} \\\n      \
         --subject {SUBJECT} --audience {AUDIENCE} --client-id {CLIENT} --scope '{SCOPE}' > {token}\n  \
         {jose} inspect {token}\n  \
         {jose} token open --key {issuer_public} --decrypt-key {api} --issuer {ISSUER_NAME} \\\n      \
         --audience {AUDIENCE} {token}\n  \
         {jose} --help\n"
    )
}

fn row(name: &str, text: &str) -> String {
    format!("  {name:<14}  {text}\n")
}

/// A path as a shell reads it back.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |character: char| character.is_ascii_alphanumeric() || "/._-+:@%".contains(character);
    if !text.is_empty() && text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
