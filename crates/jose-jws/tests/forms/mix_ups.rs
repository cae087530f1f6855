//! A message of one form at the entry point of another. Attacks 2, 53, 54.

use jose_jws::{GeneralSigner, Require, Signer, Verifier, verify_compact, verify_flattened};

use crate::{
    keys,
    parts::{EDDSA, ES256, HS256, code},
};

const PAYLOAD: &[u8] = b"payload";

type Entry = fn(&Verifier<'_>, &str) -> &'static str;

/// The six forms and the six ways in, in one order.
const ENTRIES: [(&str, Entry); 6] = [
    ("compact", |verifier, text| code(verifier.verify_compact(text))),
    ("flattened", |verifier, text| code(verifier.verify_flattened(text))),
    ("general", |verifier, text| code(verifier.verify_general(text, Require::Any))),
    ("detached compact", |verifier, text| code(verifier.verify_detached_compact(text, PAYLOAD))),
    ("detached flattened", |verifier, text| code(verifier.verify_detached_flattened(text, PAYLOAD))),
    ("detached general", |verifier, text| code(verifier.verify_detached_general(text, PAYLOAD, Require::Any))),
];

fn messages(signer: &Signer<'_>) -> [String; 6] {
    let general = GeneralSigner::new().signature(signer);
    [
        signer.sign_compact(PAYLOAD),
        signer.sign_flattened(PAYLOAD),
        general.sign_general(PAYLOAD),
        signer.sign_detached_compact(PAYLOAD),
        signer.sign_detached_flattened(PAYLOAD),
        general.sign_detached_general(PAYLOAD),
    ]
    .map(Result::unwrap)
}

/// What becomes of the message of each line at the entry point of each column.
const OUTCOMES: [[&str; 6]; 6] = [
    ["verified", "json.object", "json.object", "parse.form", "json.object", "json.object"],
    ["parse.segments", "verified", "parse.form", "parse.segments", "parse.form", "parse.form"],
    ["parse.segments", "parse.form", "verified", "parse.segments", "parse.form", "parse.form"],
    ["jws.signature", "json.object", "json.object", "verified", "json.object", "json.object"],
    ["parse.segments", "parse.form", "parse.form", "parse.segments", "verified", "parse.form"],
    ["parse.segments", "parse.form", "parse.form", "parse.segments", "parse.form", "verified"],
];

#[test]
fn nothing_is_guessed_from_the_text() {
    for algorithm in [HS256, ES256, EDDSA] {
        let (key, keys) = (keys::signing(algorithm), keys::set(algorithm));
        for (unencoded, signer) in [(false, Signer::new(&key)), (true, Signer::new(&key).unencoded_payload())] {
            let verifier = Verifier::new(&keys).allow_unencoded_payload();
            for ((message, outcomes), (form, _)) in messages(&signer).iter().zip(OUTCOMES).zip(ENTRIES) {
                for ((name, entry), expected) in ENTRIES.iter().zip(outcomes) {
                    let found = entry(&verifier, message);
                    assert_eq!(found, expected, "{form} at {name}, {algorithm}, unencoded: {unencoded}");
                }
            }
        }
    }
}

/// The short way in is the same way.
#[test]
fn the_functions_are_as_strict_as_the_verifier() {
    let (key, keys) = (keys::signing(ES256), keys::set(ES256));
    let limits = jose_core::Limits::default();
    for signer in [Signer::new(&key), Signer::new(&key).unencoded_payload(), Signer::new(&key).critical_member("x", 1)]
    {
        for message in messages(&signer) {
            let verifier = Verifier::new(&keys);
            assert_eq!(code(verify_compact(&message, &keys, &limits)), code(verifier.verify_compact(&message)));
            assert_eq!(code(verify_flattened(&message, &keys, &limits)), code(verifier.verify_flattened(&message)));
        }
    }
}

#[test]
fn a_detached_payload_must_be_the_one_that_was_signed() {
    for algorithm in [HS256, ES256, EDDSA] {
        let (key, keys) = (keys::signing(algorithm), keys::set(algorithm));
        for signer in [Signer::new(&key), Signer::new(&key).unencoded_payload()] {
            let [.., compact, flattened, general] = messages(&signer);
            let verifier = Verifier::new(&keys).allow_unencoded_payload();
            for (name, payload) in [
                ("none", &b""[..]),
                ("a letter less", b"payloa"),
                ("a letter more", b"payloads"),
                ("another letter", b"Payload"),
                ("its encoding", b"cGF5bG9hZA"),
                ("with a dot", b".payload"),
                ("with a line break", b"payload\n"),
                ("no text", b"\xff\xfe"),
            ] {
                let found = [
                    code(verifier.verify_detached_compact(&compact, payload)),
                    code(verifier.verify_detached_flattened(&flattened, payload)),
                    code(verifier.verify_detached_general(&general, payload, Require::Any)),
                ];
                assert_eq!(found, ["jws.signature"; 3], "{name}, {algorithm}");
            }
        }
    }
}

/// A payload in the message is refused even where it is the same, and where it is empty.
#[test]
fn a_payload_in_both_places_is_refused() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let verifier = Verifier::new(&keys);
    let general = GeneralSigner::new().signature(&Signer::new(&key));
    for payload in [&b""[..], b"payload"] {
        let flattened = Signer::new(&key).sign_flattened(payload).unwrap();
        let general = general.sign_general(payload).unwrap();
        assert_eq!(code(verifier.verify_detached_flattened(&flattened, payload)), "parse.form");
        assert_eq!(code(verifier.verify_detached_general(&general, payload, Require::All)), "parse.form");
    }
    let compact = Signer::new(&key).sign_compact(b"payload").unwrap();
    assert_eq!(code(verifier.verify_detached_compact(&compact, b"payload")), "parse.form");
    // In the compact form the empty payload and the absent one are the same text.
    let empty = Signer::new(&key).sign_compact(b"").unwrap();
    assert_eq!(code(verifier.verify_compact(&empty)), "verified");
    assert_eq!(code(verifier.verify_detached_compact(&empty, b"")), "verified");
    assert_eq!(code(verifier.verify_detached_compact(&empty, b"x")), "jws.signature");
}
