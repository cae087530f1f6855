//! `iv` and `tag` in the header, for wrapping with AES-GCM. Attacks 84, 85 and 99.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::{DecryptionKey, content::ContentEncrypter};
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, encode, outcome, sealed},
    keys::secret,
};

const WRAPPINGS: [(KeyManagementAlgorithm, ContentEncryption); 3] = [
    (KeyManagementAlgorithm::A128GcmKw, ContentEncryption::A128Gcm),
    (KeyManagementAlgorithm::A192GcmKw, ContentEncryption::A192Gcm),
    (KeyManagementAlgorithm::A256GcmKw, ContentEncryption::A256Gcm),
];

/// A message made by hand, whose header may say anything about how its key was wrapped.
struct Wrapped {
    keys: DecryptionKeySet,
    algorithm: KeyManagementAlgorithm,
    encrypted_key: Vec<u8>,
    iv: Vec<u8>,
    tag: Vec<u8>,
}

impl Wrapped {
    fn new(algorithm: KeyManagementAlgorithm, cipher: ContentEncryption) -> Self {
        let kek = secret(cipher.row().key_bytes);
        let (iv, mut encrypted_key) = (vec![7; 12], secret(16));
        let tag = ContentEncrypter::new(cipher, &kek).unwrap().encrypt(&iv, b"", &mut encrypted_key).unwrap();
        let keys = DecryptionKey::symmetric(algorithm, &kek).unwrap().into();
        Self { keys, algorithm, encrypted_key, iv, tag: tag.as_bytes().to_vec() }
    }

    /// With `iv` and `tag` as JSON; the content is correctly encrypted under the key that was wrapped.
    fn found(&self, iv: Option<&str>, tag: Option<&str>) -> &'static str {
        let member =
            |name: &str, value: Option<&str>| value.map_or_else(String::new, |value| format!(r#","{name}":{value}"#));
        let header =
            format!(r#"{{"alg":"{}","enc":"A128GCM"{}{}}}"#, self.algorithm, member("iv", iv), member("tag", tag));
        let parts = sealed(header, ContentEncryption::A128Gcm, &secret(16), b"plaintext");
        outcome(&Parts { encrypted_key: self.encrypted_key.clone(), ..parts }.token(), &self.keys)
    }
}

fn quoted(bytes: &[u8]) -> String {
    format!("\"{}\"", encode(bytes))
}

#[test]
fn the_message_made_by_hand_opens() {
    for (algorithm, cipher) in WRAPPINGS {
        let wrapped = Wrapped::new(algorithm, cipher);
        assert_eq!(wrapped.found(Some(&quoted(&wrapped.iv)), Some(&quoted(&wrapped.tag))), "decrypted", "{algorithm}");
    }
}

#[test]
fn members_that_are_missing_or_no_text_are_refused() {
    for (algorithm, cipher) in WRAPPINGS {
        let wrapped = Wrapped::new(algorithm, cipher);
        let (iv, tag) = (quoted(&wrapped.iv), quoted(&wrapped.tag));
        for (name, iv, tag, code) in [
            ("no iv", None, Some(&*tag), "parse.member"),
            ("no tag", Some(&*iv), None, "parse.member"),
            ("neither", None, None, "parse.member"),
            ("iv is null", Some("null"), Some(&*tag), "json.type"),
            ("tag is null", Some(&*iv), Some("null"), "json.type"),
            ("iv is a list", Some("[7]"), Some(&*tag), "json.type"),
            ("tag is a number", Some(&*iv), Some("7"), "json.type"),
            ("iv with padding", Some("\"BwcHBwcHBwcHBwcH==\""), Some(&*tag), "parse.base64"),
            ("tag not canonical", Some(&*iv), Some("\"AAAAAAAAAAAAAAAAAAAAAB\""), "parse.base64"),
            ("tag in hexadecimal", Some(&*iv), Some("\"00112233445566778899aabbccddeeff\""), "parse.length"),
        ] {
            assert_eq!(wrapped.found(iv, tag), code, "{name}, {algorithm}");
        }
    }
}

#[test]
fn vectors_and_tags_of_a_wrong_length_are_refused() {
    for (algorithm, cipher) in WRAPPINGS {
        let wrapped = Wrapped::new(algorithm, cipher);
        let (iv, tag) = (quoted(&wrapped.iv), quoted(&wrapped.tag));
        for length in (0..=33).chain([64, 1000]) {
            let cut = |own: &[u8]| own.iter().chain(&[0; 1000]).copied().take(length).collect::<Vec<u8>>();
            if length != 12 {
                let found = wrapped.found(Some(&quoted(&cut(&wrapped.iv))), Some(&tag));
                assert_eq!(found, "parse.length", "iv of {length}, {algorithm}");
            }
            if length != 16 {
                let found = wrapped.found(Some(&iv), Some(&quoted(&cut(&wrapped.tag))));
                assert_eq!(found, "parse.length", "tag of {length}, {algorithm}");
            }
        }
    }
}

/// The content is right, so that only the wrapped key's own tag can say no.
#[test]
fn a_changed_bit_is_refused() {
    for (algorithm, cipher) in WRAPPINGS {
        let mut wrapped = Wrapped::new(algorithm, cipher);
        let (iv, tag) = (wrapped.iv.clone(), wrapped.tag.clone());
        for bit in 0..128 {
            let flip = |bytes: &[u8]| {
                let mut flipped = bytes.to_vec();
                flipped[bit / 8 % bytes.len()] ^= 1 << (bit % 8);
                flipped
            };
            let changed = [
                ("iv", wrapped.found(Some(&quoted(&flip(&iv))), Some(&quoted(&tag)))),
                ("tag", wrapped.found(Some(&quoted(&iv)), Some(&quoted(&flip(&tag))))),
            ];
            for (name, code) in changed {
                assert_eq!(code, "jwe.decryption", "{name} bit {bit}, {algorithm}");
            }
            let own = std::mem::take(&mut wrapped.encrypted_key);
            wrapped.encrypted_key = flip(&own);
            let code = wrapped.found(Some(&quoted(&iv)), Some(&quoted(&tag)));
            assert_eq!(code, "jwe.decryption", "encrypted key bit {bit}, {algorithm}");
            wrapped.encrypted_key = own;
        }
    }
}
