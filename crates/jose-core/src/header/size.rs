//! How large a header is that has no text of its own, because it stands inside a message in JSON.

use alloc::string::String;

use serde_json::{Map, Value};

use super::JoseHeader;

/// What a header takes. Its text is at least as long as `bytes`: the strings, decoded, the names that have no field, and one for any other value.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Size {
    pub(crate) bytes: usize,
    /// At all depths together.
    pub(crate) members: usize,
    pub(crate) depth: usize,
}

impl JoseHeader<'_> {
    pub(crate) fn size(&self) -> Size {
        let mut size = Size::default();
        size.add_object(&self.others, 1);
        let texts = [
            &self.algorithm,
            &self.content_encryption,
            &self.compression,
            &self.key_id,
            &self.message_type,
            &self.content_type,
            &self.party_u_info,
            &self.party_v_info,
            &self.key_iv,
            &self.key_tag,
        ];
        for text in texts.into_iter().flatten() {
            size.add_member(text);
        }
        if let Some(names) = self.critical() {
            size.add_member("");
            size.depth = size.depth.max(2);
            for name in names {
                size.add_bytes(name.len().saturating_add(1));
            }
        }
        if let Some(key) = self.ephemeral_key() {
            size.add_member("");
            size.depth = size.depth.max(2);
            for text in [Some(key.key_type()), Some(key.curve()), Some(key.x()), key.y()].into_iter().flatten() {
                size.add_member(text);
            }
        }
        size
    }
}

impl Size {
    fn add_object(&mut self, object: &Map<String, Value>, depth: usize) {
        self.depth = self.depth.max(depth);
        for (name, value) in object {
            self.add_member(name);
            self.add(value, depth);
        }
    }

    /// Adds a value that stands in an object or a list at this depth.
    fn add(&mut self, value: &Value, depth: usize) {
        let inner = depth.saturating_add(1);
        match value {
            Value::String(text) => self.add_bytes(text.len().saturating_add(1)),
            Value::Object(object) => self.add_object(object, inner),
            Value::Array(list) => {
                self.depth = self.depth.max(inner);
                for value in list {
                    self.add(value, inner);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => self.add_bytes(1),
        }
    }

    fn add_member(&mut self, text: &str) {
        self.members = self.members.saturating_add(1);
        self.add_bytes(text.len());
    }

    fn add_bytes(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(bytes);
    }
}
