//! A certificate, taken apart as far as its public key. Specification: RFC 5280, section 4.1.

use der::{Decode, Reader, SliceReader, Tag, TagNumber, Tagged, asn1::AnyRef};
use jose_crypto::material::PublicMaterial;

use crate::{JwkError, der as keys};

/// The key that the certificate is for. What stands around it is checked for its shape and nothing else.
pub(super) fn subject_key(certificate: &[u8]) -> Result<PublicMaterial, JwkError> {
    let spki = spki(certificate)
        .map_err(|fault| JwkError::Broken { structure: "the certificate", fault: keys::explain(&fault) })?;
    keys::subject_public_key(spki)
}

/// Whether these bytes have the shape of one certificate.
pub(super) fn is_certificate(bytes: &[u8]) -> bool {
    spki(bytes).is_ok()
}

/// The SubjectPublicKeyInfo, its tag and length included.
fn spki(certificate: &[u8]) -> der::Result<&[u8]> {
    // The certificate: what is signed, the algorithm, the signature.
    let [to_be_signed, ..] = parts(AnyRef::from_der(certificate)?, [Tag::Sequence, Tag::Sequence, Tag::BitString])?;
    let mut reader = SliceReader::new(to_be_signed.value())?;
    if Tag::peek(&reader)?.is_context_specific() {
        expect(AnyRef::decode(&mut reader)?, context(0, true))?;
    }
    // The serial number; the algorithm of the signature, the issuer, the dates and the subject.
    for tag in [Tag::Integer, Tag::Sequence, Tag::Sequence, Tag::Sequence, Tag::Sequence] {
        expect(AnyRef::decode(&mut reader)?, tag)?;
    }
    expect_tag(Tag::peek(&reader)?, Tag::Sequence)?;
    let spki = reader.tlv_bytes()?;
    // Two unique identifiers and the extensions, in this order, each of which may be missing.
    let mut allowed = [context(1, false), context(2, false), context(3, true)].into_iter();
    while !reader.is_finished() {
        let found = AnyRef::decode(&mut reader)?.tag();
        if !allowed.any(|tag| tag == found) {
            return Err(found.value_error().into());
        }
    }
    reader.finish()?;
    Ok(spki)
}

/// The parts of a sequence that has exactly these.
fn parts<const COUNT: usize>(sequence: AnyRef<'_>, tags: [Tag; COUNT]) -> der::Result<[AnyRef<'_>; COUNT]> {
    expect(sequence, Tag::Sequence)?;
    let mut reader = SliceReader::new(sequence.value())?;
    let mut parts = [AnyRef::NULL; COUNT];
    for (part, tag) in parts.iter_mut().zip(tags) {
        *part = AnyRef::decode(&mut reader)?;
        expect(*part, tag)?;
    }
    reader.finish()?;
    Ok(parts)
}

fn expect(part: AnyRef<'_>, tag: Tag) -> der::Result<()> {
    expect_tag(part.tag(), tag)
}

fn expect_tag(found: Tag, expected: Tag) -> der::Result<()> {
    found.assert_eq(expected).map(|_| ())
}

fn context(number: u32, constructed: bool) -> Tag {
    TagNumber(number).context_specific(constructed)
}
