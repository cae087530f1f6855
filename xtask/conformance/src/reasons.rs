//! Why a case is skipped: it is about something that JOSE does not have, or cannot show.
//!
//! Each reason is written once, so that the page can count by reason. Whatever can be tried is tried all the same, and must be refused.

pub(crate) const AES_CBC: &str = "AES-CBC alone, without a MAC, is no algorithm of JOSE";
pub(crate) const CHACHA20: &str = "ChaCha20-Poly1305 alone is no algorithm of JOSE: it is here inside HPKE only";
pub(crate) const CUT_MAC: &str = "a MAC that was cut short: JOSE has only whole ones";
pub(crate) const GCM_IV: &str = "an initialization vector of AES-GCM that has not 96 bits: JOSE fixes the length";
pub(crate) const HKDF: &str =
    "HKDF alone is no algorithm of JOSE: HPKE puts labels before everything that goes into it";
pub(crate) const LENGTH: &str =
    "the wrapped bytes have not the length of a content encryption key, and only those can be unwrapped";
pub(crate) const ML_DSA_CONTEXT: &str = "ML-DSA with a context string: JOSE always has the empty one";
pub(crate) const ML_DSA_DIGEST: &str = "ML-DSA over a digest that was made elsewhere: JOSE signs the message";
pub(crate) const OAEP_LABEL: &str = "RSA-OAEP with a label: JOSE always has the empty one";
pub(crate) const PBKDF2: &str = "PBKDF2 alone is no algorithm of JOSE: PBES2 puts the name of its algorithm before the salt. `crates/jose-crypto/src/keys/decryption/wycheproof.rs` runs these cases below that";
pub(crate) const PSS_PARAMETERS: &str =
    "PSS with other parameters than JOSE has: one hash of SHA-256, SHA-384 and SHA-512, and a salt as long";
pub(crate) const RSA_LENGTH: &str = "RSA encryption of something that has not the length of a content encryption key: a random key takes its place, so nobody sees what came out. `crates/jose-crypto/src/keys/decryption/wycheproof.rs` runs these cases below that";
pub(crate) const RSA_NEGATIVE: &str = "RSA ciphertexts that do not decrypt: a random key takes the place of what did not come out, by design, so this refusal cannot be seen. `crates/jose-crypto/src/keys/decryption/wycheproof.rs` runs these cases below that";
