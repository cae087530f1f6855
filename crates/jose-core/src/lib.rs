//! The part of JOSE that needs no cryptography: names, base64url, strict JSON, headers, compact and JSON forms, limits,
//! time and secret bytes.
//!
//! ```
//! use jose_core::{Limits, compact::CompactJws, header::JoseHeader};
//!
//! let token = "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.e30.c2ln";
//! let limits = Limits::default();
//! let message = CompactJws::parse(token, &limits)?;
//! let header_json = jose_core::base64url::decode(message.protected())?;
//! let header = JoseHeader::parse(message.protected(), &header_json, &limits)?;
//! assert_eq!(header.algorithm(), Some("ES256"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! You want this crate alone when you write a tool that looks at tokens or a protocol on top of them and must refuse
//! exactly what the rest of the family refuses. Nothing here is verified: what a header says is what a stranger
//! says. For trust, start at `jose-jws`, `jose-jwe` or `jose-claims`.
//!
//! There is no clock, no random source, no I/O and no C below this line, and with `default-features = false` the
//! crate is `no_std` with `alloc`. Specifications: RFC 7515, RFC 7516, RFC 7518, RFC 7797, RFC 4648
//! section 5, RFC 8259.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod base64url;
pub mod compact;
mod error;
pub mod header;
pub mod json;
pub mod json_form;
pub mod limits;
pub mod registry;
pub mod secret;
pub mod time;

pub use error::{ParseError, printable};
pub use limits::{LimitExceeded, Limits};
pub use registry::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType};
pub use secret::SecretBytes;
pub use time::{Clock, UnixTime};

/// Compiles and runs the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}
