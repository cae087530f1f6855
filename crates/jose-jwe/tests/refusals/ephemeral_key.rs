//! `epk`: missing, malformed, on another curve, or no point at all. Attacks 86 and 89.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm};
use jose_crypto::material::{PrivateMaterial, PublicMaterial};
use jose_jwe::Encryptor;
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, concat_kdf, decode, encode, outcome, sealed},
    keys::{self, CURVES},
};

const ENC: ContentEncryption = ContentEncryption::A128Gcm;
const AGREEMENTS: [KeyManagementAlgorithm; 4] = [
    KeyManagementAlgorithm::EcdhEs,
    KeyManagementAlgorithm::EcdhEsA128Kw,
    KeyManagementAlgorithm::EcdhEsA192Kw,
    KeyManagementAlgorithm::EcdhEsA256Kw,
];

/// The outcome of a message for `keys` with this `epk` member, or with none.
fn found(algorithm: KeyManagementAlgorithm, keys: &DecryptionKeySet, epk: Option<&str>) -> &'static str {
    let epk = epk.map_or_else(String::new, |epk| format!(r#","epk":{epk}"#));
    let header = format!(r#"{{"alg":"{algorithm}","enc":"A128GCM"{epk}}}"#);
    let encrypted_key = if algorithm == KeyManagementAlgorithm::EcdhEs { Vec::new() } else { vec![0; 24] };
    outcome(&Parts { encrypted_key, ..sealed(header, ENC, &[0; 16], b"forged") }.token(), keys)
}

fn set(algorithm: KeyManagementAlgorithm, key: &str) -> DecryptionKeySet {
    keys::jwk(key).decryption_key_for(algorithm).unwrap().into()
}

/// The members of a fresh and valid `epk`, each already JSON.
fn fresh(curve: Curve) -> Vec<(&'static str, String)> {
    let quoted = |bytes: &[u8]| format!("\"{}\"", encode(bytes));
    let mut members = vec![("kty", format!("\"{}\"", curve.row().key_type)), ("crv", format!("\"{curve}\""))];
    match PrivateMaterial::generate_on(curve).unwrap().public() {
        PublicMaterial::Ec { x, y, .. } => members.extend([("x", quoted(&x)), ("y", quoted(&y))]),
        PublicMaterial::Okp { x, .. } => members.push(("x", quoted(&x))),
        other => panic!("{other:?}"),
    }
    members
}

/// `epk` from members, some of them replaced, added, or (with no value) left out.
fn epk(members: &[(&'static str, String)], changes: &[(&'static str, Option<String>)]) -> String {
    let mut members = members.to_vec();
    for (name, value) in changes {
        members.retain(|(known, _)| known != name);
        members.extend(value.clone().map(|value| (*name, value)));
    }
    let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn a_key_that_is_missing_or_no_key_is_refused() {
    for algorithm in AGREEMENTS {
        for (curve, key) in CURVES {
            let keys = set(algorithm, key);
            assert_eq!(found(algorithm, &keys, None), "parse.member", "{algorithm} on {curve}");
            let members = fresh(curve);
            let change = |name, value: Option<&str>| epk(&members, &[(name, value.map(str::to_owned))]);
            for (name, epk, code) in [
                ("null", "null".to_owned(), "json.type"),
                ("a string", "\"key\"".to_owned(), "json.type"),
                ("a list", "[]".to_owned(), "json.type"),
                ("an empty object", "{}".to_owned(), "json.type"),
                ("no kty", change("kty", None), "json.type"),
                ("no crv", change("crv", None), "json.type"),
                ("no x", change("x", None), "json.type"),
                ("x is null", change("x", Some("null")), "json.type"),
                ("x is a number", change("x", Some("1")), "json.type"),
                ("y is null", change("y", Some("null")), "json.type"),
                ("kty is a number", change("kty", Some("2")), "json.type"),
                ("crv is a list", change("crv", Some("[]")), "json.type"),
                ("kty of another kind", change("kty", Some("\"RSA\"")), "parse.member"),
                ("kty in another case", change("kty", Some("\"ec\"")), "parse.member"),
                ("an unknown curve", change("crv", Some("\"P-255\"")), "parse.member"),
                ("a curve that we do not have", change("crv", Some("\"X448\"")), "parse.member"),
                ("a curve for signatures", change("crv", Some("\"secp256k1\"")), "parse.member"),
                ("crv in another case", change("crv", Some("\"p-256\"")), "parse.member"),
                ("x with padding", change("x", Some("\"AA==\"")), "parse.base64"),
                ("x empty", change("x", Some("\"\"")), "parse.member"),
            ] {
                assert_eq!(found(algorithm, &keys, Some(&epk)), code, "{name}, {algorithm} on {curve}");
            }
            let other_type = if curve == Curve::X25519 { "\"EC\"" } else { "\"OKP\"" };
            let mismatched = change("kty", Some(other_type));
            assert_eq!(found(algorithm, &keys, Some(&mismatched)), "parse.member", "{algorithm} on {curve}");
        }
    }
}

/// A sender that shows its private half has a broken key.
#[test]
fn a_private_half_in_the_key_is_refused() {
    for (curve, key) in CURVES {
        for part in ["d", "dp", "dq", "k", "oth", "p", "priv", "q", "qi"] {
            for value in ["\"\"", "null", "\"AQAB\""] {
                let epk = epk(&fresh(curve), &[(part, Some(value.to_owned()))]);
                let code = found(KeyManagementAlgorithm::EcdhEs, &set(KeyManagementAlgorithm::EcdhEs, key), Some(&epk));
                assert_eq!(code, "json.type", "{part} on {curve}");
            }
        }
    }
}

#[test]
fn coordinates_of_a_wrong_length_are_refused() {
    for (curve, key) in CURVES {
        let keys = set(KeyManagementAlgorithm::EcdhEs, key);
        let width = curve.row().coordinate_bytes;
        for length in [1, width / 2, width - 1, width + 1, 2 * width, 2 * width + 1, 133, 10_000] {
            if length == width {
                continue;
            }
            for byte in [0, 1, 0xff] {
                let value = Some(format!("\"{}\"", encode(vec![byte; length])));
                for member in ["x", "y"] {
                    let epk = epk(&fresh(curve), &[(member, value.clone())]);
                    let code = found(KeyManagementAlgorithm::EcdhEs, &keys, Some(&epk));
                    assert_eq!(code, "parse.member", "{member} of {length} bytes on {curve}");
                }
            }
        }
    }
}

#[test]
fn a_point_needs_y_and_a_montgomery_key_has_none() {
    for (curve, key) in CURVES {
        let keys = set(KeyManagementAlgorithm::EcdhEs, key);
        let width = curve.row().coordinate_bytes;
        let epk = if curve == Curve::X25519 {
            epk(&fresh(curve), &[("y", Some(format!("\"{}\"", encode(vec![0; width]))))])
        } else {
            epk(&fresh(curve), &[("y", None)])
        };
        assert_eq!(found(KeyManagementAlgorithm::EcdhEs, &keys, Some(&epk)), "parse.member", "{curve}");
    }
}

/// Points that are not on the curve, and what stands for the point at infinity. They fail like any wrong key.
#[test]
fn what_is_no_point_of_the_curve_is_refused() {
    for (curve, key) in CURVES.into_iter().filter(|(curve, _)| *curve != Curve::X25519) {
        let width = curve.row().coordinate_bytes;
        let quoted = |bytes: Vec<u8>| Some(format!("\"{}\"", encode(bytes)));
        let one = [vec![0; width - 1], vec![1]].concat();
        for algorithm in AGREEMENTS {
            let keys = set(algorithm, key);
            let PublicMaterial::Ec { x, y, .. } = PrivateMaterial::generate_on(curve).unwrap().public() else {
                panic!()
            };
            let mut near_y = y.clone();
            near_y[width - 1] ^= 1;
            let mut near_x = x.clone();
            near_x[0] ^= 1;
            for (name, x, y) in [
                ("y changed", x.clone(), near_y),
                ("x changed", near_x, y.clone()),
                ("exchanged", y.clone(), x.clone()),
                ("x twice", x.clone(), x.clone()),
                ("zeros", vec![0; width], vec![0; width]),
                ("ones", one.clone(), one.clone()),
                ("x is zero", vec![0; width], y.clone()),
                ("not below the field", vec![0xff; width], y.clone()),
                ("neither below the field", vec![0xff; width], vec![0xff; width]),
            ] {
                let epk = epk(&fresh(curve), &[("x", quoted(x)), ("y", quoted(y))]);
                assert_eq!(found(algorithm, &keys, Some(&epk)), "jwe.decryption", "{name}, {algorithm} on {curve}");
            }
        }
    }
}

#[test]
fn a_key_on_another_curve_is_refused() {
    for algorithm in AGREEMENTS {
        for (own, key) in CURVES {
            let keys = set(algorithm, key);
            for (other, _) in CURVES.into_iter().filter(|(other, _)| *other != own) {
                let code = found(algorithm, &keys, Some(&epk(&fresh(other), &[])));
                assert_eq!(code, "jwe.decryption", "{other} for a key on {own}, {algorithm}");
            }
        }
    }
}

/// A whole message that was made for a key on another curve.
#[test]
fn a_message_for_a_key_on_another_curve_is_refused() {
    for algorithm in AGREEMENTS {
        let pairs = keys::pairs_for(algorithm, ENC);
        for (index, sender) in pairs.iter().enumerate() {
            let token = Encryptor::new(&sender.encryption, ENC).encrypt_compact(b"plaintext").unwrap();
            for (other, recipient) in pairs.iter().enumerate() {
                let expected = if other == index { "decrypted" } else { "jwe.decryption" };
                assert_eq!(outcome(&token, &recipient.set()), expected, "{} to {}", sender.name, recipient.name);
            }
        }
    }
}

/// Members that a public key may have besides do no harm: the agreement of RFC 8037, appendix A.6, with its shared secret.
#[test]
fn unknown_members_of_the_key_are_ignored() {
    let z = decode("Sl2dW6TOLeFyjjv0gDUPJeB-IclH0Z4zdvCbPB4WF0I");
    let cek = concat_kdf(&z, "A128GCM", b"", b"", 16);
    let known = r#""kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo""#;
    for more in ["", r#","kid":"1""#, r#","use":"sig","key_ops":[],"alg":"none""#, r#","x5c":{"d":[1]},"":null"#] {
        let header = format!(r#"{{"alg":"ECDH-ES","enc":"A128GCM","epk":{{{known}{more}}}}}"#);
        let token = sealed(header, ENC, &cek, b"for Bob").token();
        assert_eq!(outcome(&token, &set(KeyManagementAlgorithm::EcdhEs, keys::X25519)), "decrypted", "{more}");
    }
}
