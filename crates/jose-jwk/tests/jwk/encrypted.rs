//! Private keys with a password: what OpenSSL writes is read, what we write OpenSSL reads, and nobody makes us work for long. Attack 93, as far as
//! a key file goes.

use std::time::{Duration, Instant};

use jose_jwk::{Jwk, PrivateJwk};

use crate::{files::*, refusal};

/// The password of every file here.
const PASSWORD: &[u8] = b"correct-horse";

/// What it is, and the key that it holds.
const READ: &[(&str, &str, &str)] = &[
    ("AES-128, SHA-1", P256_PBES2_AES128_SHA1, P256_PKCS8),
    ("AES-192, SHA-256", P256_PBES2_AES192_SHA256, P256_PKCS8),
    ("AES-256, SHA-384", P256_PBES2_AES256_SHA384, P256_PKCS8),
    ("AES-256, SHA-512", P256_PBES2_AES256_SHA512, P256_PKCS8),
    ("scrypt", P256_PBES2_SCRYPT, P256_PKCS8),
    ("RSA", RSA2048_PBES2, RSA2048_PKCS8),
    ("X25519", X25519_PBES2, X25519_PKCS8),
];

#[test]
fn what_openssl_writes_is_read() {
    for (name, encrypted, plain) in READ {
        let expected = PrivateJwk::from_pem(plain.as_bytes()).unwrap().thumbprint();
        let key = PrivateJwk::from_encrypted_pem(encrypted.as_bytes(), PASSWORD).expect(name);
        assert_eq!(key.thumbprint(), expected, "{name}");
        assert_eq!(Jwk::from_encrypted_der(&der(encrypted), PASSWORD).expect(name).thumbprint(), expected);
    }
}

/// 600,000 rounds, as we write them too.
#[test]
fn what_is_written_is_read() {
    let key = PrivateJwk::from_pem(ED25519_PKCS8.as_bytes()).unwrap();
    let pem = key.to_encrypted_pem(PASSWORD).unwrap();
    assert!(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"), "{pem}");
    assert_eq!(PrivateJwk::from_encrypted_pem(pem.as_bytes(), PASSWORD).unwrap().thumbprint(), key.thumbprint());
    // From the rounds to the IV, OpenSSL writes the same.
    let (ours, theirs) = (der(&pem), der(ED25519_PBES2));
    let choices = |file: &[u8]| {
        let at = file.windows(5).position(|window| window == b"\x02\x03\x09\x27\xc0").unwrap();
        file[at..at + 34].to_vec()
    };
    assert_eq!(choices(&ours), choices(&theirs));
    assert_ne!(ours, der(&key.to_encrypted_pem(PASSWORD).unwrap()), "salt and IV are drawn anew");

    assert_eq!(refusal("empty", key.to_encrypted_pem(b"")), ("jwk.key".into(), EMPTY.into()));
    assert_eq!(refusal("empty", key.to_encrypted_der(b"")).0, "jwk.key");
}

const EMPTY: &str = "the key is refused: the password is empty and protects nothing";

#[test]
fn a_wrong_password_and_damage_look_the_same() {
    let right = der(P256_PBES2_AES256_SHA512);
    let expected = refusal("wrong", PrivateJwk::from_encrypted_der(&right, b"correct-horsf"));
    assert_eq!(expected.0, "jwk.not_decrypted");
    let long = [b'a'; 4096];
    for password in [&b""[..], b"correct-hors", b"correct-horse\n", b"Correct-horse", &long] {
        assert_eq!(refusal("wrong", PrivateJwk::from_encrypted_der(&right, password)), expected);
    }
    // Now and then the padding is right by chance, and there is still nothing to be seen.
    for number in 0..600_u32 {
        let password = number.to_be_bytes();
        assert_eq!(refusal("wrong", PrivateJwk::from_encrypted_der(&right, &password)), expected);
    }
    let content = right.len() - 144;
    for at in (content..right.len()).step_by(16).chain(right.len() - 16..right.len()) {
        let mut damaged = right.clone();
        damaged[at] ^= 1;
        match refusal("damaged", PrivateJwk::from_encrypted_der(&damaged, PASSWORD)) {
            found if found == expected => {}
            // Inside the numbers of the key nothing but their disagreement can be seen.
            (code, sentence) => assert_eq!((code.as_str(), sentence.contains("belong together")), ("jwk.key", true)),
        }
    }
}

#[test]
fn something_else_is_refused() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("in the clear", P256_PKCS8, "jwk.format", "a PEM block of PRIVATE KEY, needed an encrypted private key"),
        ("a public key", P256_SPKI, "jwk.format", "a PEM block of PUBLIC KEY"),
        ("a certificate", P256_CERTIFICATE, "jwk.format", "a PEM block of CERTIFICATE"),
        ("the older encryption", P256_ENCRYPTED_SEC1, "jwk.format", "`openssl pkcs8 -topk8"),
        ("OpenSSH", OPENSSH_PRIVATE, "jwk.format", "OPENSSH PRIVATE KEY"),
        ("text", "no key", "jwk.format", "found no line that starts with -----BEGIN"),
        ("triple DES", P256_PBES2_DES3, "jwk.format", "1.2.840.113549.3.7"),
        ("Camellia", P256_PBES2_CAMELLIA, "jwk.format", "1.2.392.200011.61.1.1.1.4"),
        ("PBES1", P256_PBES1, "jwk.format", "openssl pkcs8 -topk8 -v2 aes-256-cbc"),
    ];
    for (name, pem, code, part) in cases {
        let (found, sentence) = refusal(name, PrivateJwk::from_encrypted_pem(pem.as_bytes(), PASSWORD));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    let encrypted = der(P256_PBES2_SCRYPT);
    let cases: &[(&str, Vec<u8>, &str)] = &[
        ("nothing", vec![], "jwk.broken"),
        ("in the clear", der(P256_PKCS8), "jwk.format"),
        ("a public key", der(P256_SPKI), "jwk.format"),
        ("a byte behind", [&encrypted[..], &[0]].concat(), "jwk.broken"),
        ("too large", vec![0x30; 64 * 1024 + 1], "jwk.limit"),
    ];
    for (name, der, code) in cases {
        assert_eq!(refusal(name, PrivateJwk::from_encrypted_der(der, PASSWORD)).0, *code, "{name}");
    }
    for end in 0..encrypted.len() {
        assert_eq!(refusal("cut", PrivateJwk::from_encrypted_der(&encrypted[..end], PASSWORD)).0, "jwk.broken");
    }
}

/// The calls that take no password refuse these files whatever features there are, and name the call that takes one.
#[test]
fn nothing_is_decrypted_by_itself() {
    for (name, pem, _) in READ {
        let (pem, der) = (pem.as_bytes(), der(pem));
        for result in [Jwk::from_pem(pem), Jwk::from_bytes(pem), Jwk::from_der(&der), Jwk::from_bytes(&der)] {
            let (code, sentence) = refusal(name, result);
            assert_eq!(code, "jwk.format", "{name}");
            assert!(sentence.contains("PrivateJwk::from_encrypted_pem"), "{sentence}");
        }
    }
}

/// One file with other numbers in the place of its own.
fn with(pem: &str, old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut der = der(pem);
    let at = der.windows(old.len()).position(|window| window == old).expect("the old numbers");
    assert_eq!(old.len(), new.len());
    der[at..at + old.len()].copy_from_slice(new);
    der
}

#[test]
fn the_rounds_of_a_stranger_are_bounded() {
    // 600,000 as OpenSSL writes it, in three bytes.
    let rounds = |new: [u8; 3]| with(ED25519_PBES2, b"\x02\x03\x09\x27\xc0", &[&[2, 3][..], &new].concat());
    let (code, sentence) = refusal("negative", PrivateJwk::from_encrypted_der(&rounds([0x80, 0, 1]), PASSWORD));
    assert_eq!(code, "jwk.broken", "{sentence}");

    let started = Instant::now();
    for (name, new) in [("2^24", 1_u32 << 24), ("2^31 - 1", 0x7fff_ffff)] {
        let new = [&[2, 4][..], &new.to_be_bytes()].concat();
        let file = resized(&der(ED25519_PBES2), b"\x02\x03\x09\x27\xc0", &new);
        let (code, sentence) = refusal(name, PrivateJwk::from_encrypted_der(&file, PASSWORD));
        assert_eq!(code, "jwk.limit", "{name}: {sentence}");
        assert!(sentence.contains("pkcs8_rounds") && sentence.contains("1200000"), "{sentence}");
    }
    let one_too_many = PrivateJwk::from_encrypted_der(&rounds([0x12, 0x4f, 0x81]), PASSWORD);
    assert_eq!(refusal("1,200,001", one_too_many).0, "jwk.limit");
    let none = with(P256_PBES2_AES256_SHA512, b"\x02\x02\x08\x00", b"\x04\x02\x08\x00");
    assert_eq!(refusal("no number", PrivateJwk::from_encrypted_der(&none, PASSWORD)).0, "jwk.broken");
    let zero = resized(&der(P256_PBES2_AES256_SHA512), b"\x02\x02\x08\x00", b"\x02\x01\x00");
    let (code, sentence) = refusal("zero", PrivateJwk::from_encrypted_der(&zero, PASSWORD));
    assert!(code == "jwk.broken" && sentence.contains("impossible parameters"), "{sentence}");
    assert!(started.elapsed() < Duration::from_secs(2), "the limit is checked after the work");
}

#[test]
fn the_cost_of_scrypt_is_bounded() {
    // N of 16384, r of 8, p of 1.
    const OWN: &[u8] = b"\x02\x02\x40\x00\x02\x01\x08\x02\x01\x01";
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("N zero", b"\x02\x02\x00\x80\x02\x01\x08\x02\x01\x00", "jwk.broken", "impossible parameters"),
        ("N one short", b"\x02\x02\x3f\xff\x02\x01\x08\x02\x01\x01", "jwk.broken", "impossible parameters"),
        ("r zero", b"\x02\x02\x40\x00\x02\x01\x00\x02\x01\x01", "jwk.broken", "impossible parameters"),
        ("p zero", b"\x02\x02\x40\x00\x02\x01\x08\x02\x01\x00", "jwk.broken", "impossible parameters"),
        ("r 127", b"\x02\x02\x40\x00\x02\x01\x7f\x02\x01\x01", "jwk.limit", "pkcs8_scrypt_memory"),
        ("p 127", b"\x02\x02\x40\x00\x02\x01\x08\x02\x01\x7f", "jwk.limit", "pkcs8_scrypt_work"),
        ("r negative", b"\x02\x02\x40\x00\x02\x01\xff\x02\x01\x01", "jwk.broken", "the encrypted private key"),
    ];
    let started = Instant::now();
    for (name, new, code, part) in cases {
        let (found, sentence) =
            refusal(name, PrivateJwk::from_encrypted_der(&with(P256_PBES2_SCRYPT, OWN, new), PASSWORD));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    // Zero in the form that is canonical, at which the crate below would panic; and 2^62.
    let zero = resized(&der(P256_PBES2_SCRYPT), b"\x02\x02\x40\x00", b"\x02\x01\x00");
    assert_eq!(refusal("N zero", PrivateJwk::from_encrypted_der(&zero, PASSWORD)).0, "jwk.broken");
    let huge = resized(&der(P256_PBES2_SCRYPT), b"\x02\x02\x40\x00", b"\x02\x08\x40\x00\x00\x00\x00\x00\x00\x00");
    assert_eq!(refusal("N huge", PrivateJwk::from_encrypted_der(&huge, PASSWORD)).0, "jwk.limit");
    assert!(started.elapsed() < Duration::from_secs(2), "the limit is checked after the work");
}

/// The same DER with a value of another length, and the lengths of everything around it made right.
fn resized(der: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let at = der.windows(old.len()).position(|window| window == old).expect("the old value");
    let mut out = vec![];
    let (content, rest) = value(der);
    assert!(rest.is_empty());
    rebuild(der, content, at, old, new, &mut out);
    out
}

/// What a value holds, and what follows it.
fn value(der: &[u8]) -> (std::ops::Range<usize>, &[u8]) {
    let (start, length) = match der[1] {
        0x81 => (3, usize::from(der[2])),
        0x82 => (4, usize::from(der[2]) * 256 + usize::from(der[3])),
        short => (2, usize::from(short)),
    };
    (start..start + length, &der[start + length..])
}

fn rebuild(der: &[u8], content: std::ops::Range<usize>, at: usize, old: &[u8], new: &[u8], out: &mut Vec<u8>) {
    let mut inner = vec![];
    let mut position = content.start;
    while position < content.end {
        let part = &der[position..content.end];
        let (own, rest) = value(part);
        let size = part.len() - rest.len();
        if position == at {
            inner.extend_from_slice(new);
            position += old.len();
            continue;
        }
        if (position..position + size).contains(&at) {
            rebuild(part, own, at - position, old, new, &mut inner);
        } else {
            inner.extend_from_slice(&part[..size]);
        }
        position += size;
    }
    out.push(der[0]);
    match inner.len() {
        short @ 0..128 => out.push(u8::try_from(short).unwrap()),
        middle @ 128..256 => out.extend([0x81, u8::try_from(middle).unwrap()]),
        long => out.extend([&[0x82][..], &u16::try_from(long).unwrap().to_be_bytes()].concat()),
    }
    out.extend(inner);
}
