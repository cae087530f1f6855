//! Messages of which both sides are known, so that a pretended device can do its part without a key of ours.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, SecretBytes};
use jose_crypto::{
    DecryptFailed, EncryptionKey, UnwrapError,
    content::{ContentDecrypter, ContentEncrypter},
    remote::KeyOperation,
};

use crate::forge::{Parts, concat_kdf, decode, encode, sealed, sealed_encoded};

/// A message, and what the device that holds its key does.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) algorithm: KeyManagementAlgorithm,
    pub(crate) enc: ContentEncryption,
    pub(crate) plaintext: Vec<u8>,
    pub(crate) token: String,
    pub(crate) private_operation: fn(KeyOperation<'_>) -> Result<SecretBytes, UnwrapError>,
    /// The same message with this `kid`.
    pub(crate) with_key_id: fn(&str) -> String,
}

const PLAINTEXT: &[u8] = b"only the device can open this";

pub(crate) fn cases() -> Vec<Case> {
    use ContentEncryption::{A128CbcHs256, A256Gcm};
    use KeyManagementAlgorithm::{A128Kw, A256GcmKw, EcdhEs, EcdhEsA128Kw, RsaOaep};
    let case = |name, algorithm, enc, private_operation, with_key_id: fn(&str) -> String| Case {
        name,
        algorithm,
        enc,
        plaintext: PLAINTEXT.to_vec(),
        token: with_key_id(""),
        private_operation,
        with_key_id,
    };
    vec![
        case("RSA-OAEP, the key of RFC 7516, A.1", RsaOaep, A256Gcm, unwrap_a_1, |kid| {
            let encrypted_key = decode(A_1_ENCRYPTED_KEY);
            Parts { encrypted_key, ..sealed(header(RsaOaep, A256Gcm, kid, ""), A256Gcm, &A_1_CEK, PLAINTEXT) }.token()
        }),
        case("A128KW, the key of RFC 7516, A.3", A128Kw, A128CbcHs256, unwrap_a_3, |kid| {
            let content = sealed(header(A128Kw, A128CbcHs256, kid, ""), A128CbcHs256, &A_3_CEK, PLAINTEXT);
            Parts { encrypted_key: decode(A_3_ENCRYPTED_KEY), ..content }.token()
        }),
        case("A256GCMKW", A256GcmKw, A256Gcm, unwrap_with_gcm, |kid| {
            let mut encrypted_key = A_1_CEK.to_vec();
            let wrapper = ContentEncrypter::new(A256Gcm, &GCM_KEY).unwrap();
            let tag = wrapper.encrypt(&[9; 12], b"", &mut encrypted_key).unwrap();
            let members = format!(r#","iv":"{}","tag":"{}""#, encode([9; 12]), encode(tag.as_bytes()));
            let content = sealed(header(A256GcmKw, A256Gcm, kid, &members), A256Gcm, &A_1_CEK, PLAINTEXT);
            Parts { encrypted_key, ..content }.token()
        }),
        case("ECDH-ES, the agreement of RFC 8037, A.6", EcdhEs, A256Gcm, agree, |kid| {
            let cek = concat_kdf(&Z, "A256GCM", b"", b"", 32);
            sealed(header(EcdhEs, A256Gcm, kid, &epk()), A256Gcm, &cek, PLAINTEXT).token()
        }),
        case("ECDH-ES+A128KW, the agreement of RFC 8037, A.6", EcdhEsA128Kw, A256Gcm, agree, |kid| {
            let wrapping = concat_kdf(&Z, "ECDH-ES+A128KW", b"", b"", 16);
            let key = EncryptionKey::symmetric(A128Kw, &wrapping).unwrap();
            let established = key.establish(A256Gcm, b"", b"").unwrap();
            let protected = encode(header(EcdhEsA128Kw, A256Gcm, kid, &epk()));
            let mut ciphertext = PLAINTEXT.to_vec();
            let iv = established.iv().to_vec();
            let tag = established.content().encrypt(&iv, protected.as_bytes(), &mut ciphertext).unwrap();
            let encrypted_key = established.encrypted_key().to_vec();
            Parts { header: protected, encrypted_key, iv, ciphertext, tag: tag.as_bytes().to_vec() }.token()
        }),
    ]
}

/// A message under a shared key, with which a device has nothing to do.
pub(crate) fn dir() -> Case {
    let with_key_id = |kid: &str| {
        let header = encode(header(KeyManagementAlgorithm::Dir, ContentEncryption::A256Gcm, kid, ""));
        sealed_encoded(header, ContentEncryption::A256Gcm, &A_1_CEK, PLAINTEXT).token()
    };
    Case {
        name: "dir",
        algorithm: KeyManagementAlgorithm::Dir,
        enc: ContentEncryption::A256Gcm,
        plaintext: PLAINTEXT.to_vec(),
        token: with_key_id(""),
        private_operation: |_| panic!("asked"),
        with_key_id,
    }
}

fn header(algorithm: KeyManagementAlgorithm, enc: ContentEncryption, kid: &str, members: &str) -> String {
    let kid = if kid.is_empty() { String::new() } else { format!(r#","kid":"{kid}""#) };
    format!(r#"{{"alg":"{algorithm}","enc":"{enc}"{kid}{members}}}"#)
}

fn epk() -> String {
    format!(r#","epk":{{"kty":"OKP","crv":"X25519","x":"{ALICE}"}}"#)
}

fn unwrap_a_1(operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
    unwrap(operation, A_1_ENCRYPTED_KEY, &A_1_CEK)
}

fn unwrap_a_3(operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
    unwrap(operation, A_3_ENCRYPTED_KEY, &A_3_CEK)
}

fn unwrap(operation: KeyOperation<'_>, known: &str, cek: &[u8]) -> Result<SecretBytes, UnwrapError> {
    match operation {
        KeyOperation::Unwrap { encrypted_key } if encode(encrypted_key) == known => Ok(SecretBytes::from(cek)),
        KeyOperation::Unwrap { .. } => Err(UnwrapError::Failed(DecryptFailed)),
        other => panic!("{other:?}"),
    }
}

fn unwrap_with_gcm(operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
    let KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag } = operation else { panic!("{operation:?}") };
    let mut cek = encrypted_key.to_vec();
    let key = ContentDecrypter::new(ContentEncryption::A256Gcm, &GCM_KEY).unwrap();
    key.decrypt(iv, b"", tag, &mut cek)?;
    Ok(SecretBytes::new(cek))
}

fn agree(operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
    match operation {
        KeyOperation::Agree { ephemeral } if encode(ephemeral.encoded()) == ALICE => Ok(SecretBytes::from(&Z[..])),
        KeyOperation::Agree { .. } => Err(UnwrapError::Failed(DecryptFailed)),
        other => panic!("{other:?}"),
    }
}

const GCM_KEY: [u8; 32] = [0x33; 32];

/// RFC 7516, A.1.2 and A.1.3.
const A_1_CEK: [u8; 32] = [
    177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246, 138, 7, 110, 91, 112, 46, 34, 105, 47,
    130, 203, 46, 122, 234, 64, 252,
];
const A_1_ENCRYPTED_KEY: &str = "\
    OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGeipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9jwQRb\
    23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaVmqgfwX7XWRxv2322i-vDxRfq\
    Nzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWTIy3brGPi6Ukl\
    fCpIMfIjf7iGdXKHzg";

/// RFC 7516, A.3.2 and A.3.3.
const A_3_CEK: [u8; 32] = [
    4, 211, 31, 197, 84, 157, 252, 254, 11, 100, 157, 250, 63, 170, 106, 206, 107, 124, 212, 45, 111, 107, 9, 219, 200,
    177, 0, 240, 143, 156, 44, 207,
];
const A_3_ENCRYPTED_KEY: &str = "6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ";

/// RFC 8037, A.6: the sender's key and the shared secret.
pub(crate) const ALICE: &str = "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo";
const Z: [u8; 32] = [
    0x4a, 0x5d, 0x9d, 0x5b, 0xa4, 0xce, 0x2d, 0xe1, 0x72, 0x8e, 0x3b, 0xf4, 0x80, 0x35, 0x0f, 0x25, 0xe0, 0x7e, 0x21,
    0xc9, 0x47, 0xd1, 0x9e, 0x33, 0x76, 0xf0, 0x9b, 0x3c, 0x1e, 0x16, 0x17, 0x42,
];
