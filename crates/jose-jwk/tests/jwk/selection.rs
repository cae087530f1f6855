//! Choosing keys by message. Attacks 1, 2, 14 to 17, 24 and 26.

use jose_core::{JwsAlgorithm, Limits};
use jose_crypto::VerifyingKey;
use jose_jwk::{Jwk, KeySet, KeySetError, PrivateJwk, SelectError, VerifyingKeySet};

use crate::{changed, keys::*};

/// A verifying key of this algorithm; two of one algorithm may be of one JWK, since only names matter here.
fn key(algorithm: &str, key_id: Option<&str>) -> VerifyingKey {
    let base = match algorithm {
        "ES256" => changed(RFC7517_A1_EC, "", "use"),
        "ES512" => RFC7520_3_1.to_owned(),
        "EdDSA" | "Ed25519" => RFC8037_A2.to_owned(),
        "HS256" | "HS512" => changed(RFC7517_A3_HMAC, "", "kid"),
        _ => changed(RFC7517_A1_RSA, "", "alg"),
    };
    let key = Jwk::from_json(changed(&base, r#"{"kid":""}"#, "kid").as_bytes()).expect("a JWK");
    let key = key.verifying_key_for(JwsAlgorithm::from_name(algorithm).expect("an algorithm")).expect("a key");
    match key_id {
        Some(key_id) => key.with_key_id(key_id),
        None => key,
    }
}

fn keys(list: &[(&str, Option<&str>)]) -> VerifyingKeySet {
    KeySet::new(list.iter().map(|(algorithm, key_id)| key(algorithm, *key_id))).expect("a set")
}

fn chosen(set: &VerifyingKeySet, algorithm: &str, key_id: Option<&str>) -> Result<Vec<Option<String>>, SelectError> {
    let candidates = set.candidates(algorithm, key_id, &Limits::default())?;
    Ok(candidates.map(|key| key.key_id().map(str::to_owned)).collect())
}

/// `alg`, `kid`, and the names of the keys to try, `-` for one without a name.
const CHOSEN: &[(&str, Option<&str>, &[&str])] = &[
    ("ES256", Some("a"), &["a", "-"]),
    ("EdDSA", Some("a"), &["a"]),
    ("EdDSA", Some("b"), &["b"]),
    ("ES256", Some("unknown"), &["-"]),
    ("ES256", Some("b"), &["-"]),
    ("ES256", None, &["a", "-"]),
    ("EdDSA", None, &["a", "b"]),
    ("RS256", None, &["c"]),
];

#[test]
fn by_name_and_algorithm() {
    let set = keys(&[
        ("ES256", Some("a")),
        ("EdDSA", Some("a")),
        ("EdDSA", Some("b")),
        ("RS256", Some("c")),
        ("ES256", None),
    ]);
    for (algorithm, key_id, expected) in CHOSEN {
        let found = chosen(&set, algorithm, *key_id).unwrap();
        let found: Vec<&str> = found.iter().map(|name| name.as_deref().unwrap_or("-")).collect();
        assert_eq!(found, *expected, "{algorithm} {key_id:?}");
        for candidate in set.candidates(algorithm, *key_id, &Limits::default()).unwrap() {
            assert_eq!(candidate.algorithm().name(), *algorithm);
        }
    }
    assert_eq!(set.algorithms().collect::<Vec<_>>(), ["ES256", "EdDSA", "RS256"]);
    assert_eq!(set.clone().keys().len(), 5);
}

/// `alg`, `kid`, code, sentence.
const REFUSED: &[(&str, Option<&str>, &str, &str)] = &[
    // Attacks 1 and 2.
    ("none", None, "key.algorithm_not_allowed", "no key here is for the algorithm none"),
    ("none", Some("a"), "key.algorithm_not_allowed", "no key here is for the algorithm none"),
    ("None", None, "key.algorithm_not_allowed", "no key here is for the algorithm None"),
    ("NONE", Some("a"), "key.algorithm_not_allowed", "no key here is for the algorithm NONE"),
    ("none ", None, "key.algorithm_not_allowed", "no key here is for the algorithm none "),
    ("none\0", None, "key.algorithm_not_allowed", r"no key here is for the algorithm none\0"),
    ("ｎｏｎｅ", None, "key.algorithm_not_allowed", "no key here is for the algorithm ｎｏｎｅ"),
    ("", None, "key.algorithm_not_allowed", "no key here is for the algorithm "),
    // Attack 4: nobody here has a shared secret.
    ("HS256", None, "key.algorithm_not_allowed", "no key here is for the algorithm HS256"),
    ("HS256", Some("a"), "key.algorithm_not_allowed", "no key here is for the algorithm HS256"),
    // Attack 21: the family is not enough.
    ("RS512", Some("c"), "key.algorithm_not_allowed", "no key here is for the algorithm RS512"),
    ("PS256", None, "key.algorithm_not_allowed", "no key here is for the algorithm PS256"),
    ("Ed25519", Some("a"), "key.algorithm_not_allowed", "no key here is for the algorithm Ed25519"),
    ("es256", Some("a"), "key.algorithm_not_allowed", "no key here is for the algorithm es256"),
    ("ES256\n", None, "key.algorithm_not_allowed", r"no key here is for the algorithm ES256\n"),
    // Attacks 15, 24 and 26: only the very name.
    ("EdDSA", Some("unknown"), "key.not_found", "no key here is named unknown"),
    ("EdDSA", Some(""), "key.not_found", "no key here is named "),
    ("EdDSA", Some("A"), "key.not_found", "no key here is named A"),
    ("EdDSA", Some("a "), "key.not_found", "no key here is named a "),
    ("EdDSA", Some("a\0"), "key.not_found", r"no key here is named a\0"),
    ("EdDSA", Some("../a"), "key.not_found", "no key here is named ../a"),
    ("EdDSA", Some("' OR 1=1 --"), "key.not_found", r"no key here is named \' OR 1=1 --"),
    ("EdDSA", Some("\u{1b}[2J\r\n"), "key.not_found", r"no key here is named \u{1b}[2J\r\n"),
    ("RS256", Some("e\u{301}"), "key.not_found", "no key here is named e\u{301}"),
    // Attack 7: the name is right and the algorithm is another key's.
    ("EdDSA", Some("c"), "key.algorithm_mismatch", "the message is for EdDSA and the key named c is not"),
    ("RS256", Some("a"), "key.algorithm_mismatch", "the message is for RS256 and the key named a is not"),
    ("ES256", Some("c"), "key.algorithm_mismatch", "the message is for ES256 and the key named c is not"),
];

#[test]
fn refused() {
    let set = keys(&[
        ("ES256", Some("a")),
        ("EdDSA", Some("a")),
        ("EdDSA", Some("b")),
        ("RS256", Some("c")),
        ("RS256", Some("é")),
    ]);
    for (algorithm, key_id, code, sentence) in REFUSED {
        let error = chosen(&set, algorithm, *key_id).expect_err(algorithm);
        assert_eq!((error.code(), error.to_string().as_str()), (*code, *sentence), "{algorithm} {key_id:?}");
    }
    // Attack 28: what a stranger writes does not fill the log.
    let long = "k".repeat(1_000_000);
    for error in [chosen(&set, "EdDSA", Some(&long)), chosen(&set, &long, None)] {
        let error = error.unwrap_err();
        assert!(error.to_string().len() < 120 && format!("{error:?}").len() < 160, "{error}");
    }
}

/// Attack 15: a message without `kid` may cost so much and no more, and costs nothing here.
#[test]
fn attack_15_how_many_are_tried() {
    let named: Vec<String> = (0..9).map(|index| format!("key {index}")).collect();
    let many: Vec<(&str, Option<&str>)> = named.iter().map(|name| ("EdDSA", Some(name.as_str()))).collect();
    let nine = keys(&many);
    let eight = keys(&many[..8]);
    let unnamed = keys(&[("EdDSA", None); 9]);
    assert_eq!(chosen(&eight, "EdDSA", None).unwrap().len(), 8);
    assert_eq!(chosen(&nine, "EdDSA", Some("key 7")).unwrap(), [Some("key 7".to_owned())]);
    for (set, key_id) in [(&nine, None), (&unnamed, None), (&unnamed, Some("any"))] {
        let error = chosen(set, "EdDSA", key_id).unwrap_err();
        assert_eq!(error.code(), "key.limit");
        assert!(error.to_string().contains("over the limit candidate_keys of 8"), "{error}");
        assert!(std::error::Error::source(&error).is_none(), "the message has said it");
    }
    let mut limits = Limits::default();
    limits.candidate_keys = 0;
    assert_eq!(eight.candidates("EdDSA", Some("key 1"), &limits).unwrap_err().code(), "key.limit");
    limits.candidate_keys = 9;
    assert_eq!(nine.candidates("EdDSA", None, &limits).unwrap().count(), 9);
}

#[test]
fn attack_14_to_17_sets_that_are_none() {
    let none: [VerifyingKey; 0] = [];
    assert_eq!(KeySet::new(none).unwrap_err(), KeySetError::Empty);
    let twice = [key("EdDSA", Some("a")), key("ES256", Some("a")), key("EdDSA", Some("a"))];
    let error = KeySet::new(twice).unwrap_err();
    assert_eq!(error.to_string(), "two keys for EdDSA are named a: give each a kid of its own");
    for (one, other) in [("HS256", "ES256"), ("EdDSA", "HS512"), ("RS256", "HS256")] {
        let error = KeySet::new([key(one, Some("1")), key(other, Some("2"))]).unwrap_err();
        assert_eq!((&error, error.code()), (&KeySetError::Mixed, "key_set.mixed"));
    }
    // Two secrets are no mixture, nor are unnamed keys of one algorithm duplicates.
    assert!(KeySet::new([key("HS256", Some("1")), key("HS512", Some("2"))]).is_ok());
    assert!(KeySet::new([key("ES256", None), key("ES256", None)]).is_ok());
}

/// Names that are alike at their end, at their beginning or in their bytes, in sets of any size: each chooses its own key and no other.
#[test]
fn names_that_are_nearly_the_same() {
    const NAMES: &[&str] = &[
        "",
        "\0",
        "\0\0",
        "\0\0\0\0\0\0\0\0",
        "a",
        "\0a",
        "\0\0\0\0\0\0\0a",
        "\0\0\0\0\0\0\0\0a",
        "2026-11",
        "-2026-11",
        "--2026-11",
        "2026-11-",
        "a-2026-11",
        "b-2026-11",
        "key of 2026-11",
        "KEY of 2026-11",
        "key of 2026-12",
        "é-2026-11",
        "e\u{301}-2026-11",
        "é",
    ];
    for size in 1..=NAMES.len() {
        for first in 0..NAMES.len() {
            let mut present: Vec<&str> = NAMES.iter().cycle().skip(first).take(size).copied().collect();
            let set = keys(&present.iter().map(|name| ("EdDSA", Some(*name))).collect::<Vec<_>>());
            present.sort_unstable();
            for name in NAMES {
                let found = chosen(&set, "EdDSA", Some(name));
                if present.binary_search(name).is_ok() {
                    assert_eq!(found.unwrap(), [Some((*name).to_owned())], "{name:?} of {size}");
                } else {
                    assert_eq!(found.unwrap_err().code(), "key.not_found", "{name:?} of {size}");
                }
            }
        }
    }
    for name in NAMES {
        let others = NAMES.iter().map(|name| key("EdDSA", Some(name)));
        let error = KeySet::new(others.chain([key("EdDSA", Some(name))])).unwrap_err();
        assert_eq!(error.code(), "key_set.duplicate", "{name:?}");
    }
}

/// Names that end alike, each for some of three algorithms: a key is found by both, and an error says whether it is the algorithm that is wrong.
#[test]
fn names_for_several_algorithms() {
    const NAMES: [&str; 4] = ["2026-11-a", "b-2026-11-a", "c-2026-11-a", "b-2026-11-b"];
    const ALGORITHMS: [&str; 3] = ["RS256", "PS256", "RS384"];
    // One of each has another name, so that every algorithm is known.
    let of_each = ALGORITHMS.map(|algorithm| key(algorithm, Some("another")));
    // One bit for each name and algorithm.
    for which in 1_u32..1 << 12 {
        let has = |name: usize, algorithm: usize| which >> (name * 3 + algorithm) & 1 == 1;
        let named = NAMES.iter().enumerate().flat_map(|(number, name)| {
            let own = of_each.iter().enumerate().filter(move |(place, _)| has(number, *place));
            own.map(move |(_, key)| key.clone().with_key_id(name))
        });
        let set = KeySet::new(of_each.iter().cloned().chain(named)).unwrap();
        for (number, name) in NAMES.iter().enumerate() {
            for (place, algorithm) in ALGORITHMS.iter().enumerate() {
                let found = chosen(&set, algorithm, Some(name));
                let is_known = (0..3).any(|other| has(number, other));
                match found {
                    Ok(found) => {
                        assert!(has(number, place) && found == [Some((*name).to_owned())], "{name} {algorithm}");
                    }
                    Err(error) if is_known => {
                        assert!(!has(number, place) && error.code() == "key.algorithm_mismatch", "{error}");
                    }
                    Err(error) => assert_eq!(error.code(), "key.not_found", "{name} {algorithm}"),
                }
            }
        }
    }
}

/// A name is kept once, however many keys are made of a JWK.
#[test]
fn names_are_shared() {
    let jwk = PrivateJwk::generate_signing(JwsAlgorithm::Es256).unwrap().with_key_id("2026-11");
    let keys = [jwk.signing_key().unwrap(), jwk.signing_key().unwrap()];
    let places = keys.iter().map(|key| key.key_id().unwrap().as_ptr());
    assert!(places.eq([jwk.key_id().unwrap().as_ptr(); 2]));
}

/// Of several names that occur twice, the first that is repeated is told.
#[test]
fn the_first_duplicate_is_told() {
    for (names, expected) in [
        (["b", "a", "b", "a"], "b"),
        (["b", "a", "a", "b"], "a"),
        (["a", "b", "b", "a"], "b"),
        (["c", "b", "b", "b"], "b"),
    ] {
        let error = KeySet::new(names.map(|name| key("EdDSA", Some(name)))).unwrap_err();
        assert_eq!(error, KeySetError::Duplicate { key_id: expected.into(), algorithm: "EdDSA" }, "{names:?}");
    }
}

#[test]
fn a_set_of_one() {
    for key_id in [None, Some("a")] {
        let set = VerifyingKeySet::from(key("ES256", key_id));
        assert_eq!(chosen(&set, "ES256", None).unwrap().len(), 1);
        assert_eq!(chosen(&set, "ES256", Some("a")).unwrap().len(), 1);
        assert_eq!(chosen(&set, "ES256", Some("b")).is_ok(), key_id.is_none());
        assert_eq!(chosen(&set, "RS256", None).unwrap_err().code(), "key.algorithm_not_allowed");
    }
}
