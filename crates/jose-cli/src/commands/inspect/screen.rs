//! What people see of a token that nobody has verified: every part says so.

use anstyle::{AnsiColor, Style};
use jose::{Limits, UnixTime};
use serde_json::{Map, Value};

use super::{UNSIGNED, Unverified, claims};
use crate::{arguments::values::readable, output::visible};

/// The whole screen, with styles.
pub(super) fn show(found: &Unverified, token_bytes: usize, limits: &Limits) -> String {
    let unsigned = found.form() == UNSIGNED;
    match found {
        Unverified::Signed { header, payload, signature_bytes } => [
            part(&format!("{} token, {token_bytes} characters", if unsigned { "UNSIGNED" } else { "signed" }), ""),
            part("header", &pretty(header)),
            match claims(payload, limits) {
                Some(claims) => part("claims", &format!("{}{}", pretty(&claims), times(&claims))),
                None => part("payload", &format!("{} bytes, not a claims object\n", payload.len())),
            },
            part("signature", &signature(*signature_bytes, unsigned)),
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

fn signature(bytes: usize, unsigned: bool) -> String {
    match (bytes, unsigned) {
        (0, _) => "none: anybody can write or change this token\n".to_owned(),
        (_, true) => format!("{bytes} bytes that prove nothing, because alg is none\n"),
        (_, false) => format!("{bytes} bytes, not checked\n"),
    }
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
