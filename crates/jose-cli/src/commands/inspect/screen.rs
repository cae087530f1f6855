//! What people see of a token that nobody has verified: every part says so.

use anstyle::{AnsiColor, Style};
use jose::{Limits, UnixTime};
use serde_json::{Map, Value};

use super::{Unverified, claims};
use crate::{arguments::values::readable, output::visible};

/// The whole screen, with styles.
pub(super) fn show(found: &Unverified, token_bytes: usize, limits: &Limits) -> String {
    match found {
        Unverified::Signed { header, payload, signature_bytes } => [
            part(&format!("signed token, {token_bytes} characters"), ""),
            part("header", &pretty(header)),
            match claims(payload, limits) {
                Some(claims) => part("claims", &format!("{}{}", pretty(&claims), times(&claims))),
                None => part("payload", &format!("{} bytes, not a claims object\n", payload.len())),
            },
            part("signature", &format!("{signature_bytes} bytes, not checked\n")),
        ]
        .concat(),
        Unverified::Encrypted { header, ciphertext_bytes } => [
            part(&format!("encrypted token, {token_bytes} characters"), ""),
            part("header", &pretty(header)),
            part("content", &format!("{ciphertext_bytes} bytes, encrypted\n")),
        ]
        .concat(),
    }
}

fn part(title: &str, body: &str) -> String {
    let mark = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
    let bold = Style::new().bold();
    format!("{mark}UNVERIFIED{mark:#}  {bold}{title}{bold:#}\n{}", visible(body))
}

fn pretty(members: &Map<String, Value>) -> String {
    let mut json = serde_json::to_string_pretty(members).unwrap_or_default();
    json.push('\n');
    json
}

/// The times among the claims, as people read them.
fn times(claims: &Map<String, Value>) -> String {
    let line = |name: &str| {
        let seconds = claims.get(name)?.as_i64()?;
        Some(format!("{name} is {}\n", readable(UnixTime::from_seconds(seconds))))
    };
    ["iat", "nbf", "exp"].into_iter().filter_map(line).collect()
}
