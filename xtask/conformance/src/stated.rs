//! Our verdict where a file leaves it open.
//!
//! Wycheproof marks some cases *acceptable*, and ed25519-speccheck marks none at all. A case without a row here fails.

use crate::accounting::Expected;

/// A verdict on the acceptable cases of the files with this name and this flag.
pub(crate) struct Stated {
    /// How the names of the files begin.
    pub(crate) files: &'static str,
    pub(crate) flag: &'static str,
    pub(crate) verdict: Expected,
    pub(crate) reason: &'static str,
}

// The first row that fits decides.
pub(crate) static STATED: &[Stated] = &[
    Stated {
        files: "aes_wrap",
        flag: "ShortKey",
        verdict: Expected::Refuse,
        reason: "eight bytes are no content encryption key, and RFC 3394 wraps at least sixteen",
    },
    Stated {
        files: "ecdh_secp256r1_ecpoint",
        flag: "CompressedPoint",
        verdict: Expected::Refuse,
        reason: "a JWK has both coordinates (RFC 7518, section 6.2.1)",
    },
    Stated {
        files: "rsa_signature_",
        flag: "MissingNull",
        verdict: Expected::Refuse,
        reason: "RFC 8017, appendix A.2.4, wants the NULL, and a second encoding is a second signature",
    },
    Stated {
        files: "x25519",
        flag: "ZeroSharedSecret",
        verdict: Expected::Refuse,
        reason: "the shared secret would be zero whoever asks (RFC 7748, section 6.1)",
    },
    Stated {
        files: "x25519",
        flag: "NonCanonicalPublic",
        verdict: Expected::Refuse,
        reason: "a key has one spelling: the coordinate is below the prime",
    },
    Stated {
        files: "x25519",
        flag: "Twist",
        verdict: Expected::Accept,
        reason: "a point on the twist is as good (RFC 7748, section 7)",
    },
    Stated {
        files: "x448",
        flag: "ZeroSharedSecret",
        verdict: Expected::Refuse,
        reason: "the shared secret would be zero whoever asks (RFC 7748, section 6.2)",
    },
    Stated {
        files: "x448",
        flag: "NonCanonicalPublic",
        verdict: Expected::Refuse,
        reason: "a key has one spelling: the coordinate is below the prime",
    },
    Stated {
        files: "x448",
        flag: "Twist",
        verdict: Expected::Accept,
        reason: "a point on the twist is as good (RFC 7748, section 7)",
    },
];

/// What must happen in an acceptable case with these flags.
pub(crate) fn acceptable(file: &str, flags: &[&str]) -> Option<Expected> {
    let fits = |row: &&Stated| file.starts_with(row.files) && flags.contains(&row.flag);
    STATED.iter().find(fits).map(|row| row.verdict)
}

// What each of the twelve cases of ed25519-speccheck must end in, in their order.
pub(crate) static SPECCHECK: &[(Expected, &str)] = &[
    (Expected::Refuse, "the key is of small order"),
    (Expected::Refuse, "the key is of small order"),
    (Expected::Accept, "R is of small order, which forges nothing without the private key"),
    (Expected::Accept, "mixed order, and the equation holds without the cofactor"),
    (Expected::Refuse, "the equation holds with the cofactor only"),
    (Expected::Refuse, "the equation holds with the cofactor only"),
    (Expected::Refuse, "S is not below the order (RFC 8032, section 5.1.7)"),
    (Expected::Refuse, "S is not below the order (RFC 8032, section 5.1.7)"),
    (Expected::Refuse, "R is not in its one spelling"),
    (Expected::Refuse, "R is not in its one spelling"),
    (Expected::Refuse, "the key is not in its one spelling"),
    (Expected::Refuse, "the key is not in its one spelling"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_that_fits_decides() {
        let flags = ["LowOrderPublic", "Twist", "ZeroSharedSecret"];
        assert_eq!(acceptable("x25519_test.json", &flags), Some(Expected::Refuse));
        assert_eq!(acceptable("x25519_jwk_test.json", &["Twist"]), Some(Expected::Accept));
    }

    #[test]
    fn without_a_row_there_is_no_verdict() {
        assert_eq!(acceptable("x25519_test.json", &["Other"]), None);
        assert_eq!(acceptable("aes_gcm_test.json", &["Twist"]), None);
    }
}
