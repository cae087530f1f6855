//! What the attackers here work with: keys of every kind, and messages that no careful sender would write.

use jose::{
    ContentEncryption, DecryptionKey, DecryptionKeySet, EncryptionKey, Jwk, JwkSet, JwsAlgorithm,
    KeyManagementAlgorithm, Limits, SigningKey, Validator, VerifyingKey, VerifyingKeySet,
    claims::ValidatorBuilder,
    core::base64url,
    crypto::{
        content::ContentEncrypter,
        digest,
        material::{PrivateMaterial, PublicMaterial},
    },
    jwe,
    jws::{self, Require},
};
pub(crate) use jose_testing::{TestIssuer, TestKey, TestRecipient, forge};

pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const API: &str = "https://api.example";

/// What tables say of a message that is not refused.
pub(crate) const ACCEPTED: &str = "accepted";

pub(crate) fn issuer() -> TestIssuer {
    TestIssuer::new(ISSUER, API)
}

/// The policy of the API, without a mode.
pub(crate) fn policy(issuer: &TestIssuer) -> ValidatorBuilder {
    Validator::access_token().issuer(ISSUER, issuer.validator_keys()).audience(API).clock(issuer.clock())
}

/// The policy of the API for signed tokens.
pub(crate) fn signed_only(issuer: &TestIssuer) -> Validator {
    policy(issuer).signed_only().build().unwrap()
}

/// [`ACCEPTED`], or the code of the refusal.
pub(crate) fn validate(validator: &Validator, token: &str) -> &'static str {
    validator.validate::<serde_json::Value>(token).map_or_else(|error| error.code(), |_| ACCEPTED)
}

pub(crate) fn verify(token: &str, keys: impl Into<VerifyingKeySet>) -> &'static str {
    jws::verify_compact(token, &keys.into(), &Limits::default()).map_or_else(|error| error.code(), |_| ACCEPTED)
}

pub(crate) fn verify_flattened(json: &str, keys: impl Into<VerifyingKeySet>) -> &'static str {
    jws::verify_flattened(json, &keys.into(), &Limits::default()).map_or_else(|error| error.code(), |_| ACCEPTED)
}

pub(crate) fn verify_general(json: &str, require: Require, keys: impl Into<VerifyingKeySet>) -> &'static str {
    let verified = jws::verify_general(json, &keys.into(), require, &Limits::default());
    verified.map_or_else(|error| error.code(), |_| ACCEPTED)
}

pub(crate) fn decrypt(token: &str, keys: impl Into<DecryptionKeySet>) -> &'static str {
    jwe::decrypt_compact(token, &keys.into(), &Limits::default()).map_or_else(|error| error.code(), |_| ACCEPTED)
}

pub(crate) fn decrypt_flattened(json: &str, keys: impl Into<DecryptionKeySet>) -> &'static str {
    jwe::Decryptor::new(&keys.into()).decrypt_flattened(json).map_or_else(|error| error.code(), |_| ACCEPTED)
}

pub(crate) fn decrypt_general(json: &str, keys: impl Into<DecryptionKeySet>) -> &'static str {
    jwe::Decryptor::new(&keys.into()).decrypt_general(json).map_or_else(|error| error.code(), |_| ACCEPTED)
}

/// The code with which a key is refused, that of its numbers where it is about those; or [`ACCEPTED`].
pub(crate) fn import(json: impl AsRef<[u8]>) -> &'static str {
    Jwk::from_json(json.as_ref()).map_or_else(|error| jwk_code(&error), |_| ACCEPTED)
}

pub(crate) fn jwk_code(error: &jose::jwk::JwkError) -> &'static str {
    match error {
        jose::jwk::JwkError::Key(error) => error.code(),
        jose::jwk::JwkError::Json(error) => error.code(),
        error => error.code(),
    }
}

pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    base64url::encode(bytes.as_ref())
}

pub(crate) fn decode(text: &str) -> Vec<u8> {
    base64url::decode(text).unwrap()
}

pub(crate) fn segments<const N: usize>(token: &str) -> [&str; N] {
    token.split('.').collect::<Vec<_>>().try_into().unwrap()
}

pub(crate) fn with_signature(token: &str, signature: &[u8]) -> String {
    let [header, payload, _] = segments(token);
    format!("{header}.{payload}.{}", encode(signature))
}

pub(crate) fn signature_of(token: &str) -> Vec<u8> {
    let [_, _, signature] = segments(token);
    decode(signature)
}

/// A pair of keys for any algorithm of the everyday build.
pub(crate) fn pair(algorithm: JwsAlgorithm) -> (SigningKey, VerifyingKey) {
    if algorithm.row().key_type == jose::core::KeyType::Oct {
        let secret = [0x5a; 64];
        return (SigningKey::hmac(algorithm, &secret).unwrap(), VerifyingKey::hmac(algorithm, &secret).unwrap());
    }
    let material = material(algorithm);
    (SigningKey::new(algorithm, &material).unwrap(), VerifyingKey::new(algorithm, &material.public()).unwrap())
}

/// A private key for an algorithm that is not HMAC.
pub(crate) fn material(algorithm: JwsAlgorithm) -> PrivateMaterial {
    match algorithm.row().curves.first() {
        Some(curve) => PrivateMaterial::generate_on(*curve).unwrap(),
        None if algorithm.row().key_type == jose::core::KeyType::Rsa => rsa(),
        None => PrivateMaterial::generate_ml_dsa(algorithm).unwrap(),
    }
}

/// The RSA key of the test issuer.
pub(crate) fn rsa() -> PrivateMaterial {
    match TestKey::Rs256.jwk() {
        Jwk::Private(key) => {
            let PrivateMaterial::Rsa(numbers) = key.secret_material() else { panic!("an RSA key") };
            PrivateMaterial::Rsa(Box::new(jose::crypto::material::RsaPrivate {
                n: numbers.n.clone(),
                e: numbers.e.clone(),
                d: numbers.d.duplicate(),
                p: numbers.p.duplicate(),
                q: numbers.q.duplicate(),
                dp: numbers.dp.duplicate(),
                dq: numbers.dq.duplicate(),
                qi: numbers.qi.duplicate(),
            }))
        }
        _ => panic!("a private key"),
    }
}

pub(crate) fn rsa_public() -> PublicMaterial {
    rsa().public()
}

/// The signature algorithms of the everyday build.
pub(crate) fn signature_algorithms() -> impl Iterator<Item = JwsAlgorithm> + Clone {
    JwsAlgorithm::ALL.iter().copied().filter(|algorithm| *algorithm != JwsAlgorithm::Ed448)
}

/// The members of a committed key, to be changed.
pub(crate) fn members(key: &Jwk) -> serde_json::Map<String, serde_json::Value> {
    serde_json::from_str(&key.to_secret_json()).unwrap()
}

/// A key with these members set; `null` takes one away.
pub(crate) fn changed(key: &Jwk, changes: &[(&str, serde_json::Value)]) -> String {
    let mut members = members(key);
    for (name, value) in changes {
        if value.is_null() {
            members.remove(*name);
        } else {
            members.insert((*name).to_owned(), value.clone());
        }
    }
    serde_json::Value::Object(members).to_string()
}

pub(crate) fn set(keys: &[String]) -> JwkSet {
    JwkSet::from_json(format!(r#"{{"keys":[{}]}}"#, keys.join(",")).as_bytes()).unwrap()
}

/// A symmetric key pair that wraps.
pub(crate) fn wrapping(algorithm: KeyManagementAlgorithm, key: &[u8]) -> (EncryptionKey, DecryptionKey) {
    (EncryptionKey::symmetric(algorithm, key).unwrap(), DecryptionKey::symmetric(algorithm, key).unwrap())
}

/// Every way of finding the content's key in the everyday build, passwords left out; `dir` is for this content encryption.
pub(crate) fn key_management(enc: ContentEncryption) -> Vec<(&'static str, EncryptionKey, DecryptionKey)> {
    use KeyManagementAlgorithm::{
        A128GcmKw, A128Kw, A192GcmKw, A192Kw, A256GcmKw, A256Kw, EcdhEs, RsaOaep, RsaOaep256,
    };
    let secret = |bytes| vec![0x33; bytes];
    let mut all = vec![(
        "dir",
        EncryptionKey::direct(enc, &secret(enc.row().key_bytes)).unwrap(),
        DecryptionKey::direct(enc, &secret(enc.row().key_bytes)).unwrap(),
    )];
    for (algorithm, bytes) in
        [(A128Kw, 16), (A192Kw, 24), (A256Kw, 32), (A128GcmKw, 16), (A192GcmKw, 24), (A256GcmKw, 32)]
    {
        let (encryption, decryption) = wrapping(algorithm, &secret(bytes));
        all.push((algorithm.name(), encryption, decryption));
    }
    for algorithm in [RsaOaep, RsaOaep256] {
        all.push((
            algorithm.name(),
            EncryptionKey::new(algorithm, &rsa_public()).unwrap(),
            DecryptionKey::new(algorithm, &rsa()).unwrap(),
        ));
    }
    for (name, recipient) in
        [("ECDH-ES+A256KW", TestRecipient::EcdhEsP256), ("ECDH-ES+A256KW on X25519", TestRecipient::EcdhEsX25519)]
    {
        all.push((name, recipient.encryption_key(), recipient.decryption_key()));
    }
    let curve = PrivateMaterial::generate_on(jose::Curve::P256).unwrap();
    all.push((
        "ECDH-ES",
        EncryptionKey::new(EcdhEs, &curve.public()).unwrap(),
        DecryptionKey::new(EcdhEs, &curve).unwrap(),
    ));
    all
}

/// A message whose content is correctly encrypted under `cek` with exactly this header: five parts, to be joined with [`join`].
pub(crate) fn sealed(header: impl AsRef<[u8]>, enc: ContentEncryption, cek: &[u8], plaintext: &[u8]) -> [Vec<u8>; 5] {
    let iv = vec![0x5a; enc.row().iv_bytes];
    let mut ciphertext = plaintext.to_vec();
    let encrypter = ContentEncrypter::new(enc, cek).unwrap();
    let tag = encrypter.encrypt(&iv, encode(&header).as_bytes(), &mut ciphertext).unwrap();
    [header.as_ref().to_vec(), Vec::new(), iv, ciphertext, tag.as_bytes().to_vec()]
}

pub(crate) fn parts(token: &str) -> [Vec<u8>; 5] {
    segments::<5>(token).map(decode)
}

pub(crate) fn join(parts: &[Vec<u8>]) -> String {
    parts.iter().map(encode).collect::<Vec<_>>().join(".")
}

/// The message with the part at `index` changed.
pub(crate) fn with_part(token: &str, index: usize, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut parts = parts(token);
    change(&mut parts[index]);
    join(&parts)
}

pub(crate) fn header_of(token: &str) -> String {
    String::from_utf8(decode(token.split('.').next().unwrap())).unwrap()
}

/// HMAC (RFC 2104) with any secret and the hash of this many bytes.
pub(crate) fn hmac(output: usize, secret: &[u8], message: &[u8]) -> Vec<u8> {
    let hash = |bytes: &[u8]| match output {
        32 => digest::sha256(bytes).to_vec(),
        48 => digest::sha384(bytes).to_vec(),
        _ => digest::sha512(bytes).to_vec(),
    };
    let block = if output == 32 { 64 } else { 128 };
    let mut key = if secret.len() > block { hash(secret) } else { secret.to_vec() };
    key.resize(block, 0);
    let pad = |byte: u8| key.iter().map(|key| key ^ byte).collect::<Vec<u8>>();
    hash(&[pad(0x5c), hash(&[&pad(0x36), message].concat())].concat())
}

/// The Concat KDF of RFC 7518, section 4.6.2, for keys of at most 32 bytes.
pub(crate) fn concat_kdf(shared_secret: &[u8], purpose: &str, key_bytes: usize) -> Vec<u8> {
    let mut input = [&[0, 0, 0, 1], shared_secret].concat();
    for part in [purpose.as_bytes(), b"", b""] {
        input.extend(u32::try_from(part.len()).unwrap().to_be_bytes());
        input.extend(part);
    }
    input.extend(u32::try_from(8 * key_bytes).unwrap().to_be_bytes());
    digest::sha256(&input)[..key_bytes].to_vec()
}
