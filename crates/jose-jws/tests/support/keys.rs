//! Keys for tests, as the RFCs print them.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use std::sync::LazyLock;

use jose_core::{Curve, JwsAlgorithm, KeyType};
use jose_crypto::{SigningKey, VerifyingKey};
use jose_jwk::{Jwk, PrivateJwk, VerifyingKeySet};

/// RFC 7515, appendix A.1.1: 64 bytes.
pub(crate) const OCT: &str = r#"{"kty":"oct",
    "k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;

/// RFC 7515, appendix A.2.1: 2048 bits.
pub(crate) const RSA: &str = r#"{"kty":"RSA","e":"AQAB",
    "n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
    "d":"Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ",
    "p":"4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc",
    "q":"uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc",
    "dp":"BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0",
    "dq":"h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU",
    "qi":"IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U"}"#;

/// RFC 7515, appendix A.3.1.
pub(crate) const P256: &str = r#"{"kty":"EC","crv":"P-256",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;

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

/// RFC 8037, appendix A.1.
pub(crate) const ED25519: &str = r#"{"kty":"OKP","crv":"Ed25519",
    "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#;

/// Made for these tests.
pub(crate) const SECP256K1: &str = r#"{"kty":"EC","crv":"secp256k1",
    "x":"T0hoJ2MSB0_LE8KqFCFuw7yPwP5byCu_9CttFhRm994",
    "y":"ss3rIeJ5towh2s7s5HmvOutrP8DC82wBph8_94FcDE4",
    "d":"SWMVlCfeQ5MyQgRrYOgglq54MgS_keZqiRHWIF280b0"}"#;

/// RFC 8032, section 7.4, the first.
pub(crate) const ED448: &str = r#"{"kty":"OKP","crv":"Ed448",
    "x":"X9dEm1m0Yf0s54fsYWrUah2hNCSFpw4fig6nXYDpZ3jt8SR2m0bHBhvWeD3x5Q9s0foavq_oJWGA",
    "d":"bIKlYsuAjRDWMr6JyFE-v2ySnzTd-oyfY8mWDvbjSKNSjIo_zC8ETjmj_FuUSS-PAy51SaIAmPlb"}"#;

/// Made anew for each run: in text they fill a page.
static ML_DSA: LazyLock<[String; 3]> = LazyLock::new(|| {
    [JwsAlgorithm::MlDsa44, JwsAlgorithm::MlDsa65, JwsAlgorithm::MlDsa87].map(|algorithm| {
        let key = PrivateJwk::generate_signing(algorithm).unwrap();
        key.to_secret_json().as_str().to_owned()
    })
});

/// Every algorithm that this build has.
pub(crate) fn algorithms() -> &'static [JwsAlgorithm] {
    static ALGORITHMS: LazyLock<Vec<JwsAlgorithm>> = LazyLock::new(|| {
        let left_out = |algorithm: &JwsAlgorithm| *algorithm == JwsAlgorithm::Ed448 && !cfg!(feature = "ed448");
        JwsAlgorithm::ALL.iter().copied().filter(|algorithm| !left_out(algorithm)).collect()
    });
    &ALGORITHMS
}

/// The key of this page that an algorithm works with.
pub(crate) fn text_for(algorithm: JwsAlgorithm) -> &'static str {
    let [ml_dsa_44, ml_dsa_65, ml_dsa_87] = &*ML_DSA;
    match (algorithm, algorithm.row().key_type, algorithm.row().curves.first()) {
        (JwsAlgorithm::MlDsa44, ..) => ml_dsa_44,
        (JwsAlgorithm::MlDsa65, ..) => ml_dsa_65,
        (JwsAlgorithm::MlDsa87, ..) => ml_dsa_87,
        (_, KeyType::Oct, _) => OCT,
        (_, KeyType::Rsa, _) => RSA,
        (.., Some(Curve::P256)) => P256,
        (.., Some(Curve::P384)) => P384,
        (.., Some(Curve::P521)) => P521,
        (.., Some(Curve::Secp256k1)) => SECP256K1,
        (.., Some(Curve::Ed448)) => ED448,
        _ => ED25519,
    }
}

pub(crate) fn jwk(text: &str) -> Jwk {
    Jwk::from_json(text.as_bytes()).unwrap()
}

pub(crate) fn signing(algorithm: JwsAlgorithm) -> SigningKey {
    jwk(text_for(algorithm)).signing_key_for(algorithm).unwrap()
}

pub(crate) fn verifying(algorithm: JwsAlgorithm) -> VerifyingKey {
    jwk(text_for(algorithm)).verifying_key_for(algorithm).unwrap()
}

/// A set of the one key that verifies what [`signing`] signs.
pub(crate) fn set(algorithm: JwsAlgorithm) -> VerifyingKeySet {
    VerifyingKeySet::from(verifying(algorithm))
}
