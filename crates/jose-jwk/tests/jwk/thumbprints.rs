//! Thumbprints with each hash, and their URIs. RFC 7638 and RFC 9278.

use jose_jwk::{Jwk, ThumbprintHash};

use crate::keys::*;

/// Name, key, hash, thumbprint: computed with Python's `hashlib`, the first of them published in RFC 7638.
const THUMBPRINTS: &[(&str, &str, ThumbprintHash, &str)] = &[
    ("RFC7517_A1_RSA", RFC7517_A1_RSA, ThumbprintHash::Sha256, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"),
    (
        "RFC7517_A1_RSA",
        RFC7517_A1_RSA,
        ThumbprintHash::Sha384,
        "R9_OfJjSjaw8Fuum86UzK5ixTdN9bo9BaqPSiseq89DWfmqCdpSgUHus-cxDUNc8",
    ),
    (
        "RFC7517_A1_RSA",
        RFC7517_A1_RSA,
        ThumbprintHash::Sha512,
        "DpvEwocfn3FjeWWQjcJHzWrpKTIymKwgoL1xVgQcud48-qZDSRCr1zfWZQdHAJn_ciqXqPTSARyg-L-NyNGpVA",
    ),
    ("RFC7517_A2_EC", RFC7517_A2_EC, ThumbprintHash::Sha256, "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"),
    (
        "RFC7517_A2_EC",
        RFC7517_A2_EC,
        ThumbprintHash::Sha384,
        "bLeg0iV0lOxemYi1inZct_fpBVGT0PjmOJfkLKNQzwiVJph-qr70kbtxqtdk9pVx",
    ),
    (
        "RFC7517_A2_EC",
        RFC7517_A2_EC,
        ThumbprintHash::Sha512,
        "87wrLaz3s_FhzVDc1S8PBGMBK7SlogjruZ8x3hrvMMS28Zq4-1ugZG2qoqUcBatvWxzlCLGqHCRv4eVefHCsyg",
    ),
    ("RFC8037_A1", RFC8037_A1, ThumbprintHash::Sha256, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"),
    (
        "RFC8037_A1",
        RFC8037_A1,
        ThumbprintHash::Sha384,
        "ePy6LSb6I7JWK2uWQyYJQ4DBrwGE4QoxPl6INUviCtqplTLCwzo6fD9Eaw69Wvtt",
    ),
    (
        "RFC8037_A1",
        RFC8037_A1,
        ThumbprintHash::Sha512,
        "SfSqAgfmPYvpuNzfHCiQXi6Mr51GG78hHopngoabsV9xvLR0hcUfVCoJLfyzi08Dbnds6kmcAt23CpNV-8qLTg",
    ),
    ("RFC7520_3_5", RFC7520_3_5, ThumbprintHash::Sha256, "RtoRur_1Dir5M4wuOfqNkDYOf9O_4RJ-aHkTA75RLA8"),
    (
        "RFC7520_3_5",
        RFC7520_3_5,
        ThumbprintHash::Sha384,
        "KG7sBEFjGfsIG21uR9cggZfOEIdKSvylcD7ndWgQsnG2k_5Wpw700r__c63SBBwf",
    ),
    (
        "RFC7520_3_5",
        RFC7520_3_5,
        ThumbprintHash::Sha512,
        "EI4XUPoajddrVSS3fgSS6AcPt1uuacMmuYIi9i4A2CgjnWHuUV1qyNks84w03blKdF75HPSTJTJWgqRNEU_ZIg",
    ),
];

#[test]
fn are_what_others_compute() {
    for (name, json, hash, expected) in THUMBPRINTS {
        let key = Jwk::from_json(json.as_bytes()).expect(name);
        let thumbprint = key.thumbprint_with(*hash);
        assert_eq!(thumbprint.to_string(), *expected, "{name} {hash}");
        assert_eq!(thumbprint.hash(), *hash, "{name}");
        assert_eq!(thumbprint.uri(), format!("urn:ietf:params:oauth:jwk-thumbprint:{hash}:{expected}"), "{name}");
        if let Ok(public) = key.public() {
            assert_eq!(public.thumbprint_with(*hash), thumbprint, "{name}: the halves have one thumbprint");
        }
    }
}

#[test]
fn of_different_hashes_are_different() {
    let key = Jwk::from_json(RFC8037_A2.as_bytes()).unwrap();
    let all: Vec<_> = ThumbprintHash::ALL.iter().map(|hash| key.thumbprint_with(*hash)).collect();
    assert_eq!(all.iter().map(|thumbprint| thumbprint.as_bytes().len()).collect::<Vec<_>>(), [32, 48, 64]);
    assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
    assert_eq!(key.thumbprint(), all[0]);
    assert_eq!(ThumbprintHash::default(), ThumbprintHash::Sha256);
}

#[test]
fn hashes_are_named_exactly() {
    for hash in ThumbprintHash::ALL {
        assert_eq!(ThumbprintHash::from_name(hash.name()), Some(*hash));
    }
    for name in ["", "sha256", "SHA-256", "sha-256 ", "sha-1", "sha-256-128", "sha3-256"] {
        assert_eq!(ThumbprintHash::from_name(name), None, "{name}");
    }
}
