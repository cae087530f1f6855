//! The kinds of keys, and how each is made here and there.

/// What decides which formats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Rsa,
    Ec,
    /// Keys of RFC 8410, which have no format older than PKCS#8.
    Okp,
}

/// One kind of key.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) family: Family,
    /// How `openssl` makes one, in PKCS#8.
    pub(super) generate: &'static str,
    /// The size of one that we make, in bits.
    pub(super) rsa_bits: Option<usize>,
    /// The curve of one that we make.
    pub(super) curve: Option<&'static str>,
    /// What it signs with; empty for a key that only agrees.
    pub(super) signs: &'static [&'static str],
}

const RSA: &[&str] = &["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];

const fn rsa(name: &'static str, generate: &'static str, bits: usize) -> Kind {
    Kind { name, family: Family::Rsa, generate, rsa_bits: Some(bits), curve: None, signs: RSA }
}

const fn ec(name: &'static str, generate: &'static str, signs: &'static [&'static str]) -> Kind {
    Kind { name, family: Family::Ec, generate, rsa_bits: None, curve: Some(name), signs }
}

const fn okp(name: &'static str, generate: &'static str, signs: &'static [&'static str]) -> Kind {
    Kind { name, family: Family::Okp, generate, rsa_bits: None, curve: Some(name), signs }
}

pub(super) static KINDS: &[Kind] = &[
    rsa("RSA 2048", "genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048", 2048),
    rsa("RSA 3072", "genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:3072", 3072),
    ec("P-256", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", &["ES256"]),
    ec("P-384", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384", &["ES384"]),
    ec("P-521", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521", &["ES512"]),
    ec("secp256k1", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1", &["ES256K"]),
    okp("Ed25519", "genpkey -algorithm ED25519", &["EdDSA", "Ed25519"]),
    okp("Ed448", "genpkey -algorithm ED448", &["Ed448"]),
    okp("X25519", "genpkey -algorithm X25519", &[]),
    okp("X448", "genpkey -algorithm X448", &[]),
];

#[cfg(test)]
mod tests {
    use jose_core::{Curve, JwsAlgorithm};

    use super::*;

    #[test]
    fn names_are_those_of_the_registries() {
        for kind in KINDS {
            let curve = kind.curve.map(|name| Curve::from_name(name).is_some());
            assert!(curve.unwrap_or(kind.family == Family::Rsa), "{}", kind.name);
            for name in kind.signs {
                assert!(JwsAlgorithm::from_name(name).is_some(), "{name}");
            }
        }
    }
}
