//! Key agreement, through whole messages: the public key of the case is `epk`, and the content is encrypted under what the file's shared
//! secret yields. Such a message opens exactly if our shared secret is the same.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, Limits, SecretBytes, base64url};
use jose_crypto::{DecryptionKey, material::PrivateMaterial};
use jose_jwe::{PendingDecryption, decrypt_compact};
use jose_jwk::{DecryptionKeySet, PrivateJwk};
use serde_json::{Value, json};

use super::test::Test;
use crate::accounting::{Outcome, Verdict};
use crate::agreed;
use crate::vectors::{integer, member, string};

const ALGORITHM: KeyManagementAlgorithm = KeyManagementAlgorithm::EcdhEs;
const ENC: ContentEncryption = ContentEncryption::A256Gcm;

/// Keys as JWKs.
pub(super) fn jwk(test: &Test<'_>) -> Result<Outcome, String> {
    let private = member(test.case, "private")?;
    let key = PrivateJwk::from_json(private.to_string().as_bytes()).and_then(|key| key.decryption_key_for(ALGORITHM));
    let curve = string(private, "crv")?;
    let epk = member(test.case, "public")?;
    let verdict = match key {
        Ok(key) => open(key, curve, epk, test)?,
        Err(error) => Verdict::Refuses(format!("the private key: {error}")),
    };
    Ok(verdict.judge(test.expected()?))
}

/// Keys as bytes: of X25519 as they are, of the NIST curves as an encoded point.
pub(super) fn raw(curve: Curve, test: &Test<'_>) -> Result<Outcome, String> {
    let public = test.hex("public")?;
    let width = curve.row().coordinate_bytes;
    let mut epk = json!({ "kty": curve.row().key_type.name(), "crv": curve.name() });
    let members = epk.as_object_mut().ok_or("no object")?;
    match (curve, public.split_first()) {
        (Curve::X25519, _) => {
            members.insert("x".to_owned(), base64url::encode(&public).into());
        }
        (_, Some((4, point))) => {
            let (x, y) = point.split_at_checked(width).unwrap_or((point, &[]));
            members.insert("x".to_owned(), base64url::encode(x).into());
            members.insert("y".to_owned(), base64url::encode(y).into());
        }
        // A compressed point has one coordinate, and so has the JWK.
        (_, other) => {
            members.insert("x".to_owned(), base64url::encode(other.map_or(&[][..], |(_, x)| x)).into());
        }
    }
    let secret =
        if curve == Curve::X25519 { test.hex("private")? } else { padded(&integer(test.case, "private")?, width) };
    let material = PrivateMaterial::from_private_half(curve, SecretBytes::new(secret));
    let key =
        material.and_then(|material| DecryptionKey::new(ALGORITHM, &material)).map_err(|error| error.to_string())?;
    Ok(open(key, curve.name(), &epk, test)?.judge(test.expected()?))
}

fn open(key: DecryptionKey, curve: &str, epk: &Value, test: &Test<'_>) -> Result<Verdict, String> {
    let header = json!({ "alg": ALGORITHM.name(), "enc": ENC.name(), "epk": epk });
    let token = agreed::message(&header, &test.hex("shared")?)?;
    match decrypt_compact(&token, &DecryptionKeySet::from(key), &Limits::default()) {
        Ok(decrypted) if decrypted.plaintext() == agreed::CONTENT => Ok(Verdict::Accepts),
        Ok(_) => Ok(Verdict::Differs("another plaintext".to_owned())),
        Err(error) if is_refused_for_its_key(&token, curve, epk) => Ok(Verdict::Refuses(error.to_string())),
        // The key was taken, and something else came out.
        Err(_) => Ok(Verdict::Differs("the shared secret is another one".to_owned())),
    }
}

/// Whether the message is refused because of `epk`, and not because of the secret that it leads to.
fn is_refused_for_its_key(token: &str, curve: &str, epk: &Value) -> bool {
    let parsed = PendingDecryption::parse(token, ALGORITHM, &Limits::default());
    let asked = parsed.as_ref().map(PendingDecryption::operation);
    let other_curve = epk.get("crv").and_then(Value::as_str) != Some(curve);
    !matches!(asked, Ok(Ok(_))) || other_curve
}

fn padded(integer: &[u8], width: usize) -> Vec<u8> {
    let mut bytes = vec![0; width.saturating_sub(integer.len())];
    bytes.extend_from_slice(integer);
    bytes
}
