//! Headers that are not the strict JSON object they should be, under correct signatures. Attacks 10, 25, 67, 69, 70 and 72.

use jose_core::JwsAlgorithm;

use crate::{
    forge::{outcome, signed, verify},
    keys,
};

fn found(header: impl AsRef<[u8]>) -> &'static str {
    outcome(&signed(&keys::signing(JwsAlgorithm::Hs256), header, "payload"), &keys::set(JwsAlgorithm::Hs256))
}

#[test]
fn what_is_not_one_json_object_is_refused() {
    let nested = format!(r#"{{"alg":"HS256","x":{}{}}}"#, "[".repeat(8), "]".repeat(8));
    let open = format!(r#"{{"alg":"HS256","x":{}"#, "[".repeat(4000));
    let members: Vec<String> = (0..64).map(|index| format!("\"{index}\":0")).collect();
    let many = format!(r#"{{"alg":"HS256",{}}}"#, members.join(","));
    let utf16: Vec<u8> = r#"{"alg":"HS256"}"#.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: &[(&str, &[u8], &str)] = &[
        ("empty text", b" ", "json.object"),
        ("null", b"null", "json.object"),
        ("a string", br#""HS256""#, "json.object"),
        ("a list", br#"[{"alg":"HS256"}]"#, "json.object"),
        ("a number", b"256", "json.object"),
        ("cut short", br#"{"alg":"HS256""#, "json.syntax"),
        ("a second object", br#"{"alg":"HS256"}{}"#, "json.trailing"),
        ("a word behind", br#"{"alg":"HS256"} x"#, "json.trailing"),
        ("nul behind", b"{\"alg\":\"HS256\"}\0", "json.trailing"),
        ("a comment", br#"{"alg":"HS256"/*x*/}"#, "json.syntax"),
        ("a comma too many", br#"{"alg":"HS256",}"#, "json.syntax"),
        ("single quotes", br"{'alg':'HS256'}", "json.syntax"),
        ("no quotes", br"{alg:HS256}", "json.syntax"),
        ("NaN", br#"{"alg":"HS256","x":NaN}"#, "json.syntax"),
        ("raw line break in a string", b"{\"alg\":\"HS256\",\"x\":\"\n\"}", "json.syntax"),
        ("byte order mark", b"\xef\xbb\xbf{\"alg\":\"HS256\"}", "json.object"),
        ("UTF-16", &utf16, "json.syntax"),
        ("not UTF-8", b"{\"alg\":\"HS256\",\"x\":\"\xff\"}", "json.utf8"),
        ("half a surrogate pair", br#"{"alg":"HS256","x":"\ud800"}"#, "json.syntax"),
        ("overlong UTF-8", b"{\"alg\":\"HS256\",\"x\":\"\xc0\xaf\"}", "json.utf8"),
        ("nine levels", nested.as_bytes(), "json.limit"),
        ("four thousand levels", open.as_bytes(), "json.limit"),
        ("65 members", many.as_bytes(), "json.limit"),
        ("a number too large", br#"{"alg":"HS256","x":1e309}"#, "json.syntax"),
    ];
    for (name, header, code) in cases {
        assert_eq!(found(header), *code, "{name}");
    }
}

#[test]
fn members_that_occur_twice_are_refused() {
    for (name, header) in [
        ("the same", r#"{"alg":"HS256","alg":"HS256"}"#),
        ("another first", r#"{"alg":"none","alg":"HS256"}"#),
        ("another last", r#"{"alg":"HS256","alg":"none"}"#),
        ("escaped", r#"{"alg":"HS256","\u0061lg":"none"}"#),
        ("kid", r#"{"alg":"HS256","kid":"1","kid":"2"}"#),
        ("null last", r#"{"alg":"HS256","kid":"1","kid":null}"#),
        ("unknown", r#"{"alg":"HS256","x":1,"x":1}"#),
        ("inside an unknown member", r#"{"alg":"HS256","x":{"y":1,"y":2}}"#),
        ("deep inside", r#"{"alg":"HS256","x":[{"y":[{"z":1,"z":1}]}]}"#),
        ("inside jwk", r#"{"alg":"HS256","jwk":{"kty":"EC","kty":"OKP"}}"#),
        ("inside epk", r#"{"alg":"HS256","epk":{"kty":"EC","crv":"P-256","x":"","x":""}}"#),
    ] {
        assert_eq!(found(header), "json.duplicate", "{name}");
    }
}

#[test]
fn registered_members_of_a_wrong_type_are_refused() {
    for name in ["apu", "apv", "cty", "enc", "iv", "jku", "kid", "p2s", "tag", "typ", "x5t", "x5t#S256", "x5u", "zip"] {
        for value in ["null", "1", "true", "[]", r#"["x"]"#, "{}", r#"{"$ne":null}"#] {
            assert_eq!(found(format!(r#"{{"alg":"HS256","{name}":{value}}}"#)), "json.type", "{name}: {value}");
        }
    }
    for (name, value) in [
        ("x5c", "null"),
        ("x5c", "\"MII\""),
        ("x5c", "[]"),
        ("x5c", "[1]"),
        ("p2c", "\"4096\""),
        ("p2c", "-1"),
        ("p2c", "1.5"),
        ("p2c", "null"),
        ("jwk", "null"),
        ("jwk", "\"key\""),
        ("jwk", "[]"),
        ("epk", "null"),
        ("epk", "\"key\""),
        ("epk", "[]"),
        ("epk", "{}"),
    ] {
        assert_eq!(found(format!(r#"{{"alg":"HS256","{name}":{value}}}"#)), "json.type", "{name}: {value}");
    }
}

/// Attack 10: whoever shows a private key has none.
#[test]
fn a_private_key_in_the_header_is_refused() {
    for part in ["d", "dp", "dq", "k", "oth", "p", "priv", "q", "qi"] {
        let header = format!(r#"{{"alg":"HS256","jwk":{{"kty":"OKP","crv":"Ed25519","x":"","{part}":""}}}}"#);
        assert_eq!(found(header), "json.type", "{part}");
    }
}

/// A signature covers the bytes that arrived, so unusual and valid JSON verifies.
#[test]
fn unusual_and_valid_headers_are_accepted() {
    for header in [
        "{\"alg\":\"HS256\"}",
        " \r\n\t{ \"alg\" : \"HS256\" }\n ",
        r#"{"\u0061lg":"\u0048S256"}"#,
        r#"{"x":null,"alg":"HS256","y":{"z":[1,2.5,true]}}"#,
        r#"{"alg":"HS256","__proto__":{"alg":"none"},"constructor":1}"#,
        r#"{"alg":"HS256","enc":"A256GCM","zip":"DEF"}"#,
    ] {
        assert_eq!(found(header), "verified", "{header}");
        let token = signed(&keys::signing(JwsAlgorithm::Hs256), header, "");
        let verified = verify(&token, &keys::set(JwsAlgorithm::Hs256)).unwrap();
        assert_eq!(verified.header().received(), token.split('.').next().unwrap());
        assert_eq!(verified.header().algorithm(), Some("HS256"));
    }
}
