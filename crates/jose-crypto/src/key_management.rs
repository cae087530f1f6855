//! The parts of key management: wrapping, agreement and derivation. Which part an algorithm uses is in its row.

pub(crate) mod aes_key_wrap;
pub(crate) mod agreement;
pub(crate) mod concat_kdf;
pub(crate) mod gcm_key_wrap;
pub(crate) mod pbes2;
