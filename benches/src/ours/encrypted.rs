//! Encrypted tokens, with and without a signed one inside.

use std::time::Duration;

use jose::core::json;
use jose::crypto::DecryptionKey;
use jose::{DecryptionKeySet, Issuer, Limits, jwe, jws};
use jose_bench_measure::{Kind, Lane};

use super::{BEST, EACH_TIME, OWNED, policy, signed_policy};
use crate::Result;
use crate::act::{Jwe, Jws};
use crate::claims::{AUDIENCE, BorrowedClaims, Claims, ISSUER, Private, check};
use crate::primitive::payload;
use crate::world::{RECIPIENT_KEY_ID, World};

pub(super) fn decryption_key(jwe: Jwe, world: &World) -> Result<DecryptionKey> {
    Ok(match world.recipient(jwe) {
        Some(files) => files.named(jwe.alg()).decryption_key()?,
        None if jwe.alg() == "dir" => {
            DecryptionKey::direct(jwe.content_encryption(), &world.secret)?.with_key_id(RECIPIENT_KEY_ID)
        }
        None => world.shared(jwe.alg(), RECIPIENT_KEY_ID)?.decryption_key()?,
    })
}

pub(super) fn encrypt(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let key = world.encryption_key(jwe)?;
    let claims = world.claims.clone();
    let prepared = jwe::Encryptor::new(&key, jwe.content_encryption()).message_type("JWT").prepared()?;
    let same = claims.clone();
    Ok(vec![
        Lane::new(Kind::Ours, BEST, move || -> Result<String> {
            Ok(prepared.encrypt_compact(json::write_object(&claims)?.expose())?)
        }),
        Lane::new(Kind::Ours, EACH_TIME, move || -> Result<String> {
            let encryptor = jwe::Encryptor::new(&key, jwe.content_encryption());
            Ok(encryptor.message_type("JWT").encrypt_compact(json::write_object(&same)?.expose())?)
        }),
    ])
}

/// Under a shared key the validator accepts the claims. To a public key anybody can encrypt, so no validator would: there it
/// is the decryption and one strict reading of the claims.
pub(super) fn decrypt(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let token = world.encrypted(jwe, None, &world.json)?;
    if world.recipient(jwe).is_some() {
        return decrypt_unproven(jwe, token, world);
    }
    let validator =
        policy().issuer_with_shared_key(ISSUER).encrypted_with_shared_key(decryption_key(jwe, world)?).build()?;
    Ok(super::validate(&validator, token))
}

fn decrypt_unproven(jwe: Jwe, token: String, world: &World) -> Result<Vec<Lane>> {
    let keys = DecryptionKeySet::from(decryption_key(jwe, world)?);
    let limits = Limits::default();
    let (other_keys, same) = (keys.clone(), token.clone());
    let json = Limits::token().claims;
    Ok(vec![
        Lane::new(Kind::Ours, BEST, move || -> Result<u64> {
            let decrypted = jwe::decrypt_compact(&token, &keys, &limits)?;
            let claims: BorrowedClaims = jose::core::json::parse_object(decrypted.plaintext(), &json)?;
            check(&claims.iss, &claims.aud, claims.exp, claims.nbf)?;
            Ok(claims.exp)
        }),
        Lane::new(Kind::Ours, OWNED, move || -> Result<Claims> {
            let decrypted = jwe::decrypt_compact(&same, &other_keys, &Limits::default())?;
            let claims: Claims = jose::core::json::parse_object(decrypted.plaintext(), &Limits::token().claims)?;
            check(&claims.iss, &claims.aud, claims.exp, claims.nbf)?;
            Ok(claims)
        }),
    ])
}

pub(super) fn decrypt_bytes(size: usize, world: &World) -> Result<Vec<Lane>> {
    let token = world.encrypted(Jwe::DirGcm, None, &payload(size))?;
    let keys = DecryptionKeySet::from(decryption_key(Jwe::DirGcm, world)?);
    let limits = super::room_for_2_mib();
    Ok(vec![Lane::new(Kind::Ours, BEST, move || jwe::decrypt_compact(&token, &keys, &limits))])
}

pub(super) fn nested_issue(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let recipient = world.encryption_key(jwe)?;
    let encryptor = jwe::Encryptor::new(&recipient, jwe.content_encryption());
    let encryptor = encryptor.content_type("JWT").prepared()?;
    let signer = jws::Signer::new(&world.signing_key(Jws::Es256)?).message_type("JWT").prepared()?;
    let issuer = Issuer::builder(ISSUER)
        .sign_with(world.signing_key(Jws::Es256)?)
        .encrypt_to(AUDIENCE, world.encryption_key(jwe)?)
        .lifetime(Duration::from_secs(600))
        .build()?;
    let claims = world.claims.clone();
    let (subject, client, scope) = (claims.sub.clone(), claims.client_id.clone(), claims.scope.clone());
    let private = Private { roles: claims.roles.clone() };
    Ok(vec![
        Lane::new(Kind::Ours, BEST, move || -> Result<String> {
            let token = signer.sign_compact(json::write_object(&claims)?.expose())?;
            Ok(encryptor.encrypt_compact(token.as_bytes())?)
        }),
        Lane::new(Kind::Part, "ours, Issuer (draws the jti)", move || {
            issuer
                .access_token(subject.as_str(), AUDIENCE)
                .client_id(client.as_str())
                .scope(scope.split(' '))
                .claims(&private)
                .issue()
        }),
    ])
}

pub(super) fn nested_open(jwe: Jwe, world: &World) -> Result<Vec<Lane>> {
    let token = world.nested(jwe)?;
    let validator = signed_policy(Jws::Es256, world)?.encrypted(decryption_key(jwe, world)?).build()?;
    Ok(super::validate(&validator, token))
}
