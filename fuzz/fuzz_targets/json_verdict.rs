//! Law: the strict reader accepts exactly what serde_json accepts, if that is an object within the limits whose names are all different
//! and nobody's own; and it reads the same value. Passing over a text finds in it what reading it finds.
#![no_main]

use jose_core::json::{JsonLimits, parse_object};
use jose_fuzz::shape::Shape;
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use serde_json::Value;

/// Low, so that inputs reach them.
const LIMITS: JsonLimits = JsonLimits { depth: 5, members: 20 };

fuzz_target!(|data: &[u8]| {
    let sound = |shape: &Shape| !shape.odd_name && shape.depth <= LIMITS.depth && shape.members <= LIMITS.members;
    let expected = serde_json::from_slice::<Value>(data).ok();
    let expected = expected.filter(|value| value.is_object() && Shape::of(data).as_ref().is_some_and(sound));

    let read = parse_object::<Value>(data, &LIMITS);
    let passed_over = parse_object::<IgnoredAny>(data, &LIMITS);
    assert_eq!(passed_over.err().as_ref(), read.as_ref().err());
    assert_eq!(read.ok(), expected);
});
