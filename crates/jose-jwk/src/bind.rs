//! From a JWK to a key that is bound to one algorithm.
//!
//! Three things must agree before a key is built: what the key says it is for (`alg`), what the caller asks for, and what the key can do at
//! all ([`algorithm`]). Then `use` and `key_ops` must permit the operation ([`permission`]).

pub(crate) mod algorithm;
mod any;
mod encryption;
mod permission;
#[cfg(feature = "rsa1_5-insecure")]
mod rsa1_5;
mod signature;
pub(crate) mod suits;

use std::sync::Arc;

use jose_crypto::{DecryptionKey, EncryptionKey, SigningKey, VerifyingKey};

use crate::metadata::Metadata;

/// A built key, with the `kid` of the JWK it was built from, which they share.
trait Named: Sized {
    fn named(self, metadata: &Metadata) -> Self;
}

macro_rules! named {
    ($($type:ty),*) => {$(
        impl Named for $type {
            fn named(self, metadata: &Metadata) -> Self {
                match &metadata.key_id {
                    Some(key_id) => self.with_shared_key_id(Arc::clone(key_id)),
                    None => self,
                }
            }
        }
    )*};
}

named! { DecryptionKey, EncryptionKey, SigningKey, VerifyingKey }
