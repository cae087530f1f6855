//! RSA private keys from their numbers, and their first use.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::{KeyPair, KeyPairComponents, OaepAlgorithm, OaepPrivateDecryptingKey, PublicKeyComponents},
    signature::RsaEncoding,
};

use crate::{KeyError, material::RsaPrivate};

/// The backend checks that all numbers belong together; a key with one altered number could leak its factors with one signature.
pub(crate) fn key_pair(private: &RsaPrivate) -> Result<KeyPair, KeyError> {
    KeyPair::from_components(&KeyPairComponents {
        public_key: PublicKeyComponents { n: &private.n, e: &private.e },
        d: private.d.expose(),
        p: private.p.expose(),
        q: private.q.expose(),
        dP: private.dp.expose(),
        dQ: private.dq.expose(),
        qInv: private.qi.expose(),
    })
    .map_err(|_| KeyError::Inconsistent)
}

/// The backend computes what a private key needs beside its numbers, such as what blinds it, at its first use, which so takes twice as long
/// as every later one. This is that use: no request waits for it.
pub(crate) fn warm_to_sign(pair: &KeyPair, encoding: &'static dyn RsaEncoding) -> Result<(), KeyError> {
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), b"", &mut signature).map_err(|_| KeyError::Inconsistent)
}

/// As [`warm_to_sign`]. What is decrypted is the number 2, which is below every modulus; the padding of what comes out is bad, as it should be.
pub(crate) fn warm_to_decrypt(key: &OaepPrivateDecryptingKey, algorithm: &'static OaepAlgorithm) {
    let mut two = vec![0; key.key_size_bytes()];
    if let Some(last) = two.last_mut() {
        *last = 2;
    }
    let mut room = vec![0; key.min_output_size()];
    let _ = key.decrypt(algorithm, &two, &mut room, None);
}
