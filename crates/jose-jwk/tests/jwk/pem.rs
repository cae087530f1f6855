//! PEM in: what is read, and what is told to whoever brings something else. Attack 149.

use jose_core::Curve;
use jose_jwk::{Jwk, KeyKind, PrivateJwk, PublicJwk};

use crate::{files::*, refusal, table};

const READ: &str = include_str!("tables/pem-read.txt");

#[test]
fn read() {
    for [name, file, kind, of, thumbprint] in table(READ) {
        let pem = named(file);
        let key = Jwk::from_pem(pem.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(key.kind().to_string(), format!("a {kind} key"), "{name}");
        assert_eq!(key.curve().map_or(key.key_type().name(), Curve::name), of, "{name}");
        assert_eq!(key.thumbprint().to_string(), thumbprint, "{name}");
        assert_eq!((key.key_id(), key.algorithm(), key.key_use(), key.key_operations()), (None, None, None, None));
        // The same bytes without the wrapping, and through the door for files of any kind.
        if file != "p256.sec1-with-parameters.pem" {
            assert_eq!(Jwk::from_der(&der(pem)).expect(name).thumbprint(), key.thumbprint(), "{name}");
        }
        assert_eq!(Jwk::from_bytes(pem.as_bytes()).expect(name).thumbprint(), key.thumbprint(), "{name}");
    }
}

#[test]
fn read_however_it_is_wrapped() {
    let one_line = pem_of("PRIVATE KEY", &der(P384_PKCS8));
    let wide: String = {
        let text = one_line.lines().nth(1).unwrap();
        let lines: Vec<&str> = (0..text.len()).step_by(76).map(|at| &text[at..text.len().min(at + 76)]).collect();
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
    };
    let variants = [
        ("carriage returns", P384_PKCS8.replace('\n', "\r\n")),
        ("no newline at the end", P384_PKCS8.trim_end().to_owned()),
        ("empty lines at the end", format!("{P384_PKCS8}\n\n  \n")),
        ("text in front", format!("Bag Attributes\n    localKeyID: 01\n{P384_PKCS8}")),
        ("one line", one_line),
        ("lines of 76", wide),
    ];
    for (name, pem) in variants {
        let key = Jwk::from_pem(pem.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(key.kind(), KeyKind::Private, "{name}");
    }
}

/// Name, text, code, a part of the sentence.
const DAMAGED: &[(&str, &str, &str, &str)] = &[
    ("nothing", "", "jwk.format", "check that this is the right file"),
    ("text", "not a key\n", "jwk.format", "check that this is the right file"),
    ("a JWK", crate::keys::RFC8037_A2, "jwk.format", "found no line that starts with -----BEGIN"),
    ("a label alone", "-----BEGIN PUBLIC KEY-----\n", "jwk.broken", "nothing follows it"),
    ("no end", "-----BEGIN PUBLIC KEY-----\nAAAA\n", "jwk.broken", "its END line is missing"),
    (
        "a broken label",
        "-----BEGIN PUBLIC KEY\nAAAA\n-----END PUBLIC KEY-----\n",
        "jwk.broken",
        "BEGIN line is damaged",
    ),
    ("nothing inside", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "jwk.broken", "the PEM block"),
    ("another end", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "jwk.broken", "does not match"),
    ("no base64", "-----BEGIN PUBLIC KEY-----\n****\n-----END PUBLIC KEY-----\n", "jwk.broken", "base64 is damaged"),
    ("no DER", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "jwk.broken", "an SPKI public key"),
    ("an unknown label", "-----BEGIN X-----\nAAAA\n-----END X-----\n", "jwk.format", "a PEM block of X"),
    ("parameters alone", "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n", "jwk.format", "without a key"),
    ("DSA", "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----\n", "jwk.format", "found a DSA key"),
];

#[test]
fn refused() {
    for [name, file, code, parts] in table(include_str!("tables/pem-refused.txt")) {
        let (found, sentence) = refusal(name, Jwk::from_pem(named(file).as_bytes()));
        assert_eq!(found, code, "{name}: {sentence}");
        for part in parts.split(" … ") {
            assert!(sentence.contains(part), "{name}: {sentence}");
        }
    }
}

#[test]
fn damaged() {
    for (name, pem, code, part) in DAMAGED {
        let (found, sentence) = refusal(name, Jwk::from_pem(pem.as_bytes()));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    let (_, sentence) = refusal("a long label", Jwk::from_pem(pem_of(&"A".repeat(10_000), b"x").as_bytes()));
    assert!(sentence.contains(&format!("a PEM block of {},", "A".repeat(64))), "{sentence}");
}

#[test]
fn several_blocks_are_counted() {
    let pairs = [
        (format!("{P256_PKCS8}{P256_SPKI}"), 2),
        (format!("{P256_PKCS8}{P256_PKCS8}{P384_PKCS8}"), 3),
        (format!("{P256_SEC1_WITH_PARAMETERS}{P256_SPKI}"), 3),
        (format!("{P256_SEC1}{P256_SEC1_WITH_PARAMETERS}"), 3),
        (format!("{P256_CERTIFICATE}{P256_PKCS8}"), 2),
        (P256_SPKI.repeat(100), 100),
    ];
    for (pem, count) in pairs {
        let (code, sentence) = refusal("several", Jwk::from_pem(pem.as_bytes()));
        assert_eq!(code, "jwk.format");
        assert!(sentence.starts_with(&format!("found {count} PEM blocks, needed one")), "{sentence}");
    }
    // Parameters are skipped only where OpenSSL writes them.
    let parameters = P256_SEC1_WITH_PARAMETERS.strip_suffix(P256_SEC1).unwrap();
    for pem in
        [format!("{P256_SEC1}{parameters}"), format!("{parameters}{P256_PKCS8}"), format!("{parameters}{parameters}")]
    {
        assert_eq!(refusal("parameters", Jwk::from_pem(pem.as_bytes())).0, "jwk.format");
    }
}

/// A label is a claim; what is inside decides, and they must agree.
#[test]
fn a_label_must_agree_with_what_is_inside() {
    let contents = [
        ("PRIVATE KEY", P256_PKCS8),
        ("PUBLIC KEY", P256_SPKI),
        ("EC PRIVATE KEY", P256_SEC1),
        ("RSA PRIVATE KEY", RSA2048_PKCS1),
        ("RSA PUBLIC KEY", RSA2048_PKCS1_PUBLIC),
    ];
    for (label, _) in contents {
        for (truth, file) in contents.into_iter().filter(|(truth, _)| *truth != label) {
            let pem = pem_of(label, &der(file));
            let (code, sentence) = refusal(label, Jwk::from_pem(pem.as_bytes()));
            assert_eq!(code, "jwk.format", "{truth} as {label}: {sentence}");
            assert!(sentence.contains(&format!("under the PEM label {label}")), "{sentence}");
        }
    }
}

#[test]
fn something_after_the_block() {
    for rest in ["x", "\n\nx\n", "\0", "-----BEGIN"] {
        let pem = format!("{P256_SPKI}{rest}");
        assert_eq!(refusal(rest, Jwk::from_pem(pem.as_bytes())).0, "jwk.broken", "{rest:?}");
    }
    assert_eq!(refusal("zero in front", Jwk::from_pem(format!("\0\n{P256_SPKI}").as_bytes())).0, "jwk.broken");
    // DER inside, with a byte behind it that the backend would not mind.
    for (label, file) in [("PRIVATE KEY", P256_PKCS8), ("PUBLIC KEY", P256_SPKI), ("RSA PRIVATE KEY", RSA2048_PKCS1)] {
        let pem = pem_of(label, &[der(file), vec![0]].concat());
        let (code, sentence) = refusal(label, Jwk::from_pem(pem.as_bytes()));
        assert_eq!(code, "jwk.broken");
        assert!(sentence.ends_with("something follows it"), "{sentence}");
    }
}

#[test]
fn a_kind_is_asked_for_and_checked() {
    for [name, file, kind, ..] in table::<5>(READ) {
        let public = PublicJwk::from_pem(named(file).as_bytes());
        let private = PrivateJwk::from_pem(named(file).as_bytes());
        if kind == "public" {
            assert!(public.is_ok(), "{name}");
            assert_eq!(refusal(name, private).0, "jwk.wrong_kind");
        } else {
            assert!(private.is_ok(), "{name}");
            assert_eq!(refusal(name, public).0, "jwk.wrong_kind");
        }
    }
}

#[test]
fn damage_anywhere_is_refused_or_harmless() {
    for pem in [P256_SEC1_WITH_PARAMETERS, ED25519_PKCS8] {
        for end in 0..pem.len() - 1 {
            assert!(Jwk::from_pem(&pem.as_bytes()[..end]).is_err(), "{end} bytes of {pem}");
        }
        let right = Jwk::from_pem(pem.as_bytes()).unwrap().thumbprint();
        for at in 0..pem.len() {
            for byte in [0, b'\n', b' ', b'-', b'A', b'=', 0xff] {
                let mut changed = pem.as_bytes().to_vec();
                changed[at] = byte;
                // An Ed25519 seed in PKCS#8 has nothing beside it to disagree with.
                if let (Ok(key), true) = (Jwk::from_pem(&changed), pem != ED25519_PKCS8) {
                    assert_eq!(key.thumbprint(), right, "byte {at} set to {byte}");
                }
            }
        }
    }
}

#[test]
fn limits() {
    let pem = format!("{}\n{P256_SPKI}", "x".repeat(64 * 1024));
    assert_eq!(refusal("large", Jwk::from_pem(pem.as_bytes())).0, "jwk.limit");
    let der = vec![0x30; 64 * 1024 + 1];
    assert_eq!(refusal("large", Jwk::from_der(&der)).0, "jwk.limit");
}

/// Words may stand before the armour, and no feature makes something else of the file for them.
#[test]
fn words_before_the_armour_say_nothing() {
    for words in ["ssh-keygen made it", "ecdsa-sha2-nistp256 once", "sk-ssh-ed25519"] {
        let file = format!("{words}\n{P256_SPKI}");
        let key = Jwk::from_bytes(file.as_bytes()).expect(words);
        assert_eq!(key.thumbprint(), Jwk::from_pem(P256_SPKI.as_bytes()).expect(words).thumbprint(), "{words}");
    }
}
