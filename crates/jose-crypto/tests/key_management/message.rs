//! One encrypted message, in parts, so that each part can be changed.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{DecryptFailed, DecryptionKey, EncryptionKey, EphemeralPublicKey, KeyParameters, UnwrapError};

use crate::keys::{self, scattered};

pub(crate) const PLAINTEXT: &[u8] = b"the content of one message";
const AAD: &[u8] = b"header";

/// Everything of a message but its header.
#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) enc: ContentEncryption,
    pub(crate) encrypted_key: Vec<u8>,
    pub(crate) ephemeral: Option<EphemeralPublicKey>,
    pub(crate) gcm_key_wrap: Option<([u8; 12], [u8; 16])>,
    pub(crate) password: Option<(Vec<u8>, u32)>,
    pub(crate) encapsulated_key: Option<Vec<u8>>,
    pub(crate) party_u_info: Vec<u8>,
    pub(crate) party_v_info: Vec<u8>,
    pub(crate) iv: Vec<u8>,
    pub(crate) ciphertext: Vec<u8>,
    pub(crate) tag: Vec<u8>,
}

/// Why a message did not open. Only what anybody can see in it may end at the first step.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    AtTheKey(UnwrapError),
    AtTheTag(DecryptFailed),
}

impl Message {
    pub(crate) fn seal(key: &EncryptionKey, enc: ContentEncryption, first: &[u8], second: &[u8]) -> Self {
        let established = key.establish(enc, first, second).unwrap();
        let mut ciphertext = PLAINTEXT.to_vec();
        let tag = established.content().encrypt(established.iv(), AAD, &mut ciphertext).unwrap();
        Self {
            enc,
            encrypted_key: established.encrypted_key().to_vec(),
            ephemeral: established.ephemeral_key().cloned(),
            gcm_key_wrap: established.gcm_key_wrap().map(|(iv, tag)| (*iv, *tag)),
            password: established.password_parameters().map(|(salt, rounds)| (salt.to_vec(), rounds)),
            encapsulated_key: established.encapsulated_key().map(<[u8]>::to_vec),
            party_u_info: first.to_vec(),
            party_v_info: second.to_vec(),
            iv: established.iv().to_vec(),
            ciphertext,
            tag: tag.as_bytes().to_vec(),
        }
    }

    pub(crate) fn parameters(&self) -> KeyParameters<'_> {
        KeyParameters {
            ephemeral: self.ephemeral.as_ref(),
            party_u_info: &self.party_u_info,
            party_v_info: &self.party_v_info,
            gcm_key_wrap: self.gcm_key_wrap.as_ref().map(|(iv, tag)| (iv, tag)),
            password: self.password.as_ref().map(|(salt, rounds)| (salt.as_slice(), *rounds)),
            encapsulated_key: self.encapsulated_key.as_deref(),
            ..KeyParameters::new(self.enc, &self.encrypted_key)
        }
    }

    pub(crate) fn open(&self, key: &DecryptionKey) -> Result<Vec<u8>, Stopped> {
        let content = key.content_key(&self.parameters()).map_err(Stopped::AtTheKey)?;
        assert_eq!(content.algorithm(), self.enc);
        let mut buffer = self.ciphertext.clone();
        let plaintext = content.decrypt(&self.iv, AAD, &self.tag, &mut buffer).map_err(Stopped::AtTheTag)?;
        Ok(plaintext.to_vec())
    }
}

/// A key of one algorithm, for both sides.
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) algorithm: KeyManagementAlgorithm,
    pub(crate) sender: EncryptionKey,
    pub(crate) recipient: DecryptionKey,
}

impl Pair {
    fn asymmetric(algorithm: KeyManagementAlgorithm, curve: Option<Curve>) -> Self {
        let material = curve.map_or_else(keys::rsa, keys::private);
        let name = curve.map_or_else(|| algorithm.to_string(), |curve| format!("{algorithm} on {curve}"));
        let sender = EncryptionKey::new(algorithm, &material.public()).unwrap();
        Self { name, algorithm, sender, recipient: DecryptionKey::new(algorithm, &material).unwrap() }
    }

    fn symmetric(algorithm: KeyManagementAlgorithm, key: &[u8]) -> Self {
        let sender = EncryptionKey::symmetric(algorithm, key).unwrap();
        let recipient = DecryptionKey::symmetric(algorithm, key).unwrap();
        Self { name: algorithm.to_string(), algorithm, sender, recipient }
    }

    /// With few rounds, so that tests are fast.
    fn password(algorithm: KeyManagementAlgorithm, password: &[u8]) -> Self {
        let sender = EncryptionKey::password(algorithm, password).unwrap().with_rounds(1000).unwrap();
        let recipient = DecryptionKey::password(algorithm, password).unwrap();
        Self { name: algorithm.to_string(), algorithm, sender, recipient }
    }

    fn direct(enc: ContentEncryption, key: &[u8]) -> Self {
        let (algorithm, name) = (KeyManagementAlgorithm::Dir, format!("dir with {enc}"));
        let sender = EncryptionKey::direct(enc, key).unwrap();
        Self { name, algorithm, sender, recipient: DecryptionKey::direct(enc, key).unwrap() }
    }
}

/// The curves with key agreement that this build has.
pub(crate) fn curves() -> Vec<Curve> {
    let all = KeyManagementAlgorithm::EcdhEs.row().curves.iter().copied();
    all.filter(|curve| keys::is_built_in(*curve)).collect()
}

/// Fresh keys of every algorithm on every curve it knows, for messages with `enc`. Missing are `RSA1_5`, which encrypts nothing, and HPKE of the content
/// itself, which has no `enc`.
pub(crate) fn pairs(enc: ContentEncryption) -> Vec<Pair> {
    let of_one = |algorithm: &KeyManagementAlgorithm| match algorithm.row().kind {
        KeyManagementKind::Direct => vec![Pair::direct(enc, &scattered(1, enc.row().key_bytes))],
        KeyManagementKind::AesKeyWrap { key_bytes } | KeyManagementKind::AesGcmKeyWrap { key_bytes } => {
            vec![Pair::symmetric(*algorithm, &scattered(2, key_bytes))]
        }
        KeyManagementKind::Pbes2AesKeyWrap { .. } => vec![Pair::password(*algorithm, &scattered(3, 20))],
        KeyManagementKind::RsaOaep(_) => vec![Pair::asymmetric(*algorithm, None)],
        KeyManagementKind::RsaPkcs1 | KeyManagementKind::Hpke(_) => vec![],
        KeyManagementKind::HpkeKeyEncryption(_) if !cfg!(feature = "hpke-unstable") => vec![],
        _ => {
            let own = algorithm.row().curves;
            let curves = curves().into_iter().filter(|curve| own.contains(curve));
            curves.map(|curve| Pair::asymmetric(*algorithm, Some(curve))).collect()
        }
    };
    KeyManagementAlgorithm::ALL.iter().flat_map(of_one).collect()
}
