//! The key schedule of the base mode (RFC 9180, section 5.1).

use aws_lc_rs::aead::{LessSafeKey, Nonce, UnboundKey};
use jose_core::registry::{HpkeAead, HpkeSuite};

use super::{derivation_number, encapsulation::Encapsulation, labelled::Labelled};
use crate::{OperationError, backend};

const BASE_MODE: u8 = 0;

/// The key and the nonce of the first message, which is the only one. Its number is zero, so the nonce is the base nonce itself.
pub(super) fn message_key(
    suite: HpkeSuite,
    shared_secret: &[u8],
    info: &[u8],
) -> Result<(LessSafeKey, Nonce), OperationError> {
    let identifier = identifier(suite).ok_or(OperationError::Backend)?;
    let labelled = Labelled::new(suite.hash, &identifier)?;
    let no_shared_key = labelled.extract(b"", b"psk_id_hash", b"");
    let info = labelled.extract(b"", b"info_hash", info);
    let context = [&[BASE_MODE], no_shared_key.expose(), info.expose()].concat();
    let secret = labelled.extract(shared_secret, b"secret", b"");

    let aead = backend::hpke_aead(suite.aead).map_err(|_| OperationError::Backend)?;
    let key = labelled.expand(&secret, b"key", &context, aead.key_len())?;
    let nonce = labelled.expand(&secret, b"base_nonce", &context, aead.nonce_len())?;
    let key = UnboundKey::new(aead, key.expose()).map_err(|_| OperationError::Backend)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce.expose()).map_err(|_| OperationError::Backend)?;
    Ok((LessSafeKey::new(key), nonce))
}

/// The numbers of all three parts (RFC 9180, section 5.1 and section 7).
fn identifier(suite: HpkeSuite) -> Option<Vec<u8>> {
    let encapsulation = Encapsulation::on(suite.curve).ok()?.number();
    let derivation = derivation_number(suite.hash)?;
    let aead: u16 = match suite.aead {
        HpkeAead::Aes128Gcm => 1,
        HpkeAead::Aes256Gcm => 2,
        HpkeAead::ChaCha20Poly1305 => 3,
        _ => return None,
    };
    let numbers = [encapsulation, derivation, aead].map(u16::to_be_bytes);
    Some([b"HPKE", numbers.as_flattened()].concat())
}
