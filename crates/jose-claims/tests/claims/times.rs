//! `exp`, `nbf` and `iat` as numbers: what is refused, what is rounded, and what decides to the second.

use crate::{
    payload::Payload,
    world::{ACCEPTED, World, verdict},
};

const EXPIRED: &str = "claims.expired";
const NOT_YET: &str = "claims.not_yet_valid";
const FUTURE: &str = "claims.issued_in_future";
const MALFORMED: &str = "claims.malformed";

/// A value, and what a token with it in `exp`, in `nbf` and in `iat` is at 1700000000 without leeway.
type Row = (&'static str, &'static str, &'static str, &'static str);

const PAST: &[&str] = &[
    "0",
    "-0",
    "0.0",
    "-0.0",
    "1",
    "-1",
    "-1.5",
    "1.5",
    "0.5",
    "1e3",
    "1E+3",
    "1e-3",
    "1e-400",
    "1699999999",
    // The first second of the year 1.
    "-62135596800",
    "-62135596799.5",
];

const BOUNDARIES: &[Row] = &[
    ("1699999999.000001", EXPIRED, ACCEPTED, ACCEPTED),
    ("1699999999.5", EXPIRED, ACCEPTED, ACCEPTED),
    ("1699999999.999999", EXPIRED, ACCEPTED, ACCEPTED),
    ("1700000000", EXPIRED, ACCEPTED, ACCEPTED),
    ("1700000000.0", EXPIRED, ACCEPTED, ACCEPTED),
    ("1.7e9", EXPIRED, ACCEPTED, ACCEPTED),
    ("17000000000e-1", EXPIRED, ACCEPTED, ACCEPTED),
    // A part of a second makes an end earlier and a beginning later.
    ("1700000000.000001", EXPIRED, NOT_YET, FUTURE),
    ("1700000000.5", EXPIRED, NOT_YET, FUTURE),
    ("1700000000.999999", EXPIRED, NOT_YET, FUTURE),
    ("1700000001", ACCEPTED, NOT_YET, FUTURE),
    ("1700000001.5", ACCEPTED, NOT_YET, FUTURE),
    // Milliseconds, a common mistake: the year 55840.
    ("1700000000000", MALFORMED, MALFORMED, MALFORMED),
    // The last second of the year 9999.
    ("253402300799", ACCEPTED, NOT_YET, FUTURE),
    ("253402300799.5", ACCEPTED, NOT_YET, FUTURE),
];

/// Numbers that are no time, and texts that are no number.
const NO_TIMES: &[&str] = &[
    "253402300800",
    "253402300800.5",
    "-62135596801",
    "-62135596800.5",
    "1e12",
    "1e20",
    "-1e20",
    "1e308",
    "-1e308",
    "4611686018427387904",
    "9223372036854775806",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775807",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "1e309",
    "-1e309",
    "1e1000000000",
    "1e99999999999999999999",
    "NaN",
    "-NaN",
    "Infinity",
    "-Infinity",
    "inf",
    "0x65",
    "01",
    "-01",
    "+1",
    "1.",
    ".5",
    "1e",
    "1_700_000_600",
    "1700000600n",
    "1,5",
    "1 700",
    "--1",
    "-",
    "\"1700000600\"",
    "\"2030-01-01T00:00:00Z\"",
    "[1700000600]",
    "{\"seconds\":1700000600}",
    "true",
    "false",
    "null",
];

#[test]
fn the_past() {
    for value in PAST {
        check((value, EXPIRED, ACCEPTED, ACCEPTED));
    }
}

#[test]
fn to_the_second() {
    for row in BOUNDARIES {
        check(*row);
    }
}

#[test]
fn what_is_no_time() {
    for value in NO_TIMES {
        check((value, MALFORMED, MALFORMED, MALFORMED));
    }
}

#[test]
fn a_number_of_many_digits_costs_no_more_than_its_length() {
    let digits = "9".repeat(100_000);
    let world = World::new();
    for (value, expected) in [
        (digits.clone(), MALFORMED),
        (format!("-{digits}"), MALFORMED),
        (format!("1e{digits}"), MALFORMED),
        (format!("0.{digits}"), EXPIRED),
        (format!("1700000600.{digits}"), ACCEPTED),
    ] {
        let token = world.sign(Payload::good().with("exp", &value).json());
        let begin = std::time::Instant::now();
        let found = verdict("digits", &world.signed(), &token);
        assert_eq!(found, expected, "{}", &value[..16]);
        assert!(begin.elapsed().as_secs() < 5, "{}", &value[..16]);
    }
}

#[test]
fn an_end_before_the_beginning() {
    let world = World::new();
    let token = world.sign(Payload::good().with("nbf", 1_700_000_601).json());
    assert_eq!(verdict("nbf after exp", &world.signed(), &token), NOT_YET);
    let token = world.sign(Payload::good().with("iat", 1_700_000_601).json());
    assert_eq!(verdict("iat after exp", &world.signed(), &token), FUTURE);
}

fn check((value, exp, nbf, iat): Row) {
    let world = World::new();
    for (claim, expected) in [("exp", exp), ("nbf", nbf), ("iat", iat)] {
        let name = format!("{claim}: {value}");
        let token = world.sign(Payload::good().with(claim, value).json());
        assert_eq!(verdict(&name, &world.signed(), &token), expected, "{name}");
        assert_eq!(verdict(&name, &world.lax(), &token), expected, "{name}, all waived");
    }
}
