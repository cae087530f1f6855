//! JWK Sets: what is unknown or broken costs itself, and damage costs all. Attacks 67, 146 and 147.

use jose_jwk::{Entry, Jwk, JwkSet, KeyKind, PublicJwk, PublicJwkSet};

use crate::{changed, files, keys::*, refusal};

fn set(keys: &[&str]) -> String {
    format!(r#"{{"keys":[{}]}}"#, keys.join(","))
}

/// Place, `kid`, `kty`, code, and a part of the sentence.
type Skipped<'t> = (usize, Option<&'t str>, Option<&'t str>, &'t str, &'t str);

const FUTURE: &str = r#"{"kty":"LMS","alg":"LMS-256","kid":"future","pub":"AAAA","priv":"AAAA"}"#;

#[test]
fn rfc_7517_appendix_a() {
    let sets: [(&[&str], KeyKind); 3] = [
        (&[RFC7517_A1_EC, RFC7517_A1_RSA], KeyKind::Public),
        (&[RFC7517_A2_EC, RFC7517_A2_RSA], KeyKind::Private),
        (&[RFC7517_A3_WRAP, RFC7517_A3_HMAC], KeyKind::Symmetric),
    ];
    for (keys, kind) in sets {
        let set = JwkSet::from_json(set(keys).as_bytes()).unwrap();
        assert_eq!((set.entries().len(), set.skipped().count()), (2, 0));
        assert!(set.keys().all(|key| key.kind() == kind));
    }
}

#[test]
fn attack_146_one_bad_key_costs_itself_alone() {
    let off_curve = changed(RFC7517_A1_EC, r#"{"kid":"off","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyI"}"#, "");
    let odd_kid = changed(RFC8037_A2, r#"{"kid":7}"#, "");
    let curve = changed(RFC8037_A2, r#"{"kid":"521","crv":"E-521"}"#, "");
    let large = format!(r#"{{"kty":"RSA","kid":"large","e":"AQAB","n":"{}"}}"#, "_".repeat(2732));
    let long = format!(r#"{{"kty":"{}","kid":"\n{}"}}"#, "A".repeat(300), "B".repeat(300));
    let keys =
        [RFC7517_A1_RSA, FUTURE, &off_curve, &odd_kid, "7", "null", "[]", &curve, &large, "{}", RFC8037_A2, &long];
    let read = JwkSet::from_json(set(&keys).as_bytes()).unwrap();
    assert_eq!(read.entries().len(), keys.len());
    assert_eq!(read.keys().map(|key| key.key_type().name()).collect::<Vec<_>>(), ["RSA", "OKP"]);
    assert!(matches!(read.entries(), [Entry::Key(_), Entry::Skipped(_), ..]));

    let (shortened_type, shortened_id) = ("A".repeat(64), format!("\\n{}", "B".repeat(63)));
    let expected: [Skipped<'_>; 10] = [
        (1, Some("future"), Some("LMS"), "jwk.unsupported", "the key type LMS is not supported"),
        (2, Some("off"), Some("EC"), "jwk.key", "not on the curve"),
        (3, None, Some("OKP"), "jwk.member", "kid must be a string"),
        (4, None, None, "jwk.json", "not a JSON object"),
        (5, None, None, "jwk.json", "not a JSON object"),
        (6, None, None, "jwk.json", "not a JSON object"),
        (7, Some("521"), Some("OKP"), "jwk.unsupported", "the curve E-521 is not supported"),
        (8, Some("large"), Some("RSA"), "jwk.key", "16392 bits"),
        (9, None, None, "jwk.missing", "kty is missing"),
        (11, Some(&shortened_id), Some(&shortened_type), "jwk.unsupported", "key type"),
    ];
    assert_eq!(read.skipped().count(), expected.len());
    for (skipped, (index, key_id, key_type, code, part)) in read.skipped().zip(expected) {
        let sentence = skipped.reason.to_string();
        assert_eq!((skipped.index, skipped.key_id.as_deref(), skipped.key_type.as_deref()), (index, key_id, key_type));
        assert_eq!(skipped.reason.code(), code, "{sentence}");
        assert!(sentence.contains(part), "{sentence}");
        assert!(skipped.to_string().starts_with(&format!("key {index}")), "{skipped}");
    }
}

/// Name, text, code, a part of the sentence.
const REFUSED: &[(&str, &str, &str, &str)] = &[
    ("nothing", "", "jwk.json", "not a JSON object"),
    ("a list", "[]", "jwk.json", "not a JSON object"),
    ("no keys", "{}", "jwk.json", "keys is missing"),
    ("a key", RFC8037_A2, "jwk.json", "keys is missing"),
    ("Keys", r#"{"Keys":[]}"#, "jwk.json", "keys is missing"),
    ("keys null", r#"{"keys":null}"#, "jwk.json", "keys must be a list of keys"),
    ("keys an object", r#"{"keys":{}}"#, "jwk.json", "keys must be a list of keys"),
    ("keys a string", r#"{"keys":"x"}"#, "jwk.json", "keys must be a list of keys"),
    ("keys twice", r#"{"keys":[],"keys":[]}"#, "jwk.json", "occurs twice"),
    ("keys twice, once escaped", r#"{"keys":[],"\u006beys":[]}"#, "jwk.json", "occurs twice"),
    ("twice in a key", r#"{"keys":[{"kty":"oct","kty":"oct"}]}"#, "jwk.json", "occurs twice"),
    ("twice in a key that nobody knows", r#"{"keys":[{"kty":"LMS","a":1,"a":1}]}"#, "jwk.json", "occurs twice"),
    ("twice in a secret", r#"{"keys":[{"kty":"oct","k":{"a":1,"a":1}}]}"#, "jwk.json", "occurs twice"),
    ("twice beside the keys", r#"{"keys":[],"x":{"a":1,"a":1}}"#, "jwk.json", "occurs twice"),
    ("something behind it", r#"{"keys":[]}x"#, "jwk.json", "something follows"),
    ("cut short", r#"{"keys":[{"kty":"oct"}"#, "jwk.json", "not JSON"),
];

#[test]
fn refused() {
    for (name, text, code, part) in REFUSED {
        let (found, sentence) = refusal(name, JwkSet::from_json(text.as_bytes()));
        assert_eq!(found, *code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
}

#[test]
fn limits() {
    let of = |count| set(&vec![r#"{"kty":"oct","k":"AA"}"#; count]);
    assert_eq!(JwkSet::from_json(of(128).as_bytes()).unwrap().keys().count(), 128);
    assert_eq!(JwkSet::from_json(of(0).as_bytes()).unwrap().keys().count(), 0);
    let deep = format!(r#"{{"keys":[{{"x":{}"#, "[".repeat(100_000));
    let large = format!(r#"{{"keys":[],"x":"{}"}}"#, "a".repeat(1024 * 1024));
    let members =
        format!(r#"{{"keys":[],{}}}"#, (0..8192).map(|index| format!("\"{index}\":0")).collect::<Vec<_>>().join(","));
    let cases = [
        ("129 keys", of(129), "set_keys"),
        ("10,000 keys", set(&vec!["7"; 10_000]), "set_keys"),
        ("depth", deep, "json_depth"),
        ("size", large, "set_bytes"),
        ("members", members, "json_members"),
    ];
    for (name, text, limit) in cases {
        let (code, sentence) = refusal(name, JwkSet::from_json(text.as_bytes()));
        assert_eq!(code, "jwk.limit", "{name}");
        assert!(sentence.contains(limit), "{name}: {sentence}");
        assert_eq!(refusal(name, JwkSet::from_bytes(text.as_bytes())).0, "jwk.limit", "{name}");
    }
    let secret = || Jwk::generate("HS256").unwrap();
    assert!(JwkSet::from_keys((0..128).map(|_| secret())).is_ok());
    assert_eq!(refusal("129", JwkSet::from_keys((0..129).map(|_| secret()))).0, "jwk.limit");
}

#[test]
fn any_file_is_a_set() {
    let der = files::der(files::P256_SPKI);
    let one_of_each = set(&[RFC7517_A1_RSA, RFC8037_A1]);
    let cases: [(&str, &[u8], usize); 6] = [
        ("a set", one_of_each.as_bytes(), 2),
        ("a set with more in it", br#" {"x":{"kty":"oct"},"keys":[]}"#, 0),
        ("a key", RFC8037_A1.as_bytes(), 1),
        ("PEM", files::RSA2048_PKCS8.as_bytes(), 1),
        ("DER", &der, 1),
        ("a symmetric key", RFC7517_A3_HMAC.as_bytes(), 1),
    ];
    for (name, bytes, count) in cases {
        let set = JwkSet::from_bytes(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(set.keys().count(), count, "{name}");
    }
    let refused: [(&str, &str, &str); 6] = [
        ("neither", "{}", "jwk.missing"),
        ("both", r#"{"kty":"oct","k":"AA","keys":[]}"#, "jwk.member"),
        ("a key that nobody knows", FUTURE, "jwk.unsupported"),
        ("a list", "[]", "jwk.format"),
        ("damaged", r#"{"keys":[}"#, "jwk.json"),
        ("two PEM blocks", &files::P256_SPKI.repeat(2), "jwk.format"),
    ];
    for (name, text, code) in refused {
        assert_eq!(refusal(name, JwkSet::from_bytes(text.as_bytes())).0, code, "{name}");
    }
}

/// Attack 147: a set that is published holds no private member, by its type, and says what it left out.
#[test]
fn attack_147_a_published_set_has_no_private_member() {
    let keys = [RFC7517_A2_EC, RFC7517_A2_RSA, RFC8037_A1, RFC7517_A3_WRAP, RFC7517_A1_RSA, RFC7520_3_5, FUTURE];
    let store = JwkSet::from_json(set(&keys).as_bytes()).unwrap();
    let published = store.public();
    assert_eq!((published.keys().len(), published.symmetric_left_out()), (4, 2));
    let json = published.to_json();
    for member in ["d", "p", "q", "dp", "dq", "qi", "k", "oth", "priv"] {
        assert!(!json.contains(&format!("\"{member}\":")), "{member}");
    }
    let again = JwkSet::from_published_json(json.as_bytes()).unwrap();
    assert_eq!(again.skipped().count(), 0);
    assert!(again.keys().all(|key| key.kind() == KeyKind::Public));
    assert_eq!(again.public().to_json(), json);

    let empty = PublicJwkSet::default();
    assert_eq!(empty.to_json(), r#"{"keys":[]}"#);
    let one: PublicJwkSet = [PublicJwk::from_json(RFC8037_A2.as_bytes()).unwrap()].into_iter().collect();
    assert_eq!((one.keys().len(), one.symmetric_left_out()), (1, 0));

    // And the store itself is written with its secrets, under a name that says so.
    let kept = JwkSet::from_json(store.to_secret_json().as_bytes()).unwrap();
    let thumbprints = |set: &JwkSet| set.keys().map(Jwk::thumbprint).collect::<Vec<_>>();
    assert_eq!(thumbprints(&kept), thumbprints(&store));
    assert_eq!(kept.keys().filter(|key| key.kind() == KeyKind::Private).count(), 3);
}

/// A secret that stands in a set for everybody to read proves nothing, whatever it could sign.
#[test]
fn a_published_secret_is_no_key() {
    let secret = changed(RFC7520_3_5, r#"{"kid":"leaked"}"#, "");
    let incomplete = r#"{"kty":"EC","crv":"P-256","kid":"half","d":"AA"}"#;
    let foreign = changed(RFC8037_A2, r#"{"k":"AAAA"}"#, "");
    let keys = [&secret, RFC7517_A1_EC, RFC7517_A2_EC, RFC7517_A2_RSA, RFC8037_A1, incomplete, &foreign, RFC8037_A2];
    let text = set(&keys);
    let read = JwkSet::from_published_json(text.as_bytes()).unwrap();
    assert!(read.keys().all(|key| key.kind() == KeyKind::Public));
    assert_eq!((read.entries().len(), read.keys().count()), (8, 2));
    let reasons: Vec<_> = read.skipped().map(|skipped| (skipped.index, skipped.reason.code())).collect();
    let secret = "jwk.published_secret";
    assert_eq!(reasons, [(0, secret), (2, secret), (3, secret), (4, secret), (5, secret), (6, "jwk.foreign")]);
    let told: Vec<_> = read.skipped().map(ToString::to_string).collect();
    assert_eq!(
        told[0],
        "key 0 (leaked): a symmetric key in a published set is known to everybody who has read it: its owner must replace it"
    );
    assert!(told[1].contains("a private key in a published set"), "{}", told[1]);
    // One's own file keeps them.
    assert_eq!(JwkSet::from_json(text.as_bytes()).unwrap().keys().count(), 6);
    for (name, text, code, _) in REFUSED {
        assert_eq!(refusal(name, JwkSet::from_published_json(text.as_bytes())).0, *code, "{name}");
    }
    let large = format!(r#"{{"keys":[],"x":"{}"}}"#, "a".repeat(1024 * 1024));
    for text in [large, set(&vec!["7"; 129])] {
        assert_eq!(refusal("limit", JwkSet::from_published_json(text.as_bytes())).0, "jwk.limit");
    }
}

/// What is too large is refused before anything looks for what it is.
#[test]
fn size_comes_before_kind() {
    for filling in [b'x', b'\n', b'-', b'{', 0x30] {
        let large = vec![filling; 1024 * 1024 + 1];
        assert_eq!(refusal("a set", JwkSet::from_bytes(&large)).0, "jwk.limit", "{filling}");
        assert_eq!(refusal("a key", Jwk::from_bytes(&large)).0, "jwk.limit", "{filling}");
    }
    assert_eq!(refusal("as large as a set", Jwk::from_bytes(&vec![b'x'; 1024 * 1024])).0, "jwk.format");
}

#[test]
fn a_key_is_dropped_by_making_another_set() {
    let named = |name: &str| Jwk::generate("ES256").unwrap().with_key_id(name);
    let set = JwkSet::from_keys([named("old"), named("new")]).unwrap();
    let left = JwkSet::from_keys(set.into_keys().filter(|key| key.key_id() != Some("old"))).unwrap();
    assert_eq!(left.keys().map(Jwk::key_id).collect::<Vec<_>>(), [Some("new")]);
}
