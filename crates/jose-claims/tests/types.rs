//! Types for claims of the caller's own: what they read, refuse and write.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

use jose_claims::{
    UnixTime,
    types::{Address, Audience, AuthorizationDetails, NumericDate, OutOfRange},
};
use jose_core::json::{self, JsonLimits};
use serde::{Deserialize, de::DeserializeOwned};

const LIMITS: JsonLimits = JsonLimits { depth: 16, members: 100 };

#[derive(Debug, Deserialize)]
struct Holder<T> {
    c: T,
}

/// What the strict reader of the family makes of it. Whatever it accepts, serde_json's own does too.
fn read<T: DeserializeOwned>(value: &str) -> Result<T, String> {
    let text = format!("{{\"c\":{value}}}");
    let strict: Result<Holder<T>, _> = json::parse_object(text.as_bytes(), &LIMITS);
    let plain: Result<Holder<T>, _> = serde_json::from_str(&text);
    assert!(strict.is_err() || plain.is_ok(), "{value}");
    strict.map(|holder| holder.c).map_err(|error| error.to_string())
}

#[test]
fn numeric_dates() {
    for (value, seconds, nanoseconds, written) in [
        ("0", 0, 0, "0"),
        ("-0", 0, 0, "0"),
        ("1700000000", 1_700_000_000, 0, "1700000000"),
        ("1700000000.0", 1_700_000_000, 0, "1700000000"),
        ("1.7e9", 1_700_000_000, 0, "1700000000"),
        ("1700000000.5", 1_700_000_000, 500_000_000, "1700000000.5"),
        ("-0.25", -1, 750_000_000, "-0.25"),
        ("1e-300", 0, 1, "1e-9"),
        ("253402300799", 253_402_300_799, 0, "253402300799"),
        ("-62135596800", -62_135_596_800, 0, "-62135596800"),
    ] {
        let date: NumericDate = read(value).unwrap();
        assert_eq!((date.seconds(), date.nanoseconds()), (seconds, nanoseconds), "{value}");
        assert_eq!(serde_json::to_string(&date).unwrap(), written, "{value}");
        assert_eq!(date.rounded_down(), UnixTime::from_seconds(seconds), "{value}");
        let up = seconds + i64::from(nanoseconds > 0);
        assert_eq!(date.rounded_up(), UnixTime::from_seconds(up), "{value}");
    }
    let range = "the member c must be a number of seconds since 1970, not later than the year 9999";
    for (value, expected) in [
        ("\"1700000000\"", "the member c must be a number of seconds since 1970; it is a string"),
        ("\"\"", "the member c must be a number of seconds since 1970; it is a string"),
        ("true", "the member c must be a number of seconds since 1970; it is a boolean"),
        ("null", "the member c must be a number of seconds since 1970; it is null"),
        ("[]", range),
        ("{}", range),
        ("253402300800", range),
        ("253402300800.0", range),
        ("-62135596801", range),
        ("-62135596800.5", range),
        ("9223372036854775807", range),
        ("18446744073709551615", range),
        ("18446744073709551616", range),
        ("-1e300", range),
        ("1e400", "not JSON"),
        ("NaN", "not JSON"),
        ("Infinity", "not JSON"),
    ] {
        assert_eq!(read::<NumericDate>(value).unwrap_err(), expected, "{value}");
    }
}

#[test]
fn numeric_dates_from_parts() {
    assert_eq!(NumericDate::new(5, 999_999_999).unwrap().nanoseconds(), 999_999_999);
    assert_eq!(NumericDate::new(5, 1_000_000_000), Err(OutOfRange));
    assert_eq!(NumericDate::new(253_402_300_800, 0), Err(OutOfRange));
    assert_eq!(NumericDate::new(i64::MIN, 0), Err(OutOfRange));
    assert_eq!(NumericDate::try_from(UnixTime::from_seconds(7)), NumericDate::new(7, 0));
    assert_eq!(NumericDate::try_from(UnixTime::from_seconds(i64::MAX)), Err(OutOfRange));
}

#[test]
fn audiences() {
    let one: Audience = read("\"a\"").unwrap();
    let two: Audience = read(r#"["a","b"]"#).unwrap();
    assert!(one.contains("a") && !one.contains("b") && two.contains("b") && !two.contains("A"));
    assert_eq!(two.iter().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(serde_json::to_string(&one).unwrap(), "\"a\"");
    assert_eq!(serde_json::to_string(&two).unwrap(), r#"["a","b"]"#);
    for value in ["[]", "null", "1", "true", "{}", "[1]", r#"["a",null]"#, r#"[["a"]]"#] {
        assert!(read::<Audience>(value).is_err(), "{value}");
    }
}

#[test]
fn addresses() {
    let address: Address = read(r#"{"street_address":"1\n2","country":"NL","planet":"Earth"}"#).unwrap();
    assert_eq!((address.street_address.as_deref(), address.country.as_deref()), (Some("1\n2"), Some("NL")));
    assert_eq!(serde_json::to_string(&address).unwrap(), r#"{"street_address":"1\n2","country":"NL"}"#);
    assert_eq!(read::<Address>("{}").unwrap(), Address::default());
    for value in ["\"street\"", "[]", "null", "1", r#"{"country":1}"#, r#"{"country":["NL"]}"#] {
        assert!(read::<Address>(value).is_err(), "{value}");
    }
}

#[test]
fn authorization_details() {
    let text = r#"[{"type":"payment","actions":["pay"],"amount":{"value":"1"}},{"type":"account","identifier":"7"}]"#;
    let details: AuthorizationDetails = read(text).unwrap();
    assert_eq!(details.of_type("payment").count(), 1);
    assert_eq!(details.0[0].other["amount"]["value"], "1");
    assert_eq!(details.0[1].identifier.as_deref(), Some("7"));
    assert_eq!(details.of_type("Payment").count(), 0);
    assert_eq!(serde_json::to_value(&details).unwrap(), serde_json::from_str::<serde_json::Value>(text).unwrap());
    for value in [
        "{}",
        "null",
        "\"payment\"",
        "[{}]",
        "[1]",
        "[[]]",
        r#"[{"type":1}]"#,
        r#"[{"type":null}]"#,
        r#"[{"actions":[]}]"#,
        r#"[{"type":"a","actions":"pay"}]"#,
        r#"[{"type":"a","locations":[1]}]"#,
        r#"[{"type":"a","identifier":1}]"#,
    ] {
        assert!(read::<AuthorizationDetails>(value).is_err(), "{value}");
    }
}

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
const TIMES: [(i64, u32); 5] =
    [(0, 0), (1_700_000_000, 250_000_000), (-1, 750_000_000), (-62_000_000_000, 1), (253_000_000_000, 999_999_999)];

#[cfg(feature = "jiff")]
#[test]
fn jiff() {
    for (seconds, nanoseconds) in TIMES {
        let date = NumericDate::new(seconds, nanoseconds).unwrap();
        let there = jiff::Timestamp::try_from(date).unwrap();
        assert_eq!(there.as_nanosecond(), i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds));
        assert_eq!(NumericDate::try_from(there), Ok(date));
    }
    assert_eq!(NumericDate::try_from(jiff::Timestamp::MIN), Err(OutOfRange));
}

#[cfg(feature = "time")]
#[test]
fn time() {
    for (seconds, nanoseconds) in TIMES {
        let date = NumericDate::new(seconds, nanoseconds).unwrap();
        let there = time::OffsetDateTime::try_from(date).unwrap();
        assert_eq!(there.unix_timestamp_nanos(), i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds));
        assert_eq!(NumericDate::try_from(there), Ok(date));
    }
    let before = time::OffsetDateTime::from_unix_timestamp(-62_135_596_801).unwrap();
    assert_eq!(NumericDate::try_from(before), Err(OutOfRange));
}

#[cfg(feature = "chrono")]
#[test]
fn chrono() {
    for (seconds, nanoseconds) in TIMES {
        let date = NumericDate::new(seconds, nanoseconds).unwrap();
        let there = chrono::DateTime::<chrono::Utc>::try_from(date).unwrap();
        assert_eq!((there.timestamp(), there.timestamp_subsec_nanos()), (seconds, nanoseconds));
        assert_eq!(NumericDate::try_from(there), Ok(date));
    }
    assert_eq!(NumericDate::try_from(chrono::DateTime::<chrono::Utc>::MAX_UTC), Err(OutOfRange));
}
