//! Documents that are refused: a check that is misspelled is never a check that is left out.

use jose_claims::PolicyDocument;

use crate::{Store, document};

#[test]
fn documents_that_are_none() {
    let store = Store::new();
    assert!(store.json(&document("")).is_ok());
    for (name, more) in [
        ("an unknown member", r#""subjct":"x""#),
        ("another case", r#""Leeway":30"#),
        ("a member twice", r#""leeway":30,"leeway":30"#),
        ("a member of an issuer", r#""waive":{"issuer":{"reason":"x","keys":"id","name":"x"}}"#),
        ("a waiver of what is never waived", r#""waive":{"mode":"x"}"#),
        ("a waiver without a reason in text", r#""waive":{"audience":true}"#),
        ("a switch", r#""expires":false"#),
        ("another word", r#""expires":"never""#),
        ("a profile that is none", r#""profil":"x""#),
        ("an algorithm that is none", r#""algorithms":{"signature":["none"]}"#),
        ("an algorithm of another kind", r#""algorithms":{"signature":["A256KW"]}"#),
        ("a list of algorithms that is none", r#""algorithms":{"signature":"ES256"}"#),
        ("an empty list of content encryptions", r#""algorithms":{"content_encryption":[]}"#),
        ("a kind of algorithm that is none", r#""algorithms":{"mac":["HS256"]}"#),
        ("a duration that is none", r#""leeway":"30""#),
        ("a negative duration", r#""leeway":-1"#),
        ("a fraction of a second", r#""leeway":1.5"#),
        ("no duration", r#""leeway":true"#),
        ("a demand without a word", r#""scope":["read"]"#),
        ("two demands", r#""scope":{"all":["a"],"any":["b"]}"#),
        ("another demand", r#""scope":{"none":["a"]}"#),
        ("a claim that cannot be required so", r#""require":["tenant"]"#),
        ("a check that is none", r#""claims":[{"path":"x","equal":1}]"#),
        ("two checks", r#""claims":[{"path":"x","equals":1,"one_of":[1]}]"#),
        ("no check", r#""claims":[{"path":"x"}]"#),
        ("a check and a waiver", r#""claims":[{"path":"x","equals":1,"waived":"x"}]"#),
        ("a waiver with a name", r#""claims":[{"path":"x","name":"y","waived":"x"}]"#),
        ("no path", r#""claims":[{"equals":1}]"#),
        ("an empty path", r#""claims":[{"path":[],"equals":1}]"#),
        ("a path that is none", r#""claims":[{"path":1,"equals":1}]"#),
        ("a value that is none", r#""claims":[{"path":"x","equals":{"a":1}}]"#),
        ("null", r#""claims":[{"path":"x","equals":[null]}]"#),
        ("null for a time", r#""maximum_lifetime":null"#),
        ("null for a demand", r#""scope":null"#),
        ("null for a list", r#""acr":null"#),
        ("null for claims", r#""claims":null"#),
        ("null for algorithms", r#""algorithms":{"signature":null}"#),
        ("null for a reason", r#""waive":{"audience":null}"#),
        ("null for a check", r#""claims":[{"path":"x","present":"required","equals":null}]"#),
        ("keys that nobody has", r#""waive":{"issuer":{"reason":"x","keys":"nowhere"}}"#),
        ("keys on the spot that are none", r#""waive":{"issuer":{"reason":"x","keys":{"keys":[]}}}"#),
        ("decryption keys without a use", r#""decryption_keys":"api""#),
        ("an end of what has not begun", r#""migrate_until":1"#),
        ("a client of an access token", r#""client_id":"web""#),
        ("a binding that is none", r#""binding":"cookie""#),
        ("a binding as a switch", r#""binding":true"#),
        ("two bindings", r#""binding":["dpop","mtls"]"#),
        ("null for a binding", r#""binding":null"#),
        ("a replay that is none", r#""replay":"accepted""#),
        ("a replay as a switch", r#""replay":false"#),
        ("null for a replay", r#""replay":null"#),
        ("the nonce itself", r#""nonce":"n-1""#),
        ("null for a nonce", r#""nonce":null"#),
        ("a waiver of the binding without a reason in text", r#""waive":{"binding":true}"#),
        ("null for a reason of replays", r#""waive":{"replay":null}"#),
        ("another name of a waiver", r#""waive":{"untyped_logout_tokens":"x"}"#),
        // What a list says depends on an order that nobody has written down.
        ("algorithms without their kinds", r#""algorithms":[]"#),
        ("algorithms by position", r#""algorithms":[["ES256"]]"#),
        ("waivers in a list", r#""waive":[]"#),
        ("a waived issuer by position", r#""waive":{"issuer":["x","id"]}"#),
        ("a check by position", r#""claims":[["x",null,"always"]]"#),
        ("a check by its path alone", r#""claims":[["x"]]"#),
    ] {
        let error = store.json(&document(more)).err().unwrap_or_else(|| panic!("{name} is built"));
        assert_eq!(error.code(), "policy.document", "{name}: {error}");
        assert!(error.to_string().starts_with("the policy document is refused: "), "{name}: {error}");
    }
    let audiences = |audiences: &str| document("").replace(r#"["https://api.example"]"#, audiences);
    for (name, text) in [
        (
            "issuers by position",
            document("").replace(r#"{"issuer":"https://id.example","keys":"id"}"#, r#"["https://id.example","id"]"#),
        ),
        ("another word for nobody", audiences("\"none\"")),
        ("one name that is no list", audiences("\"https://api.example\"")),
        ("null for audiences", audiences("null")),
        ("a switch for audiences", audiences("false")),
        ("a profile that is none", document("").replace("access_token", "refresh_token")),
        ("an identity token for nobody", document("").replace("access_token", "id_token")),
        ("a logout token for nobody", document("").replace("access_token", "logout_token")),
        ("an assertion by its audience", document(r#""client_id":"x""#).replace("access_token", "client_assertion")),
    ] {
        let error = store.json(&text).err().unwrap_or_else(|| panic!("{name} is built"));
        assert_eq!(error.code(), "policy.document", "{name}: {error}");
    }
    for (name, text) in [("nothing", ""), ("a list", "[]"), ("two", "{}{}"), ("TOML", "leeway = 30")] {
        assert!(PolicyDocument::from_json(text.as_bytes()).is_err(), "{name}");
    }
}

/// What the builder refuses it refuses here too, with the same code.
#[test]
fn policies_that_are_not_built() {
    let store = Store::new();
    for (name, text, expected) in [
        ("nothing", "{}".into(), "policy.unstated"),
        ("a profile", r#"{"profile":"access_token"}"#.into(), "policy.unstated"),
        ("the type again", document(r#""token_type":"at+jwt""#), "policy.contradiction"),
        ("the expiry again", document(r#""expires":"required""#), "policy.contradiction"),
        ("a waiver of what is stated", document(r#""waive":{"audience":"x"}"#), "policy.contradiction"),
        ("a waiver of what the profile states", document(r#""waive":{"expiry":"x"}"#), "policy.contradiction"),
        (
            "a claim twice",
            document(r#""claims":[{"path":"x","equals":1},{"path":"x","equals":1}]"#),
            "policy.contradiction",
        ),
        (
            "a claim with a method",
            document(r#""scope":{"all":["a"]},"claims":[{"path":"scope","equals":"a"}]"#),
            "policy.contradiction",
        ),
        ("a reason that is none", document(r#""claims":[{"path":"x","waived":" "}]"#), "policy.empty"),
        ("no time", document(r#""maximum_lifetime":0"#), "policy.empty"),
        ("no algorithm", document(r#""algorithms":{"signature":[]}"#), "policy.empty"),
        ("much leeway", document(r#""leeway":"601s""#), "policy.leeway"),
        ("an issuer among claims", document(r#""claims":[{"path":"iss","equals":"x"}]"#), "policy.check"),
        ("no value", document(r#""claims":[{"path":"x","one_of":[]}]"#), "policy.check"),
        ("no scope", document(r#""scope":{"any":[]}"#), "policy.check"),
        ("a nonce of an access token", document(r#""nonce":"required""#), "policy.check"),
        ("no reason for no binding", document(r#""waive":{"binding":" "}"#), "policy.empty"),
        ("bound and waived", document(r#""binding":"dpop","waive":{"binding":"x"}"#), "policy.contradiction"),
        (
            "replays refused and waived",
            document(r#""replay":"refused","waive":{"replay":"x"}"#),
            "policy.contradiction",
        ),
        ("replays refused and nowhere remembered", document(r#""replay":"refused""#), "policy.unstated"),
        ("no reason for replays", document(r#""waive":{"replay":""}"#), "policy.empty"),
        ("untyped access tokens", document(r#""waive":{"logout_token_type":"x"}"#), "policy.check"),
        (
            "an access token for nobody",
            document("").replace(r#"["https://api.example"]"#, "\"forbidden\""),
            "policy.contradiction",
        ),
        (
            "an assertion for nobody",
            document("").replace("access_token", "client_assertion").replace(r#"["https://api.example"]"#, "[]"),
            "policy.unstated",
        ),
        (
            "no word about the nonce",
            document(r#""client_id":"web""#).replace("access_token", "id_token"),
            "policy.unstated",
        ),
        (
            "no word about replays",
            document(r#""client_id":"web""#).replace("access_token", "logout_token"),
            "policy.unstated",
        ),
        (
            "a forbidden claim without a name",
            document(r#""claims":[{"path":"x","name":" ","present":"forbidden"}]"#),
            "policy.empty",
        ),
        (
            "one name for two checks",
            document(r#""claims":[{"path":"x","name":"n","present":"forbidden"},{"path":"y","name":"n","equals":1}]"#),
            "policy.contradiction",
        ),
        ("an envelope", document(r#""algorithms":{"content_encryption":["A256GCM"]}"#), "policy.keys"),
    ] {
        let error = store.json(&text).err().unwrap_or_else(|| panic!("{name} is built"));
        assert_eq!(error.code(), expected, "{name}: {error}");
    }
}

/// A list says nothing by the order of its items, in TOML as in JSON.
#[test]
#[cfg(feature = "toml")]
fn lists_in_place_of_tables() {
    let store = Store::new();
    let good = "profile = \"access_token\"\naudiences = [\"https://api.example\"]\nmode = \"signed_only\"\n";
    let issuers = "[[issuers]]\nissuer = \"https://id.example\"\nkeys = \"id\"\n";
    let toml = |text: &str| store.build(PolicyDocument::from_toml(text)?);
    assert!(toml(&format!("{good}{issuers}")).is_ok());
    for (name, text) in [
        ("algorithms without their kinds", format!("{good}algorithms = []\n{issuers}")),
        ("algorithms by position", format!("{good}algorithms = [[\"ES256\"]]\n{issuers}")),
        ("waivers in a list", format!("{good}waive = []\n{issuers}")),
        ("issuers by position", format!("{good}issuers = [[\"https://id.example\", \"id\"]]\n")),
        ("an issuer without keys", format!("{good}issuers = [[\"https://id.example\"]]\n")),
        ("a check by position", format!("{good}claims = [[\"x\", \"n\", \"present\", \"required\"]]\n{issuers}")),
        ("a waived issuer by position", format!("{good}waive = {{ issuer = [\"x\", \"id\"] }}\n")),
        ("a demand in a list", format!("{good}scope = [\"read\"]\n{issuers}")),
        ("a lifetime without end", format!("{good}maximum_lifetime = inf\n{issuers}")),
        ("a leeway that is no number", format!("{good}leeway = nan\n{issuers}")),
        ("a value that is no number", format!("{good}claims = [{{ claim = \"x\", equals = nan }}]\n{issuers}")),
        ("a date in place of a time", format!("{good}migrate_until = 2026-01-01\n{issuers}")),
        ("a private name", format!("{good}leeway = {{ \"$serde_json::private::RawValue\" = \"30\" }}\n{issuers}")),
    ] {
        let error = toml(&text).err().unwrap_or_else(|| panic!("{name} is built"));
        assert_eq!(error.code(), "policy.document", "{name}: {error}");
    }
}
