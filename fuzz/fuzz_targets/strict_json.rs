//! Law: what the strict reader accepts, the ordinary one reads as the same value, no object in it
//! has a member twice, and written out it is the ordinary writer's text and is accepted again as
//! the same value. What the strict reader refuses as not JSON, or for a duplicate, the others refuse for that reason too.
#![no_main]

use jose_core::json::{JsonError, JsonLimits, parse_object, write_object};
use jose_fuzz::duplicates::has_duplicates;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const LIMITS: JsonLimits = JsonLimits { depth: 32, members: 1024 };

fuzz_target!(|data: &[u8]| {
    let ordinary = serde_json::from_slice::<Value>(data);
    match parse_object::<Value>(data, &LIMITS) {
        Ok(value) => {
            assert_eq!(ordinary.ok().as_ref(), Some(&value));
            assert_eq!(has_duplicates(data), Some(false));
            let written = write_object(&value).expect("what was read can be written");
            assert_eq!(written.expose(), value.to_string().as_bytes());
            assert_eq!(parse_object::<Value>(written.expose(), &LIMITS), Ok(value));
        }
        Err(JsonError::Duplicate) => assert_ne!(has_duplicates(data), Some(false)),
        Err(JsonError::Utf8 | JsonError::Syntax | JsonError::Trailing) => assert!(ordinary.is_err()),
        Err(_) => {}
    }
});
