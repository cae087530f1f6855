//! From a draft to text.
//!
//! Most headers have a few short strings that need no escape, and are written for each message: they are put together here. Whatever is more than
//! that is left to `serde_json`.

use alloc::string::String;

use serde::Serialize;

use super::{DraftEphemeralKey, HeaderDraft};
use crate::base64url;

impl HeaderDraft<'_> {
    /// The header as the first segment of a message.
    #[must_use]
    pub fn to_base64url(&self) -> String {
        base64url::encode(self.to_json().as_bytes())
    }

    /// The header as the protected one of a message: as [`HeaderDraft::to_base64url`], but nothing if it has no members. Such a header is left out
    /// (RFC 7515, section 7.2.1; RFC 7516, section 7.2.1).
    #[must_use]
    pub fn to_protected(&self) -> String {
        match self.to_json().as_str() {
            "{}" => String::new(),
            json => base64url::encode(json.as_bytes()),
        }
    }

    /// The header as JSON, as the forms in JSON have the unprotected ones.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut members = Members(String::with_capacity(MOSTLY_ENOUGH));
        members.0.push('{');
        members.text("alg", self.alg);
        members.text("kid", self.kid);
        members.text("typ", self.typ);
        members.text("p2s", self.p2s.as_deref());
        members.value("p2c", self.p2c.as_ref());
        members.key(self.epk.as_ref());
        members.text("apu", self.apu);
        members.text("apv", self.apv);
        members.text("tag", self.tag.as_deref());
        members.text("iv", self.iv.as_deref());
        members.text("ek", self.ek.as_deref());
        members.text("jku", self.jku);
        members.value("jwk", self.jwk);
        members.text("x5u", self.x5u);
        members.value("x5c", self.x5c);
        members.text("x5t", self.x5t);
        members.text("x5t#S256", self.x5t_s256);
        members.text("cty", self.cty);
        members.text("enc", self.enc);
        members.text("zip", self.zip);
        members.value("b64", self.b64.as_ref());
        members.value("crit", self.crit);
        for (name, value) in self.private.into_iter().flatten() {
            members.separate();
            push_string(name, &mut members.0);
            members.0.push(':');
            push_json(value, &mut members.0);
        }
        members.0.push('}');
        members.0
    }
}

/// An object that is open, with the members that have been written so far.
struct Members(String);

impl Members {
    fn text(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.name(name);
            push_string(text, &mut self.0);
        }
    }

    fn value<T: Serialize + ?Sized>(&mut self, name: &'static str, value: Option<&T>) {
        if let Some(value) = value {
            self.name(name);
            push_json(value, &mut self.0);
        }
    }

    fn key(&mut self, key: Option<&DraftEphemeralKey>) {
        if let Some(key) = key {
            self.name("epk");
            self.0.push('{');
            let all = [("kty", Some(key.kty)), ("crv", Some(key.crv)), ("x", Some(&*key.x)), ("y", key.y.as_deref())];
            for (name, text) in all {
                self.text(name, text);
            }
            self.0.push('}');
        }
    }

    /// Registered names need no escape.
    fn name(&mut self, name: &'static str) {
        self.separate();
        self.0.push('"');
        self.0.push_str(name);
        self.0.push_str("\":");
    }

    fn separate(&mut self) {
        // Every value ends in another character.
        if !self.0.ends_with('{') {
            self.0.push(',');
        }
    }
}

fn push_string(text: &str, json: &mut String) {
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        json.push('"');
        json.push_str(text);
        json.push('"');
    } else {
        push_json(text, json);
    }
}

/// Strings, numbers, and lists and maps of them always serialize.
fn push_json<T: Serialize + ?Sized>(value: &T, json: &mut String) {
    json.push_str(&serde_json::to_string(value).unwrap_or_default());
}

/// A header with an ephemeral key on any curve fits.
const MOSTLY_ENOUGH: usize = 384;
