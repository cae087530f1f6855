//! RFC 7516, appendices A.1 and A.3.

use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::content::ContentEncrypter;
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, decode, decrypt, encode, outcome, split},
    keys,
};

const A_1: &str = "\
    eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.\
    OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGeipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9jwQRb\
    23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaVmqgfwX7XWRxv2322i-vDxRfq\
    Nzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWTIy3brGPi6Ukl\
    fCpIMfIjf7iGdXKHzg.\
    48V1_ALb6US04U3b.\
    5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A.\
    XFBoMYUZodetZdvTiFvSkQ";

/// A.1.2: the content encryption key.
const A_1_CEK: [u8; 32] = [
    177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246, 138, 7, 110, 91, 112, 46, 34, 105, 47,
    130, 203, 46, 122, 234, 64, 252,
];

const A_3: &str = "\
    eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.\
    6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.\
    AxY8DCtDaGlsbGljb3RoZQ.\
    KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.\
    U0m_YmjN04DJvceFICbCVQ";

/// A.3.2: the content encryption key.
const A_3_CEK: [u8; 32] = [
    4, 211, 31, 197, 84, 157, 252, 254, 11, 100, 157, 250, 63, 170, 106, 206, 107, 124, 212, 45, 111, 107, 9, 219, 200,
    177, 0, 240, 143, 156, 44, 207,
];

/// A.3.3: the shared key.
const A_3_KEY: &str = r#"{"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"}"#;

struct Example {
    section: &'static str,
    algorithm: KeyManagementAlgorithm,
    enc: ContentEncryption,
    key: &'static str,
    cek: &'static [u8],
    header: &'static str,
    plaintext: &'static str,
    token: &'static str,
}

const EXAMPLES: &[Example] = &[
    Example {
        section: "A.1",
        algorithm: KeyManagementAlgorithm::RsaOaep,
        enc: ContentEncryption::A256Gcm,
        key: keys::RSA,
        cek: &A_1_CEK,
        header: r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#,
        plaintext: "The true sign of intelligence is not knowledge but imagination.",
        token: A_1,
    },
    Example {
        section: "A.3",
        algorithm: KeyManagementAlgorithm::A128Kw,
        enc: ContentEncryption::A128CbcHs256,
        key: A_3_KEY,
        cek: &A_3_CEK,
        header: r#"{"alg":"A128KW","enc":"A128CBC-HS256"}"#,
        plaintext: "Live long and prosper.",
        token: A_3,
    },
];

fn keys_of(example: &Example) -> DecryptionKeySet {
    keys::jwk(example.key).decryption_key_for(example.algorithm).unwrap().into()
}

#[test]
fn the_examples_decrypt() {
    for example in EXAMPLES {
        let section = example.section;
        let decrypted = decrypt(example.token, &keys_of(example)).expect(section);
        assert_eq!(decrypted.plaintext(), example.plaintext.as_bytes(), "{section}");
        assert_eq!(decrypted.header().received(), encode(example.header), "{section}");
        assert_eq!(decrypted.algorithm(), example.algorithm, "{section}");
        assert_eq!(decrypted.content_encryption(), Some(example.enc), "{section}");
        assert_eq!(decrypted.proves_shared_key(), section == "A.3");
    }
}

/// A.1.6 and A.3.6: with the key and the vector of the RFC, the content comes out to the letter.
#[test]
fn the_contents_are_reproduced() {
    for example in EXAMPLES {
        let expected = Parts::of(example.token);
        let mut ciphertext = example.plaintext.as_bytes().to_vec();
        let encrypter = ContentEncrypter::new(example.enc, example.cek).unwrap();
        let tag = encrypter.encrypt(&expected.iv, expected.header.as_bytes(), &mut ciphertext).unwrap();
        assert_eq!(ciphertext, expected.ciphertext, "{}", example.section);
        assert_eq!(tag.as_bytes(), expected.tag, "{}", example.section);
    }
}

#[test]
fn an_example_under_the_key_of_the_other_is_refused() {
    for (example, other) in [(&EXAMPLES[0], &EXAMPLES[1]), (&EXAMPLES[1], &EXAMPLES[0])] {
        assert_eq!(outcome(example.token, &keys_of(other)), "key.algorithm_not_allowed", "{}", example.section);
    }
}

#[test]
fn an_example_with_a_part_of_the_other_is_refused() {
    let (own, foreign) = (split(A_1), split(A_3));
    let keys = keys_of(&EXAMPLES[0]);
    for (place, name, code) in [
        (0, "header", "key.algorithm_not_allowed"),
        (1, "encrypted key", "jwe.decryption"),
        (2, "iv", "parse.length"),
        (3, "ciphertext", "jwe.decryption"),
        (4, "tag", "jwe.decryption"),
    ] {
        let mut parts = own;
        parts[place] = foreign[place];
        assert_eq!(outcome(&parts.join("."), &keys), code, "{name}");
    }
}

#[test]
fn every_byte_of_the_examples_matters() {
    for example in EXAMPLES {
        let keys = keys_of(example);
        let parts = Parts::of(example.token);
        for place in 0..5 {
            let mut header = decode(&parts.header);
            let length =
                [header.len(), parts.encrypted_key.len(), parts.iv.len(), parts.ciphertext.len(), parts.tag.len()];
            for index in 0..length[place] {
                let mut changed = parts.clone();
                match place {
                    0 => {
                        header[index] ^= 1;
                        changed.header = encode(&header);
                        header[index] ^= 1;
                    }
                    1 => changed.encrypted_key[index] ^= 1,
                    2 => changed.iv[index] ^= 1,
                    3 => changed.ciphertext[index] ^= 1,
                    _ => changed.tag[index] ^= 1,
                }
                let code = outcome(&changed.token(), &keys);
                let expected = code == "jwe.decryption" || (place == 0 && code != "decrypted");
                assert!(expected, "{}, part {place}, byte {index}: {code}", example.section);
            }
        }
    }
}
