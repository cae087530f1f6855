//! Which URIs are the same target (RFC 9449, section 4.3; RFC 3986, sections 6.2.2 and 6.2.3).

use jose_claims::DpopRequest;
use serde_json::json;

use crate::{
    dpop::{Client, verifier},
    world::{ACCEPTED, NOW},
};

#[test]
fn targets() {
    let (client, verifier) = (Client::new(), verifier().build().unwrap());
    let home = "https://api.example/";
    for (htu, target, same) in [
        (home, home, true),
        ("https://api.example", home, true),
        ("HTTPS://API.Example/", home, true),
        ("https://api.example:443/", home, true),
        ("https://api.example:/", home, true),
        ("http://api.example:80/", "http://api.example/", true),
        ("https://api.example/?a=b", home, true),
        ("https://api.example?a=/b", home, true),
        ("https://api.example/#a?b", home, true),
        ("https://api.example/%7euser/%2f", "https://api.example/~user/%2F", true),
        ("https://api.example/a/./b/../c", "https://api.example/a/c", true),
        ("https://api.example/../a", "https://api.example/a", true),
        ("https://api.example/a/.", "https://api.example/a/", true),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/", true),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443", true),
        ("http://api.example/", home, false),
        ("https://api.example:80/", home, false),
        ("https://api.example:8443/", home, false),
        ("https://api.example.evil/", home, false),
        ("https://api.example./", home, false),
        ("https://evil/api.example/", home, false),
        ("https://api.example@evil/", home, false),
        ("https://user@api.example/", home, false),
        ("https://user@api.example/", "https://user@api.example/", false),
        ("https://api.example/A", "https://api.example/a", false),
        ("https://api.example/a/", "https://api.example/a", false),
        ("https://api.example//a", "https://api.example/a", false),
        ("https://api.example/a%2fb", "https://api.example/a/b", false),
        ("https://api.example/a/..%2fb", "https://api.example/b", false),
        ("https://api.example\\a", "https://api.example/a", false),
        ("https://api.example/a b", "https://api.example/a b", false),
        ("https://api.example/\u{e9}", "https://api.example/%C3%A9", false),
        ("https://api.example/%", "https://api.example/%", false),
        ("https://api.example/%zz", "https://api.example/%zz", false),
        ("https://api.example/%+1", "https://api.example/%+1", false),
        ("https://api.example:0443/", home, false),
        ("https://api.example:x/", "https://api.example:x/", false),
        ("https://api.example:999999/", "https://api.example:999999/", false),
        ("https://api.example:443:443/", home, false),
        ("https://:443/", "https://:443/", false),
        ("https:///a", "https:///a", false),
        ("https://[::1/", "https://[::1/", false),
        ("https://::1/", "https://::1/", false),
        ("https:/api.example/", home, false),
        ("//api.example/", home, false),
        ("api.example", home, false),
        ("ftp://api.example/", "ftp://api.example/", false),
        (" https://api.example/", home, false),
        ("https://api.example/\n", home, false),
    ] {
        let claims = json!({ "jti": "1", "htm": "GET", "htu": htu, "iat": NOW });
        let result = verifier.verify(&client.proof(&claims), &DpopRequest::new("GET", target));
        let found = result.map_or_else(|error| error.code(), |_| ACCEPTED);
        assert_eq!(found, if same { ACCEPTED } else { "dpop.target" }, "{htu} and {target}");
    }
}
