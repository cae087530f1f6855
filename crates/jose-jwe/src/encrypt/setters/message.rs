//! What both kinds of encryptor can be told about a message as a whole.

use serde_json::Value;

use crate::encrypt::{Encryptor, GeneralEncryptor};

macro_rules! setters {
    ($encryptor:ident) => {
        impl<'e> $encryptor<'e> {
            /// `typ`: what the whole message is, such as `JWT`.
            #[must_use]
            pub fn message_type(mut self, message_type: &'e str) -> Self {
                self.settings.message_type = Some(message_type);
                self
            }

            /// `cty`: what the plaintext is; `JWT` for a token inside (RFC 7519, section 5.2).
            #[must_use]
            pub fn content_type(mut self, content_type: &'e str) -> Self {
                self.settings.content_type = Some(content_type);
                self
            }

            /// A protected header member of the application's own, in the clear. A registered name is refused when the message is encrypted.
            #[must_use]
            pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
                self.settings.members.insert(name.into(), value.into());
                self
            }

            /// As the method `member`, and listed in `crit`: whoever does not understand it refuses the message.
            #[must_use]
            pub fn critical_member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
                let name = name.into();
                if !self.settings.critical.contains(&name) {
                    self.settings.critical.push(name.clone());
                }
                self.member(name, value)
            }

            /// A member of the unprotected header that all recipients share, in the forms in JSON: one of the application's own, or `typ` or
            /// `cty`.
            ///
            /// # Security
            /// The tag does not cover it: whoever carries the message can change it.
            #[must_use]
            pub fn unprotected_member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
                self.settings.unprotected_members.insert(name.into(), value.into());
                self
            }

            /// Additional authenticated data: bytes in the clear that the tag covers, in the forms in JSON. An empty one is none.
            #[must_use]
            pub fn aad(mut self, aad: &'e [u8]) -> Self {
                self.settings.aad = aad;
                self
            }

            /// Compresses the plaintext before it is encrypted (`zip`).
            ///
            /// # Security
            /// The length of a compressed text tells about its content. Where an attacker can choose a part of the plaintext and see the lengths
            /// of many messages, they can read the rest of it, letter by letter (RFC 8725, section 3.6). Only compress what has no such part.
            /// Recipients refuse compressed messages unless they ask for them.
            #[cfg(feature = "deflate")]
            #[must_use]
            pub fn compress(mut self) -> Self {
                self.settings.compression = crate::encrypt::settings::Compression::Here;
                self
            }
        }
    };
}

setters!(Encryptor);
setters!(GeneralEncryptor);
