//! Texts whose shape says what they are.

use jose_core::base64url;
use serde_json::{Map, Value};

use super::{LooksLike, bank_account, email_address, private_key};

pub(super) fn look(text: &str) -> Option<LooksLike> {
    let text = text.trim();
    let word = text.strip_prefix("Bearer ").unwrap_or(text);
    if private_key::is_text(text) {
        Some(LooksLike::PrivateKey)
    } else if is_token(word) {
        Some(LooksLike::Token)
    } else if is_access_key(word) {
        Some(LooksLike::AccessKey)
    } else if is_url_with_password(text) {
        Some(LooksLike::UrlWithPassword)
    } else if bank_account::is_iban(text) {
        Some(LooksLike::BankAccount)
    } else if email_address::is_one(text) {
        Some(LooksLike::EmailAddress)
    } else {
        None
    }
}

/// A compact JWS or JWE: three or five segments of base64url, the first of them a header with `alg`.
fn is_token(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let dots = text.bytes().filter(|byte| *byte == b'.').count();
    if !matches!(dots, 2 | 4) || !text.bytes().all(letter) {
        return false;
    }
    let header = text.split_once('.').and_then(|(header, _)| base64url::decode(header).ok());
    let header = header.and_then(|header| serde_json::from_slice::<Map<String, Value>>(&header).ok());
    header.is_some_and(|header| header.contains_key("alg"))
}

/// Only the bare key, as long as such keys are at least: a text that mentions a prefix is just a text.
fn is_access_key(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let fits = |(prefix, shortest): &(&str, usize)| text.len() >= *shortest && text.starts_with(prefix);
    ACCESS_KEYS.iter().any(fits) && text.bytes().all(letter)
}

/// `scheme://user:password@host`.
fn is_url_with_password(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    let scheme_fits = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    scheme_fits && !scheme.is_empty() && user.split_once(':').is_some_and(|(_, password)| !password.is_empty())
}

/// What services put before the keys that they give out, and how long such a key is at least.
const ACCESS_KEYS: &[(&str, usize)] = &[
    // tidy: sorted
    ("AIza", 39),        // Google Cloud, API key
    ("AKIA", 20),        // Amazon Web Services, access key
    ("ASIA", 20),        // Amazon Web Services, temporary access key
    ("GOCSPX-", 24),     // Google, OAuth client secret
    ("SG.", 60),         // SendGrid
    ("dop_v1_", 60),     // DigitalOcean
    ("gho_", 36),        // GitHub, OAuth
    ("ghp_", 36),        // GitHub, personal access token
    ("ghr_", 36),        // GitHub, refresh token
    ("ghs_", 36),        // GitHub, app
    ("ghu_", 36),        // GitHub, app acting for a user
    ("github_pat_", 40), // GitHub, fine-grained personal access token
    ("glpat-", 20),      // GitLab
    ("hf_", 30),         // Hugging Face
    ("npm_", 36),        // npm
    ("pypi-", 60),       // PyPI
    ("rk_live_", 20),    // Stripe, restricted
    ("sk-ant-", 40),     // Anthropic
    ("sk-proj-", 40),    // OpenAI
    ("sk_live_", 20),    // Stripe
    ("sk_test_", 20),    // Stripe, test mode
    ("xapp-", 30),       // Slack, app
    ("xoxb-", 30),       // Slack, bot
    ("xoxp-", 30),       // Slack, user
    ("ya29.", 40),       // Google, OAuth access token
                         // tidy: end
];
