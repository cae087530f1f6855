//! DER in: the structures, taken apart and put together wrongly. Attacks 36, 147 and 149.

use jose_jwk::{Jwk, KeyKind};

use crate::{files::*, refusal};

const RSA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
const EC: &[u8] = b"\x2a\x86\x48\xce\x3d\x02\x01";
const P256: &[u8] = b"\x2a\x86\x48\xce\x3d\x03\x01\x07";
const P384: &[u8] = b"\x2b\x81\x04\x00\x22";
const ED25519: &[u8] = b"\x2b\x65\x70";
const X25519: &[u8] = b"\x2b\x65\x6e";

const NULL: &[u8] = &[5, 0];
const VERSION_1: &[u8] = &[2, 1, 0];
const VERSION_2: &[u8] = &[2, 1, 1];

/// One value: its tag, its length in the short or one of the long forms, itself.
fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = match content.len() {
        short @ 0..128 => vec![u8::try_from(short).unwrap()],
        middle @ 128..256 => vec![0x81, u8::try_from(middle).unwrap()],
        long => [&[0x82][..], &u16::try_from(long).unwrap().to_be_bytes()].concat(),
    };
    [&[tag][..], &length, &content].concat()
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, parts)
}

fn oid(content: &[u8]) -> Vec<u8> {
    tlv(6, &[content])
}

fn octets(parts: &[&[u8]]) -> Vec<u8> {
    tlv(4, parts)
}

fn bits(content: &[u8]) -> Vec<u8> {
    tlv(3, &[&[0], content])
}

fn algorithm(identifier: &[u8], parameters: &[u8]) -> Vec<u8> {
    sequence(&[&oid(identifier), parameters])
}

fn spki(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    sequence(&[algorithm, &bits(key)])
}

fn pkcs8(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    sequence(&[VERSION_1, algorithm, &octets(&[key])])
}

/// Version 2, with a public half.
fn pkcs8_with(algorithm: &[u8], key: &[u8], public: &[u8]) -> Vec<u8> {
    sequence(&[VERSION_2, algorithm, &octets(&[key]), &tlv(0x81, &[&[0], public])])
}

fn sec1(d: &[u8], curve: Option<&[u8]>, public: Option<&[u8]>) -> Vec<u8> {
    let curve = curve.map_or(Vec::new(), |curve| tlv(0xa0, &[&oid(curve)]));
    let public = public.map_or(Vec::new(), |point| tlv(0xa1, &[&bits(point)]));
    sequence(&[&[2, 1, 1], &octets(&[d]), &curve, &public])
}

/// The P-256 key of RFC 7517, appendix A.2, and the Ed25519 key of RFC 8037, appendix A.1.
struct Numbers {
    d: Vec<u8>,
    point: Vec<u8>,
    other_point: Vec<u8>,
    seed: Vec<u8>,
    x: Vec<u8>,
    other_x: Vec<u8>,
}

fn numbers() -> Numbers {
    let decode = |text| jose_core::base64url::decode(text).unwrap();
    let spki = der(P256_SPKI);
    let (x, y) = ("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM");
    Numbers {
        d: decode("870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"),
        point: [&[4][..], &decode(x), &decode(y)].concat(),
        other_point: spki[spki.len() - 65..].to_vec(),
        seed: decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"),
        x: decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
        other_x: der(ED25519_SPKI)[12..].to_vec(),
    }
}

#[test]
fn read() {
    let n = numbers();
    let (ec, p256) = (algorithm(EC, &oid(P256)), "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    let (ed, ed25519) = (algorithm(ED25519, &[]), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    let seed = octets(&[&n.seed]);
    let cases = [
        ("SPKI, EC", spki(&ec, &n.point), KeyKind::Public, p256),
        ("SEC1 with all", sec1(&n.d, Some(P256), Some(&n.point)), KeyKind::Private, p256),
        ("SEC1 without the public half", sec1(&n.d, Some(P256), None), KeyKind::Private, p256),
        ("PKCS#8, EC, bare", pkcs8(&ec, &sec1(&n.d, None, None)), KeyKind::Private, p256),
        ("PKCS#8, EC, with all", pkcs8(&ec, &sec1(&n.d, Some(P256), Some(&n.point))), KeyKind::Private, p256),
        ("PKCS#8 version 2, EC", pkcs8_with(&ec, &sec1(&n.d, None, None), &n.point), KeyKind::Private, p256),
        ("SPKI, Ed25519", spki(&ed, &n.x), KeyKind::Public, ed25519),
        ("PKCS#8, Ed25519", pkcs8(&ed, &seed), KeyKind::Private, ed25519),
        ("PKCS#8 version 2, Ed25519", pkcs8_with(&ed, &seed, &n.x), KeyKind::Private, ed25519),
    ];
    for (name, der, kind, thumbprint) in cases {
        let key = Jwk::from_der(&der).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((key.kind(), key.thumbprint().to_string().as_str()), (kind, thumbprint), "{name}");
    }
}

/// Name, bytes, code, a part of the sentence.
type Refused = (&'static str, Vec<u8>, &'static str, &'static str);

fn check(cases: &[Refused]) {
    for (name, der, code, part) in cases {
        let (found, sentence) = refusal(name, Jwk::from_der(der));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

#[test]
fn attack_36_halves_and_lengths() {
    let n = numbers();
    let (ec, seed) = (algorithm(EC, &oid(P256)), octets(&[&n.seed]));
    let (ed, x) = (algorithm(ED25519, &[]), algorithm(X25519, &[]));
    let (rsa, rsa_private) = (algorithm(RSA, NULL), der(RSA2048_PKCS1));
    check(&[
        // Halves that do not belong together, wherever the public one stands.
        ("SEC1, foreign point", sec1(&n.d, Some(P256), Some(&n.other_point)), "jwk.key", "do not belong together"),
        ("PKCS#8, foreign point", pkcs8(&ec, &sec1(&n.d, None, Some(&n.other_point))), "jwk.key", "do not belong"),
        (
            "PKCS#8 version 2, foreign point",
            pkcs8_with(&ec, &sec1(&n.d, None, None), &n.other_point),
            "jwk.key",
            "do not belong",
        ),
        (
            "PKCS#8 version 2, foreign point beside the right one",
            pkcs8_with(&ec, &sec1(&n.d, None, Some(&n.point)), &n.other_point),
            "jwk.key",
            "do not belong",
        ),
        ("Ed25519, foreign public half", pkcs8_with(&ed, &seed, &n.other_x), "jwk.key", "do not belong"),
        ("Ed25519, short public half", pkcs8_with(&ed, &seed, &n.x[1..]), "jwk.key", "do not belong"),
        ("X25519, foreign public half", pkcs8_with(&x, &seed, &n.x), "jwk.key", "do not belong"),
        (
            "RSA, foreign public half",
            pkcs8_with(&rsa, &rsa_private, &der(RSA1024_SPKI)[22..]),
            "jwk.key",
            "do not belong",
        ),
        // Lengths.
        (
            "SEC1, d too short",
            sec1(&n.d[1..], Some(P256), None),
            "jwk.key",
            "d needs exactly 32 bytes and there are 31",
        ),
        ("SEC1, d too long", sec1(&[&[0], &n.d[..]].concat(), Some(P256), None), "jwk.key", "d needs exactly 32"),
        ("SEC1, d empty", sec1(&[], Some(P256), None), "jwk.key", "d needs exactly 32"),
        ("SEC1, d zero", sec1(&[0; 32], Some(P256), None), "jwk.key", "zero or too large"),
        ("SEC1, d too large", sec1(&[0xff; 32], Some(P256), None), "jwk.key", "zero or too large"),
        ("SEC1, d for another curve", sec1(&n.d, Some(P384), None), "jwk.key", "d needs exactly 48"),
        ("Ed25519, seed too short", pkcs8(&ed, &octets(&[&n.seed[1..]])), "jwk.key", "d needs exactly 32"),
        ("Ed25519, seed too long", pkcs8(&ed, &octets(&[&n.seed, &[0]])), "jwk.key", "d needs exactly 32"),
        ("Ed25519, x too long", spki(&ed, &[&n.x[..], &[0]].concat()), "jwk.key", "x needs exactly 32"),
        ("Ed25519, x empty", spki(&ed, &[]), "jwk.key", "x needs exactly 32"),
        (
            "EC, point too short",
            spki(&ec, &n.point[..64]),
            "jwk.key",
            "the point needs exactly 65 bytes and there are 64",
        ),
        ("EC, point too long", spki(&ec, &[&n.point[..], &[0]].concat()), "jwk.key", "the point needs exactly 65"),
    ]);
}

#[test]
fn attack_147_points_and_parameters() {
    let n = numbers();
    let (ec, ed, x) = (algorithm(EC, &oid(P256)), algorithm(ED25519, &[]), algorithm(X25519, &[]));
    let rsa_public = der(RSA2048_PKCS1_PUBLIC);
    let off_curve = [&n.point[..64], &[n.point[64] ^ 1]].concat();
    let compressed = [&[2 + (n.point[64] & 1)], &n.point[1..33]].concat();
    let hybrid = [&[6 + (n.point[64] & 1)], &n.point[1..]].concat();
    check(&[
        // Points.
        ("EC, off the curve", spki(&ec, &off_curve), "jwk.key", "not on the curve"),
        ("EC, infinity", spki(&ec, &[0]), "jwk.key", "not an uncompressed point"),
        ("EC, empty", spki(&ec, &[]), "jwk.key", "not an uncompressed point"),
        ("EC, hybrid", spki(&ec, &hybrid), "jwk.key", "not an uncompressed point"),
        ("EC, compressed", spki(&ec, &compressed), "jwk.format", "found a compressed point"),
        ("EC, compressed in SEC1", sec1(&n.d, Some(P256), Some(&compressed)), "jwk.format", "found a compressed point"),
        ("Ed25519, small order", spki(&ed, &[0; 32]), "jwk.key", "small order"),
        ("X25519, small order", spki(&x, &[0; 32]), "jwk.key", "small order"),
        // Algorithms and their parameters.
        ("RSA without parameters", spki(&algorithm(RSA, &[]), &rsa_public), "jwk.broken", "other parameters"),
        ("RSA with a curve", spki(&algorithm(RSA, &oid(P256)), &rsa_public), "jwk.broken", "other parameters"),
        ("EC without a curve", spki(&algorithm(EC, &[]), &n.point), "jwk.broken", "other parameters"),
        ("EC with NULL", spki(&algorithm(EC, NULL), &n.point), "jwk.broken", "other parameters"),
        ("EC on Ed25519", spki(&algorithm(EC, &oid(ED25519)), &n.point), "jwk.unsupported", "curve 1.3.101.112"),
        ("EC by its numbers", spki(&algorithm(EC, &sequence(&[])), &n.point), "jwk.format", "described by its numbers"),
        ("Ed25519 with NULL", spki(&algorithm(ED25519, NULL), &n.x), "jwk.broken", "other parameters"),
        (
            "a curve as an algorithm",
            spki(&algorithm(P256, &[]), &n.point),
            "jwk.unsupported",
            "key algorithm 1.2.840.10045.3.1.7",
        ),
        (
            "an algorithm that nobody knows",
            spki(&algorithm(&[0x2a, 3, 4], &[]), &n.x),
            "jwk.unsupported",
            "1.2.3.4 is not",
        ),
        ("two curves", pkcs8(&ec, &sec1(&n.d, Some(P384), None)), "jwk.key", "do not belong together"),
        ("SEC1 without a curve", sec1(&n.d, None, None), "jwk.format", "does not name its curve"),
    ]);
}

#[test]
fn attack_149_structures() {
    let n = numbers();
    let (ec, ed, rsa) = (algorithm(EC, &oid(P256)), algorithm(ED25519, &[]), algorithm(RSA, NULL));
    let (seed, rsa_private) = (octets(&[&n.seed]), der(RSA2048_PKCS1));
    check(&[
        // Structures.
        ("RSA inside EC", pkcs8(&ec, &rsa_private), "jwk.broken", "a PKCS#8 private key cannot be read"),
        ("EC inside RSA", pkcs8(&rsa, &sec1(&n.d, Some(P256), None)), "jwk.broken", "a PKCS#8 private key"),
        ("Ed25519 without the inner string", pkcs8(&ed, &n.seed), "jwk.broken", "a PKCS#8 private key"),
        ("version 2 without a public half", sequence(&[VERSION_2, &ed, &octets(&[&seed])]), "jwk.broken", "a PKCS#8"),
        ("version 3", sequence(&[&[2, 1, 2], &ed, &octets(&[&seed])]), "jwk.broken", "a PKCS#8"),
        ("bits left over", sequence(&[&ed, &tlv(3, &[&[1], &n.x])]), "jwk.broken", "a whole number of bytes"),
        (
            "something after the inner key",
            pkcs8(&ed, &[&seed[..], &[5, 0]].concat()),
            "jwk.broken",
            "something follows",
        ),
        (
            "something inside after the key",
            sequence(&[&ed, &bits(&n.x), NULL]),
            "jwk.format",
            "DER of another structure",
        ),
        ("something after SEC1", [&sec1(&n.d, Some(P256), None)[..], &[0]].concat(), "jwk.broken", "something follows"),
        ("something after PKCS#1", [&rsa_private[..], &[5, 0]].concat(), "jwk.broken", "something follows"),
        ("a long length", [&[0x30, 0x81, 0x2a], &spki(&ed, &n.x)[2..]].concat(), "jwk.broken", "cannot be read"),
        (
            "an indefinite length",
            [&[0x30, 0x80], &spki(&ed, &n.x)[2..], &[0, 0]].concat(),
            "jwk.broken",
            "cannot be read",
        ),
        ("a negative modulus", sequence(&[&tlv(2, &[&[0x80], &[1; 255]]), &[2, 3, 1, 0, 1]]), "jwk.broken", "a PKCS#1"),
        (
            "a modulus with zeros in front",
            sequence(&[&tlv(2, &[&[0, 0], &[1; 255]]), &[2, 3, 1, 0, 1]]),
            "jwk.broken",
            "a PKCS#1",
        ),
        ("exponent 1", sequence(&[&tlv(2, &[&[0x7f; 257]]), &[2, 1, 1]]), "jwk.key", "even or 1"),
        ("an encrypted key", der(P256_ENCRYPTED), "jwk.format", "found an encrypted private key"),
        ("a certificate", der(P256_CERTIFICATE), "jwk.format", "found a certificate"),
        ("a container", der(P256_PKCS12), "jwk.format", "found a PKCS#12 container"),
        ("an empty sequence", sequence(&[]), "jwk.format", "DER of another structure"),
        ("no sequence", octets(&[&n.seed]), "jwk.format", "DER of another structure"),
        ("nothing", Vec::new(), "jwk.broken", "cut short"),
        ("PEM", P256_SPKI.into(), "jwk.broken", "cannot be read"),
    ]);
}

/// Every file, cut anywhere and changed anywhere: an error or a key, and never a panic. Where the halves are checked against each other, it can be
/// no other key.
#[test]
fn damage_anywhere() {
    for (file, proven) in
        [(P256_SEC1, true), (P256_PKCS8, true), (ED25519_PKCS8, false), (ED25519_SPKI, false), (X25519_SPKI, false)]
    {
        let der = der(file);
        let right = Jwk::from_der(&der).unwrap().thumbprint();
        for end in 0..der.len() {
            assert!(Jwk::from_der(&der[..end]).is_err(), "{end} bytes of {file}");
        }
        for at in 0..der.len() {
            for flip in [1, 0x80, 0xff] {
                let mut changed = der.clone();
                changed[at] ^= flip;
                if let (Ok(key), true) = (Jwk::from_der(&changed), proven) {
                    assert_eq!(key.thumbprint(), right, "byte {at} of {file}");
                }
            }
        }
    }
    let rsa = der(RSA2048_PKCS1_PUBLIC);
    for end in 0..rsa.len() {
        assert!(Jwk::from_der(&rsa[..end]).is_err(), "{end} bytes");
    }
}

/// Name, bytes, and what the sentence says of them.
const NEITHER: &[(&str, &[u8], &str)] = &[
    ("nothing", b"", "found an empty file"),
    ("white space", b" \r\n\t", "found an empty file"),
    ("text", b"secret", "found something else"),
    ("zeros", &[0; 64], "found something else"),
    ("an OpenSSH key", OPENSSH_PUBLIC.as_bytes(), "`ssh-keygen -e -m PKCS8 -f FILE`"),
    ("a PuTTY key", b"PuTTY-User-Key-File-3: ssh-ed25519\n", "found a PuTTY key"),
    ("a list", br#"[{"kty":"oct"}]"#, "found a JSON list"),
    ("a byte order mark", b"\xef\xbb\xbf{\"kty\":\"oct\",\"k\":\"AA\"}", "byte order mark"),
    ("UTF-16", b"\xff\xfe{\0", "byte order mark"),
    ("a boundary in the middle of a line", b"x-----BEGIN PUBLIC KEY-----\n", "found something else"),
];

#[test]
fn a_file_that_is_none_of_the_three() {
    for (name, bytes, part) in NEITHER {
        // With the feature these are keys, or are told to be damaged ones.
        if cfg!(feature = "openssh") && name.contains("OpenSSH") {
            continue;
        }
        let (code, sentence) = refusal(name, Jwk::from_bytes(bytes));
        assert_eq!(code, "jwk.format", "{name}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    for (bytes, kind) in [
        (format!(" \n{}", crate::keys::RFC8037_A1).into_bytes(), KeyKind::Private),
        (format!("comment\n{P256_SPKI}").into_bytes(), KeyKind::Public),
        (der(RSA2048_PKCS8), KeyKind::Private),
    ] {
        assert_eq!(Jwk::from_bytes(&bytes).unwrap().kind(), kind);
    }
}
