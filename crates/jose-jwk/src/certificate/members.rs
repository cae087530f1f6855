//! `x5c`, `x5t` and `x5t#S256` of a JWK, checked against its key.

use jose_core::{LimitExceeded, base64url};
use jose_crypto::{digest, material::PublicMaterial};
use serde_json::{Map, Value};

use super::parse;
use crate::{JwkError, base64};

/// The longest certificate chain that is kept.
const CERTIFICATES: usize = 16;

/// Checks what the members say about a key, which a shared secret is not.
///
/// The first certificate must be for this key, and each thumbprint must be that of the first certificate. Without `x5c` a thumbprint can
/// only be checked for its form.
pub(crate) fn check(members: &Map<String, Value>, key: Option<&PublicMaterial>) -> Result<(), JwkError> {
    let leaf = match (members.get(X5C), key) {
        (None, _) => None,
        (Some(_), None) => return Err(JwkError::member(X5C, "absent from a symmetric key: no certificate is for one")),
        (Some(chain), Some(key)) => Some(leaf(chain, key)?),
    };
    thumbprint(members, X5T, SHA1, leaf.as_deref().map(digest::sha1))?;
    thumbprint(members, X5T_S256, SHA256, leaf.as_deref().map(digest::sha256))
}

/// Sets all three to what is true of this chain.
pub(super) fn set(members: &mut Map<String, Value>, chain: &[jose_core::SecretBytes]) {
    let encoded: Value = chain.iter().map(|certificate| base64::encode(certificate.expose())).collect();
    members.insert(X5C.into(), encoded);
    if let Some(leaf) = chain.first() {
        members.insert(X5T.into(), base64url::encode(&digest::sha1(leaf.expose())).into());
        members.insert(X5T_S256.into(), base64url::encode(&digest::sha256(leaf.expose())).into());
    }
}

/// The certificates of a chain that was checked before.
pub(super) fn chain(members: &Map<String, Value>) -> Vec<Vec<u8>> {
    let certificates = members.get(X5C).and_then(Value::as_array).into_iter().flatten();
    certificates.filter_map(|certificate| base64::decode(certificate.as_str()?)).collect()
}

/// The first certificate, which is for this key. The others are certificates.
fn leaf(chain: &Value, key: &PublicMaterial) -> Result<Vec<u8>, JwkError> {
    let certificates = chain.as_array().filter(|list| !list.is_empty()).ok_or(NOT_A_CHAIN)?;
    LimitExceeded::check(X5C, certificates.len(), CERTIFICATES)?;
    let mut leaf = None;
    for certificate in certificates {
        let certificate = certificate.as_str().ok_or(NOT_A_CHAIN)?;
        let der = base64::decode(certificate).ok_or(NOT_CERTIFICATES)?;
        if !parse::is_certificate(&der) {
            return Err(NOT_CERTIFICATES);
        }
        leaf.get_or_insert(der);
    }
    let leaf = leaf.ok_or(NOT_A_CHAIN)?;
    if parse::subject_key(&leaf)? == *key { Ok(leaf) } else { Err(ANOTHER_KEY) }
}

/// Checks the form, and the value where it is known.
fn thumbprint<const BYTES: usize>(
    members: &Map<String, Value>,
    member: &'static str,
    form: &'static str,
    computed: Option<[u8; BYTES]>,
) -> Result<(), JwkError> {
    let Some(stated) = members.get(member) else { return Ok(()) };
    let stated = stated.as_str().ok_or(JwkError::member(member, "a string"))?;
    let stated: [u8; BYTES] =
        base64url::decode(stated).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(JwkError::member(member, form))?;
    match computed {
        Some(computed) if computed != stated => {
            Err(JwkError::member(member, "the hash of the first certificate in x5c"))
        }
        _ => Ok(()),
    }
}

const X5C: &str = "x5c";
const X5T: &str = "x5t";
const X5T_S256: &str = "x5t#S256";

const SHA1: &str = "a SHA-1 hash: 20 bytes in canonical unpadded base64url";
const SHA256: &str = "a SHA-256 hash: 32 bytes in canonical unpadded base64url";
const NOT_A_CHAIN: JwkError = JwkError::member(X5C, "a list of strings that is not empty");
const NOT_CERTIFICATES: JwkError =
    JwkError::member(X5C, "certificates, each as DER in standard base64 with padding and without white space");
const ANOTHER_KEY: JwkError = JwkError::member(X5C, "a chain whose first certificate is for this very key");
