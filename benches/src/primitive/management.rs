//! Key management, and with it whole messages.

use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey, X25519};
use aws_lc_rs::kdf::{SskdfDigestAlgorithmId, get_sskdf_digest_algorithm, sskdf_digest};
use aws_lc_rs::key_wrap::{AES_256, AesKek, KeyWrap};
use aws_lc_rs::rand;
use aws_lc_rs::rsa::{
    OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, OaepPublicEncryptingKey, PrivateDecryptingKey,
    PublicEncryptingKey,
};
use jose::core::base64url;
use jose_bench_measure::{Kind, Lane};
use serde::Deserialize;

use super::SUBJECT;
use super::content::{Cbc, Parts, gcm_key, gcm_open, gcm_seal};
use crate::Result;
use crate::act::Jwe;
use crate::world::World;

type Failed = aws_lc_rs::error::Unspecified;

/// The members that carry a part of the key.
#[derive(Deserialize)]
struct Header {
    epk: Option<Point>,
    iv: Option<String>,
    tag: Option<String>,
}

#[derive(Deserialize)]
struct Point {
    x: String,
    y: Option<String>,
}

impl Point {
    /// As key agreement wants it.
    fn bytes(&self) -> Result<Vec<u8>> {
        let x = base64url::decode(&self.x)?;
        Ok(match &self.y {
            None => x,
            Some(y) => [&[4][..], &x, &base64url::decode(y)?].concat(),
        })
    }
}

pub(super) fn decrypt(jwe: Jwe, token: &str, world: &World) -> Result<Lane> {
    let (header, parts) = read(token)?;
    let mut room = vec![0; parts.ciphertext.len()];
    let kek = world.secret;
    Ok(match jwe {
        Jwe::DirGcm => {
            let key = gcm_key(&kek)?;
            primitive(move || gcm_open(&key, &parts, &mut room))
        }
        Jwe::DirCbc => {
            let key = Cbc::new(&kek)?;
            primitive(move || key.open(&parts, &mut room))
        }
        Jwe::A256Kw => primitive(move || gcm_open(&gcm_key(&unwrap(&kek, &parts)?)?, &parts, &mut room)),
        Jwe::A256GcmKw => {
            let key = gcm_key(&kek)?;
            let wrapped = Parts {
                aad: Vec::new(),
                encrypted_key: Vec::new(),
                iv: base64url::decode(&header.iv.ok_or("no iv")?)?,
                tag: base64url::decode(&header.tag.ok_or("no tag")?)?,
                ciphertext: parts.encrypted_key.clone(),
            };
            primitive(move || {
                let mut cek = [0; 32];
                gcm_open(&key, &wrapped, &mut cek)?;
                gcm_open(&gcm_key(&cek)?, &parts, &mut room)
            })
        }
        Jwe::RsaOaep256 => {
            let key = OaepPrivateDecryptingKey::new(PrivateDecryptingKey::from_pkcs8(&world.rsa_recipient.der)?)?;
            primitive(move || {
                let mut cek = [0; 256];
                let cek = key.decrypt(&OAEP_SHA256_MGF1SHA256, &parts.encrypted_key, &mut cek, None)?;
                gcm_open(&gcm_key(cek)?, &parts, &mut room)
            })
        }
        Jwe::EcdhP256 | Jwe::EcdhX25519 => {
            let key = agreement_key(jwe, world)?;
            let peer = UnparsedPublicKey::new(algorithm(jwe), header.epk.ok_or("no epk")?.bytes()?);
            primitive(move || {
                let kek = agreement::agree(&key, &peer, aws_lc_rs::error::Unspecified, derive)?;
                gcm_open(&gcm_key(&unwrap(&kek, &parts)?)?, &parts, &mut room)
            })
        }
    })
}

/// With one draw for everything that is random and not a key pair.
pub(super) fn encrypt(jwe: Jwe, plaintext: &[u8], world: &World) -> Result<Lane> {
    let (_, Parts { aad, .. }) = read(&world.encrypted(jwe, None, plaintext)?)?;
    let plaintext = plaintext.to_vec();
    let mut room = plaintext.clone();
    let secret = world.secret;
    let mut drawn = [0; 56];
    Ok(match jwe {
        Jwe::DirGcm => {
            let key = gcm_key(&secret)?;
            primitive(move || {
                rand::fill(&mut drawn[..12])?;
                gcm_seal(&key, &drawn[..12], &aad, &mut room)
            })
        }
        Jwe::DirCbc => {
            let key = Cbc::new(&secret)?;
            primitive(move || {
                rand::fill(&mut drawn[..16])?;
                key.seal(&drawn[..16], &aad, &plaintext, &mut room).map(drop)
            })
        }
        Jwe::A256Kw => primitive(move || {
            rand::fill(&mut drawn[..44])?;
            wrap(&secret, &drawn[..32])?;
            gcm_seal(&gcm_key(&drawn[..32])?, &drawn[32..44], &aad, &mut room)
        }),
        Jwe::A256GcmKw => {
            let key = gcm_key(&secret)?;
            primitive(move || {
                rand::fill(&mut drawn)?;
                let mut cek = [0; 32];
                cek.copy_from_slice(&drawn[..32]);
                gcm_seal(&key, &drawn[32..44], &[], &mut cek)?;
                gcm_seal(&gcm_key(&drawn[..32])?, &drawn[44..], &aad, &mut room)
            })
        }
        Jwe::RsaOaep256 => {
            let key = OaepPublicEncryptingKey::new(PublicEncryptingKey::from_der(&world.rsa_recipient.public_der)?)?;
            let mut encrypted = [0; 256];
            primitive(move || {
                rand::fill(&mut drawn[..44])?;
                key.encrypt(&OAEP_SHA256_MGF1SHA256, &drawn[..32], &mut encrypted, None)?;
                gcm_seal(&gcm_key(&drawn[..32])?, &drawn[32..44], &aad, &mut room)
            })
        }
        Jwe::EcdhP256 | Jwe::EcdhX25519 => {
            let public = agreement_key(jwe, world)?.compute_public_key()?;
            let peer = agreement::ParsedPublicKey::try_from(UnparsedPublicKey::new(algorithm(jwe), public.as_ref()))?;
            primitive(move || {
                let ephemeral = PrivateKey::generate(algorithm(jwe))?;
                ephemeral.compute_public_key()?;
                let kek = agreement::agree(&ephemeral, peer.clone(), aws_lc_rs::error::Unspecified, derive)?;
                rand::fill(&mut drawn[..44])?;
                wrap(&kek, &drawn[..32])?;
                gcm_seal(&gcm_key(&drawn[..32])?, &drawn[32..44], &aad, &mut room)
            })
        }
    })
}

fn primitive<T>(call: impl FnMut() -> std::result::Result<T, Failed> + 'static) -> Lane {
    Lane::new(Kind::Primitive, SUBJECT, call)
}

fn unwrap(kek: &[u8], parts: &Parts) -> std::result::Result<[u8; 32], Failed> {
    let mut cek = [0; 40];
    let unwrapped = AesKek::new(&AES_256, kek)?.unwrap(&parts.encrypted_key, &mut cek)?;
    unwrapped.try_into().map_err(|_| aws_lc_rs::error::Unspecified).map(|cek: &mut [u8; 32]| *cek)
}

fn wrap(kek: &[u8], cek: &[u8]) -> std::result::Result<(), Failed> {
    let mut wrapped = [0; 40];
    AesKek::new(&AES_256, kek)?.wrap(cek, &mut wrapped)?;
    std::hint::black_box(&wrapped);
    Ok(())
}

/// Concat KDF for ECDH-ES+A256KW without party information (RFC 7518, section 4.6.2).
fn derive(secret: &[u8]) -> std::result::Result<[u8; 32], Failed> {
    const INFO: &[u8] = b"\0\0\0\x0eECDH-ES+A256KW\0\0\0\0\0\0\0\0\0\0\x01\0";
    let digest = get_sskdf_digest_algorithm(SskdfDigestAlgorithmId::Sha256).ok_or(aws_lc_rs::error::Unspecified)?;
    let mut kek = [0; 32];
    sskdf_digest(digest, secret, INFO, &mut kek)?;
    Ok(kek)
}

fn algorithm(jwe: Jwe) -> &'static agreement::Algorithm {
    if jwe == Jwe::EcdhP256 { &ECDH_P256 } else { &X25519 }
}

fn agreement_key(jwe: Jwe, world: &World) -> Result<PrivateKey> {
    #[derive(Deserialize)]
    struct Scalar {
        d: String,
    }

    let files = world.recipient(jwe).ok_or("no key pair")?;
    let Scalar { d } = serde_json::from_str(&files.secret_json(jwe.alg()))?;
    Ok(PrivateKey::from_private_key(algorithm(jwe), &base64url::decode(&d)?)?)
}

fn read(token: &str) -> Result<(Header, Parts)> {
    let segments: Vec<&str> = token.split('.').collect();
    let [header, encrypted_key, iv, ciphertext, tag] = segments.as_slice() else {
        return Err("not five segments".into());
    };
    let parts = Parts {
        aad: header.as_bytes().to_vec(),
        encrypted_key: base64url::decode(encrypted_key)?,
        iv: base64url::decode(iv)?,
        ciphertext: base64url::decode(ciphertext)?,
        tag: base64url::decode(tag)?,
    };
    Ok((serde_json::from_slice(&base64url::decode(header)?)?, parts))
}
