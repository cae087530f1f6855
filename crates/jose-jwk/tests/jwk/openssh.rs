//! The keys of OpenSSH.

use jose_jwk::{Jwk, JwkSet, KeyKind, PrivateJwk, PublicJwk};

use crate::{files::*, refusal};

/// Private key, its public line, and the same key as OpenSSL writes it, where it does.
const KEYS: &[(&str, &str, Option<&str>)] = &[
    (OPENSSH_P256, OPENSSH_P256_PUBLIC, Some(P256_PKCS8)),
    (OPENSSH_P384, OPENSSH_P384_PUBLIC, Some(P384_PKCS8)),
    (OPENSSH_P521, OPENSSH_P521_PUBLIC, Some(P521_PKCS8)),
    (OPENSSH_RSA2048, OPENSSH_RSA2048_PUBLIC, Some(RSA2048_PKCS8)),
    (OPENSSH_PRIVATE, OPENSSH_PUBLIC, None),
];

#[test]
fn what_ssh_keygen_writes_is_read() {
    for (private, public, same) in KEYS {
        let key = PrivateJwk::from_openssh(private.as_bytes()).unwrap();
        let half = PublicJwk::from_openssh(public.as_bytes()).unwrap();
        assert!(key.public() == half, "{public}");
        if let Some(same) = same {
            let same = PrivateJwk::from_pem(same.as_bytes()).unwrap();
            assert!(*key.to_secret_json() == *same.to_secret_json(), "every number is the same: {public}");
        }
        assert_eq!((key.key_id(), half.key_id()), (None, None), "a comment is no identifier");
        for (file, kind) in [(private, KeyKind::Private), (public, KeyKind::Public)] {
            assert_eq!(Jwk::from_openssh(file.as_bytes()).unwrap().kind(), kind);
            assert_eq!(Jwk::from_bytes(file.as_bytes()).unwrap().thumbprint(), key.thumbprint());
            assert_eq!(JwkSet::from_bytes(file.as_bytes()).unwrap().keys().count(), 1);
        }
        assert_eq!(refusal("a half", PublicJwk::from_openssh(private.as_bytes())).0, "jwk.wrong_kind");
        assert_eq!(refusal("a half", PrivateJwk::from_openssh(public.as_bytes())).0, "jwk.wrong_kind");
        // The call for PEM stays as it is.
        assert_eq!(refusal("PEM", Jwk::from_pem(private.as_bytes())).0, "jwk.format");
    }
}

#[test]
fn a_line_is_read_with_or_without_a_comment() {
    let line = OPENSSH_P256_PUBLIC.trim_end();
    let (key, _comment) = line.rsplit_once(' ').unwrap();
    let right = PublicJwk::from_openssh(line.as_bytes()).unwrap();
    for line in [key, line, &format!("{key}\n"), &format!("{key} a b c\r\n"), &format!("  {key}\t#\n\n")] {
        assert!(PublicJwk::from_openssh(line.as_bytes()).unwrap() == right, "{line:?}");
    }
}

const ED25519: &str = "AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";

#[test]
fn other_lines_are_refused() {
    let two = format!("{OPENSSH_P256_PUBLIC}{OPENSSH_P384_PUBLIC}");
    let with = |name: &str, base64: &str| format!("{name} {base64}");
    let cases: &[(&str, String, &str, &str)] = &[
        ("nothing", String::new(), "jwk.format", "found something else"),
        ("a word", "ssh-ed25519".into(), "jwk.format", "found something else"),
        ("two words", "hello world".into(), "jwk.format", "found something else"),
        ("two keys", two, "jwk.format", "found several lines"),
        ("options", with("restrict ssh-ed25519", ED25519), "jwk.format", "found something else"),
        ("a JWK", crate::keys::RFC8037_A2.replace('\n', ""), "jwk.format", "found something else"),
        ("a certificate", OPENSSH_CERTIFICATE.into(), "jwk.format", "found an OpenSSH certificate"),
        ("a security key", with("sk-ssh-ed25519@openssh.com", ED25519), "jwk.format", "lives in a security key"),
        ("another", with("sk-ecdsa-sha2-nistp256@openssh.com", ED25519), "jwk.format", "lives in a security key"),
        (
            "its certificate",
            with("sk-ssh-ed25519-cert-v01@openssh.com", ED25519),
            "jwk.format",
            "found an OpenSSH certificate",
        ),
        ("DSA", with("ssh-dss", ED25519), "jwk.unsupported", "the OpenSSH key type ssh-dss is not supported"),
        ("Ed448", with("ssh-ed448", ED25519), "jwk.unsupported", "ssh-ed448"),
        ("P-224", with("ecdsa-sha2-nistp224", ED25519), "jwk.unsupported", "ecdsa-sha2-nistp224"),
        ("a name in capitals", with("SSH-ED25519", ED25519), "jwk.format", "found something else"),
        ("another type inside", with("ssh-rsa", ED25519), "jwk.broken", "its type stands in it twice and differs"),
        ("no base64", with("ssh-ed25519", "****"), "jwk.broken", "its base64 is damaged"),
        ("no padding", with("ssh-ed25519", "AAAAC3N"), "jwk.broken", "its base64 is damaged"),
        ("base64url", with("ssh-ed25519", &ED25519.replace('+', "-")), "jwk.broken", "its base64 is damaged"),
        ("cut short", with("ssh-ed25519", &ED25519[..64]), "jwk.broken", "it is cut short"),
        ("bytes behind", with("ssh-ed25519", &format!("{ED25519}AAAA")), "jwk.broken", "something follows it"),
        (
            "PEM",
            P256_SPKI.into(),
            "jwk.format",
            "a PEM block of PUBLIC KEY, needed an OpenSSH key: read it with from_pem",
        ),
        ("too long", "ssh-rsa ".repeat(10_000), "jwk.limit", "key_bytes"),
    ];
    for (name, line, code, part) in cases {
        let (found, sentence) = refusal(name, Jwk::from_openssh(line.as_bytes()));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    assert_eq!(refusal("not UTF-8", Jwk::from_openssh(b"ssh-ed25519 \xff")).0, "jwk.format");
}

fn string(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat()
}

fn line(name: &str, parts: &[&[u8]]) -> String {
    let mut bytes = string(name.as_bytes());
    for part in parts {
        bytes.extend(string(part));
    }
    format!("{name} {}", base64(&bytes))
}

#[test]
fn numbers_are_checked_as_everywhere() {
    let zeros = [0; 32];
    let modulus = [&[0][..], &[0xff; 256]].concat();
    let point = [&[4][..], &[1; 64]].concat();
    let compressed = [&[2][..], &[1; 32]].concat();
    let cases: &[(&str, String, &str, &str)] = &[
        ("small order", line("ssh-ed25519", &[&zeros]), "jwk.key", "small order"),
        ("31 bytes", line("ssh-ed25519", &[&zeros[1..]]), "jwk.key", "32 bytes"),
        ("off the curve", line("ecdsa-sha2-nistp256", &[b"nistp256", &point]), "jwk.key", "not on the curve"),
        ("compressed", line("ecdsa-sha2-nistp256", &[b"nistp256", &compressed]), "jwk.format", "compressed point"),
        ("another curve", line("ecdsa-sha2-nistp256", &[b"nistp384", &point]), "jwk.broken", "its curve stands in it"),
        ("1024 bits", line("ssh-rsa", &[&[1, 0, 1], &[&[0][..], &[0xff; 128]].concat()]), "jwk.key", "1024 bits"),
        ("e is 1", line("ssh-rsa", &[&[1], &modulus]), "jwk.key", "exponent is even or 1"),
        ("e with a zero", line("ssh-rsa", &[&[0, 1, 0, 1], &modulus]), "jwk.broken", "canonically"),
        ("e empty", line("ssh-rsa", &[&[], &modulus]), "jwk.broken", "not positive"),
        ("e zero", line("ssh-rsa", &[&[0], &modulus]), "jwk.broken", "not positive"),
        ("n negative", line("ssh-rsa", &[&[1, 0, 1], &modulus[1..]]), "jwk.broken", "not positive"),
    ];
    for (name, line, code, part) in cases {
        let (found, sentence) = refusal(name, Jwk::from_openssh(line.as_bytes()));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

#[test]
fn a_passphrase_is_refused_with_advice() {
    for result in [Jwk::from_openssh(OPENSSH_ENCRYPTED.as_bytes()), Jwk::from_bytes(OPENSSH_ENCRYPTED.as_bytes())] {
        let (code, sentence) = refusal("encrypted", result);
        assert_eq!(code, "jwk.format");
        assert!(sentence.contains("with a passphrase") && sentence.contains(r#"`ssh-keygen -p -N "" -f COPY`"#));
    }
}

/// A private key with other bytes in the place of its own.
fn private(pem: &str, change: impl Fn(&mut Vec<u8>)) -> String {
    let mut bytes = der(pem);
    change(&mut bytes);
    pem_of("OPENSSH PRIVATE KEY", &bytes)
}

#[test]
fn damaged_private_keys_are_refused() {
    let pem = OPENSSH_P256;
    let whole = der(pem);
    let end = whole.len();
    let cases: &[(&str, String, &str)] = &[
        ("a byte behind", private(pem, |bytes| bytes.push(0)), "something follows it"),
        ("no magic", private(pem, |bytes| bytes[0] ^= 1), "does not start with openssh-key-v1"),
        ("derivation", private(pem, |bytes| bytes[27] ^= 1), "says how"),
        ("two keys", private(pem, |bytes| bytes[38] = 2), "several keys, or none"),
        ("no key", private(pem, |bytes| bytes[38] = 0), "several keys, or none"),
        ("check numbers", private(pem, |bytes| bytes[end - SECTION] ^= 1), "check numbers differ"),
        ("padding", private(OPENSSH_P384, |bytes| *bytes.last_mut().unwrap() ^= 1), "its padding is wrong"),
        ("padding of zeros", private(OPENSSH_PRIVATE, |bytes| *bytes.last_mut().unwrap() = 0), "its padding is wrong"),
        ("cut short", private(pem, |bytes| bytes.truncate(20)), "it is cut short"),
        ("another label's content", pem_of("OPENSSH PRIVATE KEY", &der(P256_PKCS8)), "openssh-key-v1"),
    ];
    for (name, pem, part) in cases {
        let (code, sentence) = refusal(name, Jwk::from_openssh(pem.as_bytes()));
        assert_eq!(code, "jwk.broken", "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    let (code, _) = refusal("two files", Jwk::from_openssh(format!("{OPENSSH_P256}{OPENSSH_P384}").as_bytes()));
    assert_eq!(code, "jwk.format");
}

/// The length of the private section of the key on P-256.
const SECTION: usize = 152;

#[test]
fn every_changed_byte_is_refused_or_harmless() {
    for (pem, ..) in KEYS {
        let whole = der(pem);
        let right = PrivateJwk::from_openssh(pem.as_bytes()).unwrap();
        let step = if whole.len() > 1000 { 37 } else { 1 };
        for end in (0..whole.len()).step_by(step) {
            assert!(Jwk::from_openssh(pem_of("OPENSSH PRIVATE KEY", &whole[..end]).as_bytes()).is_err(), "{end}");
        }
        let mut harmless = 0;
        for at in (0..whole.len()).step_by(step) {
            let changed = private(pem, |bytes| bytes[at] ^= 4);
            // Only the comment may change.
            if let Ok(key) = PrivateJwk::from_openssh(changed.as_bytes()) {
                assert!(*key.to_secret_json() == *right.to_secret_json(), "byte {at}");
                harmless += 1;
            }
        }
        assert!(harmless < 40, "{harmless}");
    }
}
