//! What reading costs before anything is known about the sender. Attack 60.
//!
//! Alone in its file, because it counts what the allocator does.
#![allow(clippy::unwrap_used, reason = "tests")]

use allocation_counter::measure;
use jose_core::{
    Limits,
    base64url::{self, ShortBytes},
    compact::{CompactJwe, CompactJws, Segments},
    header::JoseHeader,
    json_form::{JsonJwe, JsonJws},
};

#[test]
fn splitting_allocates_nothing() {
    let dots = ".".repeat(10 * 1024 * 1024);
    let mut wide = Limits::default();
    wide.token_bytes = usize::MAX;
    let large = format!("e30.{}.c2ln", "A".repeat(1024 * 1024));
    let tokens = ["", "e30", "e30.e30.c2ln", "e30.a2V5.aXY.dGV4dA.dGFn", "e30.e30.e30.e30", "......", &large, &dots];
    for token in tokens {
        for limits in [Limits::default(), Limits::token(), wide] {
            let cost = measure(|| {
                let _ = CompactJws::parse(token, &limits);
                let _ = CompactJwe::parse(token, &limits);
                let _ =
                    Segments::split(token, &limits).map(|segments| (segments.jws().is_ok(), segments.jwe().is_ok()));
            });
            assert_eq!(cost.count_total, 0, "{} bytes", token.len());
        }
    }
}

#[test]
fn a_short_header_is_decoded_and_read_in_place() {
    let received = base64url::encode(br#"{"alg":"ES256","kid":"2026-11","typ":"at+jwt"}"#);
    let limits = Limits::token();
    let cost = measure(|| {
        let json = ShortBytes::decode(&received).unwrap();
        let header = JoseHeader::parse(&received, &json, &limits).unwrap();
        assert_eq!(header.key_id(), Some("2026-11"));
    });
    assert_eq!(cost.count_total, 0);
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let header = format!(r#"{{"alg":"ES256","x":"{}"}}"#, "A".repeat(1024 * 1024));
    let cost = measure(|| {
        assert!(JoseHeader::parse("", header.as_bytes(), &Limits::default()).is_err());
    });
    assert_eq!(cost.count_total, 0);
}

/// In JSON, only the list of signatures or recipients takes room of its own.
#[test]
fn messages_in_json_are_read_in_place() {
    let limits = Limits::default();
    let large = "A".repeat(100_000);
    let jws = format!(r#"{{"payload":"{large}","protected":"e30","signature":"cw"}}"#);
    let jwe = format!(r#"{{"protected":"e30","header":{{"alg":"dir","kid":"7"}},"iv":"aQ","ciphertext":"{large}"}}"#);
    let cost = measure(|| {
        JsonJws::parse_flattened(&jws, &limits).unwrap();
    });
    assert_eq!(cost.count_total, 1);
    let cost = measure(|| {
        JsonJwe::parse_flattened(&jwe, &limits).unwrap();
    });
    assert_eq!(cost.count_total, 1);
}

#[test]
fn long_lists_in_json_cost_little_room() {
    let limits = Limits::default();
    let list = |entry: &str| vec![entry; 1_000_000 / (entry.len() + 1)].join(",");
    let signatures = format!(r#"{{"signatures":[{}]}}"#, list(r#"{"header":{},"signature":""}"#));
    let recipients = format!(r#"{{"ciphertext":"","recipients":[{}]}}"#, list("{}"));
    let header = format!(r#"{{"signature":"","header":{{"x":[{}]}}}}"#, list("0"));
    let unknown = format!(r#"{{"signature":"","protected":"e30","x":[{}]}}"#, list("[]"));
    for text in [&signatures, &recipients, &header, &unknown] {
        let cost = measure(|| {
            assert!(JsonJws::parse_flattened(text, &limits).is_err());
            assert!(JsonJws::parse_general(text, &limits).is_err());
            assert!(JsonJwe::parse_flattened(text, &limits).is_err());
            assert!(JsonJwe::parse_general(text, &limits).is_err());
        });
        assert!(cost.bytes_max <= 3 * 1024 * 1024, "{}: {}", &text[..20], cost.bytes_max);
    }
}

#[test]
fn bad_base64url_costs_one_buffer_at_most() {
    let text = format!("{}*", "A".repeat(100_000));
    let cost = measure(|| {
        assert!(base64url::decode(&text).is_err());
    });
    assert!(cost.count_total <= 1, "{}", cost.count_total);
    assert!(cost.bytes_total <= 100_000, "{}", cost.bytes_total);
}
