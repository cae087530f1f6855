//! The headers of a message: what is protected, what all recipients share, and what is one recipient's own.

use std::borrow::Cow;

use jose_core::{
    ContentEncryption, base64url,
    header::{DraftEphemeralKey, HeaderDraft},
};
use jose_crypto::{EphemeralPublicKey, WrappedKey};
use serde_json::{Map, Value};

use super::{Encryptor, Recipient, settings::Settings};

/// The headers that all recipients have in common.
pub(super) struct Headers<'h> {
    /// As base64url; empty if there is none.
    pub(super) protected: Cow<'h, str>,
    /// As JSON.
    pub(super) shared: Option<String>,
}

impl Encryptor<'_> {
    /// The headers of a message to one recipient. The members that come from wrapping the key go where `alg` goes.
    pub(super) fn headers(&self, wrapped: &WrappedKey) -> Headers<'static> {
        let Self { recipient, settings, .. } = self;
        let (apu, apv) = parties(recipient);
        let mut of_key = key_draft(recipient, wrapped, apu.as_deref(), apv.as_deref());
        let key_id = of_key.kid.take();
        let (mut protected, mut shared) = if self.unprotected_algorithm {
            (HeaderDraft::default(), of_key)
        } else {
            (of_key, HeaderDraft::default())
        };
        if self.unprotected_key_id { &mut shared } else { &mut protected }.kid = key_id;
        if self.unprotected_content_encryption { &mut shared } else { &mut protected }.enc =
            settings.content_encryption.map(ContentEncryption::name);
        let critical = settings.critical();
        settings.protect(&mut protected, &critical);
        write(&protected, shared, settings)
    }
}

impl Settings<'_> {
    /// The headers of a message to several recipients: `enc` and all that the tag should cover is protected.
    pub(super) fn headers(&self) -> Headers<'static> {
        let enc = self.content_encryption.map(ContentEncryption::name);
        let mut protected = HeaderDraft { enc, ..HeaderDraft::default() };
        let critical = self.critical();
        self.protect(&mut protected, &critical);
        write(&protected, HeaderDraft::default(), self)
    }
}

impl Recipient<'_> {
    /// The recipient's own header, as JSON.
    pub(super) fn header(&self, wrapped: &WrappedKey) -> String {
        let (apu, apv) = parties(self);
        let private = (!self.members.is_empty()).then_some(&self.members);
        HeaderDraft { private, ..key_draft(self, wrapped, apu.as_deref(), apv.as_deref()) }.to_json()
    }
}

/// What one recipient needs to find the content encryption key.
pub(super) fn key_draft<'d>(
    recipient: &'d Recipient<'_>,
    wrapped: &WrappedKey,
    apu: Option<&'d str>,
    apv: Option<&'d str>,
) -> HeaderDraft<'d> {
    HeaderDraft {
        alg: Some(recipient.key.algorithm().name()),
        kid: recipient.key.key_id(),
        p2s: wrapped.password_parameters().map(|(salt, _)| base64url::encode(salt)),
        p2c: wrapped.password_parameters().map(|(_, rounds)| rounds),
        epk: wrapped.ephemeral_key().map(draft_ephemeral_key),
        apu,
        apv,
        tag: wrapped.gcm_key_wrap().map(|(_, tag)| base64url::encode(tag)),
        iv: wrapped.gcm_key_wrap().map(|(iv, _)| base64url::encode(iv)),
        ek: wrapped.encapsulated_key().map(base64url::encode),
        ..HeaderDraft::default()
    }
}

pub(super) fn parties(recipient: &Recipient<'_>) -> (Option<String>, Option<String>) {
    let encoded = |info: &[u8]| (!info.is_empty()).then(|| base64url::encode(info));
    (encoded(recipient.party_u_info), encoded(recipient.party_v_info))
}

fn write(protected: &HeaderDraft<'_>, shared: HeaderDraft<'_>, settings: &Settings<'_>) -> Headers<'static> {
    let members = &settings.unprotected_members;
    let is_shared = shared.alg.is_some() || shared.enc.is_some() || shared.kid.is_some() || !members.is_empty();
    Headers {
        protected: protected.to_protected().into(),
        shared: is_shared.then(|| {
            let text = |name| members.get(name).and_then(Value::as_str);
            let others = members.iter().filter(|(name, _)| !matches!(name.as_str(), "typ" | "cty"));
            let others: Map<String, Value> = others.map(|(name, value)| (name.clone(), value.clone())).collect();
            let private = (!others.is_empty()).then_some(&others);
            HeaderDraft { typ: text("typ"), cty: text("cty"), private, ..shared }.to_json()
        }),
    }
}

fn draft_ephemeral_key(key: &EphemeralPublicKey) -> DraftEphemeralKey {
    let curve = key.curve().row();
    DraftEphemeralKey {
        kty: curve.key_type.name(),
        crv: curve.name,
        x: base64url::encode(key.x()),
        y: key.y().map(base64url::encode),
    }
}
