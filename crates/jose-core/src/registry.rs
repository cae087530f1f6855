//! The algorithm registries as tables: one row holds all that is known of an algorithm.
//!
//! ```
//! use jose_core::{ContentEncryption, JwsAlgorithm, KeyType};
//!
//! let algorithm = JwsAlgorithm::from_name("ES256").ok_or("unknown")?;
//! assert_eq!(algorithm.row().key_type, KeyType::Ec);
//! assert_eq!(ContentEncryption::A128CbcHs256.row().key_bytes, 32);
//! assert_eq!(JwsAlgorithm::from_name("none"), None); // not an algorithm here
//! # Ok::<(), &str>(())
//! ```
//!
//! Names in messages and keys stay text until they are looked up here, so that an unknown name survives parsing and is refused later, by
//! its name. Names are compared byte for byte: `es256` is unknown. Nothing below these tables lists algorithms again; adding one
//! is a row here and its implementation in `jose-crypto`. Source: IANA "JSON Web Signature and Encryption Algorithms", RFC 7518, RFC 8037,
//! RFC 9864.

mod content_encryption;
mod jws;
mod key;
mod key_management;

pub use content_encryption::{ContentEncryption, ContentEncryptionKind, ContentEncryptionRow};
pub use jws::{JwsAlgorithm, JwsKind, JwsRow, ML_DSA_SEED_BYTES, RSA_MODULUS_BYTES};
pub use key::{Curve, CurveRow, Hash, KeyType, KeyTypeRow};
pub use key_management::{HpkeAead, HpkeSuite, KeyManagementAlgorithm, KeyManagementKind, KeyManagementRow};

/// Makes one registry: the names as a type, and a row for each.
macro_rules! registry {
    (
        $(#[$doc:meta])* $name:ident, $row:ident;
        $($(#[$entry_doc:meta])* $text:literal $variant:ident { $($field:ident: $value:expr),* $(,)? })*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$entry_doc])* $variant,)*
        }

        impl $name {
            /// Every algorithm of this registry, in the order of its table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// All that is known of this algorithm.
            #[must_use]
            pub const fn row(self) -> &'static $row {
                match self {
                    $(Self::$variant => &const { $row { name: $text, $($field: $value),* } },)*
                }
            }

            /// The name in messages and keys.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.row().name
            }

            /// The algorithm of exactly this name, if it is one of ours.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
use registry;
