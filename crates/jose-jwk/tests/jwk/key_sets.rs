//! From a JWK Set to keys to choose from: what the keys say, what the caller accepts, and what is skipped. Attacks 7, 16, 17 and 146.

use jose_core::{JwsAlgorithm, KeyManagementAlgorithm, Limits};
use jose_crypto::DecryptionKey;
use jose_jwk::{DecryptionKeySet, Jwk, JwkSet, KeySetError, VerifyingKeySet};

use crate::{changed, keys::*};

fn jwk_set(keys: &[&str]) -> JwkSet {
    JwkSet::from_json(format!(r#"{{"keys":[{}]}}"#, keys.join(",")).as_bytes()).expect("a set")
}

/// What a set was made of: name and algorithm of each key, then place and code of each that was skipped.
type Made = (Vec<(Option<String>, &'static str)>, Vec<(usize, &'static str)>);

fn verifying(set: &JwkSet, accept: &[JwsAlgorithm]) -> Result<Made, KeySetError> {
    let (set, skipped) = VerifyingKeySet::from_jwk_set(set, accept)?;
    let keys = set.keys().iter().map(|key| (key.key_id().map(str::to_owned), key.algorithm().name())).collect();
    Ok((keys, skipped.iter().map(|key| (key.index, key.reason.code())).collect()))
}

fn names<'n>(made: &'n [(Option<String>, &'static str)]) -> Vec<(&'n str, &'static str)> {
    made.iter().map(|(key_id, algorithm)| (key_id.as_deref().unwrap_or("-"), *algorithm)).collect()
}

fn mixed() -> JwkSet {
    jwk_set(&[
        &changed(RFC7517_A1_RSA, r#"{"kid":"rsa"}"#, "alg"),
        &changed(RFC7517_A1_RSA, r#"{"kid":"ps","alg":"PS256"}"#, ""),
        &changed(RFC8037_A2, r#"{"kid":"ed"}"#, ""),
        RFC7520_3_2,
        RFC7517_A1_EC,
        r#"{"kty":"LMS","kid":"future"}"#,
        RFC8037_A6,
        RFC7517_A3_WRAP,
        &changed(RFC8037_A2, r#"{"kid":"448","alg":"Ed448"}"#, ""),
    ])
}

#[test]
fn what_the_keys_say() {
    let (keys, skipped) = verifying(&mixed(), &[]).unwrap();
    let bilbo = "bilbo.baggins@hobbiton.example";
    assert_eq!(names(&keys), [("ps", "PS256"), ("ed", "EdDSA"), ("ed", "Ed25519"), (bilbo, "ES512")]);
    let expected = [
        (0, "jwk.algorithm_needed"),
        (4, "jwk.not_permitted"),
        (5, "jwk.unsupported"),
        (6, "jwk.algorithm_purpose"),
        (7, "jwk.algorithm_purpose"),
        (8, "jwk.key"),
    ];
    assert_eq!(skipped, expected);
    let (_, skipped) = VerifyingKeySet::from_jwk_set(&mixed(), &[]).unwrap();
    assert_eq!(
        skipped[0].reason.to_string(),
        "an RSA key without alg fits several algorithms: set its alg, or name the algorithms to accept"
    );
    assert_eq!((skipped[0].key_id.as_deref(), skipped[0].key_type.as_deref()), (Some("rsa"), Some("RSA")));
}

#[test]
fn what_the_caller_accepts() {
    use JwsAlgorithm::{Ed25519, Es256, Es512, Hs256, Hs512, Ps256, Rs256, Rs512};
    let (keys, skipped) = verifying(&mixed(), &[Ps256, Rs256]).unwrap();
    assert_eq!(names(&keys), [("rsa", "PS256"), ("rsa", "RS256"), ("ps", "PS256")]);
    assert_eq!(skipped.iter().filter(|(_, code)| *code == "jwk.not_accepted").count(), 3);

    let (keys, _) = verifying(&mixed(), &[Ed25519, Es512]).unwrap();
    assert_eq!(names(&keys), [("ed", "Ed25519"), ("bilbo.baggins@hobbiton.example", "ES512")]);

    // A key that says what it is for is not talked into anything else.
    let only = jwk_set(&[&changed(RFC7517_A1_RSA, r#"{"alg":"PS256"}"#, "")]);
    let error = verifying(&only, &[Rs256, Rs512]).unwrap_err();
    assert_eq!(error.code(), "key_set.nothing_usable");
    assert!(error.to_string().contains("the key is for PS256, which is not among the accepted algorithms"), "{error}");
    let error = verifying(&jwk_set(&[RFC7517_A1_EC]), &[Es256]).unwrap_err();
    assert!(error.to_string().contains("use does not permit verify"), "{error}");

    // Shared secrets only where they are asked for, and only for what they are long enough for.
    let secret = jwk_set(&[r#"{"kty":"oct","k":"hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"}"#]);
    assert_eq!(verifying(&secret, &[]).unwrap_err().code(), "key_set.nothing_usable");
    let (keys, skipped) = verifying(&secret, &[Hs256, Hs512]).unwrap();
    assert_eq!((names(&keys), skipped), (vec![("-", "HS256")], vec![(0, "jwk.key")]));
}

/// Attack 4: what an issuer has published verifies nothing by HMAC, asked for or not.
#[test]
fn attack_4_a_published_secret_verifies_nothing() {
    let secret = changed(RFC7520_3_5, r#"{"kid":"mac"}"#, "");
    let text = format!(r#"{{"keys":[{secret}]}}"#);
    let published = JwkSet::from_published_json(text.as_bytes()).unwrap();
    for accept in [&[][..], &[JwsAlgorithm::Hs256]] {
        let error = verifying(&published, accept).unwrap_err();
        assert_eq!(error.code(), "key_set.nothing_usable");
        assert!(error.to_string().contains("a symmetric key in a published set"), "{error}");
    }
    let private = format!(r#"{{"keys":[{RFC8037_A1},{}]}}"#, changed(RFC8037_A2, r#"{"kid":"ed"}"#, ""));
    let published = JwkSet::from_published_json(private.as_bytes()).unwrap();
    let (keys, skipped) = verifying(&published, &[JwsAlgorithm::EdDsa]).unwrap();
    assert_eq!((names(&keys), skipped), (vec![("ed", "EdDSA")], vec![(0, "jwk.published_secret")]));
}

/// Attack 17, and Wycheproof's "MixedKeySet": the public keys stay, whatever order they are in.
#[test]
fn attack_17_secrets_are_set_aside_where_public_keys_verify() {
    let secret = changed(RFC7520_3_5, r#"{"kid":"mac"}"#, "");
    let curve = changed(RFC8037_A2, r#"{"kid":"ed","alg":"EdDSA"}"#, "");
    for (keys, place) in [([&secret, &curve], 0), ([&curve, &secret], 1)] {
        let (kept, skipped) = verifying(&jwk_set(&[keys[0], keys[1]]), &[]).unwrap();
        assert_eq!((names(&kept), skipped), (vec![("ed", "EdDSA")], vec![(place, "jwk.mixed")]));
    }
    let both = jwk_set(&[&secret, &curve]);
    let (_, skipped) = VerifyingKeySet::from_jwk_set(&both, &[]).unwrap();
    assert_eq!(
        skipped[0].to_string(),
        "key 0 (mac): a shared secret cannot verify beside public keys: whoever holds it could sign as everybody else"
    );
    // Narrowed to one of the two, it is no mixture.
    assert_eq!(verifying(&both, &[JwsAlgorithm::EdDsa]).unwrap().1, [(0, "jwk.not_accepted")]);
    assert_eq!(verifying(&both, &[JwsAlgorithm::Hs256]).unwrap().1, [(1, "jwk.not_accepted")]);
    // That the public keys cannot be told apart does not bring the secret back.
    let other = changed(&generated("EdDSA"), r#"{"kid":"ed"}"#, "");
    let error = verifying(&jwk_set(&[&secret, &curve, &other]), &[]).unwrap_err();
    let KeySetError::NothingUsable { skipped } = error else { panic!("{error}") };
    let codes: Vec<_> = skipped.iter().map(|key| (key.index, key.reason.code())).collect();
    assert_eq!(codes, [(0, "jwk.mixed"), (1, "jwk.duplicate"), (2, "jwk.duplicate")]);
}

fn generated(algorithm: &str) -> String {
    Jwk::generate(algorithm).unwrap().to_secret_json().to_string()
}

/// Attack 16, and Wycheproof's "DuplicateKid": a message cannot say which of the two it means, so it means neither.
#[test]
fn attack_16_two_keys_of_one_name_are_both_set_aside() {
    let curve = changed(RFC8037_A2, r#"{"kid":"a","alg":"EdDSA"}"#, "");
    let other = changed(&generated("EdDSA"), r#"{"kid":"a"}"#, "");
    let third = changed(&generated("EdDSA"), r#"{"kid":"b"}"#, "");
    let (keys, skipped) = verifying(&jwk_set(&[&curve, &third, &other, &curve]), &[]).unwrap();
    assert_eq!(names(&keys), [("b", "EdDSA")]);
    assert_eq!(skipped, [(0, "jwk.duplicate"), (2, "jwk.duplicate"), (3, "jwk.repeated")]);
    let set = jwk_set(&[&curve, &third, &other]);
    let (_, skipped) = VerifyingKeySet::from_jwk_set(&set, &[]).unwrap();
    assert_eq!(skipped[0].to_string(), "key 0 (a): another key for EdDSA has the same kid: give each a kid of its own");
    let secret = changed(RFC7520_3_5, r#"{"kid":"mac"}"#, "");
    let twice = changed(RFC7520_3_5, r#"{"kid":"mac","k":"AAAAIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"}"#, "");
    assert_eq!(verifying(&jwk_set(&[&secret, &twice]), &[]).unwrap_err().code(), "key_set.nothing_usable");

    // One name on keys of two algorithms is no duplicate, nor are two keys without a name.
    let same_name = changed(RFC7517_A1_RSA, r#"{"kid":"a"}"#, "");
    assert_eq!(verifying(&jwk_set(&[&curve, &same_name]), &[]).unwrap().1, []);
    let unnamed = [changed(&curve, "", "kid"), changed(&other, "", "kid")];
    assert_eq!(verifying(&jwk_set(&[&unnamed[0], &unnamed[1]]), &[]).unwrap().1, []);

    // Only the algorithm that both serve is lost.
    let open = changed(RFC7517_A1_RSA, r#"{"kid":"rsa"}"#, "alg");
    let bound = changed(RFC7520_3_4, r#"{"kid":"rsa","alg":"PS256"}"#, "use");
    let (keys, skipped) = verifying(&jwk_set(&[&open, &bound]), &[JwsAlgorithm::Ps256, JwsAlgorithm::Rs256]).unwrap();
    assert_eq!(names(&keys), [("rsa", "RS256")]);
    assert_eq!(skipped, [(0, "jwk.duplicate"), (1, "jwk.duplicate")]);
}

#[test]
fn the_same_key_again_is_kept_once() {
    let curve = changed(RFC8037_A2, r#"{"kid":"a","alg":"EdDSA"}"#, "");
    let private = changed(RFC8037_A1, r#"{"kid":"a","alg":"EdDSA"}"#, "");
    let unnamed = changed(&curve, "", "kid");
    let renamed = changed(&curve, r#"{"kid":"b"}"#, "");
    let set = jwk_set(&[&curve, &unnamed, &private, &curve, &renamed, &unnamed]);
    let (keys, skipped) = verifying(&set, &[]).unwrap();
    assert_eq!(names(&keys), [("a", "EdDSA"), ("-", "EdDSA"), ("b", "EdDSA")]);
    assert_eq!(skipped, [(2, "jwk.repeated"), (3, "jwk.repeated"), (5, "jwk.repeated")]);
    let (_, skipped) = VerifyingKeySet::from_jwk_set(&set, &[]).unwrap();
    assert_eq!(skipped[0].to_string(), "key 2 (a): the same key again");
}

#[test]
fn doubles_among_keys_that_decrypt() {
    let wrap = changed(RFC7517_A3_WRAP, r#"{"kid":"a"}"#, "");
    let other = changed(&generated("A128KW"), r#"{"kid":"a"}"#, "");
    let bob = changed(RFC7748_BOB, r#"{"kid":"bob","alg":"ECDH-ES+A256KW"}"#, "");
    let (keys, skipped) = decrypting(&jwk_set(&[&wrap, &bob, &bob, &other]), &[]).unwrap();
    assert_eq!(names(&keys), [("bob", "ECDH-ES+A256KW")]);
    assert_eq!(skipped, [(0, "jwk.duplicate"), (2, "jwk.repeated"), (3, "jwk.duplicate")]);

    // One secret for two content encryptions is two keys: side by side without a name, and not to be told apart with one.
    let gcm = changed(RFC7520_3_5, r#"{"alg":"A256GCM"}"#, "kid use");
    let cbc = changed(&gcm, r#"{"alg":"A128CBC-HS256"}"#, "");
    let (keys, skipped) = decrypting(&jwk_set(&[&gcm, &cbc, &gcm]), &[]).unwrap();
    assert_eq!((names(&keys), skipped), (vec![("-", "dir"), ("-", "dir")], vec![(2, "jwk.repeated")]));
    let named = [changed(&gcm, r#"{"kid":"a"}"#, ""), changed(&cbc, r#"{"kid":"a"}"#, "")];
    assert_eq!(decrypting(&jwk_set(&[&named[0], &named[1]]), &[]).unwrap_err().code(), "key_set.nothing_usable");
}

#[test]
fn nothing_usable_says_why() {
    assert_eq!(verifying(&jwk_set(&[]), &[]).unwrap_err(), KeySetError::Empty);
    let future = r#"{"kty":"LMS","kid":"future"}"#;
    let error = verifying(&jwk_set(&[future, "7", future, future, RFC8037_A6]), &[]).unwrap_err();
    let KeySetError::NothingUsable { skipped } = &error else { panic!("{error}") };
    assert_eq!(skipped.len(), 5);
    assert_eq!(
        error.to_string(),
        "no key of the set can be used here; key 0 (future): the key type LMS is not supported; key 1: the JWK is refused: not a JSON \
         object; key 2 (future): the key type LMS is not supported; and 2 more"
    );
}

fn decrypting(set: &JwkSet, accept: &[KeyManagementAlgorithm]) -> Result<Made, KeySetError> {
    let (set, skipped) = DecryptionKeySet::from_jwk_set(set, accept)?;
    let describe = |key: &DecryptionKey| (key.key_id().map(str::to_owned), key.algorithm().name());
    Ok((set.keys().iter().map(describe).collect(), skipped.iter().map(|key| (key.index, key.reason.code())).collect()))
}

#[test]
fn keys_that_decrypt() {
    use KeyManagementAlgorithm::{A128Kw, A256Kw, Dir, EcdhEs, EcdhEsA256Kw, RsaOaep, RsaOaep256};
    let store = jwk_set(&[
        &changed(RFC7517_A2_RSA, r#"{"kid":"rsa"}"#, "alg"),
        &changed(RFC7517_A2_RSA, r#"{"kid":"oaep","alg":"RSA-OAEP-256"}"#, ""),
        RFC7517_A2_EC,
        &changed(RFC7748_BOB, r#"{"kid":"bob","alg":"ECDH-ES+A256KW"}"#, ""),
        &changed(RFC7517_A3_WRAP, r#"{"kid":"wrap"}"#, ""),
        RFC7520_3_6,
        RFC8037_A6,
        RFC8037_A1,
        RFC7520_3_2,
        r#"{"kty":"oct","kid":"open","k":"GawgguFyGrWKav7AX4VKUg"}"#,
        RFC7517_A2_RSA,
    ]);
    let (keys, skipped) = decrypting(&store, &[]).unwrap();
    let direct = "1e571774-2e08-40da-8308-e8d68773842d";
    assert_eq!(
        names(&keys),
        [("oaep", "RSA-OAEP-256"), ("bob", "ECDH-ES+A256KW"), ("wrap", "A128KW"), (direct, "dir")]
    );
    let needed = "jwk.algorithm_needed";
    let others = [(6, "jwk.wrong_kind"), (7, needed), (8, needed), (9, needed), (10, "jwk.algorithm_purpose")];
    assert_eq!(skipped, [&[(0, needed), (2, needed)][..], &others].concat());

    let (keys, skipped) = decrypting(&store, &[RsaOaep, RsaOaep256, EcdhEs, A128Kw, A256Kw]).unwrap();
    let expected = [
        ("rsa", "RSA-OAEP"),
        ("rsa", "RSA-OAEP-256"),
        ("oaep", "RSA-OAEP-256"),
        ("1", "ECDH-ES"),
        ("wrap", "A128KW"),
        ("open", "A128KW"),
    ];
    assert_eq!(names(&keys), expected);
    let not = "jwk.not_accepted";
    assert_eq!(
        skipped,
        [(3, not), (5, not), (6, "jwk.wrong_kind"), (7, not), (8, "jwk.not_permitted"), (10, "jwk.algorithm_purpose")]
    );
    let (keys, _) = decrypting(&store, &[Dir, EcdhEsA256Kw]).unwrap();
    assert_eq!(names(&keys), [("1", "ECDH-ES+A256KW"), ("bob", "ECDH-ES+A256KW"), (direct, "dir")]);
    // Keys of both families decrypt side by side: decryption proves no sender.
    let (set, _) = DecryptionKeySet::from_jwk_set(&store, &[]).unwrap();
    assert_eq!(set.candidates("dir", Some(direct), &Limits::default()).unwrap().count(), 1);
    assert_eq!(set.candidates("dir", Some("bob"), &Limits::default()).unwrap_err().code(), "key.algorithm_mismatch");
}
