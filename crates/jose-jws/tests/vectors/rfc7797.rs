//! RFC 7797, section 4: one payload, encoded and as it is.

use jose_core::JwsAlgorithm;
use jose_jws::{SignError, Signer, Verifier};

use crate::keys;

const PAYLOAD: &[u8] = b"$.02";

/// Section 4.1.
const ENCODED: &str = "eyJhbGciOiJIUzI1NiJ9.JC4wMg.5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ";

const ENCODED_JSON: &str = r#"{"payload":"JC4wMg","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ"}"#;

/// Section 4.2.
const DETACHED: &str =
    "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY";

const UNENCODED_JSON: &str = r#"{"payload":"$.02","protected":"eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19","signature":"A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY"}"#;

const DETACHED_JSON: &str = r#"{"protected":"eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19","signature":"A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY"}"#;

#[test]
fn the_examples_are_written_to_the_letter() {
    let key = keys::signing(JwsAlgorithm::Hs256);
    let (encoded, unencoded) = (Signer::new(&key), Signer::new(&key).unencoded_payload());
    assert_eq!(encoded.sign_compact(PAYLOAD).unwrap(), ENCODED);
    assert_eq!(encoded.sign_flattened(PAYLOAD).unwrap(), ENCODED_JSON);
    assert_eq!(unencoded.sign_detached_compact(PAYLOAD).unwrap(), DETACHED);
    assert_eq!(unencoded.sign_flattened(PAYLOAD).unwrap(), UNENCODED_JSON);
    assert_eq!(unencoded.sign_detached_flattened(PAYLOAD).unwrap(), DETACHED_JSON);
    let words = "printable ASCII characters and no dot";
    assert_eq!(unencoded.sign_compact(PAYLOAD), Err(SignError::UnencodedPayload { expected: words }));
}

#[test]
fn the_examples_verify_where_they_are_allowed() {
    let keys = keys::set(JwsAlgorithm::Hs256);
    let (strict, verifier) = (Verifier::new(&keys), Verifier::new(&keys).allow_unencoded_payload());
    for verifier in [&strict, &verifier] {
        assert_eq!(verifier.verify_compact(ENCODED).unwrap().payload(), PAYLOAD);
        assert_eq!(verifier.verify_flattened(ENCODED_JSON).unwrap().payload(), PAYLOAD);
    }
    assert_eq!(verifier.verify_detached_compact(DETACHED, PAYLOAD).unwrap().payload(), PAYLOAD);
    assert_eq!(verifier.verify_flattened(UNENCODED_JSON).unwrap().payload(), PAYLOAD);
    assert_eq!(verifier.verify_detached_flattened(DETACHED_JSON, PAYLOAD).unwrap().payload(), PAYLOAD);
    for refused in [
        strict.verify_detached_compact(DETACHED, PAYLOAD),
        strict.verify_flattened(UNENCODED_JSON),
        strict.verify_detached_flattened(DETACHED_JSON, PAYLOAD),
    ] {
        assert_eq!(refused.unwrap_err().code(), "parse.crit");
    }
    for (code, refused) in [
        ("jws.signature", verifier.verify_detached_compact(DETACHED, b"$.03")),
        ("jws.signature", verifier.verify_detached_compact(DETACHED, b"JC4wMg")),
        ("jws.signature", verifier.verify_compact(DETACHED)),
        ("jws.signature", verifier.verify_flattened(&UNENCODED_JSON.replace("$.02", "$.03"))),
        ("jws.signature", verifier.verify_flattened(&UNENCODED_JSON.replace("$.02", "JC4wMg"))),
        ("parse.form", verifier.verify_flattened(DETACHED_JSON)),
        ("parse.form", verifier.verify_detached_flattened(UNENCODED_JSON, PAYLOAD)),
        ("parse.segments", verifier.verify_compact(&DETACHED.replace("..", ".$.02."))),
    ] {
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

/// `{"alg":"HS256","b64":false}`: a message that the cookbook has published under the name of section 4.2. Section 6 demands `crit`.
#[test]
fn the_cookbooks_message_without_crit_is_refused() {
    let json = r#"{"payload":"$.02","protected":"eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2V9","signature":"GsyM6AQJbQHY8aQKCbZSPJHzMRWo3HKIlcDuXof7nqs"}"#;
    let keys = keys::set(JwsAlgorithm::Hs256);
    for verifier in [Verifier::new(&keys), Verifier::new(&keys).allow_unencoded_payload()] {
        assert_eq!(verifier.verify_flattened(json).unwrap_err().code(), "parse.member");
    }
}
