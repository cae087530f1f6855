//! The text of the compact form, and of the forms in JSON, with the members in the order of the examples of RFC 7520. Empty parts are left out.

use jose_core::base64url::{self, encoded_len};
use jose_crypto::content::ContentTag;

use super::kernel::{Keys, Sealed};

/// Which form is written.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Flattened,
    General,
}

/// The compact form.
pub(super) fn compact(sealed: &Sealed<'_, '_>) -> String {
    let tag = sealed.tag.as_ref().map(ContentTag::as_bytes).unwrap_or_default();
    let protected = &*sealed.headers.protected;
    let segments = [sealed.keys.encrypted_key(), sealed.keys.iv(), &sealed.ciphertext, tag];
    let lengths = segments.iter().map(|segment| encoded_len(segment.len()).saturating_add(1));
    let mut message = String::with_capacity(lengths.fold(protected.len(), usize::saturating_add));
    message.push_str(protected);
    for segment in segments {
        message.push('.');
        base64url::encode_onto(segment, &mut message);
    }
    message
}

pub(super) fn json(sealed: &Sealed<'_, '_>, form: Form, aad: &[u8]) -> String {
    let encrypted_key = sealed.keys.encrypted_key();
    let tag = sealed.tag.as_ref().map(ContentTag::as_bytes).unwrap_or_default();
    let mut members = Members::default();
    match form {
        Form::Flattened => {
            members.text("protected", &sealed.headers.protected);
            members.json("unprotected", sealed.headers.shared.as_deref());
            members.bytes("encrypted_key", encrypted_key);
            members.bytes("aad", aad);
            members.bytes("iv", sealed.keys.iv());
        }
        Form::General => {
            members.json("recipients", Some(&recipients(&sealed.keys)));
            members.json("unprotected", sealed.headers.shared.as_deref());
            members.text("protected", &sealed.headers.protected);
            members.bytes("iv", sealed.keys.iv());
            members.bytes("aad", aad);
        }
    }
    // The ciphertext of nothing is empty, and still must be there.
    members.json("ciphertext", Some(&format!("\"{}\"", base64url::encode(&sealed.ciphertext))));
    members.bytes("tag", tag);
    members.object()
}

fn recipients(keys: &Keys<'_>) -> String {
    let recipient = |encrypted_key: &[u8], header: Option<&str>| {
        let mut members = Members::default();
        members.bytes("encrypted_key", encrypted_key);
        members.json("header", header);
        members.object()
    };
    let list: Vec<String> = match keys {
        Keys::Several(_, keys) => {
            keys.iter().map(|(wrapped, header)| recipient(wrapped.encrypted_key(), Some(header))).collect()
        }
        one => vec![recipient(one.encrypted_key(), None)],
    };
    format!("[{}]", list.join(","))
}

/// The members of an object. Neither base64url nor a header in JSON needs an escape.
#[derive(Default)]
struct Members(String);

impl Members {
    fn json(&mut self, name: &str, json: Option<&str>) {
        let Some(json) = json else { return };
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        for part in ["\"", name, "\":", json] {
            self.0.push_str(part);
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        self.json(name, (!text.is_empty()).then(|| format!("\"{text}\"")).as_deref());
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.text(name, &base64url::encode(bytes));
    }

    fn object(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}
