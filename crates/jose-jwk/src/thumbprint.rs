//! Thumbprints: a name for a key that everybody computes alike.
//!
//! ```
//! use jose_jwk::{PublicJwk, ThumbprintHash};
//!
//! let key = PublicJwk::from_json(
//!     br#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
//! )?;
//! assert_eq!(key.thumbprint().to_string(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
//!
//! let longer = key.thumbprint_with(ThumbprintHash::Sha512);
//! assert!(longer.uri().starts_with("urn:ietf:params:oauth:jwk-thumbprint:sha-512:"));
//! # Ok::<(), jose_jwk::JwkError>(())
//! ```
//!
//! Only the numbers of the key count: two files with the same key and different `kid` or `alg` have one thumbprint, and so do the two
//! halves of a key pair. The thumbprint of a symmetric key is a hash of the secret: publish it only if the secret was generated,
//! because a typed one can be found by trying. Everybody uses SHA-256; the longer hashes are for a peer that asks for one.
//! Specification: RFC 7638, RFC 8037 section 2, RFC 9278.

use std::fmt;

use jose_core::base64url;
use jose_crypto::{digest, material::PublicMaterial};
use zeroize::Zeroizing;

use crate::json::write::Members;

/// The thumbprint of a key, and the hash it was made with. Thumbprints of different hashes are different.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thumbprint(Digest);

/// The hash of a thumbprint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThumbprintHash {
    /// SHA-256, which everybody uses.
    #[default]
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Digest {
    Sha256([u8; 32]),
    Sha384([u8; 48]),
    Sha512([u8; 64]),
}

impl ThumbprintHash {
    /// Every hash, the shortest first.
    pub const ALL: &[Self] = &[Self::Sha256, Self::Sha384, Self::Sha512];

    /// The name in the IANA registry "Named Information Hash Algorithm", such as `sha-256`. It is the one that the URI holds.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha-256",
            Self::Sha384 => "sha-384",
            Self::Sha512 => "sha-512",
        }
    }

    /// The hash of exactly this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|hash| hash.name() == name)
    }
}

impl Thumbprint {
    /// The hash itself: 32, 48 or 64 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Digest::Sha256(bytes) => bytes,
            Digest::Sha384(bytes) => bytes,
            Digest::Sha512(bytes) => bytes,
        }
    }

    /// Which hash it was made with.
    #[must_use]
    pub const fn hash(&self) -> ThumbprintHash {
        match self.0 {
            Digest::Sha256(_) => ThumbprintHash::Sha256,
            Digest::Sha384(_) => ThumbprintHash::Sha384,
            Digest::Sha512(_) => ThumbprintHash::Sha512,
        }
    }

    /// The thumbprint as a URI of RFC 9278, such as `urn:ietf:params:oauth:jwk-thumbprint:sha-256:…`.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("urn:ietf:params:oauth:jwk-thumbprint:{}:{self}", self.hash().name())
    }

    /// Of a public key, or of the public half of a private one: the members that RFC 7638, section 3.2, requires, in the order of their names.
    pub(crate) fn of_public(material: &PublicMaterial, hash: ThumbprintHash) -> Self {
        let kty = ("kty", Part::Name(material.key_type().name()));
        match material {
            PublicMaterial::Rsa { n, e } => Self::of_parts(&[("e", Part::Bytes(e)), kty, ("n", Part::Bytes(n))], hash),
            PublicMaterial::Ec { curve, x, y } => {
                let crv = ("crv", Part::Name(curve.name()));
                Self::of_parts(&[crv, kty, ("x", Part::Bytes(x)), ("y", Part::Bytes(y))], hash)
            }
            PublicMaterial::Okp { curve, x } => {
                Self::of_parts(&[("crv", Part::Name(curve.name())), kty, ("x", Part::Bytes(x))], hash)
            }
            PublicMaterial::Akp { algorithm, public_key } => {
                Self::of_parts(&[("alg", Part::Name(algorithm.name())), kty, ("pub", Part::Bytes(public_key))], hash)
            }
            other => Self::of(Members::public(other), hash),
        }
    }

    fn of_parts(parts: &[(&str, Part<'_>)], hash: ThumbprintHash) -> Self {
        let each = parts.iter().map(|(name, part)| name.len().saturating_add(part.len()).saturating_add(6));
        let mut json = String::with_capacity(each.fold(2, usize::saturating_add));
        for (name, part) in parts {
            json.push_str(if json.is_empty() { "{\"" } else { ",\"" });
            json.push_str(name);
            json.push_str("\":\"");
            match part {
                Part::Name(name) => json.push_str(name),
                Part::Bytes(bytes) => base64url::encode_onto(bytes, &mut json),
            }
            json.push('"');
        }
        json.push('}');
        Self::of_json(&json, hash)
    }

    /// Of a shared secret: the members that RFC 7638, section 3.2, requires are those that [`Members`] writes.
    pub(crate) fn of(members: Members, hash: ThumbprintHash) -> Self {
        let members = members.sorted();
        let mut json = Zeroizing::new(String::with_capacity(members.len()));
        members.write(&mut json);
        Self::of_json(&json, hash)
    }

    fn of_json(json: &str, hash: ThumbprintHash) -> Self {
        Self(match hash {
            ThumbprintHash::Sha256 => Digest::Sha256(digest::sha256(json.as_bytes())),
            ThumbprintHash::Sha384 => Digest::Sha384(digest::sha384(json.as_bytes())),
            ThumbprintHash::Sha512 => Digest::Sha512(digest::sha512(json.as_bytes())),
        })
    }
}

/// What stands for one member of a public key. Neither needs an escape.
#[derive(Clone, Copy)]
enum Part<'k> {
    Name(&'static str),
    Bytes(&'k [u8]),
}

impl Part<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Name(name) => name.len(),
            Self::Bytes(bytes) => base64url::encoded_len(bytes.len()),
        }
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64url::encode(self.as_bytes()))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Thumbprint({self})")
    }
}

impl fmt::Display for ThumbprintHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
