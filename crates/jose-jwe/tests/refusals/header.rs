//! Headers that are not the strict JSON object they should be, on messages that would otherwise open. Attacks 10, 25, 67, 69, 70, 72, 116.

use jose_core::ContentEncryption;
use jose_crypto::DecryptionKey;

use crate::{
    forge::{outcome, sealed},
    keys::secret,
};

fn found(header: impl AsRef<[u8]>) -> &'static str {
    let keys = DecryptionKey::direct(ContentEncryption::A128Gcm, &secret(16)).unwrap().into();
    outcome(&sealed(header, ContentEncryption::A128Gcm, &secret(16), b"plaintext").token(), &keys)
}

#[test]
fn what_is_not_one_json_object_is_refused() {
    let nested = format!(r#"{{"alg":"dir","enc":"A128GCM","x":{}{}}}"#, "[".repeat(8), "]".repeat(8));
    let open = format!(r#"{{"alg":"dir","enc":"A128GCM","x":{}"#, "[".repeat(4000));
    let members: Vec<String> = (0..63).map(|index| format!("\"{index}\":0")).collect();
    let many = format!(r#"{{"alg":"dir","enc":"A128GCM",{}}}"#, members.join(","));
    let utf16: Vec<u8> = r#"{"alg":"dir","enc":"A128GCM"}"#.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: &[(&str, &[u8], &str)] = &[
        ("empty text", b" ", "json.object"),
        ("null", b"null", "json.object"),
        ("a string", br#""dir""#, "json.object"),
        ("a list", br#"[{"alg":"dir","enc":"A128GCM"}]"#, "json.object"),
        ("cut short", br#"{"alg":"dir","enc":"A128GCM""#, "json.syntax"),
        ("a second object", br#"{"alg":"dir","enc":"A128GCM"}{}"#, "json.trailing"),
        ("nul behind", b"{\"alg\":\"dir\",\"enc\":\"A128GCM\"}\0", "json.trailing"),
        ("a comment", br#"{"alg":"dir",/**/"enc":"A128GCM"}"#, "json.syntax"),
        ("a comma too many", br#"{"alg":"dir","enc":"A128GCM",}"#, "json.syntax"),
        ("byte order mark", b"\xef\xbb\xbf{\"alg\":\"dir\",\"enc\":\"A128GCM\"}", "json.object"),
        ("UTF-16", &utf16, "json.syntax"),
        ("not UTF-8", b"{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"x\":\"\xff\"}", "json.utf8"),
        ("half a surrogate pair", br#"{"alg":"dir","enc":"A128GCM","x":"\udc00"}"#, "json.syntax"),
        ("nine levels", nested.as_bytes(), "json.limit"),
        ("four thousand levels", open.as_bytes(), "json.limit"),
        ("65 members", many.as_bytes(), "json.limit"),
    ];
    for (name, header, code) in cases {
        assert_eq!(found(header), *code, "{name}");
    }
}

#[test]
fn members_that_occur_twice_are_refused() {
    for members in [
        r#""alg":"dir""#,
        r#""alg":"none""#,
        r#""\u0061lg":"dir""#,
        r#""enc":"A128GCM""#,
        r#""enc":"A256GCM""#,
        r#""x":1,"x":1"#,
        r#""x":{"y":1,"y":1}"#,
        r#""kid":"1","kid":null"#,
        r#""epk":{"kty":"EC","crv":"P-256","x":"","x":""}"#,
        r#""jwk":{"kty":"EC","kty":"EC"}"#,
    ] {
        assert_eq!(found(format!(r#"{{"alg":"dir","enc":"A128GCM",{members}}}"#)), "json.duplicate", "{members}");
    }
}

#[test]
fn registered_members_of_a_wrong_type_are_refused() {
    for name in ["apu", "apv", "cty", "iv", "jku", "kid", "p2s", "tag", "typ", "x5t", "x5t#S256", "x5u", "zip"] {
        for value in ["null", "1", "true", "[]", r#"["x"]"#, "{}"] {
            let header = format!(r#"{{"alg":"dir","enc":"A128GCM","{name}":{value}}}"#);
            assert_eq!(found(header), "json.type", "{name}: {value}");
        }
    }
    for (name, value) in
        [("p2c", "-1"), ("p2c", "1.5"), ("p2c", "\"1000\""), ("x5c", "[]"), ("jwk", "null"), ("jwk", r#"{"d":""}"#)]
    {
        let header = format!(r#"{{"alg":"dir","enc":"A128GCM","{name}":{value}}}"#);
        assert_eq!(found(header), "json.type", "{name}: {value}");
    }
}

/// Attack 116: the tag covers the bytes that arrived, so unusual and valid JSON opens.
#[test]
fn unusual_and_valid_headers_are_accepted() {
    for header in [
        r#"{"alg":"dir","enc":"A128GCM"}"#,
        " \r\n\t{ \"enc\" : \"A128GCM\",\n\"alg\" : \"dir\" }\n ",
        r#"{"\u0061lg":"\u0064ir","enc":"A128GCM"}"#,
        r#"{"x":null,"alg":"dir","y":{"z":[1,2.5,true]},"enc":"A128GCM"}"#,
        r#"{"alg":"dir","enc":"A128GCM","__proto__":{"alg":"none"}}"#,
        r#"{"alg":"dir","enc":"A128GCM","p2c":1000000000,"p2s":"AAAAAAAA","iv":"","tag":"","apu":"====","epk":{"kty":"","crv":"","x":""}}"#,
    ] {
        assert_eq!(found(header), "decrypted", "{header}");
    }
}
