//! RSA private keys from their numbers.

use aws_lc_rs::rsa::{KeyPair, KeyPairComponents, PublicKeyComponents};

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
