//! Laws, on generated values: the text is serde_json's, and what was written is read again.

use jose_core::json::{self, JsonLimits};
use proptest::{
    collection::{btree_map, vec},
    prelude::*,
};
use serde_json::Value;

const LIMITS: JsonLimits = JsonLimits { depth: 64, members: 10_000 };

fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |number| serde_json::Number::from_f64(number).map(Value::Number)),
        ".{0,20}".prop_map(Value::from),
        "[a-z\"\\\\\n\u{1}é]{0,40}".prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            btree_map("[a-c\"\\\\\né]{0,10}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect()))
        ]
    })
}

proptest! {
    #[test]
    fn the_text_is_serde_json_s_and_is_read_again(members in btree_map(".{0,12}", value(), 0..6)) {
        let object = Value::Object(members.into_iter().collect());
        let text = json::write_object(&object).unwrap();
        prop_assert_eq!(text.expose(), &*serde_json::to_vec(&object).unwrap());
        let read: Value = json::parse_object(text.expose(), &LIMITS).unwrap();
        prop_assert_eq!(json::write_object(&read).unwrap().expose().len(), text.len());
    }
}
