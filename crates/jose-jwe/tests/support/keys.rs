//! Keys for tests, as the RFCs print them.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{DecryptionKey, EncryptionKey};
use jose_jwk::{DecryptionKeySet, Jwk};

use KeyManagementKind::{
    AesGcmKeyWrap, AesKeyWrap, Direct, EcdhEs, EcdhEsAesKeyWrap, Hpke, HpkeKeyEncryption, Pbes2AesKeyWrap, RsaOaep,
    RsaPkcs1,
};

/// RFC 7520, section 5.3.1.
pub(crate) const PASSWORD: &[u8] = "entrap_o\u{2013}peter_long\u{2013}credit_tun".as_bytes();

/// RFC 7516, appendix A.1.4: 2048 bits.
pub(crate) const RSA: &str = r#"{"kty":"RSA","e":"AQAB",
    "n":"oahUIoWw0K0usKNuOR6H4wkf4oBUXHTxRvgb48E-BVvxkeDNjbC4he8rUWcJoZmds2h7M70imEVhRU5djINXtqllXI4DFqcI1DgjT9LewND8MW2Krf3Spsk_ZkoFnilakGygTwpZ3uesH-PFABNIUYpOiN15dsQRkgr0vEhxN92i2asbOenSZeyaxziK72UwxrrKoExv6kc5twXTq4h-QChLOln0_mtUZwfsRaMStPs6mS6XrgxnxbWhojf663tuEQueGC-FCMfra36C9knDFGzKsNa7LZK2djYgyD3JR_MB_4NUJW_TqOQtwHYbxevoJArm-L5StowjzGy-_bq6Gw",
    "d":"kLdtIj6GbDks_ApCSTYQtelcNttlKiOyPzMrXHeI-yk1F7-kpDxY4-WY5NWV5KntaEeXS1j82E375xxhWMHXyvjYecPT9fpwR_M9gV8n9Hrh2anTpTD93Dt62ypW3yDsJzBnTnrYu1iwWRgBKrEYY46qAZIrA2xAwnm2X7uGR1hghkqDp0Vqj3kbSCz1XyfCs6_LehBwtxHIyh8Ripy40p24moOAbgxVw3rxT_vlt3UVe4WO3JkJOzlpUf-KTVI2Ptgm-dARxTEtE-id-4OJr0h-K-VFs3VSndVTIznSxfyrj8ILL6MG_Uv8YAu7VILSB3lOW085-4qE3DzgrTjgyQ",
    "p":"1r52Xk46c-LsfB5P442p7atdPUrxQSy4mti_tZI3Mgf2EuFVbUoDBvaRQ-SWxkbkmoEzL7JXroSBjSrK3YIQgYdMgyAEPTPjXv_hI2_1eTSPVZfzL0lffNn03IXqWF5MDFuoUYE0hzb2vhrlN_rKrbfDIwUbTrjjgieRbwC6Cl0",
    "q":"wLb35x7hmQWZsWJmB_vle87ihgZ19S8lBEROLIsZG4ayZVe9Hi9gDVCOBmUDdaDYVTSNx_8Fyw1YYa9XGrGnDew00J28cRUoeBB_jKI1oma0Orv1T9aXIWxKwd4gvxFImOWr3QRL9KEBRzk2RatUBnmDZJTIAfwTs0g68UZHvtc",
    "dp":"ZK-YwE7diUh0qR1tR7w8WHtolDx3MZ_OTowiFvgfeQ3SiresXjm9gZ5KLhMXvo-uz-KUJWDxS5pFQ_M0evdo1dKiRTjVw_x4NyqyXPM5nULPkcpU827rnpZzAJKpdhWAgqrXGKAECQH0Xt4taznjnd_zVpAmZZq60WPMBMfKcuE",
    "dq":"Dq0gfgJ1DdFGXiLvQEZnuKEN0UUmsJBxkjydc3j4ZYdBiMRAy86x0vHCjywcMlYYg4yoC4YZa9hNVcsjqA3FeiL19rk8g6Qn29Tt0cj8qqyFpz9vNDBUfCAiJVeESOjJDZPYHdHY8v1b-o-Z2X5tvLx-TCekf7oxyeKDUqKWjis",
    "qi":"VIMpMYbPf47dT1w_zDUXfPimsSegnMOA1zTaX7aGk_8urY6R8-ZW1FxU7AlWAyLWybqq6t16VFd7hQd0y6flUK4SlOydB61gwanOsXGOAOv82cHq0E3eL4HrtZkUuKvnPrMnsUUFlfUdybVzxyjz9JF_XyaY14ardLSjf4L_FNY"}"#;

/// RFC 7518, appendix C: Bob's key.
pub(crate) const P256: &str = r#"{"kty":"EC","crv":"P-256",
    "x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
    "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
    "d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}"#;

/// RFC 7520, section 5.4.1, without its `use`.
pub(crate) const P384: &str = r#"{"kty":"EC","crv":"P-384",
    "x":"YU4rRUzdmVqmRtWOs2OpDE_T5fsNIodcG8G5FWPrTPMyxpzsSOGaQLpe2FpxBmu2",
    "y":"A8-yxCHxkfBz3hKZfI1jUYMjUhsEveZ9THuwFjH2sCNdtksRJU7D5-SkgaFL1ETP",
    "d":"iTx2pk7wW-GqJkHcEkFQb2EFyYcO7RugmaW3mRrQVAOUiPommT0IdnYK2xDlZh-j"}"#;

/// RFC 7515, appendix A.4.1.
pub(crate) const P521: &str = r#"{"kty":"EC","crv":"P-521",
    "x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
    "y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
    "d":"AY5pb7A0UFiB3RELSD64fTLOSV_jazdF7fLYyuTw8lOfRhWg6Y6rUrPAxerEzgdRhajnu0ferB0d53vM9mE15j2C"}"#;

/// RFC 8037, appendix A.6: Bob's key; its private half is in RFC 7748, section 6.1.
pub(crate) const X25519: &str = r#"{"kty":"OKP","crv":"X25519",
    "x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08",
    "d":"XasIfmJKikt54X-Lg4AO5m87sSkmGLb9HC-LJ_-I4Os"}"#;

pub(crate) fn jwk(text: &str) -> Jwk {
    Jwk::from_json(text.as_bytes()).unwrap()
}

/// The curves on which keys agree.
pub(crate) const CURVES: [(Curve, &str); 4] =
    [(Curve::P256, P256), (Curve::P384, P384), (Curve::P521, P521), (Curve::X25519, X25519)];

/// One way for the content encryption key to come about: an algorithm with a key of one kind.
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) encryption: EncryptionKey,
    pub(crate) decryption: DecryptionKey,
}

impl Pair {
    pub(crate) fn algorithm(&self) -> KeyManagementAlgorithm {
        self.decryption.algorithm()
    }

    pub(crate) fn set(&self) -> DecryptionKeySet {
        DecryptionKeySet::from(self.decryption.clone())
    }

    pub(crate) fn with_key_id(self, key_id: &str) -> Self {
        let Self { name, encryption, decryption } = self;
        Self { name, encryption: encryption.with_key_id(key_id), decryption: decryption.with_key_id(key_id) }
    }
}

fn asymmetric(algorithm: KeyManagementAlgorithm, key: &str, on: &str) -> Pair {
    let key = jwk(key);
    Pair {
        name: format!("{algorithm}{on}"),
        encryption: key.encryption_key_for(algorithm).unwrap(),
        decryption: key.decryption_key_for(algorithm).unwrap(),
    }
}

/// Bytes that differ from each other.
pub(crate) fn secret(length: usize) -> Vec<u8> {
    (0..length).map(|index| u8::try_from(index * 7 % 251).unwrap()).collect()
}

/// Every pair for `algorithm`: one, or one for each curve. A `dir` key is for `enc`.
pub(crate) fn pairs_for(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> Vec<Pair> {
    match algorithm.row().kind {
        Direct => {
            let key = secret(enc.row().key_bytes);
            vec![Pair {
                name: format!("dir for {enc}"),
                encryption: EncryptionKey::direct(enc, &key).unwrap(),
                decryption: DecryptionKey::direct(enc, &key).unwrap(),
            }]
        }
        AesKeyWrap { key_bytes } | AesGcmKeyWrap { key_bytes } => vec![Pair {
            name: algorithm.to_string(),
            encryption: EncryptionKey::symmetric(algorithm, &secret(key_bytes)).unwrap(),
            decryption: DecryptionKey::symmetric(algorithm, &secret(key_bytes)).unwrap(),
        }],
        RsaOaep(_) => vec![asymmetric(algorithm, RSA, "")],
        Pbes2AesKeyWrap { .. } => {
            // As few rounds as are possible: here they only take time.
            let encryption = EncryptionKey::password(algorithm, PASSWORD).unwrap().with_rounds(1000).unwrap();
            let decryption = DecryptionKey::password(algorithm, PASSWORD).unwrap();
            vec![Pair { name: algorithm.to_string(), encryption, decryption }]
        }
        HpkeKeyEncryption(suite) | Hpke(suite) => {
            let (_, key) = CURVES.into_iter().find(|(curve, _)| *curve == suite.curve).unwrap();
            vec![asymmetric(algorithm, key, "")]
        }
        EcdhEs | EcdhEsAesKeyWrap { .. } => {
            CURVES.iter().map(|(curve, key)| asymmetric(algorithm, key, &format!(" on {curve}"))).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Every algorithm of this build that both encrypts and decrypts, and has a content encryption beside it.
pub(crate) fn algorithms() -> Vec<KeyManagementAlgorithm> {
    let here = |algorithm: &&KeyManagementAlgorithm| match algorithm.row().kind {
        RsaPkcs1 | Hpke(_) => false,
        HpkeKeyEncryption(suite) => cfg!(feature = "hpke-unstable") && suite.curve != Curve::X448,
        _ => true,
    };
    KeyManagementAlgorithm::ALL.iter().filter(here).copied().collect()
}

/// Every pair for every algorithm.
pub(crate) fn all_pairs(enc: ContentEncryption) -> Vec<Pair> {
    algorithms().into_iter().flat_map(|algorithm| pairs_for(algorithm, enc)).collect()
}

/// The first pair for `algorithm`.
pub(crate) fn pair(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> Pair {
    pairs_for(algorithm, enc).swap_remove(0)
}
