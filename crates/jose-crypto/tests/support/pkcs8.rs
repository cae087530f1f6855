//! The numbers inside a PKCS#8 RSA key. Reading such files is the work of `jose-jwk`; this is just enough for a key that was made here.

use der::{
    Decode, Reader, SliceReader,
    asn1::{AnyRef, OctetStringRef, UintRef},
};
use jose_core::SecretBytes;
use jose_crypto::material::RsaPrivate;

/// RFC 5208, section 5, around RFC 8017, appendix A.1.2.
pub(crate) fn rsa_numbers(pkcs8: &[u8]) -> RsaPrivate {
    let numbers: Vec<Vec<u8>> = SliceReader::new(pkcs8)
        .unwrap()
        .sequence(|outer: &mut SliceReader<'_>| {
            let (_version, _algorithm) = (UintRef::decode(outer)?, AnyRef::decode(outer)?);
            let key = <&OctetStringRef>::decode(outer)?;
            SliceReader::new(key.as_bytes())?.sequence(|inner: &mut SliceReader<'_>| {
                let mut numbers = Vec::new();
                while !inner.is_finished() {
                    numbers.push(UintRef::decode(inner)?.as_bytes().to_vec());
                }
                Ok::<_, der::Error>(numbers)
            })
        })
        .unwrap();
    let [_version, n, e, private @ ..] = numbers.as_slice() else { panic!("not an RSA key") };
    let mut private = private.iter().map(|number| SecretBytes::from(number.as_slice()));
    let mut next = || private.next().unwrap();
    RsaPrivate { n: n.clone(), e: e.clone(), d: next(), p: next(), q: next(), dp: next(), dq: next(), qi: next() }
}
