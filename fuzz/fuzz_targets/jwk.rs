//! Law: a key that is read is written as one that reads as the same key, by the same text and with
//! the same thumbprint. Its public half has that thumbprint too, no secret in it, and the way
//! through SPKI changes nothing of the key.
#![no_main]

use jose_jwk::{Jwk, PublicJwk};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const SECRET: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

fuzz_target!(|data: &[u8]| {
    let public = PublicJwk::from_json(data);
    let Ok(key) = Jwk::from_json(data) else {
        assert!(public.is_err());
        return;
    };
    assert_eq!(public.is_ok(), matches!(key, Jwk::Public(_)));

    let written = key.to_secret_json();
    let again = Jwk::from_json(written.as_bytes()).expect("what was written can be read");
    assert_eq!(*again.to_secret_json(), *written);
    assert_eq!(again.kind(), key.kind());
    assert_eq!(again.thumbprint(), key.thumbprint());

    if let Ok(public) = key.public() {
        assert_eq!(public.thumbprint(), key.thumbprint());
        let written = public.to_json();
        let members: Value = serde_json::from_str(&written).expect("what was written is JSON");
        assert!(SECRET.iter().all(|name| members.get(name).is_none()));
        assert_eq!(PublicJwk::from_json(written.as_bytes()).as_ref(), Ok(&public));

        let der = public.to_der().expect("a key that was read can be written");
        let from_der = PublicJwk::from_der(&der).expect("what was written can be read");
        assert_eq!(from_der.material(), public.material());
    }
});
