//! The exact bytes of a token, so that no change to them goes unnoticed.

use std::time::Duration;

use jose_core::{ContentEncryption, UnixTime, base64url};
use jose_crypto::EncryptionKey;
use serde_json::{Value, json};

use crate::world::{API, NOW, World};

/// The segment in the clear.
fn segment(token: &str, index: usize) -> String {
    String::from_utf8(base64url::decode(token.split('.').nth(index).unwrap()).unwrap()).unwrap()
}

/// A payload with its identifier, the one thing that chance decides, replaced.
fn payload(token: &str) -> String {
    let payload = segment(token, 1);
    let claims: Value = serde_json::from_str(&payload).unwrap();
    payload.replace(claims["jti"].as_str().unwrap(), "JTI")
}

#[test]
fn the_payload() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    assert_eq!(
        payload(&token),
        r#"{"iss":"https://id.example","sub":"user-42","aud":"https://api.example","client_id":"web","exp":1700000600,"iat":1700000000,"jti":"JTI"}"#
    );
    let draft = issuer.access_token("web", API).subject_is_client().not_before(UnixTime::from_seconds(NOW + 5));
    let draft = draft.scope(["a", "b"]).scope(["c"]).lifetime(Duration::from_secs(60));
    let token = draft.claims(&json!({ "tenant": "acme", "level": 7 })).claims(&json!({ "a": [1] })).issue().unwrap();
    assert_eq!(
        payload(&token),
        r#"{"iss":"https://id.example","sub":"web","aud":"https://api.example","client_id":"web","exp":1700000060,"iat":1700000000,"nbf":1700000005,"jti":"JTI","scope":"a b c","level":7,"tenant":"acme","a":[1]}"#
    );
}

/// Text goes out as UTF-8, with the escapes that JSON demands and no others.
#[test]
fn text_in_the_payload() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let token = issuer.access_token("J\u{fc}rgen \"\\/\n\u{0}\u{1f600}", API).client_id("</script>").issue().unwrap();
    let payload = payload(&token);
    assert!(payload.contains(r#""sub":"Jürgen \"\\/\n\u0000😀""#), "{payload}");
    assert!(payload.contains(r#""client_id":"</script>""#), "{payload}");
}

#[test]
fn the_header_of_the_signature() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    assert_eq!(segment(&token, 0), r#"{"alg":"ES256","kid":"issuer","typ":"at+jwt"}"#);
}

#[test]
fn the_header_of_the_envelope() {
    let world = World::new();
    let direct = EncryptionKey::direct(ContentEncryption::A128CbcHs256, &[7; 32]).unwrap();
    let issuer = world.issuer().encrypt_to("direct", direct).encrypt_to(API, world.encryption.clone()).build().unwrap();
    let token = issuer.access_token("user-42", "direct").client_id("web").issue().unwrap();
    // The content encryption of a `dir` key is its own; everybody else gets A256GCM.
    assert_eq!(segment(&token, 0), r#"{"alg":"dir","cty":"JWT","enc":"A128CBC-HS256"}"#);
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    let header = segment(&token, 0);
    let start = r#"{"alg":"ECDH-ES+A256KW","kid":"api","epk":{"kty":"OKP","crv":"X25519","x":""#;
    assert!(header.starts_with(start) && header.ends_with(r#""},"cty":"JWT","enc":"A256GCM"}"#), "{header}");
    assert!(!token.contains(&base64url::encode(b"user-42")[..9]), "nothing of the claims shows");
}

#[test]
fn another_content_encryption() {
    let world = World::new();
    let enc = ContentEncryption::A256CbcHs512;
    let issuer = world.issuer().encrypt_to_with(API, world.encryption.clone(), enc).build().unwrap();
    let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
    assert!(segment(&token, 0).contains(r#""enc":"A256CBC-HS512""#));
}

/// Two tokens from one draft share nothing but the header: keys, vectors and identifiers are drawn for each.
#[test]
fn no_two_tokens_are_alike() {
    let world = World::new();
    let issuer = world.issuer().encrypt_to(API, world.encryption.clone()).build().unwrap();
    let draft = issuer.access_token("user-42", API).client_id("web");
    let (one, other) = (draft.clone().issue().unwrap(), draft.issue().unwrap());
    for (index, (one, other)) in one.split('.').zip(other.split('.')).enumerate() {
        assert_ne!(one, other, "segment {index}");
    }
}
