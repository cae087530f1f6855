//! The three forms of an ML-DSA private key inside PKCS#8 (RFC 9881, section 6).

use der::{
    Decode, Reader, SliceReader, Tag, TagNumber,
    asn1::{AnyRef, OctetStringRef},
};
use jose_core::{JwsAlgorithm, SecretBytes};
use jose_crypto::material::PrivateMaterial;

use super::Fault;
use crate::JwkError;

/// `[0] IMPLICIT OCTET STRING`.
const SEED: Tag = Tag::ContextSpecific { constructed: false, number: TagNumber(0) };

/// Reads the seed, or the seed and the expanded key, which must then be the one that grows from it.
pub(super) fn private(algorithm: JwsAlgorithm, key: &[u8]) -> Result<PrivateMaterial, Fault> {
    let choice = AnyRef::from_der(key)?;
    let refused = |fault| Fault::Key(JwkError::Key(fault));
    match choice.header().tag() {
        SEED => PrivateMaterial::from_seed(algorithm, SecretBytes::from(choice.value())).map_err(refused),
        Tag::Sequence => {
            let mut reader = SliceReader::new(choice.value())?;
            let (seed, expanded) = (<&OctetStringRef>::decode(&mut reader)?, <&OctetStringRef>::decode(&mut reader)?);
            reader.finish()?;
            let seed = SecretBytes::from(seed.as_bytes());
            PrivateMaterial::from_seed_and_expanded_key(algorithm, seed, expanded.as_bytes()).map_err(refused)
        }
        Tag::OctetString => Err(Fault::Key(JwkError::Format {
            found: "an ML-DSA private key in its expanded form alone".into(),
            needed: "one with its seed",
            advice: "export it again with its seed where it was made, as the seed cannot be computed from it",
        })),
        _ => Err(Fault::Key(JwkError::Broken {
            structure: "a PKCS#8 private key",
            fault: "its ML-DSA key has none of the three forms",
        })),
    }
}
