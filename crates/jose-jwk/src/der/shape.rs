//! Which structure some DER has, judged by the types of its outermost parts.

use der::{Decode, Reader, SliceReader, Tag, asn1::AnyRef};

/// A structure that is known, and in most cases read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Structure {
    Pkcs8,
    Spki,
    Sec1,
    Pkcs1Private,
    Pkcs1Public,
    EncryptedPkcs8,
    Certificate,
    Pkcs12,
}

impl Structure {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pkcs8 => "a PKCS#8 private key",
            Self::Spki => "an SPKI public key",
            Self::Sec1 => "a SEC1 private key",
            Self::Pkcs1Private => "a PKCS#1 private key",
            Self::Pkcs1Public => "a PKCS#1 public key",
            Self::EncryptedPkcs8 => "an encrypted private key",
            Self::Certificate => "a certificate",
            Self::Pkcs12 => "a PKCS#12 container",
        }
    }
}

/// The structure of these bytes, if they are one complete DER sequence of a kind that is known.
pub(crate) fn of(bytes: &[u8]) -> Option<Structure> {
    let outer = AnyRef::from_der(bytes).ok()?;
    if outer.header().tag() != Tag::Sequence {
        return None;
    }
    let mut reader = SliceReader::new(outer.value()).ok()?;
    let mut parts = [None; 4];
    for part in &mut parts {
        if !reader.is_finished() {
            *part = Some(AnyRef::decode(&mut reader).ok()?.header().tag());
        }
    }
    match parts {
        [Some(Tag::Integer), Some(Tag::Sequence), Some(Tag::OctetString), _] => Some(Structure::Pkcs8),
        [Some(Tag::Integer), Some(Tag::OctetString), ..] => Some(Structure::Sec1),
        [Some(Tag::Integer), Some(Tag::Integer), None, None] => Some(Structure::Pkcs1Public),
        [Some(Tag::Integer), Some(Tag::Integer), Some(Tag::Integer), _] => Some(Structure::Pkcs1Private),
        [Some(Tag::Integer), Some(Tag::Sequence), None | Some(Tag::Sequence), None] => Some(Structure::Pkcs12),
        [Some(Tag::Sequence), Some(Tag::BitString), None, None] => Some(Structure::Spki),
        [Some(Tag::Sequence), Some(Tag::OctetString), None, None] => Some(Structure::EncryptedPkcs8),
        [Some(Tag::Sequence), Some(Tag::Sequence), Some(Tag::BitString), None] => Some(Structure::Certificate),
        _ => None,
    }
}
