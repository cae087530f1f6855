//! Keys as JSON, written member by member so that secrets pass through no buffer that is not wiped.

use jose_core::{SecretBytes, base64url};
use jose_crypto::material::{PrivateMaterial, PublicMaterial};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::metadata::Metadata;

/// The members of one key, in the order in which they are written. Each value is JSON already.
#[derive(Default)]
pub(crate) struct Members(Vec<(String, Zeroizing<String>)>);

impl Members {
    pub(crate) fn public(material: &PublicMaterial) -> Self {
        let mut members = Self::default();
        members.text("kty", material.key_type().name());
        if let Some(curve) = material.curve() {
            members.text("crv", curve.name());
        }
        if let Some(algorithm) = material.algorithm() {
            members.text("alg", algorithm.name());
        }
        match material {
            PublicMaterial::Rsa { n, e } => {
                members.bytes("n", n);
                members.bytes("e", e);
            }
            PublicMaterial::Ec { x, y, .. } => {
                members.bytes("x", x);
                members.bytes("y", y);
            }
            PublicMaterial::Okp { x, .. } => members.bytes("x", x),
            PublicMaterial::Akp { public_key, .. } => members.bytes("pub", public_key),
            _ => {}
        }
        members
    }

    pub(crate) fn private(material: &PrivateMaterial) -> Self {
        let mut members = Self::public(&material.public());
        match material {
            PrivateMaterial::Rsa(rsa) => {
                let parts = [&rsa.d, &rsa.p, &rsa.q, &rsa.dp, &rsa.dq, &rsa.qi];
                for (name, part) in ["d", "p", "q", "dp", "dq", "qi"].into_iter().zip(parts) {
                    members.secret(name, part);
                }
            }
            PrivateMaterial::Ec { d, .. } | PrivateMaterial::Okp { d, .. } => members.secret("d", d),
            PrivateMaterial::Akp { seed, .. } => members.secret("priv", seed),
            _ => {}
        }
        members
    }

    pub(crate) fn symmetric(secret: &SecretBytes) -> Self {
        let mut members = Self::default();
        members.text("kty", "oct");
        members.secret("k", secret);
        members
    }

    pub(crate) fn with(mut self, metadata: &Metadata) -> Self {
        let texts = [
            ("use", metadata.key_use.as_deref()),
            ("alg", metadata.algorithm.as_deref()),
            ("kid", metadata.key_id.as_deref()),
        ];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            // The `alg` of an AKP key stands among its numbers already.
            self.0.retain(|(known, _)| known.trim_matches('"') != name);
            self.text(name, text);
        }
        if let Some(operations) = &metadata.key_operations {
            let names: Value = operations.iter().map(String::as_str).collect();
            self.push("key_ops", Zeroizing::new(names.to_string()));
        }
        for (name, value) in &metadata.others {
            self.push(name, Zeroizing::new(value.to_string()));
        }
        self
    }

    /// The same members in the order of their names.
    pub(crate) fn sorted(mut self) -> Self {
        self.0.sort_by(|one, other| one.0.cmp(&other.0));
        self
    }

    /// Appends the object. Whoever gives the buffer makes room for [`Members::len`], since growing would leave a copy of a secret behind.
    pub(crate) fn write(&self, json: &mut String) {
        json.push('{');
        for (index, (name, value)) in self.0.iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            json.push_str(name);
            json.push(':');
            json.push_str(value);
        }
        json.push('}');
    }

    /// How many bytes [`Members::write`] writes.
    pub(crate) fn len(&self) -> usize {
        let each = self.0.iter().map(|(name, value)| name.len().saturating_add(value.len()).saturating_add(2));
        each.fold(2, usize::saturating_add)
    }

    fn push(&mut self, name: &str, value: Zeroizing<String>) {
        self.0.push((Value::from(name).to_string(), value));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.push(name, Zeroizing::new(Value::from(text).to_string()));
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.text(name, &base64url::encode(bytes));
    }

    fn secret(&mut self, name: &str, secret: &SecretBytes) {
        let encoded = base64url::encode_secret(secret.expose());
        let mut quoted = Zeroizing::new(String::with_capacity(encoded.len().saturating_add(2)));
        quoted.push('"');
        quoted.push_str(&encoded);
        quoted.push('"');
        self.push(name, quoted);
    }
}
