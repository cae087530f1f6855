//! How deep and how many. Attacks 70 and 153.

use std::thread;

use jose_core::{
    LimitExceeded,
    json::{self, JsonError, JsonLimits},
};
use serde_json::Value;

use crate::readers::READERS;

fn over(limit: &'static str, maximum: usize) -> JsonError {
    JsonError::Limit(LimitExceeded::check(limit, maximum + 1, maximum).unwrap_err())
}

/// `levels` values inside each other, the outermost an object and each further one as `inner` says.
fn nested(levels: usize, inner: &str) -> String {
    let mut open = String::from("{\"a\":");
    let mut close = String::from("}");
    for level in 1..levels {
        let object = match inner {
            "objects" => true,
            "lists" => false,
            _ => level % 2 == 0,
        };
        open.push_str(if object { "{\"a\":" } else { "[" });
        close.insert(0, if object { '}' } else { ']' });
    }
    format!("{open}1{close}")
}

#[test]
fn depth_ends_exactly_at_the_limit() {
    for inner in ["objects", "lists", "both in turn"] {
        for depth in [1, 2, 3, 8, 32, 63, 64] {
            let limits = JsonLimits { depth, members: 1000 };
            for (reader, error) in READERS {
                let name = format!("{inner}, depth {depth}, read by {reader}");
                assert_eq!(error(nested(depth, inner).as_bytes(), &limits), None, "{name}");
                for deeper in [depth + 1, depth + 2, depth + 50] {
                    let found = error(nested(deeper, inner).as_bytes(), &limits);
                    assert_eq!(found, Some(over("json_depth", depth)), "{name}, {deeper} levels");
                }
            }
        }
    }
}

#[test]
fn no_limit_reaches_past_64() {
    for depth in [65, 121, 128, 1000, usize::MAX] {
        let limits = JsonLimits { depth, members: usize::MAX };
        for (reader, error) in READERS {
            assert_eq!(error(nested(64, "lists").as_bytes(), &limits), None, "{reader}");
            for levels in [65, 121, 127, 128, 129, 500] {
                let found = error(nested(levels, "lists").as_bytes(), &limits);
                assert_eq!(found, Some(over("json_depth", 64)), "limit {depth}, {levels} levels, {reader}");
            }
        }
    }
}

#[test]
fn depth_is_not_a_count() {
    let limits = JsonLimits { depth: 3, members: 1000 };
    let text = format!(r#"{{"a":[{}[]],"b":{{"c":[]}},"d":[{{}}]}}"#, "[],{},".repeat(500));
    for (reader, error) in READERS {
        assert_eq!(error(text.as_bytes(), &limits), None, "{reader}");
    }
}

#[test]
fn no_depth_at_all_refuses_everything() {
    let limits = JsonLimits { depth: 0, members: 1000 };
    for (reader, error) in READERS {
        assert_eq!(error(b"{}", &limits), Some(over("json_depth", 0)), "{reader}");
    }
}

#[test]
fn a_hundred_thousand_brackets_need_little_stack() {
    let texts = [
        ("open lists", format!("{{\"a\":{}", "[".repeat(100_000))),
        ("open objects", "{\"a\":".repeat(100_000)),
        ("closed lists", format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000))),
        ("closed objects", format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000))),
        ("both in turn", "{\"a\":[".repeat(100_000)),
    ];
    let small = thread::Builder::new().stack_size(1024 * 1024);
    let run = move || {
        for (name, text) in &texts {
            for (limit, depth) in [(8, 8), (32, 32), (usize::MAX, 64)] {
                let limits = JsonLimits { depth: limit, members: usize::MAX };
                for (reader, error) in READERS {
                    let found = error(text.as_bytes(), &limits);
                    assert_eq!(found, Some(over("json_depth", depth)), "{name}, limit {limit}, read by {reader}");
                }
            }
        }
    };
    small.spawn(run).unwrap().join().unwrap();
}

#[test]
fn members_end_exactly_at_the_limit() {
    let flat = |members: usize| {
        let members: Vec<String> = (0..members).map(|index| format!("\"{index}\":0")).collect();
        format!("{{{}}}", members.join(","))
    };
    let in_a_list = |members: usize| {
        let objects: Vec<String> = (1..members).map(|_| "{\"x\":0}".to_owned()).collect();
        format!("{{\"a\":[{}]}}", objects.join(","))
    };
    for members in [1, 2, 23, 24, 25, 64, 1000] {
        let limits = JsonLimits { depth: 8, members };
        for (reader, error) in READERS {
            for (shape, enough, more) in [
                ("one object", flat(members), flat(members + 1)),
                ("objects in a list", in_a_list(members), in_a_list(members + 1)),
            ] {
                let name = format!("{shape}, {members} members, read by {reader}");
                assert_eq!(error(enough.as_bytes(), &limits), None, "{name}");
                assert_eq!(error(more.as_bytes(), &limits), Some(over("json_members", members)), "{name}");
            }
        }
    }
}

#[test]
fn no_members_at_all_leaves_the_empty_object() {
    let limits = JsonLimits { depth: 8, members: 0 };
    assert_eq!(json::parse_object::<Value>(b"{}", &limits), Ok(Value::Object(serde_json::Map::new())));
    for (reader, error) in READERS {
        assert_eq!(error(br#"{"a":1}"#, &limits), Some(over("json_members", 0)), "{reader}");
    }
}

#[test]
fn the_message_names_the_limit_and_not_the_text() {
    let limits = JsonLimits { depth: 2, members: 2 };
    for (text, limit) in [(r#"{"planted":[[1]]}"#, "json_depth"), (r#"{"planted":1,"b":2,"c":3}"#, "json_members")] {
        let error = json::parse_object::<Value>(text.as_bytes(), &limits).unwrap_err();
        assert_eq!(error.code(), "json.limit");
        assert_eq!(error.to_string(), format!("over the limit {limit} of 2"));
        assert!(matches!(error, JsonError::Limit(exceeded) if exceeded.limit() == limit && exceeded.maximum() == 2));
    }
}
