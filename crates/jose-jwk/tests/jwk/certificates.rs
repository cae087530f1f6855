//! Certificates: the key in one, and what a JWK says about its own. RFC 7517, sections 4.7 to 4.9 and appendix B. Attacks 11, 12 and 75, as far as a JWK goes.

use jose_jwk::{Jwk, PrivateJwk, PublicJwk};
use serde_json::{Value, json};

use crate::{changed, files::*, keys::*, refusal};

/// Certificate, and the public key that it is for.
const CERTIFICATES: &[(&str, &str)] = &[
    (ED25519_CERTIFICATE, ED25519_SPKI),
    (P256_CERTIFICATE, P256_SPKI),
    (P256_CERTIFICATE_V1, P256_SPKI),
    (P384_CERTIFICATE, P384_SPKI),
    (P521_CERTIFICATE, P521_SPKI),
    (RSA2048_CERTIFICATE, RSA2048_SPKI),
    (X25519_CERTIFICATE, X25519_SPKI),
];

#[test]
fn the_key_is_taken_out() {
    for (certificate, spki) in CERTIFICATES {
        let expected = PublicJwk::from_pem(spki.as_bytes()).unwrap();
        assert!(PublicJwk::from_certificate(certificate.as_bytes()).unwrap() == expected, "{certificate}");
        assert!(PublicJwk::from_certificate(&der(certificate)).unwrap() == expected, "{certificate}");
        let older = certificate.replace("CERTIFICATE", "X509 CERTIFICATE");
        assert!(PublicJwk::from_certificate(older.as_bytes()).unwrap() == expected, "{certificate}");
    }
}

#[test]
fn something_else_is_refused() {
    let two = format!("{P256_CERTIFICATE}{P384_CERTIFICATE}");
    let behind = pem_of("CERTIFICATE", &[der(P256_CERTIFICATE), vec![0]].concat());
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("nothing", b"", "jwk.broken", "the certificate cannot be read: it is cut short"),
        ("text", b"certificate", "jwk.broken", "the certificate"),
        ("a JWK", RFC7517_B.as_bytes(), "jwk.broken", "the certificate"),
        ("a public key", P256_SPKI.as_bytes(), "jwk.format", "a PEM block of PUBLIC KEY, needed a certificate"),
        ("a private key", P256_PKCS8.as_bytes(), "jwk.format", "from_pem"),
        ("a request", P256_REQUEST.as_bytes(), "jwk.format", "a PEM block of CERTIFICATE REQUEST"),
        ("a trusted one", P256_TRUSTED_CERTIFICATE.as_bytes(), "jwk.format", "`openssl x509 -in FILE -out PLAIN`"),
        ("two", two.as_bytes(), "jwk.format", "found 2 PEM blocks, needed one"),
        ("a public key in DER", &der(P256_SPKI), "jwk.broken", "the certificate"),
        ("a private key in DER", &der(P256_PKCS8), "jwk.broken", "the certificate"),
        ("a request in DER", &der(P256_REQUEST), "jwk.broken", "the certificate"),
        ("a trusted one in DER", &der(P256_TRUSTED_CERTIFICATE), "jwk.broken", "something follows it"),
        ("a byte behind", &[der(P256_CERTIFICATE), vec![0]].concat(), "jwk.broken", "something follows it"),
        ("a byte behind in PEM", behind.as_bytes(), "jwk.broken", "something follows it"),
        ("too large", &vec![0x30; 64 * 1024 + 1], "jwk.limit", "key_bytes"),
    ];
    for (name, bytes, code, part) in cases {
        let (found, sentence) = refusal(name, PublicJwk::from_certificate(bytes));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

/// The calls for keys refuse certificates, and name the call that is for them.
#[test]
fn are_no_key_files() {
    for (certificate, _) in CERTIFICATES {
        let der = der(certificate);
        for result in [
            Jwk::from_pem(certificate.as_bytes()),
            Jwk::from_bytes(certificate.as_bytes()),
            Jwk::from_der(&der),
            Jwk::from_bytes(&der),
        ] {
            let (code, sentence) = refusal("a certificate", result);
            assert_eq!(code, "jwk.format");
            assert!(sentence.contains("PublicJwk::from_certificate"), "{sentence}");
        }
    }
}

#[test]
fn damage_is_refused_or_leaves_another_key() {
    for (certificate, _) in CERTIFICATES {
        let whole = der(certificate);
        for end in 0..whole.len() {
            assert!(PublicJwk::from_certificate(&whole[..end]).is_err(), "{end} bytes");
        }
        let right = PublicJwk::from_certificate(&whole).unwrap();
        let mut refused = 0;
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x20;
            match PublicJwk::from_certificate(&damaged) {
                // A name or a date has changed: nobody looks at those. Or the number of the key has.
                Ok(key) => assert!(key == right || key.material() != right.material()),
                Err(_) => refused += 1,
            }
            // In a JWK the thumbprint finds every change.
            let json = json!({ "x5c": [base64(&damaged)] }).to_string();
            let key = PublicJwk::with_certificates(right.clone(), &[&whole]).unwrap().to_json();
            assert!(Jwk::from_json(changed(&key, &json, "").as_bytes()).is_err(), "byte {at}");
        }
        assert!(refused > 20, "{refused}");
    }
}

/// A key on P-256 with a chain of two, and both thumbprints.
fn with_chain() -> PublicJwk {
    let key = PublicJwk::from_pem(P256_SPKI.as_bytes()).unwrap();
    key.with_certificates(&[P256_CERTIFICATE, P384_CERTIFICATE]).unwrap()
}

#[test]
fn rfc_7517_appendix_b() {
    let key = PublicJwk::from_json(RFC7517_B.as_bytes()).unwrap();
    let certificates = key.certificates();
    assert_eq!(certificates.len(), 1);
    assert!(PublicJwk::from_certificate(&certificates[0]).unwrap().material() == key.material());
    let written: Value = serde_json::from_str(&key.to_json()).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(RFC7517_B).unwrap());
    assert_eq!(refusal("another key", Jwk::from_json(swapped(RFC7517_B, RFC7517_A1_RSA).as_bytes())).0, "jwk.member");
}

/// The first key with the numbers of the second.
fn swapped(key: &str, numbers: &str) -> String {
    let numbers: Value = serde_json::from_str(numbers).unwrap();
    changed(key, &json!({ "n": numbers["n"], "e": numbers["e"] }).to_string(), "")
}

#[test]
fn a_chain_is_attached_and_written() {
    let key = with_chain();
    assert_eq!(key.certificates(), [der(P256_CERTIFICATE), der(P384_CERTIFICATE)]);
    assert_eq!(key.member("x5c"), Some(&json!([base64(&der(P256_CERTIFICATE)), base64(&der(P384_CERTIFICATE))])));
    // Computed with `openssl x509 -fingerprint` and Python.
    assert_eq!(key.member("x5t"), Some(&"MxSsx2EfPasdXJl1oDEXgR_wy04".into()));
    assert_eq!(key.member("x5t#S256"), Some(&"_zzZOgewHNStYGEu_WhjcrxA_yeoE0zO2E40unKSclE".into()));
    let again = PublicJwk::from_json(key.to_json().as_bytes()).unwrap();
    assert!(again == key);

    // Another chain takes the place of the first, and in DER it is the same.
    let other = key.clone().with_certificates(&[der(P256_CERTIFICATE_V1)]).unwrap();
    assert_eq!(other.certificates(), [der(P256_CERTIFICATE_V1)]);
    assert_ne!(other.member("x5t"), key.member("x5t"));
    assert!(other.with_certificates(&[der(P256_CERTIFICATE), der(P384_CERTIFICATE)]).unwrap() == key);

    let private = PrivateJwk::from_pem(P256_PKCS8.as_bytes()).unwrap().with_certificates(&[P256_CERTIFICATE]).unwrap();
    let read = PrivateJwk::from_json(private.to_secret_json().as_bytes()).unwrap();
    assert_eq!(read.certificates(), [der(P256_CERTIFICATE)]);
    assert_eq!(read.public().certificates(), read.certificates());
    assert!(PublicJwk::from_pem(P256_SPKI.as_bytes()).unwrap().certificates().is_empty());
}

#[test]
fn a_wrong_chain_is_not_attached() {
    let key = || PublicJwk::from_pem(P256_SPKI.as_bytes()).unwrap();
    let cases: &[(&str, Vec<&str>, &str)] = &[
        ("none", vec![], "jwk.member"),
        ("another's", vec![P384_CERTIFICATE], "jwk.member"),
        ("the wrong order", vec![P384_CERTIFICATE, P256_CERTIFICATE], "jwk.member"),
        ("17", vec![P256_CERTIFICATE; 17], "jwk.limit"),
        ("a key", vec![P256_SPKI], "jwk.format"),
        ("a key behind", vec![P256_CERTIFICATE, P256_SPKI], "jwk.format"),
        ("a file of two", vec![concat_of_two()], "jwk.format"),
    ];
    for (name, chain, code) in cases {
        assert_eq!(refusal(name, key().with_certificates(chain)).0, *code, "{name}");
        let private = PrivateJwk::from_pem(P256_PKCS8.as_bytes()).unwrap();
        assert_eq!(refusal(name, private.with_certificates(chain)).0, *code, "{name}");
    }
    assert_eq!(key().with_certificates(&[P256_CERTIFICATE; 16]).unwrap().certificates().len(), 16);
}

fn concat_of_two() -> &'static str {
    Box::leak(format!("{P256_CERTIFICATE}{P384_CERTIFICATE}").into_boxed_str())
}

#[test]
fn what_a_jwk_says_about_its_certificates_is_checked() {
    let key = with_chain().to_json();
    let leaf = base64(&der(P256_CERTIFICATE));
    let url = leaf.replace('+', "-").replace('/', "_");
    assert_ne!(url, leaf, "the certificate has no letter that tells the alphabets apart");
    let behind = base64(&[der(P256_CERTIFICATE), vec![0]].concat());
    let wrapped = format!("{}\n{}", &leaf[..64], &leaf[64..]);
    let other = base64(&der(P384_CERTIFICATE));
    let spki = base64(&der(P256_SPKI));
    let zeros = jose_core::base64url::encode(&[0; 32]);
    let cases: Vec<(&str, Value, &str)> = vec![
        ("no list", json!({ "x5c": leaf }), "x5c must be a list"),
        ("nothing", json!({ "x5c": null }), "x5c must be a list"),
        ("an empty list", json!({ "x5c": [] }), "x5c must be a list"),
        ("a number", json!({ "x5c": [1] }), "x5c must be a list"),
        ("a number behind", json!({ "x5c": [leaf, 1] }), "x5c must be a list"),
        ("base64url", json!({ "x5c": [url] }), "standard base64"),
        ("no padding", json!({ "x5c": [leaf.trim_end_matches('=')] }), "x5c"),
        ("padding too long", json!({ "x5c": [format!("{leaf}====")] }), "standard base64"),
        ("white space", json!({ "x5c": [wrapped] }), "standard base64"),
        ("white space in front", json!({ "x5c": [format!(" {leaf}")] }), "standard base64"),
        ("PEM", json!({ "x5c": [P256_CERTIFICATE] }), "standard base64"),
        ("an empty string", json!({ "x5c": [""] }), "x5c must be certificates"),
        ("no certificate", json!({ "x5c": ["MII="] }), "x5c must be certificates"),
        ("a public key", json!({ "x5c": [spki] }), "x5c must be certificates"),
        ("a byte behind", json!({ "x5c": [behind] }), "x5c must be certificates"),
        ("no certificate behind", json!({ "x5c": [leaf, "AAAA"] }), "x5c must be certificates"),
        ("a byte behind the second", json!({ "x5c": [leaf, behind] }), "x5c must be certificates"),
        ("another's", json!({ "x5c": [other] }), "for this very key"),
        ("the wrong order", json!({ "x5c": [other, leaf] }), "for this very key"),
        ("x5t null", json!({ "x5t": null }), "x5t must be a string"),
        ("x5t empty", json!({ "x5t": "" }), "x5t must be a SHA-1 hash"),
        ("x5t of 32 bytes", json!({ "x5t": zeros }), "x5t must be a SHA-1 hash"),
        ("x5t of another", json!({ "x5t": "AAAAAAAAAAAAAAAAAAAAAAAAAAA" }), "x5t must be the hash"),
        ("x5t with padding", json!({ "x5t": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }), "x5t must be a SHA-1 hash"),
        ("x5t with stray bits", json!({ "x5t": "AAAAAAAAAAAAAAAAAAAAAAAAAAB" }), "x5t must be a SHA-1 hash"),
        ("x5t in hexadecimal", json!({ "x5t": "00".repeat(20) }), "x5t must be a SHA-1 hash"),
        (
            "x5t#S256 of 20 bytes",
            json!({ "x5t#S256": "AAAAAAAAAAAAAAAAAAAAAAAAAAA" }),
            "x5t#S256 must be a SHA-256 hash",
        ),
        ("x5t#S256 of another", json!({ "x5t#S256": zeros }), "x5t#S256 must be the hash"),
        ("x5t#S256 in hexadecimal", json!({ "x5t#S256": "00".repeat(32) }), "x5t#S256 must be a SHA-256 hash"),
        ("x5t#S256 a number", json!({ "x5t#S256": 1 }), "x5t#S256 must be a string"),
    ];
    for (name, changes, part) in cases {
        let (code, sentence) = refusal(name, Jwk::from_json(changed(&key, &changes.to_string(), "").as_bytes()));
        assert_eq!(code, "jwk.member", "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    // Without a chain only the form of a thumbprint can be checked.
    let zeros20 = "AAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let alone = changed(&key, &json!({ "x5t": zeros20, "x5t#S256": zeros }).to_string(), "x5c");
    assert!(Jwk::from_json(alone.as_bytes()).is_ok());
    for (member, value) in [("x5t", "AAAA"), ("x5t", zeros.as_str()), ("x5t#S256", zeros20), ("x5t#S256", "*")] {
        let changes = json!({ member: value }).to_string();
        assert_eq!(refusal(member, Jwk::from_json(changed(&key, &changes, "x5c").as_bytes())).0, "jwk.member");
    }
    // The count is checked before any of them is read.
    let many = json!({ "x5c": vec!["MII="; 17] }).to_string();
    assert_eq!(refusal("17", Jwk::from_json(changed(&key, &many, "").as_bytes())).0, "jwk.limit");
}

#[test]
fn a_private_key_is_checked_like_a_public_one_and_a_secret_has_no_certificate() {
    let chain = |file: &str| json!({ "x5c": [base64(&der(file))] }).to_string();
    let private = PrivateJwk::from_pem(P256_PKCS8.as_bytes()).unwrap().to_secret_json();
    assert!(Jwk::from_json(changed(&private, &chain(P256_CERTIFICATE), "").as_bytes()).is_ok());
    let wrong = changed(&private, &chain(P384_CERTIFICATE), "");
    assert_eq!(refusal("another's", Jwk::from_json(wrong.as_bytes())).0, "jwk.member");

    let (code, sentence) =
        refusal("oct", Jwk::from_json(changed(RFC7517_A3_HMAC, &chain(P256_CERTIFICATE), "").as_bytes()));
    assert_eq!((code.as_str(), sentence.contains("absent from a symmetric key")), ("jwk.member", true));
    let form = changed(RFC7517_A3_HMAC, r#"{"x5t":"AAAA"}"#, "");
    assert_eq!(refusal("oct", Jwk::from_json(form.as_bytes())).0, "jwk.member");
}
