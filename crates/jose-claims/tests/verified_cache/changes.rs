//! Tokens that are nearly one that is remembered.

use crate::{
    ACCEPTED, Payload, Twins, nested, signed, token,
    world::{API, ISSUER, World, sign},
};
use jose_claims::Validator;
use jose_core::ContentEncryption;
use jose_crypto::{DecryptionKey, EncryptionKey};
use serde::de::IgnoredAny;

/// Every single bit of every byte, in every mode. The eighth makes no text that could be presented.
#[test]
fn of_one_bit_are_refused() {
    let world = World::new();
    let direct = EncryptionKey::direct(ContentEncryption::A256Gcm, &[3; 32]).unwrap();
    let shared = || {
        let key = DecryptionKey::direct(ContentEncryption::A256Gcm, &[3; 32]).unwrap();
        Validator::access_token().issuer_with_shared_key(ISSUER).audience(API).encrypted_with_shared_key(key)
    };
    let with_type = jose_jwe::Encryptor::new(&direct, ContentEncryption::A256Gcm).message_type("at+jwt");
    let claims = Payload::good().json();
    for (name, twins, token) in [
        ("signed", Twins::new(|| signed(&world)), token(&world, 1)),
        ("nested", Twins::new(|| nested(&world)), world.seal(token(&world, 1))),
        ("shared", Twins::new(shared), with_type.encrypt_compact(claims.as_bytes()).unwrap()),
    ] {
        twins.remember(&token);
        let before = twins.usage();
        for (place, bit) in (0..token.len()).flat_map(|place| (0..7).map(move |bit| (place, bit))) {
            let mut changed = token.clone().into_bytes();
            changed[place] ^= 1 << bit;
            let changed = String::from_utf8(changed).unwrap();
            let code = |validator: &Validator| validator.validate::<IgnoredAny>(&changed).map_err(|error| error.code());
            let (cached, plain) = (code(&twins.cached).err(), code(&twins.plain).err());
            assert!(cached.is_some() && cached == plain, "{name}: bit {bit} of byte {place}: {cached:?} and {plain:?}");
        }
        let after = twins.usage();
        assert_eq!((after.tokens, after.hits), (before.tokens, before.hits), "{name}: a changed token was found");
        assert_eq!(twins.verdict(name, &token), ACCEPTED, "{name}");
    }
}

/// Parts of a token that is remembered, alone or beside parts of another one.
#[test]
fn of_parts_are_refused() {
    let world = World::new();
    let twins = Twins::new(|| signed(&world));
    let (one, other) = (token(&world, 1), token(&world, 2));
    twins.remember(&one);
    twins.remember(&other);
    let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (parts(&one), parts(&other));
    let strangers = sign(&World::new().signing, Some("at+jwt"), Payload::good().with("jti", "\"1\"").json());
    let c = parts(&strangers);
    let rights = twins.usage();
    for (name, token) in [
        ("nothing", String::new()),
        ("the beginning", one[..one.len() - 1].to_owned()),
        ("the end", one[1..].to_owned()),
        ("a space before", format!(" {one}")),
        ("a space behind", format!("{one} ")),
        ("a line behind", format!("{one}\n")),
        ("a zero behind", format!("{one}\0")),
        ("padding behind", format!("{one}=")),
        ("a dot behind", format!("{one}.")),
        ("twice", format!("{one}{one}")),
        ("in capitals", one.to_uppercase()),
        ("without its signature", format!("{}.{}.", a[0], a[1])),
        ("its payload, another signature", format!("{}.{}.{}", a[0], a[1], b[2])),
        ("another payload, its signature", format!("{}.{}.{}", a[0], b[1], a[2])),
        ("its payload, a stranger's signature", format!("{}.{}.{}", a[0], a[1], c[2])),
        ("its text, signed by a stranger", strangers.clone()),
        ("the signature in front", format!("{}.{}.{}", a[2], a[1], a[0])),
    ] {
        assert_ne!(twins.verdict(name, &token), ACCEPTED, "{name}");
    }
    let after = twins.usage();
    assert_eq!((after.tokens, after.hits), (rights.tokens, rights.hits), "one of them was found");
    assert_eq!(twins.verdict("itself", &one), ACCEPTED);
}
