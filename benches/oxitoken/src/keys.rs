//! The keys, and the primitive.

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED, ECDSA_P384_SHA384_FIXED_SIGNING,
    ED25519, EcdsaKeyPair, Ed25519KeyPair, KeyPair, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
    RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaKeyPair,
};
use jose_bench_measure::Lane;

use crate::{Result, primitive};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    Hs256,
    Rs256,
    Ps256,
    Es256,
    Es384,
    EdDsa,
}

impl Algorithm {
    pub const ALL: [Self; 6] = [Self::Hs256, Self::Rs256, Self::Ps256, Self::Es256, Self::Es384, Self::EdDsa];

    pub fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }
}

/// PKCS#8 of each.
pub struct Keys {
    rsa: Vec<u8>,
    p256: Vec<u8>,
    p384: Vec<u8>,
    ed25519: Vec<u8>,
}

impl Keys {
    pub fn new() -> Result<Self> {
        Ok(Self {
            rsa: RsaKeyPair::generate(KeySize::Rsa2048)?.as_der()?.as_ref().to_vec(),
            p256: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?.to_pkcs8v1()?.as_ref().to_vec(),
            p384: EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING)?.to_pkcs8v1()?.as_ref().to_vec(),
            ed25519: Ed25519KeyPair::generate()?.to_pkcs8()?.as_ref().to_vec(),
        })
    }

    pub fn hmac(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, b"an example of a secret, 32 bytes")
    }

    pub fn rsa(&self) -> Result<RsaKeyPair> {
        Ok(RsaKeyPair::from_pkcs8(&self.rsa)?)
    }

    pub fn p256(&self) -> Result<EcdsaKeyPair> {
        Ok(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &self.p256)?)
    }

    pub fn p384(&self) -> Result<EcdsaKeyPair> {
        Ok(EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &self.p384)?)
    }

    pub fn ed25519(&self) -> Result<Ed25519KeyPair> {
        Ok(Ed25519KeyPair::from_pkcs8(&self.ed25519)?)
    }

    pub fn public(&self, algorithm: Algorithm) -> Result<ParsedPublicKey> {
        Ok(match algorithm {
            Algorithm::Hs256 => return Err("HS256 has no public key".into()),
            Algorithm::Rs256 => ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.rsa()?.public_key().as_ref())?,
            Algorithm::Ps256 => ParsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, self.rsa()?.public_key().as_ref())?,
            Algorithm::Es256 => ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.p256()?.public_key().as_ref())?,
            Algorithm::Es384 => ParsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, self.p384()?.public_key().as_ref())?,
            Algorithm::EdDsa => ParsedPublicKey::new(&ED25519, self.ed25519()?.public_key().as_ref())?,
        })
    }

    pub fn sign(&self, algorithm: Algorithm, input: &[u8]) -> Result<Lane> {
        let input = input.to_vec();
        let random = SystemRandom::new();
        Ok(match algorithm {
            Algorithm::Hs256 => {
                let key = self.hmac();
                primitive(move || Ok::<_, String>(hmac::sign(&key, &input)))
            }
            Algorithm::Rs256 | Algorithm::Ps256 => {
                let (key, mut signature) = (self.rsa()?, vec![0; 256]);
                let padding = if algorithm == Algorithm::Rs256 { &RSA_PKCS1_SHA256 } else { &RSA_PSS_SHA256 };
                primitive(move || key.sign(padding, &random, &input, &mut signature))
            }
            Algorithm::Es256 | Algorithm::Es384 => {
                let key = if algorithm == Algorithm::Es256 { self.p256()? } else { self.p384()? };
                primitive(move || key.sign(&random, &input))
            }
            Algorithm::EdDsa => {
                let key = self.ed25519()?;
                primitive(move || Ok::<_, String>(key.sign(&input)))
            }
        })
    }

    pub fn verify(&self, algorithm: Algorithm, token: &str) -> Result<Lane> {
        let (input, _) = token.rsplit_once('.').ok_or("no dot")?;
        let input = input.as_bytes().to_vec();
        if algorithm == Algorithm::Hs256 {
            let key = self.hmac();
            let tag = hmac::sign(&key, &input);
            return Ok(primitive(move || hmac::verify(&key, &input, tag.as_ref())));
        }
        let signature = self.signature(algorithm, &input)?;
        let key = self.public(algorithm)?;
        Ok(primitive(move || key.verify_sig(&input, &signature)))
    }

    fn signature(&self, algorithm: Algorithm, input: &[u8]) -> Result<Vec<u8>> {
        let random = SystemRandom::new();
        let mut rsa = vec![0; 256];
        Ok(match algorithm {
            Algorithm::Hs256 => return Err("HS256 has no signature".into()),
            Algorithm::Rs256 => {
                self.rsa()?.sign(&RSA_PKCS1_SHA256, &random, input, &mut rsa)?;
                rsa
            }
            Algorithm::Ps256 => {
                self.rsa()?.sign(&RSA_PSS_SHA256, &random, input, &mut rsa)?;
                rsa
            }
            Algorithm::Es256 => self.p256()?.sign(&random, input)?.as_ref().to_vec(),
            Algorithm::Es384 => self.p384()?.sign(&random, input)?.as_ref().to_vec(),
            Algorithm::EdDsa => self.ed25519()?.sign(input).as_ref().to_vec(),
        })
    }
}
