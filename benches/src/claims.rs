//! The claims of a typical access token: 323 bytes of JSON.

use std::borrow::Cow;
use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

pub const ISSUER: &str = "https://id.example.com/realms/acme";
pub const AUDIENCE: &str = "https://api.example.com";

/// As most applications write it: every text of its own.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Claims {
    pub iss: String,
    pub sub: String,
    pub aud: String,
    pub exp: u64,
    pub iat: u64,
    pub nbf: u64,
    pub jti: String,
    pub client_id: String,
    pub scope: String,
    pub roles: Vec<String>,
}

/// The same, borrowed from the token.
#[derive(Debug, Deserialize)]
pub struct BorrowedClaims<'c> {
    #[serde(borrow)]
    pub iss: Cow<'c, str>,
    #[serde(borrow)]
    pub sub: Cow<'c, str>,
    #[serde(borrow)]
    pub aud: Cow<'c, str>,
    pub exp: u64,
    pub iat: u64,
    pub nbf: u64,
    #[serde(borrow)]
    pub jti: Cow<'c, str>,
    #[serde(borrow)]
    pub client_id: Cow<'c, str>,
    #[serde(borrow)]
    pub scope: Cow<'c, str>,
    #[serde(borrow)]
    pub roles: Vec<Text<'c>>,
}

/// serde borrows a `Cow` inside a `Vec` only behind a type of its own.
#[derive(Debug, Deserialize)]
pub struct Text<'c>(#[serde(borrow)] pub Cow<'c, str>);

/// What an issuer of access tokens adds to the registered claims. Whoever hands those out itself needs no more of a type.
#[derive(Debug, Deserialize, Serialize)]
pub struct Private {
    pub roles: Vec<String>,
}

/// The same, borrowed from the token.
#[derive(Debug, Deserialize)]
pub struct BorrowedPrivate<'c> {
    #[serde(borrow)]
    pub roles: Vec<Text<'c>>,
}

/// Issuer, audience and time, for whoever has no validator for them.
pub fn check(iss: &str, aud: &str, exp: u64, nbf: u64) -> Result<(), &'static str> {
    let now = now();
    let holds = iss == ISSUER && aud == AUDIENCE && exp > now && nbf <= now;
    if holds { Ok(()) } else { Err("the claims do not hold") }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl Claims {
    /// Issued a minute ago, for four hours.
    #[must_use]
    pub fn now() -> Self {
        let now = now();
        Self {
            iss: ISSUER.into(),
            sub: "user-7d4f2a90-55f1-4c6e".into(),
            aud: AUDIENCE.into(),
            // Longer than any run, and short enough for every policy.
            exp: now + 4 * 3600,
            iat: now - 60,
            nbf: now - 60,
            jti: "f3b1c2d4-8e6a-4b7c-9d10".into(),
            client_id: "web-frontend".into(),
            scope: "openid orders:read orders:write".into(),
            roles: vec!["customer".into(), "reporting".into(), "support-agent".into()],
        }
    }

    /// What somebody writes who reads the claims with serde_json: the checks are his own.
    pub fn read(payload: &[u8]) -> Result<Self, Box<dyn Error>> {
        let claims: Self = serde_json::from_slice(payload)?;
        check(&claims.iss, &claims.aud, claims.exp, claims.nbf)?;
        Ok(claims)
    }

    /// Their JSON.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}
