//! What reading costs before anything is known about the sender. Attack 60.
//!
//! Alone in its file, because it counts what the allocator does.
#![allow(clippy::unwrap_used, reason = "tests")]

use allocation_counter::measure;
use jose_core::{
    Limits,
    base64url::{self, ShortBytes},
    compact::{CompactJwe, CompactJws},
    header::JoseHeader,
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

#[test]
fn bad_base64url_costs_one_buffer_at_most() {
    let text = format!("{}*", "A".repeat(100_000));
    let cost = measure(|| {
        assert!(base64url::decode(&text).is_err());
    });
    assert!(cost.count_total <= 1, "{}", cost.count_total);
    assert!(cost.bytes_total <= 100_000, "{}", cost.bytes_total);
}
