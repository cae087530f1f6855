//! The key files beside this one.

macro_rules! files {
    ($($name:ident: $file:literal)*) => {
        $(#[allow(dead_code, reason = "some are for a feature alone")]
        pub(crate) const $name: &str = include_str!(concat!("files/", $file));)*

        /// The file of this name.
        pub(crate) fn named(file: &str) -> &'static str {
            match file {
                $($file => $name,)*
                _ => panic!("there is no {file}"),
            }
        }
    };
}

files! {
    DSA_PKCS8: "dsa.pkcs8.pem"
    ED25519_CERTIFICATE: "ed25519.certificate.pem"
    ED25519_PBES2: "ed25519.pbes2.pem"
    ED25519_PKCS8: "ed25519.pkcs8.pem"
    ED25519_SPKI: "ed25519.spki.pem"
    ED448_PKCS8: "ed448.pkcs8.pem"
    ED448_SPKI: "ed448.spki.pem"
    ML_DSA_44_BOTH: "ml-dsa-44.both.pem"
    ML_DSA_44_EXPANDED: "ml-dsa-44.expanded.pem"
    ML_DSA_44_SPKI: "ml-dsa-44.spki.pem"
    OPENSSH_CERTIFICATE: "openssh-certificate.pub.txt"
    OPENSSH_ENCRYPTED: "openssh-encrypted.pem"
    OPENSSH_P256: "openssh-p256.pem"
    OPENSSH_P256_PUBLIC: "openssh-p256.pub.txt"
    OPENSSH_P384: "openssh-p384.pem"
    OPENSSH_P384_PUBLIC: "openssh-p384.pub.txt"
    OPENSSH_P521: "openssh-p521.pem"
    OPENSSH_P521_PUBLIC: "openssh-p521.pub.txt"
    OPENSSH_PRIVATE: "openssh.pem"
    OPENSSH_PUBLIC: "openssh.pub.txt"
    OPENSSH_RSA2048: "openssh-rsa2048.pem"
    OPENSSH_RSA2048_PUBLIC: "openssh-rsa2048.pub.txt"
    P256_CERTIFICATE: "p256.certificate.pem"
    P256_CERTIFICATE_V1: "p256.certificate-v1.pem"
    P256_COMPRESSED: "p256.compressed.pem"
    P256_ENCRYPTED: "p256.encrypted.pem"
    P256_ENCRYPTED_SEC1: "p256.encrypted-sec1.pem"
    P256_EXPLICIT: "p256.explicit.pem"
    P256_PBES1: "p256.pbes1.pem"
    P256_PBES2_AES128_SHA1: "p256.pbes2-aes128-sha1.pem"
    P256_PBES2_AES192_SHA256: "p256.pbes2-aes192-sha256.pem"
    P256_PBES2_AES256_SHA384: "p256.pbes2-aes256-sha384.pem"
    P256_PBES2_AES256_SHA512: "p256.pbes2-aes256-sha512.pem"
    P256_PBES2_CAMELLIA: "p256.pbes2-camellia.pem"
    P256_PBES2_DES3: "p256.pbes2-des3.pem"
    P256_PBES2_SCRYPT: "p256.pbes2-scrypt.pem"
    P256_PKCS12: "p256.pkcs12.txt"
    P256_PKCS8: "p256.pkcs8.pem"
    P256_REQUEST: "p256.request.pem"
    P256_SEC1: "p256.sec1.pem"
    P256_SEC1_WITHOUT_PUBLIC: "p256.sec1-without-public.pem"
    P256_SEC1_WITH_PARAMETERS: "p256.sec1-with-parameters.pem"
    P256_SPKI: "p256.spki.pem"
    P256_TRUSTED_CERTIFICATE: "p256.trusted-certificate.pem"
    P384_CERTIFICATE: "p384.certificate.pem"
    P384_PKCS8: "p384.pkcs8.pem"
    P384_SEC1: "p384.sec1.pem"
    P384_SPKI: "p384.spki.pem"
    P521_CERTIFICATE: "p521.certificate.pem"
    P521_PKCS8: "p521.pkcs8.pem"
    P521_SEC1: "p521.sec1.pem"
    P521_SPKI: "p521.spki.pem"
    RFC8410_PUBLIC: "rfc8410-public.pem"
    RFC8410_V1: "rfc8410-v1.pem"
    RFC8410_V2: "rfc8410-v2.pem"
    RSA1024_PKCS8: "rsa1024.pkcs8.pem"
    RSA1024_SPKI: "rsa1024.spki.pem"
    RSA2048_CERTIFICATE: "rsa2048.certificate.pem"
    RSA2048_E3: "rsa2048-e3.pkcs8.pem"
    RSA2048_PBES2: "rsa2048.pbes2.pem"
    RSA2048_PKCS1: "rsa2048.pkcs1.pem"
    RSA2048_PKCS1_PUBLIC: "rsa2048.pkcs1-public.pem"
    RSA2048_PKCS8: "rsa2048.pkcs8.pem"
    RSA2048_SPKI: "rsa2048.spki.pem"
    RSA_PSS_PKCS8: "rsapss.pkcs8.pem"
    RSA_PSS_SPKI: "rsapss.spki.pem"
    RSA_THREE_PRIMES_PKCS1: "rsa-three-primes.pkcs1.pem"
    RSA_THREE_PRIMES_PKCS8: "rsa-three-primes.pkcs8.pem"
    SECP256K1_PKCS8: "secp256k1.pkcs8.pem"
    SECP256K1_SPKI: "secp256k1.spki.pem"
    X25519_CERTIFICATE: "x25519.certificate.pem"
    X25519_PBES2: "x25519.pbes2.pem"
    X25519_PKCS8: "x25519.pkcs8.pem"
    X25519_SPKI: "x25519.spki.pem"
    X448_PKCS8: "x448.pkcs8.pem"
    X448_SPKI: "x448.spki.pem"
}

/// What a PEM file holds, decoded without our own decoder. Labels are not looked at.
pub(crate) fn der(pem: &str) -> Vec<u8> {
    let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let text = base64.trim_end_matches('=').replace('+', "-").replace('/', "_");
    jose_core::base64url::decode(&text).expect("base64")
}

/// Bytes under a label, in one line of any length.
pub(crate) fn pem_of(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64(der))
}

/// Standard base64 with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    let text = jose_core::base64url::encode(bytes).replace('-', "+").replace('_', "/");
    let padding = "=".repeat((4 - text.len() % 4) % 4);
    text + &padding
}
