//! `jose inspect`.

use crate::{fixtures, support::Bench};

#[test]
fn a_signed_token_shows_header_and_claims_and_is_marked() {
    let bench = Bench::new();
    let screen = bench.run_with(&["inspect"], fixtures::WELL_KNOWN_TOKEN.as_bytes()).text();
    // The whole, the header, the claims and the signature each say so.
    assert_eq!(screen.matches("UNVERIFIED").count(), 4, "{screen}");
    assert!(screen.contains("John Doe") && screen.contains("HS256"), "{screen}");
    assert!(screen.contains("iat is 2018-01-18T01:30:22Z"), "{screen}");
    assert!(!screen.contains('\u{1b}'));
    let answer = bench.run_with(&["inspect", "--json"], fixtures::WELL_KNOWN_TOKEN.as_bytes()).json();
    assert_eq!((&answer["ok"], &answer["verified"]), (&true.into(), &false.into()));
    assert_eq!(answer["form"], "signed");
    assert_eq!(answer["claims"]["sub"], "1234567890");
}

#[test]
fn an_encrypted_token_shows_its_header_alone() {
    let bench = Bench::new();
    let screen = bench.run_with(&["inspect"], fixtures::RFC7516_A3_TOKEN.as_bytes()).text();
    assert_eq!(screen.matches("UNVERIFIED").count(), 3, "{screen}");
    assert!(screen.contains("A128CBC-HS256"), "{screen}");
    let answer = bench.run_with(&["inspect", "--json"], fixtures::RFC7516_A3_TOKEN.as_bytes()).json();
    assert_eq!(answer["verified"], false);
    assert_eq!(answer["form"], "encrypted");
    assert!(answer.get("claims").is_none());
}

#[test]
fn algorithms_may_be_unknown_and_payloads_anything() {
    let bench = Bench::new();
    for (token, form) in [
        ("eyJhbGciOiJub25lIn0.e30.", "unsigned"),
        ("eyJhbGciOiJYWVotMSIsIngiOlsxLDJdfQ.aGVsbG8.c2ln", "signed"),
        ("e30.__79.", "unsigned"),
        ("eyJhbGciOiJYWVotMSIsImVuYyI6IlhZWi0yIn0....", "encrypted"),
    ] {
        assert_eq!(bench.run_with(&["inspect", "--json"], token.as_bytes()).json()["form"], form);
        assert!(bench.run_with(&["inspect"], token.as_bytes()).text().contains("UNVERIFIED"));
    }
    let answer = bench.run_with(&["inspect", "--json"], b"e30.aGVsbG8.").json();
    assert_eq!(answer["payload"], "hello");
}

/// A token can be written by anybody, and a terminal obeys what it shows.
#[test]
fn nothing_in_a_token_moves_the_cursor() {
    let bench = Bench::new();
    let key = "k.jwk";
    bench.key("HS256", key);
    let payload = "{\"name\":\"\u{9b}2J \u{202e}evil \\u001b[2J\"}";
    let token = bench.run_with(&["sign", "--key", key], payload.as_bytes()).text();
    for arguments in [&["inspect"][..], &["inspect", "--json"]] {
        let shown = bench.run_with(arguments, token.as_bytes()).text();
        assert!(shown.contains("\\u009b2J \\u202eevil \\u001b[2J"), "{shown:?}");
        assert!(!shown.contains(['\u{9b}', '\u{202e}', '\u{1b}']), "{shown:?}");
    }
}

#[test]
fn what_is_no_token_is_refused() {
    let bench = Bench::new();
    for (text, code) in [
        ("", "parse.segments"),
        ("hello", "parse.segments"),
        ("a.b", "parse.segments"),
        ("a.b.c.d", "parse.segments"),
        ("a.b.c.d.e.f", "parse.segments"),
        ("...", "parse.segments"),
        ("..", "parse.segments"),
        ("!!.e30.", "parse.base64"),
        ("W10.e30.", "json.object"),
        ("eyJhIjoxLCJhIjoyfQ.e30.", "json.duplicate"),
        ("e30.e30=.", "parse.base64"),
        ("e30.!...", "parse.base64"),
        ("e30....!", "parse.base64"),
    ] {
        bench.run_with(&["inspect"], text.as_bytes()).refused(code);
    }
}

#[test]
fn an_unsigned_token_is_not_called_signed() {
    let bench = Bench::new();
    for (header, signature) in [
        (r#"{"alg":"none"}"#, ""),
        (r#"{"alg":"none"}"#, "c2ln"),
        (r#"{"alg":"NoNe"}"#, "c2ln"),
        (r#"{"alg":"HS256"}"#, ""),
    ] {
        let token = format!("{}.e30.{signature}", jose::core::base64url::encode(header.as_bytes()));
        let screen = bench.run_with(&["inspect"], token.as_bytes()).text();
        assert!(screen.contains("UNSIGNED token") && !screen.contains("signed token"), "{screen}");
        assert_eq!(bench.run_with(&["inspect", "--json"], token.as_bytes()).json()["form"], "unsigned");
    }
    let screen = bench.run_with(&["inspect"], fixtures::WELL_KNOWN_TOKEN.as_bytes()).text();
    assert!(screen.contains("signed token") && !screen.contains("UNSIGNED"), "{screen}");
}
