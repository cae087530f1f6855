//! What a type of the caller's sees of the claims that the policy reads for itself: what it would see of the same value under any other name.

use std::{borrow::Cow, collections::HashMap, fmt::Debug};

use jose_claims::{Check, ClaimsBuffer, Token, ValidateError, Validator};
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use crate::{
    payload::Payload,
    world::{NOW, World, clock, refusal, waive_all},
};

/// Each way in which a value can come.
#[derive(Clone, Debug, PartialEq)]
enum Seen<'c> {
    Nothing,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Fraction(f64),
    Borrowed(&'c str),
    Copied(String),
    List(Vec<Seen<'c>>),
    Object(Vec<(String, Seen<'c>)>),
}

impl<'de: 'c, 'c> Deserialize<'de> for Seen<'c> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Eye)
    }
}

struct Eye;

impl<'de> Visitor<'de> for Eye {
    type Value = Seen<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E>(self) -> Result<Seen<'de>, E> {
        Ok(Seen::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Seen<'de>, E> {
        Ok(Seen::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Seen<'de>, E> {
        Ok(Seen::Signed(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Seen<'de>, E> {
        Ok(Seen::Unsigned(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Seen<'de>, E> {
        Ok(Seen::Fraction(value))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Seen<'de>, E> {
        Ok(Seen::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Seen<'de>, E> {
        Ok(Seen::Copied(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Seen<'de>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Seen::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Seen<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Seen::Object(members))
    }
}

const EXPIRY: &[&str] = &["1700000600", "1700000600.0", "1700000600.25", "1.7000006e9", "253402300799"];
const PAST: &[&str] = &["0", "-0", "-1", "-0.0", "-0.5", "1e3", "1699999999", "1699999999.75", "-62135596800"];
const TEXTS: &[&str] = &[r#""""#, r#""a""#, r#""a b""#, r#""\u0061\n""#, r#""é😀""#];
const AUDIENCES: &[&str] =
    &[r#""""#, r#""a""#, r#""\u0061""#, r#"["a"]"#, r#"["a","\u0062"]"#, r#"["","a",""]"#, r#"[ "a" , "a" ]"#];

const CLAIMS: &[(&str, &[&str])] = &[
    ("aud", AUDIENCES),
    ("client_id", TEXTS),
    ("exp", EXPIRY),
    ("iat", PAST),
    ("iss", TEXTS),
    ("jti", TEXTS),
    ("nbf", PAST),
    ("scope", TEXTS),
    ("sub", TEXTS),
];

/// Policies that read the claim for themselves, for a closure that may look at any, and for a check by its name where there may be one.
fn policies(world: &World, claim: &'static str) -> Vec<(&'static str, Validator)> {
    let policy = || waive_all(world).signed_only().clock(clock(NOW));
    let any = || Check::if_present(Check::satisfies(|_| true));
    let by_name = if matches!(claim, "aud" | "exp" | "iss") { policy() } else { policy().claim(claim, any()) };
    [("its own", policy()), ("a closure", policy().rule("any", |_| true)), ("by name", by_name)]
        .map(|(name, policy)| (name, policy.build().unwrap()))
        .to_vec()
}

#[test]
fn a_registered_claim_looks_like_any_other() {
    let world = World::new();
    for (claim, values) in CLAIMS {
        for (policy, validator) in policies(&world, claim) {
            for value in *values {
                let token = world.sign(format!(r#"{{"{claim}":{value},"other":{value}}}"#));
                let mut room = ClaimsBuffer::new();
                let token: Token<HashMap<Cow<'_, str>, Seen<'_>>> = validator.validate_in(&token, &mut room).unwrap();
                assert_eq!(token.claims().len(), 2, "{policy}: {claim}: {value}");
                assert_eq!(token.claims()[*claim], token.claims()["other"], "{policy}: {claim}: {value}");
            }
        }
    }
}

macro_rules! named {
    ($($type:ident: $name:literal),*) => {$(
        #[derive(Debug, Deserialize)]
        struct $type<T> {
            #[serde(rename = $name)]
            value: T,
        }
    )*};
}

named! { Audience: "aud", Expires: "exp", Issued: "iat", Subject: "sub", Other: "other" }

/// The value, or that the type does not take it.
fn outcome<C, T: Debug>(name: &str, result: Result<Token<C>, ValidateError>, value: fn(C) -> T) -> String {
    match result {
        Ok(token) => format!("{:?}", value(token.into_claims())),
        Err(error) => {
            assert!(matches!(error, ValidateError::PrivateClaims(_)), "{name}: {error:?}");
            error.code().to_owned()
        }
    }
}

#[derive(Debug, Deserialize)]
enum Choice {
    #[serde(rename = "a")]
    A,
}

#[derive(Debug, Deserialize)]
struct Wrapped<T>(#[allow(dead_code, reason = "it is shown")] T);

#[derive(Debug, Deserialize)]
struct Fields {
    #[expect(dead_code, reason = "no value of these has it")]
    a: u8,
}

#[test]
fn every_type_takes_what_it_would_take_elsewhere() {
    let world = World::new();
    macro_rules! same {
        ($member:ident, $claim:literal, $values:expr, [$($type:ty),* $(,)?]) => {
            for (policy, validator) in policies(&world, $claim) {
                for value in $values {
                    let token = world.sign(format!(r#"{{"{}":{value},"other":{value}}}"#, $claim));
                    $(
                        let name = format!("{policy}: {}: {value}: {}", $claim, stringify!($type));
                        let own = validator.validate::<$member<$type>>(&token);
                        let own = outcome(&name, own, |claims| claims.value);
                        let other = validator.validate::<Other<$type>>(&token);
                        assert_eq!(own, outcome(&name, other, |claims| claims.value), "{name}");
                    )*
                }
            }
        };
        ($member:ident, $claim:literal, $values:expr) => {
            same!($member, $claim, $values, [
                u64, i64, f64, u8, i8, u128, bool, char, (), String, Option<u64>, Option<String>, Vec<String>,
                Vec<Value>, [String; 1], (String, String), Value, IgnoredAny, Choice, Option<Choice>, Wrapped<u64>,
                Wrapped<String>, Wrapped<Vec<String>>, Fields, HashMap<String, Value>,
                jose_claims::types::NumericDate, jose_claims::types::Audience,
            ]);
        };
    }
    same!(Expires, "exp", EXPIRY);
    same!(Issued, "iat", PAST);
    same!(Subject, "sub", TEXTS);
    same!(Audience, "aud", AUDIENCES);
}

#[test]
fn types_with_and_without_the_registered_claims() {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "the shape is what counts")]
    struct Closed<'c> {
        iss: &'c str,
        sub: Cow<'c, str>,
        aud: Seen<'c>,
        client_id: Option<&'c str>,
        exp: u64,
        iat: f64,
        jti: IgnoredAny,
    }

    #[derive(Deserialize)]
    struct Flat {
        jti: String,
        #[serde(flatten)]
        rest: HashMap<String, Value>,
    }

    let world = World::new();
    let good = Payload::good().with("sub", r#""user\u002d42""#).with("iat", "1699999999.5");
    let (token, more) = (world.sign(good.json()), world.sign(good.clone().with("nbf", 1).json()));
    let validator = world.signed();
    let mut room = ClaimsBuffer::new();
    let closed: Token<Closed<'_>> = validator.validate_in(&token, &mut room).unwrap();
    assert_eq!((closed.claims().sub.as_ref(), closed.subject()), ("user-42", Some("user-42")));
    assert_eq!(closed.claims().aud, Seen::Borrowed("https://api.example"));
    let (exp, iat) = (closed.claims().exp, closed.claims().iat);
    assert_eq!((exp, iat.to_bits()), (1_700_000_600, 1_699_999_999.5_f64.to_bits()));
    // Rounded for the policy, as written for the type.
    assert_eq!(closed.issued_at().map(jose_claims::UnixTime::seconds), Some(1_700_000_000));
    drop(closed);
    let error = refusal("one more", validator.validate_in::<Closed<'_>>(&more, &mut room));
    assert_eq!(error.code(), "claims.private");

    let flat = validator.validate::<Flat>(&more).unwrap().into_claims();
    assert_eq!((flat.jti.as_str(), flat.rest.len()), ("1", 7));
    assert_eq!(flat.rest["iat"], serde_json::json!(1_699_999_999.5));
    assert_eq!((&flat.rest["nbf"], &flat.rest["exp"]), (&Value::from(1), &Value::from(1_700_000_600)));
    assert_eq!(validator.validate::<IgnoredAny>(&more).unwrap().subject(), Some("user-42"));
}

/// The claim is refused for what it is, whatever the type makes of it.
#[test]
fn a_wrong_type_is_nobodys_to_overlook() {
    let world = World::new();
    for (claim, values) in [
        ("aud", &["1", "null", "true", "{}", "[]", "[1]", r#"["a",1]"#, "[null]", "[[]]", r#"{"a":"b"}"#][..]),
        ("exp", &["null", "true", r#""1700000600""#, "[]", "[1700000600]", "{}", "253402300800", "1e300", "1e18"]),
        ("nbf", &["null", "false", r#""""#, "[0]", "-62135596801", "-1e300", "18446744073709551615"]),
        ("sub", &["1", "null", "true", "[]", r#"["a"]"#, "{}", "1.5"]),
    ] {
        for (policy, validator) in policies(&world, claim) {
            for value in values {
                let name = format!("{policy}: {claim}: {value}");
                let token = world.sign(format!(r#"{{"{claim}":{value},"tenant":"acme"}}"#));
                let ignoring = refusal(&name, validator.validate::<IgnoredAny>(&token));
                assert!(matches!(&ignoring, ValidateError::Claims(_)), "{name}: {ignoring:?}");
                assert!(ignoring.to_string().contains(claim), "{name}: {ignoring}");
                let looking = refusal(&name, validator.validate::<HashMap<String, Option<IgnoredAny>>>(&token));
                assert_eq!(looking, ignoring, "{name}");
            }
        }
    }
}

/// All values of an object, those too whose names it has no use for.
#[derive(Debug, PartialEq)]
struct Values<'c>(Vec<(bool, Seen<'c>)>);

impl<'de> Deserialize<'de> for Values<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ValuesVisitor)
    }
}

struct ValuesVisitor;

impl<'de> Visitor<'de> for ValuesVisitor {
    type Value = Values<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values<'de>, A::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "lowercase")]
        enum Known {
            Tenant,
        }

        let mut values = Vec::new();
        loop {
            let known = match map.next_key() {
                Ok(None) => break,
                Ok(Some(Known::Tenant)) => true,
                Err(_) => false,
            };
            values.push((known, map.next_value()?));
        }
        // Whoever asks again is told the same.
        assert!(matches!(map.next_key::<Known>(), Ok(None)));
        Ok(Values(values))
    }
}

/// What a type makes of a name is nothing to the policy, and the other way round.
#[test]
fn names_that_the_type_refuses() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "the shape is what counts")]
    struct Tenant<'c> {
        tenant: &'c str,
    }

    let world = World::new();
    for sub in ["sub", r"s\u0075b"] {
        for (policy, validator) in policies(&world, "sub") {
            let name = format!("{policy}: {sub}");
            let mut room = ClaimsBuffer::new();
            let token = world.sign(format!(r#"{{"{sub}":"ada","tenant":"acme","exp":1700000600,"more":[1]}}"#));
            let values: Token<Values<'_>> = validator.validate_in(&token, &mut room).unwrap();
            let expected = [
                (false, Seen::Borrowed("ada")),
                (true, Seen::Borrowed("acme")),
                (false, Seen::Unsigned(1_700_000_600)),
                (false, Seen::List(vec![Seen::Unsigned(1)])),
            ];
            assert_eq!((&values.claims().0[..], values.subject()), (&expected[..], Some("ada")), "{name}");
            drop(values);

            let error = refusal(&name, validator.validate_in::<Tenant<'_>>(&token, &mut room));
            assert_eq!(error.code(), "claims.private", "{name}");

            // The claim itself is refused before its name is.
            let wrong = world.sign(format!(r#"{{"{sub}":1,"tenant":"acme"}}"#));
            let nobody = refusal(&name, validator.validate::<IgnoredAny>(&wrong));
            assert!(matches!(&nobody, ValidateError::Claims(_)), "{name}: {nobody:?}");
            assert_eq!(refusal(&name, validator.validate_in::<Tenant<'_>>(&wrong, &mut room)), nobody, "{name}");
        }
    }
}

/// All text of a token stands in one place: none of it runs into what stands beside it.
#[test]
fn what_a_token_keeps_of_each_claim() {
    let world = World::new();
    let validator = world.lax();
    let names = ["iss", "sub", "jti", "client_id", "scope"];
    for present in 0..1 << names.len() {
        for audiences in [None, Some(&[""][..]), Some(&["é"]), Some(&["a", "", "bc", "\n"]), Some(&["", "", "d"])] {
            let value = |index: usize| ((present >> index) & 1 == 1).then(|| "x".repeat(index));
            let mut payload: serde_json::Map<_, Value> =
                names.iter().enumerate().filter_map(|(at, name)| Some(((*name).into(), value(at)?.into()))).collect();
            payload.extend(audiences.map(|audiences| ("aud".to_owned(), audiences.into())));
            let token = validator.validate::<IgnoredAny>(&world.sign(Value::from(payload).to_string())).unwrap();
            let found = [token.issuer(), token.subject(), token.token_id(), token.client_id()];
            let expected: Vec<_> = (0..found.len()).map(value).collect();
            assert_eq!(found.map(|text| text.map(str::to_owned)).to_vec(), expected, "{present:b}");
            assert_eq!(token.scope().to_string(), value(4).unwrap_or_default(), "{present:b}");
            assert_eq!(token.audiences().collect::<Vec<_>>(), audiences.unwrap_or_default(), "{present:b}");
            assert_eq!(token.signed_by(), Some("issuer"));
        }
    }
}
