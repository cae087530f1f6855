//! A pair of keys for every row of the tables.

use std::sync::LazyLock;

use jose::{
    ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm,
    core::{
        KeyType,
        registry::{JwsKind, KeyManagementKind},
    },
    crypto::{
        DecryptionKey, EncryptionKey, KeyError, SigningKey, VerifyingKey,
        material::{PrivateMaterial, PublicMaterial},
    },
    jwk::PrivateJwk,
};

const SECRET: [u8; 64] = [0x5a; 64];
const PASSWORD: &[u8] = b"correct horse battery staple";
/// The fewest that are accepted: how many there are changes nothing but the time this takes.
const ROUNDS: u32 = 1000;

/// One RSA key serves all: making one takes longer than using it.
static RSA: LazyLock<PrivateJwk> = LazyLock::new(|| PrivateJwk::generate_signing(JwsAlgorithm::Rs256).unwrap());

/// What a pair is for, and the pair.
type Named<A, B> = (String, Result<(A, B), KeyError>);

/// A signing key and its verifying key, for each curve that the algorithm has; or why this build has none.
pub(crate) fn signing(algorithm: JwsAlgorithm) -> Vec<Named<SigningKey, VerifyingKey>> {
    let row = algorithm.row();
    let pair = |material: PrivateMaterial| {
        Ok((SigningKey::new(algorithm, &material)?, VerifyingKey::new(algorithm, &material.public())?))
    };
    match row.kind {
        JwsKind::Hmac(hash) => {
            let secret = &SECRET[..hash.output_bytes()];
            let keys = (SigningKey::hmac(algorithm, secret).unwrap(), VerifyingKey::hmac(algorithm, secret).unwrap());
            vec![(row.name.to_owned(), Ok(keys))]
        }
        JwsKind::MlDsa { .. } => {
            vec![(row.name.to_owned(), PrivateMaterial::generate_ml_dsa(algorithm).and_then(pair))]
        }
        _ if row.key_type == KeyType::Rsa => {
            let key = PrivateJwk::from_pem(RSA.to_secret_pem().unwrap().as_bytes()).unwrap();
            let keys = (key.signing_key_for(algorithm).unwrap(), key.public().verifying_key_for(algorithm).unwrap());
            vec![(row.name.to_owned(), Ok(keys))]
        }
        _ => {
            let on = |curve: &Curve| {
                (format!("{} on {curve}", row.name), PrivateMaterial::generate_on(*curve).and_then(pair))
            };
            row.curves.iter().map(on).collect()
        }
    }
}

/// A sender's and a recipient's key, for each curve that the algorithm has; or why this build has none. `dir` is bound to `enc`.
pub(crate) fn encryption(
    algorithm: KeyManagementAlgorithm,
    enc: ContentEncryption,
) -> Vec<Named<EncryptionKey, DecryptionKey>> {
    let row = algorithm.row();
    let one = |keys| vec![(row.name.to_owned(), keys)];
    match row.kind {
        KeyManagementKind::Direct => {
            let secret = &SECRET[..enc.row().key_bytes];
            one(EncryptionKey::direct(enc, secret).and_then(|key| Ok((key, DecryptionKey::direct(enc, secret)?))))
        }
        KeyManagementKind::AesKeyWrap { key_bytes } | KeyManagementKind::AesGcmKeyWrap { key_bytes } => {
            let secret = &SECRET[..key_bytes];
            let keys = EncryptionKey::symmetric(algorithm, secret);
            one(keys.and_then(|key| Ok((key, DecryptionKey::symmetric(algorithm, secret)?))))
        }
        KeyManagementKind::Pbes2AesKeyWrap { .. } => {
            let sender = EncryptionKey::password(algorithm, PASSWORD).and_then(|key| key.with_rounds(ROUNDS));
            one(sender.and_then(|key| Ok((key, DecryptionKey::password(algorithm, PASSWORD)?))))
        }
        KeyManagementKind::RsaOaep(_) => {
            let key = PrivateJwk::from_pem(RSA.to_secret_pem().unwrap().as_bytes()).unwrap();
            let keys =
                (key.public().encryption_key_for(algorithm).unwrap(), key.decryption_key_for(algorithm).unwrap());
            one(Ok(keys))
        }
        // Nothing here makes such messages: only the published ones can be decrypted.
        KeyManagementKind::RsaPkcs1 => {
            let public = PublicMaterial::Rsa { n: Vec::new(), e: Vec::new() };
            let refused = EncryptionKey::new(algorithm, &public).map(|_| panic!("a key for {algorithm}"));
            one(refused)
        }
        _ => {
            let on = |curve: &Curve| {
                let keys = PrivateMaterial::generate_on(*curve).and_then(|material| {
                    let sender = EncryptionKey::new(algorithm, &material.public())?;
                    Ok((sender, DecryptionKey::new(algorithm, &material)?))
                });
                (format!("{} on {curve}", row.name), keys)
            };
            row.curves.iter().map(on).collect()
        }
    }
}
