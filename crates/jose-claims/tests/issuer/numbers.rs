//! Numbers that JSON cannot say. Serializers write `null` for them, and a reader would find nothing where something was meant.

use std::collections::BTreeMap;

use jose_claims::IssueError;
use serde::Serialize;

use crate::world::{API, World};

#[derive(Serialize)]
enum Shape {
    Newtype(f64),
    Tuple(u8, f64),
    Struct { deep: f64 },
}

#[derive(Serialize)]
struct Pair(u8, f64);

#[derive(Serialize)]
struct Wrapped(f64);

#[derive(Serialize)]
struct Claims<T> {
    value: T,
}

fn issue(claims: &impl Serialize) -> Result<String, IssueError> {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    issuer.access_token("user-42", API).client_id("web").claims(claims).issue()
}

/// Wherever it stands.
fn everywhere(number: f64) -> Vec<(&'static str, Result<String, IssueError>)> {
    #[expect(clippy::cast_possible_truncation, reason = "what is not finite stays so")]
    let narrow = number as f32;
    vec![
        ("alone", issue(&Claims { value: number })),
        ("narrow", issue(&Claims { value: narrow })),
        ("optional", issue(&Claims { value: Some(number) })),
        ("listed", issue(&Claims { value: vec![1.0, number] })),
        ("in a tuple", issue(&Claims { value: ("a", number) })),
        ("in a tuple struct", issue(&Claims { value: Pair(1, number) })),
        ("in a newtype", issue(&Claims { value: Wrapped(number) })),
        ("in a newtype variant", issue(&Claims { value: Shape::Newtype(number) })),
        ("in a tuple variant", issue(&Claims { value: Shape::Tuple(1, number) })),
        ("in a struct variant", issue(&Claims { value: Shape::Struct { deep: number } })),
        ("in a map", issue(&Claims { value: BTreeMap::from([("a", number)]) })),
        ("in the claims themselves", issue(&BTreeMap::from([("a", 1.0), ("b", number)]))),
        ("deep", issue(&Claims { value: Claims { value: Some(vec![Claims { value: number }]) } })),
    ]
}

#[test]
fn what_is_no_number_is_refused() {
    for number in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for (place, result) in everywhere(number) {
            let error = result.expect_err(place);
            assert_eq!((&error, error.code()), (&IssueError::NotANumber, "issue.not_a_number"), "{number} {place}");
        }
    }
    for number in [0.0, -0.0, 0.1, f64::from(f32::MAX), f64::from(f32::MIN_POSITIVE)] {
        for (place, result) in everywhere(number) {
            assert!(result.is_ok(), "{number} {place}: {result:?}");
        }
    }
}

#[test]
fn numbers_at_the_end_of_their_range() {
    assert!(issue(&Claims { value: f64::MAX }).is_ok());
    assert!(issue(&Claims { value: (u64::MAX, i64::MIN) }).is_ok());
    for claims in [Claims { value: u128::MAX }, Claims { value: u128::from(u64::MAX) + 1 }] {
        assert_eq!(issue(&claims), Err(IssueError::NotAnObject));
    }
    assert_eq!(issue(&Claims { value: i128::MIN }), Err(IssueError::NotAnObject));
}
