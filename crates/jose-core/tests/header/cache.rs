//! Headers that are remembered: which, how many, and under which limits.

use jose_core::{
    Limits, base64url,
    header::{HeaderCache, JoseHeader},
};

/// A limit by its name, and how to make it too strict.
type Change = (&'static str, fn(&mut Limits));

/// Shows the header of this JSON to the cache as often as `times`.
fn show(cache: &HeaderCache, json: &str, limits: &Limits, times: usize) -> String {
    let received = base64url::encode(json.as_bytes());
    let header = JoseHeader::parse(&received, json.as_bytes(), limits).unwrap();
    for _ in 0..times {
        cache.remember(&header, limits);
    }
    received
}

/// A cache whose first header has been shown already, which it never keeps.
fn used() -> HeaderCache {
    let cache = HeaderCache::new();
    show(&cache, r#"{"alg":"HS512"}"#, &Limits::default(), 1);
    assert!(cache.is_empty());
    cache
}

#[test]
fn what_the_messages_of_a_key_have_in_common_is_remembered() {
    let limits = Limits::default();
    for json in [
        r#"{"alg":"HS256"}"#,
        r#"{"alg":"ES256","kid":"1","typ":"at+jwt","cty":"x"}"#,
        r#"{"kid":"1","alg":"ES256"}"#,
        r#" { "alg" : "dir" , "enc" : "A256GCM" } "#,
        r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#,
        r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#,
        r#"{"alg":"ES256","jku":"https://a","x5u":"https://b","x5t":"c","x5t#S256":"d"}"#,
        r#"{"alg":"\u0045S256","kid":"\u00e9"}"#,
        "{}",
    ] {
        let cache = used();
        let received = show(&cache, json, &limits, 1);
        let slow = JoseHeader::parse(&received, json.as_bytes(), &limits).unwrap();
        assert_eq!(cache.find(&received, &limits), Some(&slow), "{json}");
        assert_eq!(cache.find(&received, &limits).unwrap().received(), received);
        assert_eq!(cache.len(), 1);
        show(&cache, json, &limits, 3);
        assert_eq!(cache.len(), 1, "{json}");
    }
}

#[test]
fn what_changes_from_message_to_message_is_not() {
    let long = format!(r#"{{"alg":"ES256","kid":"{}"}}"#, "k".repeat(361));
    for json in [
        r#"{"alg":"ECDH-ES","enc":"A256GCM","epk":{"kty":"OKP","crv":"X25519","x":"eA"}}"#,
        r#"{"alg":"A256GCMKW","enc":"A256GCM","iv":"aXY","tag":"dGFn"}"#,
        r#"{"alg":"A256GCMKW","enc":"A256GCM","iv":"aXY"}"#,
        r#"{"alg":"A256GCMKW","enc":"A256GCM","tag":"dGFn"}"#,
        r#"{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2s":"c2FsdHNhbHQ","p2c":1000}"#,
        r#"{"alg":"HPKE-0-KE","enc":"A256GCM","ek":"ZWs"}"#,
        r#"{"alg":"ECDH-ES","enc":"A256GCM","apu":"dQ"}"#,
        r#"{"alg":"ECDH-ES","enc":"A256GCM","apv":"dQ"}"#,
        r#"{"alg":"ES256","nonce":"n"}"#,
        r#"{"alg":"dir","enc":"A256GCM","sub":"user-42"}"#,
        r#"{"alg":"ES256","jwk":{"kty":"OKP","crv":"Ed25519","x":"eA"}}"#,
        r#"{"alg":"ES256","x5c":["MIIB"]}"#,
        r#"{"alg":"ES256","https://example.com/x":1,"crit":["https://example.com/x"]}"#,
        &long,
    ] {
        let cache = used();
        let received = show(&cache, json, &Limits::default(), 3);
        assert_eq!(cache.find(&received, &Limits::default()), None, "{json}");
        assert!(cache.is_empty(), "{json}");
    }
}

#[test]
fn another_spelling_is_another_header() {
    let (cache, limits) = (used(), Limits::default());
    let received = show(&cache, r#"{"alg":"HS256","kid":"1"}"#, &limits, 2);
    let mut others = vec![String::new(), format!("{received}="), format!("{received}A"), received[1..].to_owned()];
    others.extend((0..received.len()).map(|place| {
        let mut other = received.clone().into_bytes();
        other[place] = if other[place] == b'A' { b'B' } else { b'A' };
        String::from_utf8(other).unwrap()
    }));
    for json in [r#"{"alg":"HS256","kid":"2"}"#, r#"{"kid":"1","alg":"HS256"}"#, r#"{"alg":"HS256", "kid":"1"}"#] {
        others.push(base64url::encode(json.as_bytes()));
    }
    for other in others {
        assert_eq!(cache.find(&other, &limits), None, "{other}");
    }
}

#[test]
fn a_header_is_found_under_the_limits_that_let_it_pass() {
    let (cache, limits) = (used(), Limits::default());
    let json = r#"{"alg":"HS256","kid":"123456789"}"#;
    let received = show(&cache, json, &limits, 1);
    let change: [Change; 5] = [
        ("header_bytes", |limits| limits.header_bytes = 8),
        ("depth", |limits| limits.header.depth = 0),
        ("members", |limits| limits.header.members = 1),
        ("critical_names", |limits| limits.critical_names = 0),
        ("key_id_bytes", |limits| limits.key_id_bytes = 8),
    ];
    for (name, change) in change {
        let mut other = limits;
        change(&mut other);
        assert_eq!(cache.find(&received, &other), None, "{name}");
    }
    // What a header has nothing to do with does not matter.
    assert!(cache.find(&received, &Limits::token()).is_some());

    let mut wider = limits;
    wider.key_id_bytes += 1;
    show(&cache, json, &wider, 1);
    assert_eq!(cache.len(), 2);
    assert!(cache.find(&received, &wider).is_some() && cache.find(&received, &limits).is_some());
}

#[test]
fn there_is_room_for_a_few_and_the_first_stay() {
    let (cache, limits) = (used(), Limits::default());
    let header = |number: usize| format!(r#"{{"alg":"HS256","kid":"{number}"}}"#);
    for number in 0..100_000 {
        show(&cache, &header(number), &limits, 1);
        assert_eq!(cache.len(), HeaderCache::ROOM.min(number + 1));
    }
    for number in [0, 1, HeaderCache::ROOM - 1, HeaderCache::ROOM, 99_999] {
        let found = cache.find(&base64url::encode(header(number).as_bytes()), &limits);
        assert_eq!(found.is_some(), number < HeaderCache::ROOM, "{number}");
    }
    assert_eq!(format!("{cache:?}"), "HeaderCache { headers: 16, .. }");
}

/// Threads that meet at the same free place lose nothing and write nothing twice.
#[test]
fn threads_share_it() {
    for _ in 0..200 {
        let (cache, limits) = (used(), Limits::default());
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let (cache, limits) = (&cache, &limits);
                scope.spawn(move || {
                    for number in 0..6 {
                        let number = if thread % 2 == 0 { number } else { 5 - number };
                        show(cache, &format!(r#"{{"alg":"HS256","kid":"{number}"}}"#), limits, 1);
                    }
                });
            }
        });
        assert_eq!(cache.len(), 6);
        for number in 0..6 {
            let received = base64url::encode(format!(r#"{{"alg":"HS256","kid":"{number}"}}"#).as_bytes());
            assert_eq!(cache.find(&received, &limits).and_then(JoseHeader::key_id), Some(&*number.to_string()));
        }
    }
}
